"""Placements, and what each asks for within five working days: drawn anew from what happened, never typed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from righthelp.foundation.calendar import add_months
from righthelp.practice.care.codes_homes import ADOPTIVE
from righthelp.practice.care.models import InCare, Stay
from righthelp.practice.care.placements import Placement, placements
from righthelp.practice.casework.redrawing import redrawn
from righthelp.practice.matching import journey
from righthelp.practice.matching.codes_placed import How, Owed
from righthelp.practice.matching.models_cost import Cost
from righthelp.practice.matching.models_placed import Notice, PlacedDue, PlacementPlan
from righthelp.practice.people.models import Person

ELSEWHERE: Final = ADOPTIVE | {"R5"}
"""Placed for adoption or detained: other regulations say what is planned and who is told."""
SCHOOL_FROM: Final = 48
"""Months: younger children need not go anywhere that would have to be told."""


def of_care(care: InCare) -> list[Placement]:
    """The placements of a time in care as it stands. One query."""
    return placements(list(Stay.objects.filter(care=care).select_related("home").order_by("starts")))


def owed(placement: Placement, born: date | None) -> list[Owed]:
    """What a placement asks for, in the order in which it is shown."""
    if placement.first.place in ELSEWHERE:
        return []
    found = [Owed.PLAN, Owed.PARENTS, Owed.HEALTH, Owed.SCHOOL, Owed.OFFICER, Owed.AREA]
    if born is not None and placement.starts < add_months(born, SCHOOL_FROM):
        found.remove(Owed.SCHOOL)
    if not placement.outside:
        found.remove(Owed.AREA)
    return found


def care_redrawn(care: InCare, now: datetime) -> None:
    """What is owed for the placements of one time in care, worked out anew. Whoever calls this holds the child's
    lock."""
    born = Person.objects.values_list("birth_date", flat=True).get(pk=care.child_id)
    rows = Stay.objects.filter(care=care)
    plans = list(PlacementPlan.objects.filter(stay__in=rows, agreed__isnull=False, withdrawn__isnull=True))
    notices = list(Notice.objects.filter(stay__in=rows, withdrawn__isnull=True))
    there = set(PlacedDue.objects.filter(stay__in=rows).values_list("stay_id", flat=True))
    for placement in of_care(care):
        _costs_end(placement)
        mine = {each.pk for each in placement.stays}
        facts = [
            _facts(kind, placement, [each for each in plans if each.stay_id in mine],
                   [each for each in notices if each.stay_id in mine and each.to == kind])
            for kind in owed(placement, born)
        ]  # fmt: skip
        for stay in placement.stays:
            if stay.pk == placement.first.pk or stay.pk in there:
                wanted = facts if stay.pk == placement.first.pk else []
                redrawn(PlacedDue, journey.PlacedDue, {"stay_id": stay.pk, "child_id": care.child_id}, wanted, now)


def _costs_end(placement: Placement) -> None:
    """What the placement costs, it costs until the child has left."""
    rows = Cost.objects.filter(stay__in=placement.stays)
    for cost in rows.exclude(over=placement.ends) if placement.ends else rows.filter(over__isnull=False):
        cost.over = placement.ends
        cost.save(update_fields=["over"])


def _facts(kind: Owed, placement: Placement, plans: list[PlacementPlan], notices: list[Notice]) -> dict[str, Any]:
    if kind is Owed.PLAN:
        came = [each.agreed for each in plans if each.agreed]
        spared = []
    else:
        came = [each.on for each in notices if each.how != How.NOT]
        spared = [each.on for each in notices if each.how == How.NOT]
    held = max(min(came), placement.starts) if came else None
    over = min([day for day in (placement.ends, *spared) if day is not None], default=None)
    return {
        "kind": kind.value,
        "since": placement.starts,
        "held": held,
        "ended": None if held or over is None else max(over, placement.starts),
    }


def all_redrawn(child: int, now: datetime) -> None:
    """As :func:`care_redrawn`, for every time in care of a child."""
    for care in InCare.objects.filter(child_id=child).order_by("starts"):
        care_redrawn(care, now)


__all__ = ["all_redrawn", "care_redrawn", "of_care", "owed"]
