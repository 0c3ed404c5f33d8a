"""How urgent MASH work is: a rating sets the hours, a higher one makes things due sooner, what is late stays late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from righthelp.foundation.journey import explain
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.mash import record
from righthelp.practice.mash.journey import ANSWER_OF
from righthelp.practice.mash.models import Rated
from tests.stories.mash_house import NOW, MashHouse, account_of, london

HOUR = timedelta(hours=1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[MashHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield MashHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_a_higher_rating_makes_what_is_unanswered_due_sooner_and_never_later(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon), rating="green")
    (police, health) = house.asked(work, "police", "health")
    house.answered([health], "health", now=NOW + HOUR)
    mine = house.enquiry(leon)
    worse: dict[str, Any] = {"enquiries": [mine.pk], "rationale": "He is out on bail.", "by": account_of(house.tom)}
    record.rated(rating="red", now=NOW + 10 * HOUR, **worse)
    police.refresh_from_db()
    mine.refresh_from_db()
    health.refresh_from_db()
    due = dict(DueMoment.objects.values_list("journey", "due_at"))
    assert due["mash_check"] == due["mash"] == NOW + 14 * HOUR
    assert (health.rating, police.rating) == ("green", "red")
    assert "wanted sooner" in police.steps.get().words
    record.rated(rating="green", now=NOW + 11 * HOUR, **(worse | {"rationale": "He is in custody."}))
    due = dict(DueMoment.objects.filter(journey__startswith="mash").values_list("journey", "due_at"))
    assert due == {"mash_check": NOW + 14 * HOUR, "mash": NOW + 72 * HOUR}
    assert list(Rated.objects.order_by("at").values_list("rating", flat=True)) == ["green", "red", "green"]


def test_what_is_late_stays_late_whatever_it_is_rated(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    (police,) = house.asked(work, "police")
    mine = house.enquiry(leon)
    record.rated(enquiries=[mine.pk], rating="red", rationale="Worse.", by=account_of(house.tom), now=NOW + 30 * HOUR)
    assert set(DueMoment.objects.filter(journey__startswith="mash").values_list("due_at", flat=True)) == {
        NOW + 24 * HOUR
    }
    police.refresh_from_db()
    assert explain(ANSWER_OF["red"], police, now=NOW + 30 * HOUR).state.value == "overdue"


def test_clocks_of_four_twenty_four_and_seventy_two_hours(house: MashHouse) -> None:
    children = [house.child(name, "Clock", worker=False) for name in ("Red", "Amber", "Green")]
    autumn = london("2021-10-30 20:00")  # the clocks go back that night: hours stay hours
    for child, rating in zip(children, ("red", "amber", "green"), strict=True):
        house.begun(*house.referred(child, now=autumn, words=rating), rating=rating, now=autumn)
    due = sorted(DueMoment.objects.filter(journey="mash").values_list("due_at", flat=True))
    assert [moment - autumn for moment in due] == [4 * HOUR, 24 * HOUR, 72 * HOUR]
