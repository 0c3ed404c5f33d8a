"""Visits: made at lifelike intervals by whoever held the child's work, and the stretches from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.city.help_days import CARRIED_OVER, YESTERDAY, capped, office, past, shifted
from righthelp.city.help_pen import Pen
from righthelp.city.help_read import Child
from righthelp.city.help_words import CHILD_SAYS, MEANS, NOT_ALONE, NOT_SEEN, NOTES
from righthelp.foundation.calendar import local_date
from righthelp.practice.casework.intervals import drawn

COLUMNS: Final = {
    "casework.Visit": (
        "key", "at", "where", "visitor_id", "announced", "purpose", "note", "recorded", "recorded_by_id",
    ),
    "casework.Visited": ("visit_id", "child_id", "at", "seen", "alone", "why_not", "words"),
    "casework.DirectWork": (
        "key", "child_id", "visited_id", "at", "worker_id", "tool", "words", "analysis", "recorded", "recorded_by_id",
    ),
    "casework.VisitDue": ("plan_id", "child_id", "kind", "place", "since", "held", "ended"),
}  # fmt: skip
_PLACES: Final = {"home": 70, "school": 20, "carers": 4, "out": 4, "video": 2}
_GAPS: Final = {
    "cp": {5: 6, 6: 8, 7: 12, 8: 18, 9: 22, 10: 26, 12: 5, 15: 3},
    "cin": {9: 4, 12: 8, 15: 18, 17: 20, 19: 24, 20: 18, 23: 5, 28: 3},
}
"""Working days from one visit to the next, and how often: nine in ten within the limit."""
_TOOLS: Final = {"three-houses": 6, "wishes": 5, "my-day": 4, "feelings": 4, "scaling": 3, "safety": 2, "play": 4}
_WORKED_SINCE: Final = date(2021, 4, 1)
"""Direct work of before is on paper."""


def visited(
    pen: Pen, children: Sequence[Child], at: datetime, visitor: int, *, purpose: str, where: str = ""
) -> dict[int, tuple[int | None, int | None]]:
    """One visit to the children born by then. Returns, by child, the row if they were seen, and if seen alone."""
    dice, day = pen.dice, local_date(at)
    there = [each for each in children if each.born <= day]
    if not there or past(at) is None:
        return {}
    at = pen.free([each.id for each in there], at)
    recorded = max(at, capped(at + timedelta(minutes=dice.whole(50, 900))))
    visit = pen.add(
        "casework.Visit", pen.key(), at, where or dice.weighed(_PLACES), visitor, dice.chance(0.8), purpose,
        dice.pick(NOTES), recorded, visitor,
    )  # fmt: skip
    home = dice.chance(0.96)
    found: dict[int, tuple[int | None, int | None]] = {}
    for child in there:
        alone = home and dice.chance(0.74 if (day - child.born).days > 1400 else 0.3)
        why = "" if alone else dice.pick(NOT_ALONE) if home else dice.pick(NOT_SEEN)
        words = dice.pick(CHILD_SAYS) if home and (day - child.born).days > 1300 else ""
        row = pen.add("casework.Visited", visit, child.id, at, home, alone, why, words)
        found[child.id] = (row if home else None, row if alone else None)
        if alone and words and day >= _WORKED_SINCE and dice.chance(0.15):
            pen.add(
                "casework.DirectWork", pen.key(), child.id, row, at, visitor, dice.weighed(_TOOLS),
                dice.pick(CHILD_SAYS), dice.pick(MEANS), recorded, visitor,
            )  # fmt: skip
        if home:
            pen.seen[child.id].append(day)
    return found


def under_a_plan(
    pen: Pen, children: Sequence[Child], kind: str, starts: date, ends: date | None, fallback: int
) -> None:
    """Visits through a plan. Before April 2018 nothing was carried over."""
    dice = pen.dice
    gaps = _GAPS["cp" if kind == "cp" else "cin"]
    day = shifted(max(starts, CARRIED_OVER), dice.whole(1, 6))
    last = min(ends - timedelta(days=1), YESTERDAY) if ends else YESTERDAY
    while day <= last:
        visited(pen, children, office(dice, day, 9, 17), holder(children[0], day) or fallback, purpose=_PURPOSE[kind])
        day = shifted(day, dice.weighed(gaps))


def holder(child: Child, day: date) -> int | None:
    """Whoever held the child's work on a day."""
    return next((who for who, begun, over in child.held if begun <= day and (over is None or day < over)), None)


def stretches(pen: Pen, plan: int, child: Child, kind: str, starts: date, ends: date | None) -> None:
    """From one visit to the next, as casework works them out."""
    for place, each in enumerate(drawn(starts, pen.seen[child.id], ends)):
        pen.add("casework.VisitDue", plan, child.id, kind, place, each.since, each.held, each.ended)


_PURPOSE: Final = {
    "cp": "Visit under the child protection plan",
    "cin": "Visit under the child in need plan",
    "nrpf": "Visit under the child in need plan",
    "disabled": "Visit under the child in need plan",
}
