"""A whole installation of one's own, to be killed at will.

    with Installation(tmp_path / "state") as house:
        house.prepare()
        house.start_web()
        ...
        house.kill_database()
        house.start_database()

The database, the web server and the worker are real processes, with a state folder, a socket and a port of
their own; nothing is shared with the tests' own database. `kill_*` sends SIGKILL to the process and to all
it started, as a power cut would.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

import psycopg

from righthelp.foundation.database.place import choose, system_user
from righthelp.foundation.database.server import NAME, Server

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What the web server said."""

    status: int
    body: bytes
    headers: Mapping[str, str]


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _migrations() -> str:
    """A hash of every migration, ours and the packages'."""
    total = hashlib.sha256((ROOT / "requirements" / "runtime.lock").read_bytes())
    for path in sorted((ROOT / "src").rglob("migrations/*.py")):
        total.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return total.hexdigest()[:16]


@contextlib.contextmanager
def _kept_alone() -> Iterator[Path]:
    """The folder of kept data, for one process of the tests at a time."""
    folder = ROOT / ".righthelp" / "prepared"
    folder.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _copy(source: Path, target: Path) -> None:
    """Copy a stopped database's data with owners and modes as they are."""
    subprocess.run(["cp", "-a", "--", str(source), str(target)], check=True)


class Installation:
    """One database, one web server, one worker."""

    def __init__(self, state: Path, **environment: str) -> None:
        self.state = state
        self.port = free_port()
        self._extra = environment
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Installation:
        self.state.mkdir(parents=True, exist_ok=True)
        self._link("assets")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill_web()
        self.kill_worker()
        Server(self.state).remove()

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every process of this installation."""
        kept = {
            key: value
            for key, value in os.environ.items()
            if key not in ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE", "RIGHTHELP_DB_ROLE", "RIGHTHELP_DB_POOL")
            and not key.startswith("PYTEST")
        }
        return {**kept, "RIGHTHELP_ENV": "demo", "RIGHTHELP_STATE": str(self.state), **self._extra}

    def righthelp(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a verb of the command line in this installation."""
        done = subprocess.run(
            [sys.executable, "-m", "righthelp.site.cli", *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"righthelp {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
        return done

    def prepare(self) -> None:
        """Start the database, migrate and collect; no people are loaded.

        Migrating takes many seconds, so the first installation's data are kept and the next ones begin with a copy,
        for as long as no migration changes. Who comes while the first is being made waits for it.
        """
        with _kept_alone() as folder:
            kept = folder / _migrations()
            if not kept.is_dir():
                self._made(kept)
                return
            _copy(kept, Path(choose(self.state, system_user()).data))
        self.righthelp("prepare", "--no-city")

    def _made(self, kept: Path) -> None:
        """Prepare from nothing and keep the data, in place of all that was kept before."""
        self.righthelp("prepare", "--no-city")
        server = Server(self.state)
        place = server.status().place
        assert place is not None
        server.stop()
        for old in kept.parent.iterdir():
            shutil.rmtree(old)
        draft = kept.with_name("draft")
        _copy(Path(place.data), draft)
        draft.rename(kept)
        server.start()

    def python(self, code: str, role: Literal["app", "owner"] = "owner") -> str:
        """Run Python with Django set up in this installation; what it printed."""
        text = f"from righthelp.site.cli.house import open_house\nopen_house({role!r})\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", text], env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise AssertionError(done.stderr)
        return done.stdout

    def sql(
        self, query: str, parameters: Sequence[object] = (), user: str = "righthelp_owner"
    ) -> list[tuple[object, ...]]:
        """Run one statement in this installation's database, as the owner unless told otherwise; its rows,
        if any.
        """
        place = Server(self.state).status().place
        if place is None:
            raise AssertionError("this installation has no database yet")
        with psycopg.connect(host=place.socket, user=user, dbname=NAME) as connection:
            cursor = connection.execute(query.encode(), parameters)
            return cursor.fetchall() if cursor.description else []

    # Database

    def start_database(self) -> None:
        """Start the database; after a kill it recovers from its log."""
        Server(self.state).start()

    def kill_database(self) -> None:
        """Kill the database server at once."""
        place = Server(self.state).status().place
        if place is None:
            return
        pid = int((Path(place.data) / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    # Web server

    def start_web(self) -> None:
        """Start the web server and wait until it answers."""
        self.web = self._start("serve", "--port", str(self.port))
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                self.ask("GET", "/")
                return
            except (OSError, http.client.HTTPException):
                if self.web.poll() is not None:
                    break
                time.sleep(0.1)
        raise AssertionError("the web server did not answer")

    def kill_web(self) -> None:
        """Kill the web server and its processes at once."""
        self._kill(self.web)
        self.web = None

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request over a connection of its own; raises OSError or HTTPException when there is no
        answer.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, {"Host": "localhost", **(headers or {})})
            said = connection.getresponse()
            return Answer(said.status, said.read(), {key.lower(): value for key, value in said.getheaders()})
        finally:
            connection.close()

    # Worker

    def start_worker(self) -> None:
        """Start the worker of background jobs."""
        self.worker = self._start("worker")

    def kill_worker(self) -> None:
        """Kill the worker at once, in the middle of whatever it does."""
        self._kill(self.worker)
        self.worker = None

    def work(self) -> None:
        """Do the jobs that wait, and return."""
        self.righthelp("worker", "--once")

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.state / f"{arguments[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "righthelp.site.cli", *arguments],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _kill(self, process: subprocess.Popen[bytes] | None) -> None:
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _link(self, name: str) -> None:
        """Use the style sheets that set-up copied for the repository."""
        there = ROOT / ".righthelp" / name
        if there.is_dir() and not (self.state / name).exists():
            (self.state / name).symlink_to(there)
