"""Whatever two people press at once: a child is in care once, sleeps in one home, and a full home is full."""

from __future__ import annotations

import pytest

from righthelp.practice.care.models import InCare, LegalStatus, Stay
from tests.generative.racing import raced
from tests.stories.care_house import CareHouse

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_child_taken_into_care_by_two_at_once_is_in_care_once() -> None:
    house = CareHouse()
    maya = house.child("Maya", "Ruddock")
    through, told, wrong = raced(
        lambda: house.into_care(maya, "2021-06-01"),
        lambda: house.into_care(maya, "2021-06-01", house.brackenridges),
        lambda: house.into_care(maya, "2021-06-02"),
    )
    assert (through, wrong) == (1, [])
    assert len(told) == 2
    assert InCare.objects.count() == Stay.objects.count() == LegalStatus.objects.count() == 1


def test_the_last_free_place_takes_one_of_two_children() -> None:
    house = CareHouse()
    maya, otto = house.child("Maya", "Ruddock"), house.child("Otto", "Penfold")
    through, told, wrong = raced(
        lambda: house.into_care(maya, "2021-06-01", house.tamworth),
        lambda: house.into_care(otto, "2021-06-01", house.tamworth),
    )
    assert (through, wrong) == (1, [])
    assert len(told) == 1
    assert Stay.objects.filter(home=house.tamworth).count() == 1


def test_two_moves_on_one_day_are_one_move() -> None:
    house = CareHouse()
    care = house.into_care(house.child("Maya", "Ruddock"), "2021-06-01")
    through, _, wrong = raced(
        lambda: house.moves(care, "2021-07-01", house.tamworth),
        lambda: house.moves(care, "2021-07-01", house.brackenridges),
    )
    assert (through, wrong) == (1, [])
    assert Stay.objects.filter(care=care, ends__isnull=True).count() == 1


def test_leaving_care_and_moving_at_once_leaves_no_night_uncovered() -> None:
    house = CareHouse()
    care = house.into_care(house.child("Maya", "Ruddock"), "2021-06-01")
    _, _, wrong = raced(
        lambda: house.leaves(care, "2021-07-05"),
        lambda: house.moves(care, "2021-07-01", house.tamworth),
        lambda: house.law(care, "2021-07-02", "C1"),
    )
    assert wrong == []
    care.refresh_from_db()
    for rows in (Stay.objects.filter(care=care), LegalStatus.objects.filter(care=care)):
        days = sorted(rows.values_list("starts", "ends"))
        assert [ends for _, ends in days] == [*(starts for starts, _ in days[1:]), care.ends]
