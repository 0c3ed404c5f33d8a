"""Install what the tests need from the machine's own package manager: a browser, fonts, and the PDF library.

As root on Debian and its kin it installs them; otherwise it says which command would. Nothing happens when
all is there. Standard library only.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from steps import StoppedError, plainly, run, step

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# apt drops to a user of its own for downloads, which fails where /tmp is not open to all; then it keeps
# its old lists.
APT = ["apt-get", "-o", "APT::Sandbox::User=root"]


def missing() -> list[str]:
    """The Debian packages that are not there yet."""
    wanted = []
    if not any(shutil.which(name) for name in BROWSERS):
        wanted.append("chromium")
    if not list(Path("/usr/share/fonts").glob("**/LiberationSans-Regular.ttf")):
        wanted.append("fonts-liberation")
    libraries = {
        "pango-1.0": "libpango-1.0-0",
        "pangoft2-1.0": "libpangoft2-1.0-0",
        "harfbuzz-subset": "libharfbuzz-subset0",
    }
    return wanted + [package for name, package in libraries.items() if not ctypes.util.find_library(name)]


def main() -> None:
    """Install, or say what to install."""
    wanted = missing()
    if not wanted:
        return
    by_hand = f"apt-get update && apt-get install --no-install-recommends {' '.join(wanted)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.stdout.write(
            f"  Not on this machine: {', '.join(wanted)}. Tests that need them are skipped, and say so. "
            f"To have them: {by_hand}\n"
        )
        return
    with plainly():
        try:
            with step(f"Installing {', '.join(wanted)}"):
                quiet = {"DEBIAN_FRONTEND": "noninteractive"}
                run([*APT, "update"], "The package lists could not be fetched.", **quiet)
                install = [*APT, "install", "--yes", "--no-install-recommends", *wanted]
                run(install, f"They could not be installed. By hand: {by_hand}", **quiet)
        except StoppedError as sorry:
            if os.environ.get("CI"):
                raise
            sys.stdout.write(f"  {sorry} Tests that need them are skipped, and say so.\n")


if __name__ == "__main__":
    main()
