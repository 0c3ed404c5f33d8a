"""Which visits and reviews are due: drawn anew from what happened, never typed.

A visit that is recorded late splits a stretch that was thought to be whole; a placement that changed begins a new row
of visits; a review withdrawn is as if it had not been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.journey import settle
from righthelp.practice.care import journey
from righthelp.practice.care.codes import Rule
from righthelp.practice.care.codes_homes import ADOPTIVE, LONG_TERM, TEMPORARY
from righthelp.practice.care.models import CareReview, CareReviewDue, CareVisitDue, InCare, LegalStatus, Stay, Terms
from righthelp.practice.casework.intervals import drawn
from righthelp.practice.casework.models import Visited
from righthelp.practice.casework.redrawing import redrawn


@dataclass(frozen=True)
class Circumstances:
    """What decides by which rule a visit is due: the stay, the laws it lies under, whether the carers are approved
    for a time only, and the first review since it began."""

    place: str
    starts: date
    laws: Sequence[tuple[date, str]]
    temporary: Sequence[tuple[date, date | None]]
    long_visits: date | None
    reviewed: date | None

    def law_on(self, day: date) -> str:
        """The law on a day; the first one for days before it."""
        held = [law for starts, law in self.laws if starts <= day]
        return held[-1] if held else (self.laws[0][1] if self.laws else "")

    def for_a_time(self, day: date) -> bool:
        """Whether the carers are approved for a time only, on that day."""
        return any(starts <= day and (ends is None or day < ends) for starts, ends in self.temporary)


def rule_for(about: Circumstances, since: date, *, first: bool) -> Rule:
    """By which rule of regulation 28 the visit after ``since`` is due. ``first``: nobody has visited in this stay yet.

    Placed for adoption, weekly until a review. With parents under a full order, after the first week, every six weeks;
    otherwise with parents, or with carers approved for a time, weekly until a review has been held there, then every
    four weeks (interim order, or approved for a time) or six.
    """
    if about.place in TEMPORARY:
        return Rule.SIX_WEEKS
    if first:
        return Rule.FIRST
    law, reviewed = about.law_on(since), about.reviewed is not None and about.reviewed <= since
    if about.place in ADOPTIVE and not reviewed:
        return Rule.ADOPTIVE
    if about.place == "P1" and law != "C2":
        if not reviewed:
            return Rule.WEEKLY
        return Rule.FOUR_WEEKS if law == "C1" else Rule.SIX_WEEKS
    if about.for_a_time(since):
        return Rule.FOUR_WEEKS if reviewed else Rule.WEEKLY
    if since >= add_months(about.starts, 12) and about.place in LONG_TERM:
        return Rule.AGREED if about.long_visits is not None and about.long_visits <= since else Rule.LASTING
    return Rule.SIX_WEEKS


def all_redrawn(child: int, now: datetime) -> None:
    """The reviews and visits due in every time in care of a child, worked out anew."""
    for care in InCare.objects.filter(child_id=child).order_by("starts"):
        reviews_redrawn(care, now)


def visits_heard(child: int, now: datetime) -> None:
    """Casework tells that a child's visits have changed."""
    for stay in Stay.objects.filter(child_id=child):
        visits_redrawn(stay, now)


def visits_redrawn(stay: Stay, now: datetime) -> None:
    """Work out the visits due in one stay anew and set their clocks. Whoever calls this holds the child's lock."""
    seen = Visited.objects.filter(child_id=stay.child_id, seen=True, withdrawn__isnull=True)
    days = [local_date(at) for at in seen.values_list("at", flat=True)]
    about = circumstances(stay)
    wanted = [
        each._asdict() | {"rule": rule_for(about, each.since, first=place == 0).value}
        for place, each in enumerate(drawn(stay.starts, days, stay.ends))
    ]
    redrawn(CareVisitDue, journey.CareVisitDue, {"stay": stay, "child_id": stay.child_id}, wanted, now)


def circumstances(stay: Stay) -> Circumstances:
    """What decides by which rule visits in a stay are due."""
    laws = LegalStatus.objects.filter(care_id=stay.care_id).order_by("starts").values_list("starts", "law")
    terms = Terms.objects.filter(home_id=stay.home_id or 0, temporary_until__isnull=False)
    reviews = CareReview.objects.filter(care_id=stay.care_id, withdrawn__isnull=True, held__gte=stay.starts)
    return Circumstances(
        place=stay.place,
        starts=stay.starts,
        laws=list(laws),
        temporary=list(terms.values_list("starts", "ends")),
        long_visits=stay.long_visits,
        reviewed=reviews.order_by("held").values_list("held", flat=True).first(),
    )


_COUNT = ("first", "second", "later")


def reviews_redrawn(care: InCare, now: datetime) -> None:
    """Work out the reviews due in one time in care anew, and set their clocks."""
    rows = list(CareReview.objects.filter(care=care, withdrawn__isnull=True))
    wanted = [
        each._asdict() | {"which": _COUNT[min(place, 2)]}
        for place, each in enumerate(drawn(care.starts, [row.held for row in rows], care.ends))
    ]
    redrawn(CareReviewDue, journey.CareReviewDue, {"care": care, "child_id": care.child_id}, wanted, now)
    settle(journey.CareReview, [row.pk for row in rows], now)
    for stay in Stay.objects.filter(care=care):
        visits_redrawn(stay, now)
