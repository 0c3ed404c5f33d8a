"""``righthelp database``: the embedded database server."""

from __future__ import annotations

import argparse
import json
import os

from righthelp.site.cli.house import fail


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("what", choices=["start", "stop", "status"], help="what to do")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(options: argparse.Namespace) -> int:
    """Start, stop or describe the server; status exits 3 when it is not running."""
    from righthelp.foundation.database.server import Server

    if os.environ.get("DATABASE_URL"):
        return fail("DATABASE_URL names a server of your own: start and stop it by its own means.")
    server = Server()
    changed = False
    if options.what == "start":
        changed = server.start().started
    elif options.what == "stop":
        changed = server.stop()
    status = server.status()
    if options.json:
        place = status.place
        print(
            json.dumps(
                {
                    "running": status.running,
                    "changed": changed,
                    "data": place and place.data,
                    "socket": place and place.socket,
                    "log": place and place.log,
                }
            )
        )
    else:
        print("The database is running." if status.running else "The database is not running.")
        if status.place:
            print(f"  data    {status.place.data}\n  socket  {status.place.socket}\n  log     {status.place.log}")
    return 3 if options.what == "status" and not status.running else 0
