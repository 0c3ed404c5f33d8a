"""The lists behind what is counted: plans that are not the first, plans soon over, late initial conferences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from righthelp.practice.people.models import Involvement
from tests.stories.desk_house import NOW, signed_in, text_of
from tests.stories.protection_house import ProtectionHouse, london


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProtectionHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield ProtectionHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def listed(house: ProtectionHouse, name: str, **more: str) -> str:
    return text_of(signed_in(house.helen).get(reverse(f"protection:{name}"), more))


def test_a_second_plan_is_listed_by_how_long_ago_the_first_one_ended(house: ProtectionHouse) -> None:
    leo, max_ = house.brothers()
    Involvement.objects.create(child=leo, kind="cp", starts=date(2019, 1, 7), ends=date(2020, 2, 3))
    Involvement.objects.create(child=max_, kind="cp", starts=date(2017, 1, 9), ends=date(2018, 5, 1))
    house.with_plan(leo)
    house.with_plan(max_)
    everybody = listed(house, "again")
    assert "Leo Whitcombe" in everybody
    assert "Max Whitcombe" in everybody
    soon = listed(house, "again", again_within="2")
    assert "Leo Whitcombe" in soon
    assert "Max Whitcombe" not in soon
    csv = signed_in(house.helen).get(reverse("protection:again"), {"format": "csv", "table": "again"})
    assert csv.content.decode().count("Whitcombe") == 2


def test_a_plan_that_ended_within_three_months_says_why(house: ProtectionHouse) -> None:
    leo, max_ = house.brothers()
    house.reviewed(house.with_plan(leo), london("2021-08-18 10:00"), "end")  # three months to the day
    house.reviewed(house.with_plan(max_), london("2021-08-19 10:00"), "end")
    said = listed(house, "short")
    assert "Leo Whitcombe" in said
    assert "Less help is enough" in said or "Stepped down" in said
    assert "Max Whitcombe" not in said


def test_a_conference_beyond_fifteen_working_days_is_listed_with_how_far(house: ProtectionHouse) -> None:
    leo, max_ = house.brothers()
    house.with_plan(leo)  # held on the tenth working day
    late = house.asked(max_, london("2021-08-02 10:00"))
    assert "Max Whitcombe" in listed(house, "late")
    house.held(house.booked(late, at=london("2021-08-25 10:00")), at=london("2021-08-25 10:00"))
    said = listed(house, "late", late_held="yes")
    assert "Max Whitcombe" in said
    assert ">17</td>" in said
    assert ">2</td>" in said
    assert "Leo Whitcombe" not in said
