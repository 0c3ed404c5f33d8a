"""The embedded PostgreSQL server: start, stop and status, over initdb, pg_ctl and pg_isready.

For demonstrations, development and tests. A real service sets ``DATABASE_URL``; with
``RIGHTHELP_ENV=production`` this server refuses to start, because it trusts everyone who can reach its
socket. Nobody but its own user can: the socket stands in a folder of mode 0700 and there is no TCP port.

Several starters may come at once: a file lock lets the first start it and the others find it running.
After a kill or a power cut the next start recovers from the write-ahead log; nothing acknowledged is lost
(fsync and synchronous_commit are on).
"""

# ruff: noqa: S603 every command here is built from our own words and paths
from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from righthelp.foundation.database import roles
from righthelp.foundation.database.place import (
    DatabaseUnavailableError,
    Place,
    choose,
    remember,
    remembered,
    state_folder,
    system_user,
)

PORT = 5432  # only part of the socket's file name
NAME = "righthelp"
PATIENCE = 15.0  # seconds to wait for a killed predecessor to be gone


@dataclass(frozen=True)
class ConnectionInfo:
    """How to reach the server. `started` says whether this call started it (and so should stop it)."""

    socket: str
    name: str
    started: bool
    seconds: float


@dataclass(frozen=True)
class Status:
    """Whether the server answers, and where it lives (None before the first start)."""

    running: bool
    place: Place | None


