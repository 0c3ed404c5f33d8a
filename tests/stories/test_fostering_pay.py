"""The week's list for foster carers: a child who moved in the middle, what was recorded late, and who releases it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import Home
from righthelp.practice.fostering import queries_pay, record_pay
from righthelp.practice.fostering.models import PayRun
from righthelp.practice.workforce.models import Worker
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.fostering_house import FosterHouse
from tests.stories.test_care_pages import on

pytestmark = pytest.mark.django_db
MONDAY, NEXT = date(2021, 8, 23), date(2021, 8, 30)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> FosterHouse:
    made = FosterHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def priced(house: FosterHouse) -> None:
    """£140 a week for 5 to 10, £175 for 11 to 15; level one is £210; the Osgoods have level one."""
    for what, pence in (("5-10", 14_000), ("11-15", 17_500), ("one", 21_000)):
        record_pay.rate_set(what=what, pence=pence, starts=date(2021, 4, 1), by=account_of(house.helen), now=house.now)
    row = house.household(house.osgoods)
    record_pay.level_set(
        household=row.pk, level="one", starts=date(2021, 4, 1), by=account_of(house.helen), now=house.now
    )


def prepared(house: FosterHouse, week: date, by: Worker) -> PayRun:
    """A list."""
    return record_pay.run_prepared(week=week, by=account_of(by), now=house.now)


def paid(run: PayRun) -> dict[str, tuple[int, int, int]]:
    """By home: allowances, fee, and what was late."""
    return {each.name: (each.allowances, each.fee, each.late) for each in queries_pay.of_run(run)}


def test_a_child_who_moved_in_the_middle_pays_both_homes_by_the_night(house: FosterHouse) -> None:
    priced(house)
    care = house.into_care(house.child("Ivy", "Brand", born=date(2012, 1, 1)), "2021-06-01")
    house.moves(care, "2021-08-26", house.tamworth)
    run = prepared(house, MONDAY, house.lorna)
    assert paid(run) == {"The Osgoods": (6_000, 9_000, 0), "Mrs Tamworth": (8_000, 0, 0)}


def test_a_birthday_changes_the_allowance_from_that_night(house: FosterHouse) -> None:
    priced(house)
    house.into_care(house.child("Kit", "Lane", born=date(2010, 8, 28)), "2021-06-01", house.tamworth)
    run = prepared(house, MONDAY, house.lorna)
    assert paid(run) == {"Mrs Tamworth": (5 * 2_000 + 2 * 2_500, 0, 0)}


def test_what_was_recorded_after_the_release_is_put_right_on_the_next_list(house: FosterHouse) -> None:
    priced(house)
    care = house.into_care(house.child("Ivy", "Brand", born=date(2012, 1, 1)), "2021-06-01")
    run = prepared(house, MONDAY, house.lorna)
    with pytest.raises(Refused, match="Nobody releases a list that they prepared"):
        record_pay.run_released(run=run.pk, by=account_of(house.lorna), now=house.now)
    record_pay.run_released(run=run.pk, by=account_of(house.helen), now=house.now)
    house.moves(care, "2021-08-28", house.tamworth)
    later = prepared(house, NEXT, house.lorna)
    assert paid(later) == {"The Osgoods": (0, 0, -4_000 - 6_000), "Mrs Tamworth": (14_000, 0, 4_000)}
    record_pay.run_released(run=later.pk, by=account_of(house.helen), now=house.now)
    assert queries_pay.owed_late(date(2021, 9, 6)) == {}


def test_a_list_that_no_longer_fits_the_stays_is_not_released(house: FosterHouse) -> None:
    priced(house)
    care = house.into_care(house.child("Ivy", "Brand", born=date(2012, 1, 1)), "2021-06-01")
    run = prepared(house, MONDAY, house.lorna)
    house.moves(care, "2021-08-24", house.tamworth)
    with pytest.raises(Refused, match="Something has changed"):
        record_pay.run_released(run=run.pk, by=account_of(house.helen), now=house.now)


def test_no_list_without_every_amount_and_none_of_agencies(house: FosterHouse) -> None:
    teenager = house.child("Kit", "Lane", born=date(2005, 1, 1))
    house.into_care(teenager, "2021-06-01", house.brackenridges)
    assert prepared(house, MONDAY, house.lorna).lines.count() == 0
    PayRun.objects.all().delete()
    priced(house)
    house.into_care(house.child("Rose", "Lane", born=date(2005, 1, 1)), "2021-06-01", house.tamworth)
    with pytest.raises(Refused, match="No amount is set for “Allowance, 16 and 17” on 23 August 2021"):
        prepared(house, MONDAY, house.lorna)


def test_the_pages_show_the_difference_before_a_colleague_releases(house: FosterHouse) -> None:
    priced(house)
    care = house.into_care(house.child("Ivy", "Brand", born=date(2012, 1, 1)), "2021-06-01")
    first = prepared(house, MONDAY, house.lorna)
    record_pay.run_released(run=first.pk, by=account_of(house.helen), now=house.now)
    house.moves(care, "2021-08-30", house.tamworth)
    lorna, helen = signed_in(house.lorna), signed_in(house.helen)
    page = text_of(lorna.post(reverse("fostering:prepare"), on("week", "2021-08-30"), follow=True))
    assert "A colleague looks at it and releases it" in page
    run = PayRun.objects.get(week=NEXT)
    shown = text_of(helen.get(reverse("fostering:run", args=[run.pk]) + "?homes_change=down"))
    assert "−£350.00" in shown
    assert "Mrs Tamworth" not in shown
    assert "The list is released" in text_of(helen.post(reverse("fostering:release", args=[run.pk]), follow=True))
    assert "The Osgoods" not in text_of(signed_in(house.gurdeep).get(reverse("fostering:pay")))
    assert signed_in(house.gurdeep).get(reverse("fostering:run", args=[run.pk])).status_code == 404
    export = helen.get(reverse("fostering:run", args=[run.pk]) + "?format=csv")
    assert export.status_code == 200
    assert Home.objects.filter(name="Mrs Tamworth").exists()
