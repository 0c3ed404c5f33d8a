"""A child who has died: recorded once, nothing late any more, what has to happen next, and a mistake taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.people import record_death
from righthelp.practice.people.models import Person
from righthelp.practice.people.models_identity import Death
from righthelp.practice.supervision.agenda import agenda
from righthelp.practice.supervision.models import Session
from righthelp.practice.workforce.models import Worker
from tests.stories.desk_house import NOW, DeskHouse, account_of, as_application, signed_in, text_of


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> DeskHouse:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    return DeskHouse()


@pytest.fixture
def ruth(house: DeskHouse) -> Account:
    return account_of(house.ruth)


def page(house: DeskHouse, address: str, who: str = "ruth") -> str:
    return text_of(signed_in(getattr(house, who)).get(address))


def died(child: Person, ruth: Account, on: date = date(2021, 8, 27)) -> Death:
    return record_death.died(
        person=child.pk,
        on=on,
        how_known="hospital",
        told_by="Dr Amin, Children’s Hospital",
        told_at=NOW - timedelta(days=4),
        by=ruth,
        now=NOW,
    )


def test_for_a_child_who_has_died_nothing_is_late_and_the_page_says_so_gently(house: DeskHouse, ruth: Account) -> None:
    leo = house.child("Leo", "Marsh", born=date(2009, 4, 4))
    house.missing(leo, "2021-08-20 21:00", "2021-08-21 08:00")
    assert "Leo Marsh" in page(house, "/worklist", "denise")
    died(leo, ruth)
    as_application()
    shown = page(house, f"/children/{leo.pk}")
    assert "Leo died on 27 August 2021, aged 12." in shown
    assert "Still to do: Everyone who works with the family told" in shown
    assert "What is due" not in shown
    assert "govuk-tag--red" not in shown
    assert "Leo Marsh" not in page(house, "/worklist", "denise")
    assert "Leo Marsh" not in page(house, "/alerts", "denise")


def test_what_has_to_happen_after_a_death_is_ticked_off_once(house: DeskHouse, ruth: Account) -> None:
    leo = house.child("Leo", "Marsh", born=date(2009, 4, 4))
    died(leo, ruth)
    day = {"done_on_day": "28", "done_on_month": "8", "done_on_year": "2021"}
    address = f"/children/{leo.pk}/facts/death-step"
    browser = signed_in(house.ruth)
    assert browser.post(address, {"step": "workers", "who": "Gurdeep Sandgal", **day}).status_code == 302
    again = text_of(browser.post(address, {"step": "workers", "who": "Ruth Okafor", **day}))
    assert "This is recorded as done already" in again
    assert "Everyone who works with the family told" not in page(house, f"/children/{leo.pk}")


def test_only_a_manager_takes_back_a_death_recorded_by_mistake_and_it_stays_written(
    house: DeskHouse, ruth: Account
) -> None:
    leo = house.child("Leo", "Marsh", born=date(2009, 4, 4))
    died(leo, ruth)
    address = f"/children/{leo.pk}/facts/death-mistake"
    assert signed_in(house.ruth).post(address, {"why": "Another Leo"}).status_code == 403
    assert signed_in(house.gurdeep).post(address, {"why": "It was another Leo Marsh"}).status_code == 302
    leo.refresh_from_db()
    assert leo.died_on is None
    death = Death.objects.get(person=leo)
    assert death.withdrawn_why == "It was another Leo Marsh"
    assert "Leo died" not in page(house, f"/children/{leo.pk}")
    assert died(leo, ruth, date(2021, 8, 28)).pk != death.pk


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"on": date(2021, 9, 2)}, "on"),
        ({"on": date(2000, 1, 1)}, "on"),
        ({"told_at": NOW + timedelta(hours=1)}, "told_at"),
        ({"told_at": NOW - timedelta(days=30)}, "told_at"),
        ({"told_by": " "}, "told_by"),
    ],
)
def test_a_death_that_cannot_be_is_refused(house: DeskHouse, ruth: Account, change: dict[str, Any], field: str) -> None:
    leo = house.child("Leo", "Marsh", born=date(2009, 4, 4))
    given: dict[str, Any] = {"on": date(2021, 8, 27), "told_by": "Dr Amin", "told_at": NOW - timedelta(days=2)}
    with pytest.raises(Refused) as no:
        record_death.died(person=leo.pk, how_known="police", by=ruth, now=NOW, **{**given, **change})
    assert no.value.field == field


def test_the_board_and_the_agenda_ask_nothing_of_a_child_who_has_died(house: DeskHouse, ruth: Account) -> None:
    leo, amira = (house.child(name, "Marsh", born=date(2009, 4, 4)) for name in ("Leo", "Amira"))
    for child in (leo, amira):
        house.missing(child, "2021-08-20 21:00", "2021-08-21 08:00")
    Worker.objects.filter(pk=house.ruth.pk).update(manager=house.gurdeep)
    session = Session.objects.create(worker=house.ruth, supervisor=house.gurdeep, month=date(2021, 9, 1), called=NOW)
    assert {each.name for each in agenda(session, NOW)} == {"Leo Marsh", "Amira Marsh"}
    died(leo, ruth)
    assert {each.name for each in agenda(session, NOW)} == {"Amira Marsh"}
    board = page(house, "/missing/", "denise")
    assert "Amira Marsh" in board
    assert "Leo Marsh" not in board
