"""From what happened to what was due: the stretches between one event and the next, while a plan runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Interval(NamedTuple):
    """From ``since`` to the event that ended it (``held``), or to the end of the plan (``ended``), or still open."""

    since: date
    held: date | None
    ended: date | None


def drawn(starts: date, events: Iterable[date], ends: date | None) -> list[Interval]:
    """The intervals of a plan: each event on a day of the plan closes one and opens the next.

    Several events on one day count once, and an event on the first day closes an interval of no length. ``ends`` is the
    first day on which the plan no longer runs.
    """
    found, since = [], starts
    for day in sorted(set(events)):
        if day < starts or (ends is not None and day >= ends):
            continue
        found.append(Interval(since, day, None))
        since = day
    found.append(Interval(since, None, ends))
    return found
