"""Which visits are due to a privately fostered child: drawn anew from what happened, never typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from righthelp.foundation.calendar import add_months, local_date
from righthelp.practice.casework.intervals import Interval, drawn
from righthelp.practice.casework.models import Visited
from righthelp.practice.casework.redrawing import redrawn as rows_redrawn
from righthelp.practice.private_fostering import journey
from righthelp.practice.private_fostering.codes import Rule
from righthelp.practice.private_fostering.models import Arrangement, VisitDue


def visits(notified: date, since: date, seen: Iterable[date], ends: date | None) -> list[tuple[Interval, Rule]]:
    """From being told to the first visit, and from one visit to the next, each with its rule. ``since``: the day from
    which the first year is counted."""
    found = drawn(notified, seen, ends)
    return [(each, _rule(each.since, since, first=not number)) for number, each in enumerate(found)]


def _rule(day: date, since: date, *, first: bool) -> Rule:
    if first:
        return Rule.FIRST
    return Rule.YEAR if day < add_months(since, 12) else Rule.LATER


def redrawn(child: int, now: datetime) -> None:
    """Work out anew which visits are due, and set their clocks. Whoever calls this holds the child's lock."""
    rows = list(Arrangement.objects.filter(child_id=child))
    if not rows:
        return
    days = Visited.objects.filter(child_id=child, seen=True, withdrawn__isnull=True).values_list("at", flat=True)
    seen = [local_date(each) for each in days]
    for row in rows:
        wanted = visits(row.notified, row.since, seen, row.ends) if row.counts else []
        facts = (interval._asdict() | {"rule": rule.value} for interval, rule in wanted)
        rows_redrawn(VisitDue, journey.PrivateVisitDue, {"arrangement_id": row.pk, "child_id": child}, facts, now)


__all__ = ["redrawn", "visits"]
