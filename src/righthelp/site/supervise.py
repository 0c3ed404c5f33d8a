"""Watching over database, web server and worker, for ``righthelp run``.

A server that dies is started again; one that will not stay up stops the whole with a sentence. SIGINT and
SIGTERM stop everything in order: web server and worker first, then the database, but only if it was
started here.
"""

# ruff: noqa: S603, T201 speaks to the terminal, and starts only our own programmes
from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Literal

from righthelp.foundation.database.connection import embedded
from righthelp.foundation.database.place import DatabaseUnavailableError, state_folder
from righthelp.foundation.database.server import Server
from righthelp.site.cli.house import child_environment, step

PATIENCE = 60.0  # seconds for the first page
FALLS = 5  # deaths in a minute after which we give up
PR_SET_PDEATHSIG = 1


class StopAskedError(Exception):
    """SIGINT or SIGTERM came."""


def cannot_listen(host: str, port: int) -> str | None:
    """Why nothing can listen at this address, in a sentence that says what to do; None when it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                other = port + 1 if port < 65535 else port - 1
                return (
                    f"Port {port} is in use, perhaps by another Right Help. Stop what uses it, or choose another "
                    f"port: make run PORT={other} (or righthelp serve --port {other})."
                )
            if error.errno == errno.EACCES:
                return f"Port {port} needs more rights than you have. Choose one from 1024 on: make run PORT=8000."
            return (
                f"This machine has no address {host} to listen at ({error.strerror}). Leave --host out, or correct it."
            )
    return None


def holder(state: Path) -> int | None:
    """The process that runs Right Help from this state folder, or None."""
    try:
        with (state / "run.lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        with contextlib.suppress(ValueError, OSError):
            return int((state / "run.lock").read_text())
        return -1
    return None


def die_with_parent() -> None:
    """In a new child: ask the kernel for a SIGTERM when the parent dies, so that nothing is left behind
    (Linux).
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A server process and when it died."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only the supervisor."""
        self.log.touch(mode=0o600)
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=child_environment(),
                start_new_session=True,
                preexec_fn=die_with_parent,
            )

    def died(self) -> bool:
        """Whether it is gone without having been asked."""
        return self.process is not None and self.process.poll() is not None

    def end(self, seconds: float = 12.0) -> None:
        """Ask it to stop, wait, then kill what is left of its group."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Supervisor:
    """One run of the house."""

    host: str
    port: int
    workers: int
    threads: int
    city: Literal["none", "first", "whole"]
    children: list[Child] = field(default_factory=list)
    background: subprocess.Popen[bytes] | None = None

    def run(self) -> int:
        """Run until asked to stop; the exit code."""
        state = state_folder()
        running = holder(state)
        if running:
            print(f"Right Help is running from this folder already (process {running}).", file=sys.stderr)
            return 1
        sorry = cannot_listen(self.host, self.port)
        if sorry:
            print(sorry, file=sys.stderr)
            return 1
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _asked)
        server = Server()
        ours = embedded() and not server.status().running
        try:
            with self._held(state):
                return self._live(server)
        except StopAskedError:
            return 0
        except DatabaseUnavailableError as error:
            print(error, file=sys.stderr)
            return 1
        finally:
            self._stop(server if ours else None)

    @contextlib.contextmanager
    def _held(self, state: Path) -> Iterator[None]:
        try:
            state.mkdir(parents=True, exist_ok=True)
            lock = (state / "run.lock").open("a+")
        except OSError as error:
            raise DatabaseUnavailableError(f"The state folder {state} cannot be written: {error.strerror}.") from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def _live(self, server: Server) -> int:
        ours = [sys.executable, "-m", "righthelp.site.cli"]
        extra = {"none": ["--no-city"], "first": [], "whole": ["--whole-city"]}[self.city]
        prepared = subprocess.run([*ours, "prepare", *extra], env=child_environment(), check=False)
        if prepared.returncode:
            return prepared.returncode
        serve = ["serve", "--host", self.host, "--port", str(self.port)]
        serve += ["--workers", str(self.workers), "--threads", str(self.threads)]
        state = state_folder()
        self.children = [
            Child("web server", [*ours, *serve], state / "web.log"),
            Child("worker", [*ours, "worker"], state / "worker.log"),
        ]
        sign_ins = subprocess.Popen(
            [*ours, "sign-ins"], env=child_environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        with step("Starting web server and worker"):
            for child in self.children:
                child.start()
            answered = self._first_page()
        told, _ = sign_ins.communicate()
        name = "localhost" if self.host in ("127.0.0.1", "0.0.0.0") else self.host  # noqa: S104
        address = f"http://{name}:{self.port}/"
        if answered is None:
            died = self.children[0].died()
            what = "stopped at once" if died else f"has not answered within {PATIENCE:.0f} seconds"
            print(f"The web server {what}. Its own words are at the end of {state / 'web.log'}.", file=sys.stderr)
            return 1
        print(f"\nRight Help is at {address}")
        if answered >= 500:
            print(f"  (its first page answered with an error, {answered}: see {state / 'web.log'})")
        if sign_ins.returncode == 0 and told.strip():
            print(f"\nSign in as (all people are invented):\n{told.decode().rstrip()}")
        self._load_rest()
        print(f"\nLogs are in {state}. Ctrl-C stops it.", flush=True)
        return self._watch(server)

    def _load_rest(self) -> None:
        from righthelp.site.cli.prepare import background_city, has_city

        if self.city == "first" and has_city():
            self.background = background_city(state_folder() / "city.log")

    def _city_news(self) -> Iterator[None]:
        """Say, once each, that the rest of the city is loading and that it is here; one step for each look."""
        begun = time.monotonic()
        log = state_folder() / "city.log"
        announced = False
        while self.background is not None:
            ended = self.background.poll()
            if ended is not None:
                self.background = None
                if ended:
                    print(f"Loading the rest of the city stopped: its own words are at the end of {log}.", flush=True)
                    print("What is there works. A city of an earlier version is made anew by: make reset", flush=True)
                elif announced:
                    print("The whole city is here.", flush=True)
            elif not announced and time.monotonic() - begun > 5:
                # When all is there already it ends within a moment, and there is nothing to say.
                print(f"The rest of the city is loading behind this; its progress is in {log}.", flush=True)
                announced = True
            yield
        while True:
            yield

    def _first_page(self) -> int | None:
        """Wait for the first answer; its status, or None when there is none in time."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.children[0].died():
                return None
            asked = http.client.HTTPConnection(host, self.port, timeout=10)
            try:
                asked.request("GET", "/", headers={"Host": "localhost"})
                return asked.getresponse().status
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
            finally:
                asked.close()
        return None

    def _watch(self, server: Server) -> int:
        checked = time.monotonic()
        city = self._city_news()
        while True:
            time.sleep(0.5)
            next(city)
            if embedded() and time.monotonic() - checked > 3:
                checked = time.monotonic()
                if not server.status().running:
                    print("The database was gone; starting it again.", file=sys.stderr, flush=True)
                    server.start()
            for child in self.children:
                if not child.died():
                    continue
                now = time.monotonic()
                child.deaths = [each for each in child.deaths if now - each < 60] + [now]
                if len(child.deaths) >= FALLS:
                    words = f"Its own words are at the end of {child.log}."
                    print(f"The {child.name} will not stay up; stopping. {words}", file=sys.stderr, flush=True)
                    return 1
                print(f"The {child.name} was gone; starting it again.", file=sys.stderr, flush=True)
                child.end(0)
                if embedded():
                    server.start()
                child.start()

    def _stop(self, server: Server | None) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if self.background is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.background.pid, signal.SIGTERM)
        for child in self.children:
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        for child in self.children:
            child.end()
        if server is not None:
            with contextlib.suppress(DatabaseUnavailableError):
                server.stop()
        if self.children:
            print("\nStopped.", flush=True)


def _asked(_number: int, _frame: FrameType | None) -> None:
    raise StopAskedError
