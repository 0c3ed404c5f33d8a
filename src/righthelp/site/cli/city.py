"""``righthelp city load|status``: the synthetic people of the demonstration."""

from __future__ import annotations

import argparse
import json
import time

from righthelp.site.cli.house import fail, open_house


def add(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("what", choices=["load", "status"], help="load the city, or say how far it has arrived")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--first", action="store_true", help="load only what the first page needs")
    part.add_argument("--rest", action="store_true", help="load only the rest, after the first part")
    parser.add_argument("--again", action="store_true", help="throw away the people there are and load anew")
    parser.add_argument("--json", action="store_true", help="print the status as JSON")


def run(options: argparse.Namespace) -> int:
    """Load what has not arrived yet, or print how far the city is. Loading what is there does nothing."""
    if options.what == "status":
        open_house("app")
        return _status(as_json=options.json)
    if options.again and options.rest:
        return fail("`--again` starts with the first part; leave `--rest` out.")
    open_house("owner")
    from righthelp.city.load import is_loaded
    from righthelp.foundation.refusals import Refused

    try:
        if not options.rest and (options.again or not is_loaded()):
            _first(again=options.again)
        if not options.first:
            _rest()
    except Refused as refused:
        return fail(refused.sentence)
    return 0


def _first(*, again: bool) -> None:
    from righthelp.city.load import first_loaded
    from righthelp.foundation.calendar import now

    begun = time.monotonic()

    def say(what: str) -> None:
        print(f"  {what} …", flush=True)

    rows = first_loaded(now=now(), say=say, again=again)
    print(f"  The first part of the city is here: {rows:,} rows in {time.monotonic() - begun:.1f} s", flush=True)


def _rest() -> None:
    from righthelp.city.rest import rest_loaded
    from righthelp.foundation.calendar import now

    begun = time.monotonic()

    def progress(done: int, wanted: int) -> None:
        print(f"  The city is arriving: {done:,} of {wanted:,} residents", flush=True)

    loaded = rest_loaded(now=now, progress=progress)
    if loaded:
        print(f"  The whole city is here: {loaded:,} residents in {time.monotonic() - begun:.0f} s", flush=True)


def _status(*, as_json: bool) -> int:
    from righthelp.city.arrival import arriving, stages

    found = stages()
    if as_json:
        print(json.dumps(found))
        return 0
    for each in found:
        print(f"  {each['title']}: {each['done']:,} of {each['wanted']:,}")
    if not found:
        print("  No city has been loaded. `righthelp city load` loads it.")
    elif not arriving():
        print("  All that was asked for is here.")
    return 0
