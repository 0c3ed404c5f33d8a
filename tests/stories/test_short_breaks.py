"""Short breaks of a child who lives at home: seventeen nights, seventy-five a year, and no time in care."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from righthelp.foundation.calendar import add_months
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import queries as care
from righthelp.practice.matching import breaks, queries_breaks, record_back, record_breaks
from righthelp.practice.matching.models import BreakSeries, BreakStay
from righthelp.practice.people.models import Person
from tests.stories.care_house import NOW, CareHouse, account_of, as_application, signed_in, text_of
from tests.stories.test_care_pages import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def series(house: CareHouse, child: Person, starts: str = "2021-01-04") -> BreakSeries:
    """Short breaks with the Osgoods."""
    return record_breaks.breaks_begun(
        child=child.pk, law="V3", home=house.osgoods.pk, plan="A week with the dogs.", agreed="Mother, 2 January",
        starts=date.fromisoformat(starts), by=account_of(house.ruth), now=NOW,
    )  # fmt: skip


def plans(house: CareHouse, row: BreakSeries, starts: date, nights: int) -> BreakStay:
    """Ruth plans a stay of so many nights."""
    return record_breaks.break_planned(
        series=row.pk, starts=starts, ends=starts + timedelta(days=nights), by=account_of(house.ruth), now=NOW
    )


def test_the_seventy_sixth_night_of_a_disabled_boy_is_refused(house: CareHouse) -> None:
    sami = house.child("Sami", "Oduya", born=date(2010, 5, 1))
    row = series(house, sami)
    for month in range(5):
        plans(house, row, date(2021, 2 + month, 1), 15)
    with pytest.raises(Refused, match="The night of 1 September 2021 would be the 76th"):
        plans(house, row, date(2021, 9, 1), 1)
    assert plans(house, row, date(2022, 2, 1), 15).nights == 15  # the nights of a year before no longer count
    with pytest.raises(Refused, match="17 nights at most"):
        plans(house, row, date(2022, 3, 1), 18)
    assert care.looked_after(account_of(house.gurdeep), NOW) == []
    (listed,) = queries_breaks.breaks_now(account_of(house.ruth), NOW)
    assert (listed.used, listed.left, listed.state) == (75, 0, "soon")


def test_nights_beyond_the_limit_that_happened_are_recorded_and_said(house: CareHouse) -> None:
    sami = house.child("Sami", "Oduya")
    row = series(house, sami)
    for month in range(5):
        stay = plans(house, row, date(2021, 2 + month, 1), 15)
    record_breaks.break_over(
        stay=stay.pk, starts=stay.starts, ends=stay.ends + timedelta(days=3), how="His mother was taken ill.",
        by=account_of(house.ruth), now=NOW,
    )  # fmt: skip
    ruth = signed_in(house.ruth)
    page = text_of(ruth.get(reverse("matching:of-child", args=[sami.pk])))
    assert "More than 75 nights in twelve months from 16 June 2021" in page
    assert "Longer than 17 nights" in page
    assert "Sami Oduya" in text_of(ruth.get(reverse("matching:breaks") + "?breaks_left=beyond"))


def test_from_the_first_plan_to_the_first_review_through_the_pages(house: CareHouse) -> None:
    sami, ruth, gurdeep = house.child("Sami", "Oduya"), signed_in(house.ruth), signed_in(house.gurdeep)
    begun = on("starts", "2021-08-02") | {
        "home": str(house.osgoods.pk), "law": "V4", "plan": "One weekend a month.", "agreed": "Father, 30 July",
    }  # fmt: skip
    ruth.post(reverse("matching:breaks-new", args=[sami.pk]), begun)
    row = BreakSeries.objects.get()
    assert DueMoment.objects.filter(journey="home-breaks", episode_id=row.pk).count() == 1
    ruth.post(reverse("matching:break-plan", args=[row.pk]), on("starts", "2021-08-06") | on("ends", "2021-08-08"))
    stay = BreakStay.objects.get()
    said = on("starts", "2021-08-06") | on("ends", "2021-08-08") | {"how": "He slept.", "child_says": "Dogs!"}
    page = text_of(ruth.post(reverse("matching:break-over", args=[stay.pk]), said, follow=True))
    assert "Dogs!" in page
    review = on("on", "2021-08-30") | {"says": "It helps the whole family."}
    ruth.post(reverse("matching:breaks-review", args=[row.pk]), review)
    assert not DueMoment.objects.filter(journey="home-breaks").exists()
    gurdeep.post(reverse("matching:take-back", args=["break", stay.pk]), {"why": "His brother"})
    ended = on("ends", "2021-09-01") | {"why": "He goes to his aunt."}
    page = text_of(ruth.post(reverse("matching:breaks-end", args=[row.pk]), ended, follow=True))
    assert "He goes to his aunt." in page


def test_a_child_in_care_has_no_short_breaks_and_a_series_with_stays_stands(house: CareHouse) -> None:
    maya, sami = house.child("Maya", "Ruddock"), house.child("Sami", "Oduya")
    house.into_care(maya, "2021-06-01")
    with pytest.raises(Refused, match="The child is in care"):
        series(house, maya, "2021-08-01")
    row = series(house, sami)
    plans(house, row, date(2021, 9, 3), 2)
    with pytest.raises(Refused, match="There are stays in it"):
        record_back.taken_back(model=BreakSeries, number=row.pk, why="No", by=account_of(house.gurdeep), now=NOW)


def test_the_fullest_twelve_months_agree_with_counting_every_window() -> None:
    stays = [(date(2020, 2, 20) + timedelta(days=37 * n), date(2020, 2, 20) + timedelta(days=37 * n + n % 9 + 1))
             for n in range(24)]  # fmt: skip
    found = breaks.nights(stays)
    windows = [sum(add_months(last, -12) < night <= last for night in found) for last in found]
    assert breaks.most(stays, date.min)[0] == max(windows)


def test_too_many_nights_of_long_ago_forbid_nothing_now() -> None:
    then = [(date(2019, 1, 1) + timedelta(days=20 * n), date(2019, 1, 16) + timedelta(days=20 * n)) for n in range(6)]
    assert breaks.beyond(then, date.min) == date(2019, 4, 11)
    soon = (date(2021, 9, 3), date(2021, 9, 5))
    assert breaks.beyond([*then, soon], breaks.year_before(soon[0])) is None


def test_a_series_taken_back_asks_for_no_review(house: CareHouse) -> None:
    row = series(house, house.child("Sami", "Oduya"))
    assert DueMoment.objects.filter(journey="home-breaks", episode_id=row.pk).exists()
    record_back.taken_back(model=BreakSeries, number=row.pk, why="His sister’s.", by=account_of(house.gurdeep), now=NOW)
    assert not DueMoment.objects.filter(journey="home-breaks", episode_id=row.pk).exists()
