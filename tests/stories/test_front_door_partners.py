"""The partners' door of the front door: a referral and a police screening come in once, and wait in the queue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from righthelp.foundation.access.models import Account, Agreement
from righthelp.foundation.audit.models import Look
from righthelp.foundation.intake.inbox import take_in_received
from righthelp.foundation.intake.keys import issued
from righthelp.foundation.intake.models import Message, State
from righthelp.practice.front_door import partner
from righthelp.practice.front_door.models import Call, Contact
from righthelp.practice.front_door.record_decision import word_given
from righthelp.practice.people.models import Identifier, Person, Tier
from tests.stories.desk_house import signed_in, text_of
from tests.stories.front_door_house import NOW, FrontDoorHouse, account_of

DOOR = "/api/front-door/referrals"


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoorHouse]:
    for clock in ("righthelp.foundation.calendar.now", "righthelp.foundation.intake.door.clock"):
        monkeypatch.setattr(clock, lambda: NOW)
    yield FrontDoorHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def police(house: FrontDoorHouse) -> Account:
    account = Account.objects.create(
        email="screening@police.example",
        name="Screening",
        roles=["police_partner"],
        organisation="west-midlands-police",
    )
    Agreement.objects.create(
        organisation="west-midlands-police",
        title="Domestic abuse: sharing with the police",
        lawful_basis="Children Act 2004, section 11",
        acts=["front_door.tell"],
        starts=date(2018, 4, 1),
        ends=date(2026, 4, 1),
    )
    return account


@pytest.fixture
def send(police: Account) -> Any:
    token = issued(account=police, now=NOW, ends_at=NOW + timedelta(days=365))

    def sent(body: object, key: str = token) -> HttpResponse:
        raw = body if isinstance(body, bytes) else json.dumps(body)
        return Client(headers={"authorization": f"Bearer {key}"}).post(DOOR, raw, content_type="application/json")

    sent.token = token  # type: ignore[attr-defined]  # for the tests that ask
    return sent


def screening(**more: Any) -> dict[str, Any]:
    return {
        "key": "s-1",
        "words": "Called at 2am. He had her by the throat; two children on the stairs.",
        "children": [
            {"nhs_number": "9434765919"},
            {"forename": "Jan", "surname": "Brzoza", "birth_date": "2017-08-08"},
        ],
        "organisation": "West Midlands Police",
        "incident": "WMP/2021/88",
        "grade": "high",
        "consent": "not-asked",
        "without": "harm",
        "without_why": "He may be listening.",
        "reply_to": "screening@police.example",
        **more,
    }


def known(house: FrontDoorHouse) -> Person:
    zofia = house.child("Zofia", "Brzoza", worker=False)
    Identifier.objects.create(person=zofia, kind="nhs", value="9434765919")
    return zofia


def test_a_police_screening_is_a_contact_and_the_child_nobody_can_match_waits_for_a_person(
    house: FrontDoorHouse, send: Any
) -> None:
    zofia = known(house)
    answer = send(screening())
    assert answer.status_code == 202
    assert answer.json()["state"] == "taken in"
    call = Call.objects.get()
    assert answer.json()["reference"] == f"C{call.pk}"
    assert (call.why, call.source, call.grade, call.recorded_by) == ("domestic", "6", "high", None)
    first, second = call.contacts.order_by("pk")
    assert first.child == zofia
    assert (second.child, second.described) == (None, "Jan Brzoza, born 8 August 2017")
    page = text_of(signed_in(house.karen).get(reverse("front_door:contact", args=[call.pk])))
    assert "The police graded it" in page
    assert "Came from their system" in page
    assert "Say who this is" in page
    assert "not known who" in text_of(signed_in(house.karen).get(reverse("front_door:queue")))
    assert Look.objects.filter(route="api:front-door-referrals").exists()


def test_the_same_message_again_gives_the_same_answer_and_no_second_contact(house: FrontDoorHouse, send: Any) -> None:
    known(house)
    first, second = send(screening()), send(screening())
    assert first.json() == second.json()
    assert (Message.objects.count(), Call.objects.count(), Contact.objects.count()) == (1, 1, 2)


def test_the_same_key_with_other_content_is_refused_with_advice(house: FrontDoorHouse, send: Any) -> None:
    send(screening())
    answer = send(screening(words="Something else."))
    assert answer.status_code == 409
    assert "a key of its own" in answer.json()["detail"]
    assert Call.objects.count() == 1


def test_it_is_decided_as_any_other_and_the_sender_can_ask_what_was_said(house: FrontDoorHouse, send: Any) -> None:
    known(house)
    send(screening(children=[{"nhs_number": "9434765919"}]))
    call = Call.objects.get()
    house.decided(call, "referral")
    asked = Client(headers={"authorization": f"Bearer {send.token}"})
    assert asked.get(f"{DOOR}/s-1").json()["answer"] == ""
    word_given(
        call=call.pk, words="It is with a social work team.", how="Telephone", by=account_of(house.karen), now=NOW
    )
    assert asked.get(f"{DOOR}/s-1").json()["answer"] == "It is with a social work team."
    assert asked.get(f"{DOOR}/s-2").status_code == 404


def test_a_name_and_a_birth_date_alone_match_nobody_and_a_closely_held_record_is_not_given_away(
    house: FrontDoorHouse, send: Any
) -> None:
    zofia = known(house)
    born = zofia.birth_date
    assert born is not None
    named = {"forename": "Zofia", "surname": "Brzoza", "birth_date": born.isoformat()}
    assert partner.matched(named) is None
    assert partner.matched(named | {"nhs_number": "943 476 5919"}) == zofia.pk
    assert partner.matched({"nhs_number": "9434765919", "birth_date": "2001-01-01"}) is None  # another person's number
    Person.objects.filter(pk=zofia.pk).update(tier=Tier.RESTRICTED)
    open_one = send(screening(children=[{"nhs_number": "9434765919", **named}])).json()
    Person.objects.filter(pk=zofia.pk).update(tier=Tier.CASE)
    assert open_one["state"] == "taken in"
    assert Contact.objects.get().child is None


@pytest.mark.parametrize("wrong", ["no key", "no agreement", "another role"])
def test_a_key_that_may_not_is_told_so_and_nothing_is_kept(
    house: FrontDoorHouse, police: Account, send: Any, wrong: str
) -> None:
    if wrong == "no agreement":
        Agreement.objects.update(acts=["missing.notify"])
    if wrong == "another role":
        Account.objects.filter(pk=police.pk).update(roles=["councillor"])
    answer = send(screening(), "not-a-key") if wrong == "no key" else send(screening())
    assert answer.status_code == (401 if wrong == "no key" else 403)
    assert not Message.objects.exists()


def test_what_cannot_be_read_is_kept_for_a_person_who_says_what_they_did(house: FrontDoorHouse, send: Any) -> None:
    answer = send(b'{"key": "s-9", "words": "Two children at number 14')
    assert answer.status_code == 400
    karen = signed_in(house.karen)
    assert "1 message that could not be read" in text_of(karen.get(reverse("front_door:queue")))
    row = Message.objects.get()
    page = reverse("front_door:message", args=[row.pk])
    assert "Two children at number 14" in text_of(karen.get(page))
    karen.post(page, {"note": "Rang the sergeant; written down as a call."})
    row.refresh_from_db()
    assert (row.state, row.settled_by) == (State.CLOSED, house.karen.name)
    assert "Every message could be read" in text_of(karen.get(reverse("front_door:messages")))


def test_a_message_that_was_kept_before_a_crash_is_taken_in_afterwards(
    house: FrontDoorHouse, send: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(house)

    def fails(*_: Any) -> None:
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr("righthelp.practice.front_door.partner._call", fails)
    assert send(screening()).json()["state"] == "received"
    assert not Call.objects.exists()
    monkeypatch.undo()
    assert take_in_received(NOW + timedelta(minutes=1)) == 1
    assert Call.objects.get().received == NOW
    take_in_received(NOW + timedelta(minutes=2))
    assert Call.objects.count() == 1
