"""``righthelp search-check``: planted searches over the loaded city, and how often the right person is shown."""

from __future__ import annotations

import argparse
import json
import sys

from righthelp.site.cli.house import fail, open_house


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--cases", type=int, default=1000, help="how many searches to make (default 1000)")
    parser.add_argument("--seed", type=int, default=7, help="which thousand: the same number gives the same cases")
    parser.add_argument("--missed", action="store_true", help="print the first searches of each kind that missed")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Measure, printing each kind of slip as it is done. The exit code is 1 when fewer than 99 in 100 are found."""
    open_house("app")
    from righthelp.foundation.access.models import Account
    from righthelp.foundation.calendar import now, today
    from righthelp.site.bench.search import Result, measured

    account = Account.objects.filter(roles__contains=["front_door_officer"], is_active=True).order_by("pk").first()
    if account is None:
        return fail(
            "Nobody holds the role front_door_officer: load the demonstration city first (righthelp city load)."
        )
    for each in measured(account, now=now(), today=today(), cases=options.cases, seed=options.seed):
        if isinstance(each, Result):
            if options.json:
                print(json.dumps(each.as_json(), indent=2))
            else:
                print(f"{'all':<30}{each.rate:8.1%} found among the first twenty")
                print(f"a search: median {each.median_ms:.1f} ms, 95th of a hundred {each.p95_ms:.1f} ms; of this the")
                print(f"database: median {each.database_median_ms:.1f} ms, 95th {each.database_p95_ms:.1f} ms")
            return 0 if each.rate >= 0.99 else 1
        if options.json:
            print(f"{each.name}: {each.found} of {each.cases}", file=sys.stderr, flush=True)
        else:
            print(f"{each.name:<30}{each.found:4} of {each.cases:3}   first {each.first:3}", flush=True)
            for line in each.missed if options.missed else ():
                print(f"    missed: {line}")
    return 1
