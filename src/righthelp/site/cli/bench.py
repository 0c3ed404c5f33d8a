"""``righthelp bench``: how fast, against floors measured in the same run."""

from __future__ import annotations

import argparse
import json
import logging
import sys

from righthelp.site.cli.house import fail, open_house


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--json", action="store_true", help="print the measures as JSON")
    parser.add_argument("--only", metavar="WORDS", default="", help="only measures whose name holds these words")


def run(options: argparse.Namespace) -> int:
    """Measure against the database as it is (load the whole city first) and print ours, the floor and the ratio."""
    open_house("app")
    from django.db.utils import ProgrammingError

    from righthelp.site.bench import kernel, pages, sealed

    logging.disable(logging.WARNING)  # a record that nobody may find is asked for hundreds of times
    found = []
    try:
        for room in (pages, sealed, kernel):
            for measure in room.measures():
                if options.only not in measure.name:
                    continue
                found.append(measure)
                if not options.json:
                    ours, floor = measure.seconds * 1000, measure.floor_seconds * 1000
                    print(
                        f"{measure.name:<36} {ours:9.2f} ms   {measure.ratio:7.2f} x   {measure.floor} {floor:.2f} ms"
                    )
                    sys.stdout.flush()
    except pages.TooSmallError as no:
        return fail(str(no))
    except ProgrammingError:
        return fail("The database has no tables yet. Load the demonstration city first: make run.")
    if options.json:
        print(json.dumps([measure.as_json() for measure in found], indent=2))
    return 0
