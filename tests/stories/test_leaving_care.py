"""Leaving care: Rhiannon is eligible at 16, Marek was in care for twelve weeks, Dwayne went home to his mother."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from righthelp.practice.leaving_care.eligibility import Category, Stretch, eligible_since, standing
from tests.stories.care_house import CareHouse, as_application, signed_in, text_of


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def test_rhiannon_is_eligible_on_her_sixteenth_birthday() -> None:
    born, times = date(2005, 5, 20), [Stretch(date(2019, 5, 1))]
    assert standing(born, times, date(2021, 5, 19)).category is Category.NONE
    assert standing(born, times, date(2021, 5, 20)).category is Category.ELIGIBLE
    assert eligible_since(born, times) == date(2021, 5, 20)


def test_marek_was_looked_after_for_twelve_weeks_and_is_qualifying() -> None:
    held = standing(date(2004, 3, 10), [Stretch(date(2020, 6, 1), date(2020, 8, 24), "E5")], date(2021, 9, 1))
    assert (held.category, held.days) == (Category.QUALIFYING, 84)
    assert "1 June 2020 to 23 August 2020 (84)" in held.why[0]


def test_two_stretches_add_up_to_thirteen_weeks() -> None:
    times = [Stretch(date(2018, 3, 10), date(2018, 6, 8), "E4A"), Stretch(date(2020, 3, 10), date(2020, 3, 11), "E5")]
    assert standing(date(2004, 3, 10), times, date(2020, 4, 1)).category is Category.RELEVANT


def test_dwayne_is_relevant_until_he_has_been_home_for_six_months() -> None:
    born, times = date(2004, 1, 15), [Stretch(date(2018, 2, 1), date(2020, 10, 1), "E4A")]
    assert standing(born, times, date(2021, 3, 31)).category is Category.RELEVANT
    assert standing(born, times, date(2021, 4, 1)).category is Category.QUALIFYING


def test_a_care_leaver_is_former_relevant_until_the_day_before_25() -> None:
    born, times = date(2000, 9, 1), [Stretch(date(2014, 1, 1), date(2018, 9, 1), "E17")]
    assert standing(born, times, date(2018, 9, 1)).category is Category.FORMER
    assert standing(born, times, date(2025, 8, 31)).category is Category.FORMER
    assert standing(born, times, date(2025, 9, 1)).category is Category.NONE


@pytest.mark.django_db
def test_the_list_and_the_page_say_who_may_count_on_help_and_why(house: CareHouse) -> None:
    rhiannon = house.child("Rhiannon", "Bellis", born=date(2005, 5, 20))
    house.into_care(rhiannon, "2021-02-01")
    house.into_care(house.child("Ivy", "Brand"), "2021-02-01", house.tamworth)
    browser = signed_in(house.ruth)
    page = text_of(browser.get(reverse("leaving_care:board")))
    assert "Rhiannon Bellis" in page
    assert "Ivy Brand" not in page
    assert "213 days looked after since turning 14" in text_of(
        browser.get(reverse("leaving_care:child", args=[rhiannon.pk]))
    )
