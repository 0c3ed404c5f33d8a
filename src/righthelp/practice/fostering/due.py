"""What comes round for a household: reviews and visits, and its carers' training standards; drawn anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from righthelp.practice.care.models import Carer
from righthelp.practice.casework.intervals import drawn
from righthelp.practice.casework.redrawing import redrawn as rows_redrawn
from righthelp.practice.fostering import journey
from righthelp.practice.fostering.codes import Course, Owed
from righthelp.practice.fostering.models_household import Due, HomeVisit, Household, Review, Standards, Training


def redrawn(household: Household, now: datetime) -> None:
    """Work out anew what is due for a household, and set the clocks. Whoever calls this holds the household's lock."""
    visits = list(HomeVisit.objects.filter(household=household, withdrawn__isnull=True).values_list("on", "surprise"))
    reviews = Review.objects.filter(household=household, withdrawn__isnull=True).values_list("held", flat=True)
    _stretches(household, Owed.REVIEW, reviews, now)
    _stretches(household, Owed.SURPRISE, [on for on, surprise in visits if surprise], now)
    _stretches(household, Owed.SUPERVISION, [on for on, _ in visits], now)
    wanted = [_standards(household, each) for each in _carers(household)]
    rows_redrawn(Standards, journey.CarerStandards, {"household_id": household.pk}, wanted, now)


def _stretches(household: Household, owed: Owed, days: Iterable[date], now: datetime) -> None:
    found = [each._asdict() for each in drawn(household.reviewed_before or household.approved, days, household.left)]
    rows_redrawn(Due, journey.HouseholdDue, {"household_id": household.pk, "owed": owed.value}, found, now)


def _carers(household: Household) -> list[Carer]:
    return list(Carer.objects.filter(home_id=household.home_id, cares=True).order_by("pk"))


def _standards(household: Household, carer: Carer) -> dict[str, object]:
    done = Training.objects.filter(carer=carer, course=Course.STANDARDS, withdrawn__isnull=True).order_by("done")
    since = max(household.approved, carer.starts)
    ends = [day for day in (household.left, carer.ends) if day]
    first = done.values_list("done", flat=True).first()
    return {
        "carer_id": carer.pk, "since": since, "met": max(first, since) if first else None,
        "ended": max(min(ends), since) if ends else None, "connected": household.connected,
    }  # fmt: skip


__all__ = ["redrawn"]
