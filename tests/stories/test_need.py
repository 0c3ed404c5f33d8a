"""Children in need: a plan with a reason and the family's agreement, reviews in time, help that goes up and down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection

from righthelp.practice.child_in_need.models import NeedDue
from tests.stories.need_house import NOW, NeedHouse


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[NeedHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield NeedHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_a_plan_is_reviewed_after_three_months_and_then_after_six(house: NeedHouse) -> None:
    plan = house.long_plan(house.child("Amira"), "2021-01-11")
    house.review(plan, "2021-04-09 10:00")
    assert [(row.since, row.held) for row in NeedDue.objects.filter(plan=plan).order_by("place")] == [
        (date(2021, 1, 11), date(2021, 4, 9)),
        (date(2021, 4, 9), None),
    ]
