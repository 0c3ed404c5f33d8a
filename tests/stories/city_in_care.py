"""What the stories of the city ask of health and school of its children in care."""

from __future__ import annotations

from datetime import date, datetime

from righthelp.foundation.access.models import Account
from righthelp.practice.care.models import InCare
from righthelp.practice.health import due as health
from righthelp.practice.health import queries_oc2
from righthelp.practice.health.models import HealthDue
from righthelp.practice.matching import placed
from righthelp.practice.matching.models import PlacedDue
from righthelp.practice.virtual_school import due as school
from righthelp.practice.virtual_school import queries
from righthelp.practice.virtual_school.models import PepDue
from righthelp.practice.virtual_school.terms import Term


def due_as_worked_out(now: datetime) -> bool:
    """Whether what is due stands as health, the virtual school and matching would draw it, for one child in many."""
    for model, redrawn, last in ((HealthDue, health.care_redrawn, "lapsed"), (PepDue, school.care_redrawn, "ended")):
        columns = ("place", "kind", "since", "held", last)
        for care in InCare.objects.filter(pk__in=model.objects.values("care")).order_by("pk")[::25]:
            rows = model.objects.filter(care=care).order_by("place")
            before = list(rows.values_list(*columns))
            redrawn(care, now)
            if list(rows.values_list(*columns)) != before:
                return False
    return _placements_as_worked_out(now)


def _placements_as_worked_out(now: datetime) -> bool:
    """Whether what placements ask for stands as matching would draw it, for one time in care in ten; with some plans
    late, and most there."""
    rows = PlacedDue.objects.filter(kind="plan")
    columns = ("stay", "place", "kind", "since", "held", "ended")
    for care in InCare.objects.filter(stays__placed_due__isnull=False).distinct().order_by("pk")[::10]:
        mine = PlacedDue.objects.filter(stay__care=care).order_by("stay", "place")
        before = list(mine.values_list(*columns))
        placed.care_redrawn(care, now)
        if list(mine.values_list(*columns)) != before:
            return False
    return 0.75 < rows.filter(held__isnull=False).count() / rows.count() < 1


def shares(now: datetime) -> dict[str, float]:
    """How many were assessed and at the dentist in the year to March 2021, the mean score, and of the summer's plans
    how many were made, and how many are good."""
    rows = queries_oc2.counted(date(2021, 3, 31))
    found = {each.words: each.many / each.of for each in queries_oc2.figures(rows) if each.of}
    pupils = queries.pupils(Account.objects.filter(roles__contains=["director"])[0], Term(2020, 3), now)
    held = [each for each in pupils if each.held]
    return {
        "assessed": found["Health assessments up to date"],
        "teeth": found["Teeth checked by a dentist"],
        "score": queries_oc2.mean_score(rows) or 0,
        "plans": len(held) / len(pupils),
        "good": sum(each.good for each in held) / len(held),
    }


__all__ = ["due_as_worked_out", "shares"]
