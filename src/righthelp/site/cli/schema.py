"""``righthelp schema``: keep what the migrations do as one file of SQL, from which empty databases are made."""

from __future__ import annotations

import argparse
import json

from righthelp.site.cli.house import fail, open_house


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--check", action="store_true", help="only say whether the file is up to date")
    parser.add_argument("--anew", action="store_true", help="run every migration again, not only the changed ones")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(options: argparse.Namespace) -> int:
    """Write the file on a database of its own, which is thrown away."""
    open_house("owner")
    from righthelp.foundation.database import schema

    wanted, held = schema.migrations(), schema.held()
    missing = [name for name in wanted if name not in held]
    changed = [name for name in held if wanted.get(name) != held[name]]
    if options.check:
        if options.json:
            print(json.dumps({"current": schema.current(), "missing": missing, "changed": changed}))
        elif not schema.current():
            return fail("The schema file is out of date. Run righthelp schema and commit it.")
        return 0 if schema.current() else 1
    if schema.current() and not options.anew:
        print("  The schema file is up to date.")
        return 0
    from righthelp.site.schema_file import written

    count = written(anew=options.anew)
    print(f"  Written: {schema.file().name}, {count} migrations added.")
    return 0
