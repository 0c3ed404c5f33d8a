"""The inbox through its pages: a notice that fits nobody for certain, a new child, another council's child."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from righthelp.foundation.intake.models import Message, State
from righthelp.practice.missing.models import Episode, Forward
from righthelp.practice.people.models import Person
from tests.stories.missing_house import NOW, arrives, letter, london
from tests.stories.missing_pages import Day, a_day, at, boxes, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Day:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    return a_day()


@pytest.fixture
def samira(day: Day) -> Client:
    return signed_in(day.coordinator)


@pytest.fixture
def notice(day: Day) -> Message:
    """Mia is missing, the police say; name and birth date fit a child of ours, and prove nothing."""
    return arrives(
        letter(
            "missing",
            "2021-09-01 07:30",
            report="WMP/77",
            child={"forename": "Mia", "surname": "Torres", "birth_date": "2007-02-03"},
            place="Outside the library",
        )
    )


def test_the_inbox_says_who_why_and_by_when(samira: Client, notice: Message) -> None:
    page = samira.get(at("inbox")).content.decode()
    assert "Mia Torres" in page
    assert "No record fits for certain" in page
    assert "today 8:40am" in page


def test_a_notice_in_words_with_who_it_may_be_and_why(day: Day, samira: Client, notice: Message) -> None:
    mia = day.house.child("Mia", "Torres", born=date(2007, 2, 3))
    page = samira.get(at("message", notice.pk)).content.decode()
    assert "Outside the library" in page
    assert "same name and birth date" in page
    assert at("this-is", notice.pk, mia.pk) in page


def test_this_is_the_child_makes_the_episode(day: Day, samira: Client, notice: Message) -> None:
    mia = day.house.child("Mia", "Torres", born=date(2007, 2, 3))
    assert samira.get(at("this-is", notice.pk, mia.pk)).status_code == 200
    assert not Episode.objects.filter(child=mia).exists()
    samira.post(at("this-is", notice.pk, mia.pk))
    assert Episode.objects.get(child=mia).missing_from == london("2021-09-01 07:30")
    assert "Mia Torres" in samira.get(at("board")).content.decode()


def test_a_child_new_to_us_is_added_and_missing(samira: Client, notice: Message) -> None:
    typed = {"forename": "Mia", "surname": "Torres", "sex": "F"}
    typed |= {"birth_date_day": "3", "birth_date_month": "2", "birth_date_year": "2007"}
    assert samira.post(at("new-child", notice.pk), typed).status_code == 302
    mia = Person.objects.get(forename="Mia")
    assert Episode.objects.get(child=mia).returned is None


def test_another_councils_child_is_sent_on_and_said_so(samira: Client, notice: Message) -> None:
    samira.post(at("elsewhere", notice.pk), {"authority": "333"})
    forward = Forward.objects.get()
    assert "Sandwell" in samira.get(at("inbox")).content.decode()
    typed = boxes("at", london("2021-09-01 11:50")) | {"how": "Secure e-mail to their duty team"}
    assert samira.post(at("forward", forward.pk), typed).status_code == 302
    forward.refresh_from_db()
    assert forward.how == "Secure e-mail to their duty team"


def test_a_notice_is_closed_only_with_a_reason(samira: Client, notice: Message) -> None:
    answer = samira.post(at("close", notice.pk), {"why": " "})
    assert answer.status_code == 400
    assert "Say how this was dealt with" in answer.content.decode()
    samira.post(at("close", notice.pk), {"why": "A test message; police rang."})
    notice.refresh_from_db()
    assert notice.state == State.CLOSED


def tokenless(page: str) -> str:
    """The page without its token against forged forms."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_a_child_of_a_restricted_record_is_not_named_among_those_it_may_be(
    day: Day, samira: Client, notice: Message
) -> None:
    day.house.child("Mia", "Torres", born=date(2007, 2, 3), tier=2)
    page = samira.get(at("message", notice.pk)).content.decode()
    assert "This is the child" not in page
    Person.objects.filter(forename="Mia").update(forename="Nobody", surname="Else", birth_date=None)
    again = samira.get(at("message", notice.pk)).content.decode()
    assert tokenless(page) == tokenless(again), "the page says the same whether the record is there or not"


def test_a_social_worker_has_no_inbox(day: Day, notice: Message) -> None:
    ruth = signed_in(day.house.ruth)
    assert ruth.get(at("inbox")).status_code == 403
    assert ruth.get(at("message", notice.pk)).status_code == 403
