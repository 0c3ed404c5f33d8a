"""What follows from care: the placement order, the placement and the order of adoption as columns of the plan, and the
reviews that are due. Worked out anew whenever laws, stays or reviews of a time in care change; never typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from righthelp.foundation.journey import settle
from righthelp.practice.adoption import journey
from righthelp.practice.adoption.codes import WITH_CARER
from righthelp.practice.adoption.models import Adopting, Linked, ReviewDue
from righthelp.practice.care.codes import ADOPTED
from righthelp.practice.care.codes_homes import FOSTERED
from righthelp.practice.care.models import CareReview, InCare, LegalStatus, Stay
from righthelp.practice.casework.intervals import Interval, drawn
from righthelp.practice.casework.redrawing import redrawn as rows_redrawn
from righthelp.practice.people.models import Person

_UNPLACED = ("unplaced", "unplaced-later")
_PLACED = ("placed", "placed-second", "placed-later")


@dataclass(frozen=True)
class Stretch:
    """A time in which reviews are due by one rule: waiting for adopters, or placed with them."""

    starts: date
    ends: date | None
    placed: bool


def stretches(authority: date | None, moves: Sequence[tuple[date, date | None]], ends: date | None) -> list[Stretch]:
    """From the authority to place a child to the end: each placement (from, and the day it disrupted), and the waiting
    before, between and after."""
    found: list[Stretch] = []
    waits = authority
    for starts, disrupted in sorted(moves, key=lambda move: move[0]):
        if waits is not None and waits < starts:
            found.append(Stretch(waits, starts, placed=False))
        found.append(Stretch(starts, disrupted or ends, placed=True))
        waits = disrupted
    if waits is not None and (ends is None or waits < ends):
        found.append(Stretch(waits, ends, placed=False))
    return found


def due(found: Sequence[Stretch], reviews: Sequence[date]) -> list[tuple[Interval, str]]:
    """The reviews of regulation 36 in these stretches, each with the rule by which it is due."""
    wanted = []
    for each in found:
        rules = _PLACED if each.placed else _UNPLACED
        later = [day for day in reviews if day > each.starts]
        for number, interval in enumerate(drawn(each.starts, later, each.ends)):
            wanted.append((interval, rules[min(number, len(rules) - 1)]))
    return wanted


def over_four(child: int, on: date) -> bool | None:
    """Whether the child was over four on a day: five or older. None without a birth date."""
    born = Person.objects.filter(pk=child).values_list("birth_date", flat=True).first()
    return None if born is None else (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) > 4


def care_heard(care: InCare, now: datetime) -> None:
    """Laws, stays or reviews of a time in care have changed: its adoption plans follow."""
    for plan in Adopting.objects.select_for_update(of=("self",)).filter(care_id=care.pk):
        plan_follows(plan, now)


def plan_follows(plan: Adopting, now: datetime) -> None:
    """Bring one plan in line with its links and with care, draw its reviews anew and set its clocks."""
    care = InCare.objects.get(pk=plan.care_id)
    links = list(Linked.objects.filter(plan=plan).select_related("stay", "adopters").order_by("pk"))
    runs = next((each for each in links if each.runs and each.matched), None)
    stay = runs.stay if runs else None
    order = LegalStatus.objects.filter(care=care, law="E1").order_by("starts").values_list("starts", flat=True).first()
    plan.ordered = order
    plan.matched = runs.matched if runs else None
    plan.ours = runs.adopters.agency_id is None if runs else None
    plan.placed = stay.starts if stay else None
    plan.by_carer = stay.place in WITH_CARER if stay else None
    plan.fostered = _fostered(stay) if stay and plan.by_carer else None
    plan.adopted = care.ends if stay and care.left in ADOPTED and plan.ceased is None else None
    plan.over_four = over_four(plan.child_id, plan.decided) if plan.decided else None
    plan.save()
    _reviews(plan, links, now)
    settle(journey.Adoption, [plan.pk], now)
    settle(journey.AdoptionLink, [each.pk for each in links], now)


def _fostered(stay: Stay) -> date | None:
    before = Stay.objects.filter(care_id=stay.care_id, home_id=stay.home_id or 0, place__in=sorted(FOSTERED))
    return before.order_by("starts").values_list("starts", flat=True).first()


def _reviews(plan: Adopting, links: Sequence[Linked], now: datetime) -> None:
    wanted: list[dict[str, object]] = []
    if plan.withdrawn is None and plan.decided is not None:
        authority = max(plan.decided, plan.ordered) if plan.ordered else None
        moves = [(each.stay.starts, each.disrupted) for each in links if each.stay]
        care_ends = InCare.objects.filter(pk=plan.care_id).values_list("ends", flat=True).first()
        ends = min((day for day in (plan.ceased, plan.adopted, care_ends) if day), default=None)
        held = CareReview.objects.filter(care_id=plan.care_id, withdrawn__isnull=True).values_list("held", flat=True)
        found = stretches(authority, moves, ends)
        wanted = [interval._asdict() | {"which": which} for interval, which in due(found, list(held))]
    rows_redrawn(ReviewDue, journey.AdoptionReviewDue, {"plan_id": plan.pk, "child_id": plan.child_id}, wanted, now)


def stay_taken_back(newest: Stay, before: Stay, now: datetime) -> None:
    """A move to adopters was recorded by mistake: the match stands, the child has not moved in."""
    for row in Linked.objects.select_for_update(of=("self",)).filter(stay=newest):
        row.stay = None
        row.save(update_fields=["stay"])


def all_redrawn(child: int, now: datetime) -> None:
    """All plans of a child, worked out anew."""
    for plan in Adopting.objects.select_for_update(of=("self",)).filter(child_id=child):
        plan_follows(plan, now)
