"""Which visits and reviews are due: drawn anew from what happened, never typed.

A visit that is recorded late splits a stretch that was thought to be whole; a placement that changed begins a new row
of visits; a review withdrawn is as if it had not been.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.journey import settle
from righthelp.practice.care import journey
from righthelp.practice.care.codes import Rule
from righthelp.practice.care.codes_homes import ADOPTIVE, LONG_TERM, TEMPORARY
from righthelp.practice.care.models import CareReview, CareReviewDue, CareVisitDue, InCare, LegalStatus, Stay, Terms
from righthelp.practice.casework.intervals import Interval, drawn
from righthelp.practice.casework.models import Visited
from righthelp.practice.casework.redrawing import redrawn


@dataclass(frozen=True)
class Circumstances:
    """What decides by which rule a visit is due: the stay, the laws it lies under, whether the carers are approved
    for a time only, and the days on which reviews were held in this time in care."""

    place: str
    home: int | None
    starts: date
    ends: date | None
    laws: Sequence[tuple[date, str]]
    temporary: Sequence[tuple[date, date | None]]
    long_visits: date | None
    reviews: Sequence[date]

    def law_on(self, day: date) -> str:
        """The law on a day; the first one for days before it."""
        held = [law for starts, law in self.laws if starts <= day]
        return held[-1] if held else (self.laws[0][1] if self.laws else "")

    def for_a_time(self, day: date) -> bool:
        """Whether the carers are approved for a time only, on that day."""
        return any(starts <= day and (ends is None or day < ends) for starts, ends in self.temporary)


def runs(stays: Iterable[Circumstances]) -> list[list[Circumstances]]:
    """The stays of a time in care, in order, put together where the child went on living with the same carers. Away
    for a while, and placed for adoption, are something else than what was before."""
    found: list[list[Circumstances]] = []
    for stay in sorted(stays, key=lambda each: each.starts):
        before = found[-1][-1] if found else None
        if before is not None and _goes_on(before, stay):
            found[-1].append(stay)
        else:
            found.append([stay])
    return found


def _goes_on(before: Circumstances, stay: Circumstances) -> bool:
    if stay.home is None or (before.home, before.ends) != (stay.home, stay.starts):
        return False
    away = before.place in TEMPORARY or stay.place in TEMPORARY
    return not away and (before.place in ADOPTIVE) is (stay.place in ADOPTIVE)


def visits_of(run: Sequence[Circumstances], days: Iterable[date]) -> list[tuple[Circumstances, Interval, Rule]]:
    """The visits due while a child lives with the same carers, with the stay that each belongs to: the one in which it
    was held, or the last. What was due before only the placement's kind changed stays due, by the rule it had."""
    found: list[tuple[Circumstances, Interval, Rule]] = []
    for each in drawn(run[0].starts, days, run[-1].ends):
        rule = rule_for(stay_on(run, each.since), each.since, came=run[0].starts, first=not found)
        found.append((run[-1] if each.held is None else stay_on(run, each.held), each, rule))
    return found


def stay_on(run: Sequence[Circumstances], day: date) -> Circumstances:
    """The stay of a run on a day."""
    return [each for each in run if each.starts <= day][-1]


def rule_for(about: Circumstances, since: date, *, came: date, first: bool) -> Rule:
    """By which rule of regulation 28 the visit after ``since`` is due. ``came``: the day on which the child came to
    live with these carers. ``first``: nobody has visited since then.

    Placed for adoption, weekly until a review. With parents under a full order, after the first week, every six weeks;
    otherwise with parents, or with carers approved for a time, weekly until a review has been held there, then every
    four weeks (interim order, or approved for a time) or six.
    """
    if about.place in TEMPORARY:
        return Rule.SIX_WEEKS
    if first:
        return Rule.FIRST
    law, reviewed = about.law_on(since), any(came <= day <= since for day in about.reviews)
    if about.place in ADOPTIVE and not reviewed:
        return Rule.ADOPTIVE
    if about.place == "P1" and law != "C2":
        if not reviewed:
            return Rule.WEEKLY
        return Rule.FOUR_WEEKS if law == "C1" else Rule.SIX_WEEKS
    if about.for_a_time(since):
        return Rule.FOUR_WEEKS if reviewed else Rule.WEEKLY
    if since >= add_months(came, 12) and about.place in LONG_TERM:
        return Rule.AGREED if about.long_visits is not None and about.long_visits <= since else Rule.LASTING
    return Rule.SIX_WEEKS


def all_redrawn(child: int, now: datetime) -> None:
    """The reviews and visits due in every time in care of a child, worked out anew."""
    for care in InCare.objects.filter(child_id=child).order_by("starts"):
        reviews_redrawn(care, now)


def visits_heard(child: int, now: datetime) -> None:
    """Casework tells that a child's visits have changed."""
    for care in InCare.objects.filter(child_id=child):
        visits_redrawn(care, now)


def visits_redrawn(care: InCare, now: datetime) -> None:
    """Work out the visits due in a time in care anew and set their clocks. Whoever calls this holds the child's
    lock."""
    seen = Visited.objects.filter(child_id=care.child_id, seen=True, withdrawn__isnull=True)
    days = [local_date(at) for at in seen.values_list("at", flat=True)]
    rows = {stay.starts: stay for stay in Stay.objects.filter(care=care)}
    for run in runs(circumstances(care, rows.values())):
        due = visits_of(run, days)
        for about in run:
            wanted = [each._asdict() | {"rule": rule.value} for stay, each, rule in due if stay is about]
            of = {"stay": rows[about.starts], "child_id": care.child_id}
            redrawn(CareVisitDue, journey.CareVisitDue, of, wanted, now)


def circumstances(care: InCare, stays: Iterable[Stay]) -> list[Circumstances]:
    """What decides by which rule visits in some stays of a time in care are due."""
    stays = list(stays)
    laws = list(LegalStatus.objects.filter(care=care).order_by("starts").values_list("starts", "law"))
    reviews = list(CareReview.objects.filter(care=care, withdrawn__isnull=True).values_list("held", flat=True))
    terms: dict[int, list[tuple[date, date | None]]] = {}
    approved = Terms.objects.filter(home_id__in={stay.home_id for stay in stays}, temporary_until__isnull=False)
    for home, starts, ends in approved.values_list("home_id", "starts", "ends"):
        terms.setdefault(home, []).append((starts, ends))
    return [
        Circumstances(
            place=stay.place, home=stay.home_id, starts=stay.starts, ends=stay.ends, laws=laws,
            temporary=terms.get(stay.home_id or 0, []), long_visits=stay.long_visits, reviews=reviews,
        )
        for stay in stays
    ]  # fmt: skip


def came_to(stay: Stay) -> date:
    """The day on which the child came to live with the carers of this stay, without having left since."""
    found = runs(circumstances(stay.care, Stay.objects.filter(care_id=stay.care_id)))
    return next(run[0].starts for run in found if stay.starts in {each.starts for each in run})


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
    visits_redrawn(care, now)
