"""``righthelp sign-ins``: the demonstration's accounts."""

from __future__ import annotations

import argparse
import importlib.util
import json

from righthelp.site.cli.house import fail, open_house


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--json", action="store_true", help="print the accounts as JSON")


def run(options: argparse.Namespace) -> int:
    """Print one line for each role: its name, the user name and the password."""
    import os

    if os.environ.get("RIGHTHELP_ENV") == "production":
        return fail("There are no demonstration accounts in production.")
    if importlib.util.find_spec("righthelp.practice.workforce.demo") is None:
        return fail("This installation has no demonstration accounts yet.")
    open_house("app")
    from importlib import import_module

    found = list(import_module("righthelp.practice.workforce.demo").sign_ins())
    if options.json:
        print(json.dumps([vars(each) if hasattr(each, "__dict__") else list(each) for each in found], default=str))
        return 0
    rows = [[str(part) for part in (vars(each).values() if hasattr(each, "__dict__") else each)] for each in found]
    widths = [max(len(row[i]) for row in rows) for i in range(min(map(len, rows)))] if rows else []
    for row in rows:
        print("  " + "  ".join(part.ljust(width) for part, width in zip(row, widths, strict=False)).rstrip())
    return 0
