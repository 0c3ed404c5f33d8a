"""``righthelp leak-check``: leaks planted in every place of a file, and clean documents: what does the gate stop?"""

from __future__ import annotations

import argparse
import json
import sys

from righthelp.site.cli.house import open_house

FLOOR = 0.95
"""Of planted leaks, at least this part is stopped; of clean documents, at most one in twenty is."""


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--wrong", action="store_true", help="print every leak missed and every false stop")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Measure on the people there are; what is planted is undone. The exit code is 1 when too little is stopped, or too
    much."""
    open_house("owner")
    from django.db import transaction

    from righthelp.foundation.calendar import now
    from righthelp.site.bench.leaks import Result, measured

    with transaction.atomic():
        transaction.set_rollback(True)
        for each in measured(now()):
            if isinstance(each, Result):
                if options.json:
                    print(json.dumps(each.as_json(), indent=2))
                else:
                    for kind, (planted, stopped) in each.by_kind.items():
                        print(f"{kind:<44}{stopped:4} of {planted:3} stopped")
                    print(f"{'planted leaks stopped':<44}{each.stopped:4} of {each.planted:3} ({each.rate:.1%})")
                    print(f"{'clean documents stopped':<44}{each.false:4} of {each.clean:3} ({each.false_rate:.1%})")
                    print(f"a file: median {each.median_ms:.0f} ms, 95th of a hundred {each.p95_ms:.0f} ms")
                return 0 if each.rate >= FLOOR and each.false_rate <= 1 - FLOOR else 1
            where = sys.stderr if options.json else sys.stdout
            print(f"{each.name:<44}{each.stopped:4} of {each.cases:3} stopped", file=where, flush=True)
            for line in each.not_as_wanted if options.wrong else ():
                print(f"    {'missed' if each.planted else 'false stop'}: {line}", file=where)
    return 1
