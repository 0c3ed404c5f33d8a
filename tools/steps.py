"""What the set-up scripts share: one line per step with its time, stamps, and plain sentences instead of
tracebacks.

Standard library only, since these run before anything is installed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Sequence  # noqa: UP035 must parse on the Python we then refuse

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


class StoppedError(Exception):
    """Set-up cannot go on. The text is a plain sentence that says what to do."""


def state() -> Path:
    """The state folder, as the programme itself finds it."""
    return Path(os.environ.get("RIGHTHELP_STATE") or ROOT / ".righthelp").absolute()


@contextmanager
def step(what: str) -> Iterator[None]:
    """Print `what`, and how long it took when it is done."""
    begun = time.monotonic()
    sys.stdout.write(f"  {what} … ")
    sys.stdout.flush()
    try:
        yield
    except BaseException:
        sys.stdout.write("stopped\n")
        sys.stdout.flush()
        raise
    sys.stdout.write(f"{time.monotonic() - begun:.1f} s\n")
    sys.stdout.flush()


def digest(paths: Sequence[Path], *more: str) -> str:
    """A hash of the files' contents and of `more`: a step whose hash has not changed need not run again."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for text in more:
        total.update(text.encode() + b"\0")
    return total.hexdigest()


def stamped(stamp: Path, value: str) -> bool:
    """Whether `stamp` already holds `value`."""
    try:
        return stamp.read_text() == value
    except OSError:
        return False


def put_stamp(stamp: Path, value: str) -> None:
    """Remember that the step with hash `value` is done."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)


def room(folder: Path, need: int) -> None:
    """Stop unless `need` MiB are free where `folder` is or will be."""
    place = folder
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free // 2**20
    if free < need:
        raise StoppedError(
            f"Right Help needs about {need} MB of free disk in {place}, and {free} MB are free. "
            "Make room and run the same command again; what is done is kept."
        )


def run(command: Sequence[str], sorry: str, **changes: str) -> None:
    """Run `command` with its output in set-up's log; on failure stop with the sentence `sorry`.

    `changes` are environment variables for this command.
    """
    log = state() / "setup.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment.update(changes)
    with log.open("a") as out:
        out.write(f"\n$ {' '.join(command)}\n")
        out.flush()
        begun = out.tell()
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=environment,
                cwd=ROOT,
                check=False,
            )
        except FileNotFoundError:
            raise StoppedError(f"{command[0]} is not installed. {sorry}") from None
    if done.returncode:
        said = log.read_bytes()[begun:].decode(errors="replace").lower()
        if "no space left" in said:
            sorry = "The disk is full. Make room and run the same command again; what is done is kept."
        elif any(sign in said for sign in NO_NETWORK):
            sorry = (
                "No answer from the package registry: is there a network? "
                "Connect and run the same command again; what is done is kept."
            )
        raise StoppedError(f"{sorry} (The command's own words are at the end of {log}.)")


NO_NETWORK = (
    "(from versions: none)",  # pip, when nothing answers
    "name resolution",
    "could not resolve",
    "failed to resolve",
    "dns error",
    "enotfound",
    "eai_again",
    "econnrefused",
    "etimedout",
    "enetunreach",
    "network is unreachable",
    "connection refused",
    "error sending request",
    "temporary failure",
    "failed to establish a new connection",
    "proxyerror",
    "tunnel error",
    "client error (connect)",
)


@contextmanager
def plainly() -> Iterator[None]:
    """Turn what can go wrong on a machine into a sentence and an exit code."""
    try:
        yield
    except StoppedError as sorry:
        sys.exit(f"\n{sorry}")
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. What is done is kept; the same command goes on from there.\n")
        sys.exit(130)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            sys.exit("\nThe disk is full. Make room and run the same command again; what is done is kept.")
        where = f" ({error.filename})" if error.filename else ""
        sys.exit(f"\nThat could not be read or written: {error.strerror}{where}.")