def _memory() -> int:
    """Physical memory in MiB."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20


def _settings(socket: str) -> dict[str, str]:
    buffers = max(64, min(512, _memory() // 16))
    return {
        "listen_addresses": "",
        "unix_socket_directories": socket,
        "unix_socket_permissions": "0700",
        "max_connections": "60",
        "max_locks_per_transaction": "512",  # an empty database is made in one transaction, perhaps two at once
        "shared_buffers": f"{buffers}MB",
        "work_mem": "32MB",
        "maintenance_work_mem": "256MB",
        "effective_cache_size": f"{max(256, _memory() // 4)}MB",
        "random_page_cost": "1.1",
        "jit": "off",
        "wal_level": "minimal",  # loading a table made or emptied in the same transaction skips the log
        "max_wal_senders": "0",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        "timezone": "UTC",
        # No personal data in the log: no failing statements, no parameters, no DETAIL with a row's values.
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
    }


class Server:
    """One embedded server with its data under a state folder."""

    def __init__(self, state: Path | None = None) -> None:
        self.state = (state or state_folder()).absolute()

    def start(self) -> ConnectionInfo:
        """Start the server unless it runs already, making its data, roles and database the first time.

        Raises `DatabaseUnavailableError` with a plain sentence.
        """
        begun = time.monotonic()
        if os.environ.get("RIGHTHELP_ENV") == "production":
            raise DatabaseUnavailableError(
                "The embedded database is for demonstration only. In production set DATABASE_URL to a "
                "PostgreSQL server."
            )
        place = remembered(self.state)
        if place and self._answers(place):
            return ConnectionInfo(place.socket, NAME, False, time.monotonic() - begun)
        with self._alone():
            place = self._placed()
            started = not self._answers(place)
            if started:
                if not (Path(place.data) / "PG_VERSION").exists():
                    self._create(place)
                self._check_version(place)
                self._launch(place)
            if started or remembered(self.state) != place:
                roles.prepare(place.socket, NAME)
                remember(self.state, place)
        return ConnectionInfo(place.socket, NAME, started, time.monotonic() - begun)

    def stop(self) -> bool:
        """Stop the server, ending open connections; answers whether it was running."""
        if not self.state.is_dir():
            return False
        with self._alone():
            place = remembered(self.state)
            if place is None or not self._answers(place):
                return False
            done = self._run(place, "pg_ctl", "stop", "-D", place.data, "-m", "fast", "-w", "-t", "60")
            if done.returncode and self._answers(place):
                raise DatabaseUnavailableError(f"The database did not stop: {_reason(done.stderr or done.stdout)}")
            return True

    def remove(self) -> None:
        """Stop the server and delete its data: everything recorded is gone."""
        self.stop()
        place = remembered(self.state)
        if place is None:
            return
        for folder in (Path(place.data).parent, Path(place.socket)):
            shutil.rmtree(folder, ignore_errors=True)
        (self.state / "database.json").unlink()

    def status(self) -> Status:
        """Whether the server answers now."""
        place = remembered(self.state)
        return Status(running=place is not None and self._answers(place), place=place)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the state folder's lock: one starter or stopper at a time, on this machine."""
        try:
            self.state.mkdir(parents=True, exist_ok=True)
            lock = (self.state / "database.lock").open("w")
        except OSError as error:
            raise DatabaseUnavailableError(
                f"The state folder {self.state} cannot be written: {error.strerror}. "
                "Set RIGHTHELP_STATE to a folder that can."
            ) from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @cached_property
    def _user(self) -> tuple[int, int] | None:
        user = system_user()
        return None if user is None else (user.pw_uid, user.pw_gid)

    def _placed(self) -> Place:
        """The place of this server, chosen anew when there is none or when its binaries are gone (a new
        wheel).
        """
        place = remembered(self.state)
        if place and Path(place.binaries, "postgres").exists() and Path(place.socket).is_dir():
            return place
        fresh = choose(self.state, system_user())
        if place and Path(place.data).is_dir() and place.data != fresh.data:
            fresh = Place(data=place.data, socket=fresh.socket, log=fresh.log, binaries=fresh.binaries)
        return fresh

    def _run(self, place: Place, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as the server's user, with nothing of our environment."""
        user, group = self._user or (None, None)
        return subprocess.run(
            [f"{place.binaries}/{program}", *arguments],
            user=user,
            group=group,
            extra_groups=None if user is None else [],
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            umask=0o077,
            start_new_session=True,
        )

    def _answers(self, place: Place) -> bool:
        """Whether the server accepts connections; asks pg_isready, since a killed postmaster can linger as
        a zombie.
        """
        if not Path(place.socket, f".s.PGSQL.{PORT}").exists():
            return False
        try:
            asked = subprocess.run(
                [
                    f"{place.binaries}/pg_isready",
                    *(
                        "-q",
                        "-h",
                        place.socket,
                        "-p",
                        str(PORT),
                        "-t",
                        "10",
                        "-U",
                        roles.ADMIN,
                        "-d",
                        "postgres",
                    ),
                ],
                stdin=subprocess.DEVNULL,
                check=False,
                env={"PATH": "/usr/bin:/bin"},
            )
        except OSError:
            return False
        return asked.returncode == 0

    def _create(self, place: Place) -> None:
        """initdb beside the data folder and move it in place, so that an interrupted start leaves nothing
        half made.
        """
        draft = f"{place.data}.new"
        self._clear(place, draft)
        done = self._run(
            place,
            "initdb",
            f"--pgdata={draft}",
            f"--username={roles.ADMIN}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--data-checksums",
            "--no-instructions",
        )
        if done.returncode:
            raise DatabaseUnavailableError(f"The database could not be made in {place.data}: {_reason(done.stderr)}")
        Path(draft).rename(place.data)

    def _clear(self, place: Place, folder: str) -> None:
        """Remove what an interrupted start left; only ever the draft folder."""
        if Path(folder).exists():
            user, group = self._user or (None, None)
            subprocess.run(["/bin/rm", "-rf", "--", folder], user=user, group=group, cwd="/", check=False)

    def _check_version(self, place: Place) -> None:
        """Refuse data of another major version, rather than let the server fail with a riddle."""
        have = (Path(place.data) / "PG_VERSION").read_text().strip()
        told = self._run(place, "postgres", "--version").stdout  # "postgres (PostgreSQL) 18.6"
        words = told.rpartition(")")[2].split()
        want = words[0].split(".")[0] if words else ""
        if have != want:
            raise DatabaseUnavailableError(
                f"The data in {place.data} were written by PostgreSQL {have}; the installed server is "
                f"{want or 'unknown'}. "
                "Dump and load them, or run `make reset` to start over."
            )

    def _launch(self, place: Place) -> None:
        options = " ".join(f"-c {key}='{value}'" for key, value in _settings(place.socket).items())
        until = time.monotonic() + PATIENCE
        while True:
            done = self._run(
                place, "pg_ctl", "start", "-D", place.data, "-l", place.log, "-w", "-t", "120", "-o", options
            )
            if done.returncode == 0 and self._answers(place):
                return
            if time.monotonic() > until:
                tail = _reason(Path(place.log).read_text(errors="replace")) if Path(place.log).exists() else ""
                raise DatabaseUnavailableError(
                    f"The database did not start: {tail or _reason(done.stderr)} (its log is {place.log})."
                )
            time.sleep(0.3)


def _reason(text: str) -> str:
    """The line of a programme's complaint that says most."""
    if "No space left on device" in text:
        return "the disk is full; make room and try again"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "error:" in line or "FATAL:" in line or "PANIC:" in line]
    return (telling or lines or ["no reason given"])[-1]


def main(arguments: list[str] | None = None) -> int:
    """``python -m righthelp.foundation.database.server start|stop|status``."""
    parser = argparse.ArgumentParser(prog="righthelp.foundation.database.server", description="The embedded database.")
    parser.add_argument("what", choices=["start", "stop", "status"])
    what = parser.parse_args(arguments).what
    server = Server()
    try:
        if what == "start":
            info = server.start()
            word = "started" if info.started else "was running"
            say = f"database {word} in {info.seconds:.1f} s, socket {info.socket}"
        elif what == "stop":
            say = "database stopped" if server.stop() else "database was not running"
        else:
            say = "running" if server.status().running else "not running"
    except DatabaseUnavailableError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{say}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
