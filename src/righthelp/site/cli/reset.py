"""``righthelp reset``: throw the embedded database away."""

from __future__ import annotations

import argparse
import os
import shutil
import sys

from righthelp.site.cli.house import fail, step


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(options: argparse.Namespace) -> int:
    """Remove the embedded database and the collected files; the next start makes them anew."""
    from righthelp.foundation.database.place import state_folder
    from righthelp.foundation.database.server import Server
    from righthelp.site.supervise import holder

    if os.environ.get("DATABASE_URL"):
        return fail("DATABASE_URL names a server of your own; `reset` removes only the embedded database.")
    running = holder(state_folder())
    if running:
        return fail(f"Right Help is running from this folder (process {running}). Stop it with Ctrl-C first.")
    if not options.yes:
        if not sys.stdin.isatty():
            return fail("Nobody is there to ask. Say `righthelp reset --yes` to remove the embedded database.")
        answer = input(f"Remove the database under {state_folder()} and all that was recorded in it? (yes/no) ")
        if answer.strip().lower() not in ("y", "yes"):
            print("Nothing was removed.")
            return 0
    with step("Removing the embedded database"):
        Server().remove()
        shutil.rmtree(state_folder() / "collected", ignore_errors=True)
    return 0
