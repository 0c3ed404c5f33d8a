"""``righthelp duplicates score|check``: pairs that may be one person, and how well such pairs are found."""

from __future__ import annotations

import argparse
import json
import time

from righthelp.site.cli.house import open_house


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument(
        "what", choices=["score", "check"], help="score the register now, or measure the scoring on planted people"
    )
    parser.add_argument("--doubles", type=int, default=500, help="how many true doubles are planted (500)")
    parser.add_argument("--apart", type=int, default=500, help="how many pairs alike but apart are planted (500)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Score, showing progress; or plant, score, count and roll back."""
    open_house("app")
    return _score() if options.what == "score" else _check(options)


def _score() -> int:
    from righthelp.foundation.calendar import now
    from righthelp.practice.duplicates.jobs import register_scored

    begun = time.monotonic()
    said = register_scored(now(), lambda what: print(f"  {time.monotonic() - begun:5.1f} s  {what}", flush=True))
    print(f"  {said}, in {time.monotonic() - begun:.1f} s. Nothing is merged: people look at each pair.")
    return 0


def _check(options: argparse.Namespace) -> int:
    from righthelp.practice.duplicates.planted import measured

    found = measured(doubles=options.doubles, apart=options.apart)
    if options.json:
        rates = [
            {
                "threshold": each.threshold,
                "found": each.found,
                "of": each.of,
                "false": each.false,
                "recall": round(each.recall, 4),
                "precision": round(each.precision, 4),
            }
            for each in found.rates
        ]
        kinds = {kind: {"listed": listed, "of": of} for kind, (listed, of) in found.by_kind.items()}
        print(json.dumps({"rates": rates, "kinds": kinds}, ensure_ascii=False))
        return 0
    print("  at least   doubles found     true of those listed")
    for each in found.rates:
        print(f"  {each.threshold:>8}   {each.found:>4} of {each.of} {each.recall:6.1%}   {each.precision:6.1%}")
    print()
    for kind, (listed, of) in sorted(found.by_kind.items()):
        print(f"  {kind:<34}{listed:>4} of {of} on the list")
    return 0
