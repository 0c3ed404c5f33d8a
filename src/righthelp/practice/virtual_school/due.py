"""Which personal education plans are due: drawn anew from those made, never typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from righthelp.practice.care.models import InCare
from righthelp.practice.casework.intervals import drawn
from righthelp.practice.casework.redrawing import redrawn as rows_redrawn
from righthelp.practice.people.models import Person
from righthelp.practice.virtual_school import journey
from righthelp.practice.virtual_school.codes import Due
from righthelp.practice.virtual_school.models import Pep, PepDue
from righthelp.practice.virtual_school.terms import LAST_YEAR, starts_school, term_of


@dataclass(frozen=True)
class Wanted:
    """One plan that was due, made (``held``), no longer due (``ended``), or still due; ``eve`` is the day before the
    last of the term, for all but the first."""

    kind: Due
    since: date
    eve: date | None
    held: date | None
    ended: date | None


def wanted(starts: date, ends: date | None, born: date | None, plans: Iterable[date]) -> list[Wanted]:
    """The first plan within ten working days of coming into care; then one by the end of each term after the last. A
    child who reaches school age in care has the first by the end of that term."""
    if born is not None:
        begins = starts_school(born)
        leaves = date(begins.year + LAST_YEAR + 1, 8, 31)
        ends = min(ends, leaves) if ends is not None else leaves
    else:
        begins = starts
    since = max(starts, begins)
    if ends is not None and ends <= since:
        return []
    found = []
    for place, each in enumerate(drawn(since, plans, ends)):
        first = place == 0 and since == starts
        term = term_of(each.since) if place == 0 else term_of(each.since).next
        eve = None if first else term.last - timedelta(days=1)
        found.append(Wanted(Due.FIRST if first else Due.TERM, each.since, eve, each.held, each.ended))
    return found


def care_redrawn(care: InCare, now: datetime) -> None:
    """Work out anew what is due in one time in care. Whoever calls this holds the child's lock."""
    born = Person.objects.values_list("birth_date", flat=True).get(pk=care.child_id)
    plans = Pep.objects.filter(care=care, withdrawn__isnull=True)
    facts = [
        {"kind": each.kind.value, "since": each.since, "eve": each.eve, "held": each.held, "ended": each.ended}
        for each in wanted(care.starts, care.ends, born, plans.values_list("held", flat=True))
    ]
    rows_redrawn(PepDue, journey.PepDue, {"care": care, "child_id": care.child_id}, facts, now)


def redrawn(child: int, now: datetime) -> None:
    """As :func:`care_redrawn`, for every time in care of a child."""
    for care in InCare.objects.filter(child_id=child).order_by("starts"):
        care_redrawn(care, now)


__all__ = ["Wanted", "care_redrawn", "redrawn", "wanted"]
