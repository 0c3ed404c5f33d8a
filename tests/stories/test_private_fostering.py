"""Private fostering: Kofi, whom his school told us of after a year; Ines, of whom we heard in time; a household with
somebody who is disqualified."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import Person
from righthelp.practice.private_fostering import record
from righthelp.practice.private_fostering.due import visits
from righthelp.practice.private_fostering.models import Arrangement, Back, VisitDue
from tests.stories.care_house import CareHouse, account_of, as_application, signed_in, text_of


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def told(house: CareHouse, child: Person, notified: str, starts: str) -> Arrangement:
    """A school tells us of a child who lives with a friend of the family."""
    return record.told_of(
        child=child.pk, notified=date.fromisoformat(notified), notifier="school", starts=date.fromisoformat(starts),
        carer="Ada Mensah", tie="a friend of his mother", where="4 Cedar Close, B14 7AA",
        why="His mother works abroad until the summer.", parents="She rings every Sunday and sends money.",
        by=account_of(house.ruth), now=house.evening(notified),
    )  # fmt: skip


def check(house: CareHouse, held: Arrangement, who: str, found: str, note: str = "") -> None:
    """Ruth checks somebody of the household."""
    record.household_checked(
        arrangement=held.pk, who=who, on=date(2021, 6, 10), found=found, note=note, by=account_of(house.ruth),
        now=house.evening("2021-06-10"),
    )  # fmt: skip


def assess(house: CareHouse, held: Arrangement, on: str, suits: str, **more: Any) -> Arrangement:
    """Gurdeep decides on a day."""
    return record.assessed(
        arrangement=held.pk, on=date.fromisoformat(on), suits=suits, why="He is well there.",
        by=account_of(house.gurdeep), now=house.evening(on), **more,
    )  # fmt: skip


def test_the_first_year_counts_from_the_later_of_the_two_days() -> None:
    seen = [date(2020, 6, 5), date(2021, 5, 20), date(2021, 7, 1)]
    found = visits(date(2020, 6, 1), date(2020, 6, 1), seen, None)
    assert [(each.since, rule.value) for each, rule in found] == [
        (date(2020, 6, 1), "first"), (date(2020, 6, 5), "year"), (date(2021, 5, 20), "year"),
        (date(2021, 7, 1), "later"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_kofi_was_hidden_for_a_year_and_is_visited_as_in_a_first_year(house: CareHouse) -> None:
    kofi = house.child("Kofi", "Asante", born=date(2010, 3, 4))
    held = told(house, kofi, "2021-06-01", "2020-04-01")
    assert not held.notice_in_time
    first = VisitDue.objects.get(arrangement=held)
    due = DueMoment.objects.get(journey="private-visit-due", episode_id=first.pk)
    assert local_date(due.due_at) == date(2021, 6, 10)
    house.sees(kofi, "2021-06-08")
    rows = list(VisitDue.objects.filter(arrangement=held).order_by("place").values_list("since", "held", "rule"))
    assert rows == [(date(2021, 6, 1), date(2021, 6, 8), "first"), (date(2021, 6, 8), None, "year")]
    second = VisitDue.objects.get(arrangement=held, place=1)
    due = DueMoment.objects.get(journey="private-visit-due", episode_id=second.pk)
    assert local_date(due.due_at) == date(2021, 7, 20)
    record.ended(
        arrangement=held.pk, ends=date(2021, 7, 25), ending="parents", why="His mother is home.",
        by=account_of(house.ruth), now=house.evening("2021-07-25"),
    )  # fmt: skip
    assert not VisitDue.objects.filter(arrangement=held, held=None, ended=None).exists()
    record.reopened(
        arrangement=held.pk, why="She came for a week only.", by=account_of(house.ruth), now=house.evening("2021-08-02")
    )
    assert VisitDue.objects.filter(arrangement=held, held=None, ended=None).exists()
    assert "His mother is home." in Back.objects.get(child=kofi).what


@pytest.mark.django_db
def test_somebody_disqualified_stops_it_unless_we_consent(house: CareHouse) -> None:
    held = told(house, house.child("Kofi", "Asante", born=date(2010, 3, 4)), "2021-06-01", "2021-06-01")
    with pytest.raises(Refused, match="Nobody of the household"):
        assess(house, held, "2021-06-09", "yes")
    check(house, held, "Ada Mensah", "clear")
    check(house, held, "Her brother", "barred", "An offence in 2004.")
    with pytest.raises(Refused, match="Her brother is disqualified"):
        assess(house, held, "2021-06-20", "yes")
    check(house, held, "Her brother", "consent", "He has moved out, and we consent to visits by day.")
    terms = "He does not sleep there."
    assert assess(house, held, "2021-06-20", "terms", requirements=terms).requirements == terms


@pytest.mark.django_db
def test_ines_is_told_of_in_time_and_stands_in_the_list(house: CareHouse) -> None:
    ines = house.child("Ines", "Vale", born=date(2011, 1, 1))
    asked = {
        "notified_day": "1", "notified_month": "7", "notified_year": "2021", "starts_day": "30", "starts_month": "8",
        "starts_year": "2021", "notifier": "parent", "carer": "The Oakleys", "tie": "host family",
        "where": "2 Long Row", "why": "A year at a language school.", "parents": "They pay for all of it.",
    }  # fmt: skip
    browser = signed_in(house.ruth)
    page = text_of(browser.post(reverse("private_fostering:told", args=[ines.pk]), asked, follow=True))
    assert "A year at a language school." in page
    assert "In time" in page
    assert "host family" in text_of(browser.get(reverse("private_fostering:board")))
    assert "We were told of private fostering: host family" in text_of(browser.get(reverse("timeline", args=[ines.pk])))
