"""The police's door: what it takes, what it answers, what it keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from righthelp.foundation import calendar
from righthelp.foundation.access.models import Account, Agreement
from righthelp.foundation.audit.models import Look
from righthelp.foundation.intake.inbox import take_in_received
from righthelp.foundation.intake.keys import issued
from righthelp.foundation.intake.models import Message, State
from righthelp.practice.missing import intake
from righthelp.practice.missing.models import Episode
from tests.stories.missing_house import House

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.stories.missing_urls")]

NOTICES = "/api/missing/notices"


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def police() -> Account:
    account = Account.objects.create(
        email="compact@police.example", name="Compact", roles=["police_partner"], organisation="west-midlands-police"
    )
    Agreement.objects.create(
        organisation="west-midlands-police",
        title="Missing children: sharing with the police",
        lawful_basis="Children Act 2004, section 11",
        acts=["missing.notify"],
        starts=date(2018, 4, 1),
        ends=date(2026, 4, 1),
    )
    return account


@pytest.fixture
def send(police: Account) -> Iterator[Any]:
    token = issued(account=police, now=calendar.now(), ends_at=calendar.now() + timedelta(days=365))

    def sent(body: object, key: str = token) -> HttpResponse:
        raw = body if isinstance(body, bytes) else json.dumps(body)
        return Client(headers={"authorization": f"Bearer {key}"}).post(NOTICES, raw, content_type="application/json")

    sent.token = token  # type: ignore[attr-defined]  # for the tests that ask
    return sent


def notice(**more: Any) -> dict[str, Any]:
    return {
        "key": "n-1",
        "report": "WMP/1",
        "event": "missing",
        "happened_at": "2021-08-28T22:10:00+01:00",
        "child": {"police_reference": "P-100"},
        **more,
    }


def test_a_notice_is_acknowledged_and_taken_in(house: House, send: Any) -> None:
    amira = house.child(police="P-100")
    answer = send(notice())
    assert answer.status_code == 202
    assert answer.json()["state"] == "taken in"
    assert Episode.objects.get().child == amira


def test_the_same_notice_again_gives_the_same_answer_and_no_second_episode(house: House, send: Any) -> None:
    house.child(police="P-100")
    first, second = send(notice()), send(notice())
    assert first.json() == second.json()
    assert (Message.objects.count(), Episode.objects.count()) == (1, 1)


def test_the_same_key_and_revision_with_other_content_is_refused_with_advice(house: House, send: Any) -> None:
    send(notice())
    answer = send(notice(place="Somewhere else"))
    assert answer.status_code == 409
    assert "higher revision" in answer.json()["detail"]
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("key", ["", "wrong", "ключ"])
def test_without_a_key_in_force_the_answer_is_401_and_nothing_is_kept(send: Any, key: str) -> None:
    answer = send(notice(), key=key.encode().decode("latin-1"))
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Right Help"')
    assert not Message.objects.exists()


def test_a_closed_account_opens_nothing(police: Account, send: Any) -> None:
    police.is_active = False
    police.save()
    assert send(notice()).status_code == 401


def test_without_an_agreement_in_force_the_answer_is_403_and_audited(send: Any) -> None:
    Agreement.objects.update(ends=date(2019, 4, 1))
    answer = send(notice())
    assert answer.status_code == 403
    assert "agreement" in answer.json()["detail"]
    assert not Message.objects.exists()
    assert Look.objects.get().allowed is False


def test_every_notice_is_audited(house: House, send: Any) -> None:
    send(notice())
    look = Look.objects.get()
    assert (look.act, look.allowed, look.account_name) == ("missing.notify", True, "Compact")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"missing"',
        b'{"key": 1e999}',
        b'{"key": NaN}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_no_json_object_is_refused_and_kept_for_a_person(send: Any, body: bytes) -> None:
    answer = send(body)
    assert answer.status_code == 400
    kept = Message.objects.get(pk=answer.json()["kept"])
    assert (kept.state, kept.owner) == (State.WAITING, "missing")


def test_an_empty_body_is_refused_and_there_is_nothing_to_keep(send: Any) -> None:
    answer = send(b"")
    assert (answer.status_code, answer.json()["kept"]) == (422, None)
    assert not Message.objects.exists()


def test_characters_the_database_cannot_hold_are_replaced(house: House, send: Any) -> None:
    house.child(police="P-100")
    raw = json.dumps(notice(place="Bus ?top")).replace("?", "\\u0000\\ud800").encode()
    assert send(raw).json()["state"] == send(raw).json()["state"] == "taken in"
    assert Episode.objects.get().last_seen == "Bus \ufffd?top"


def test_a_body_that_was_kept_is_kept_once(send: Any) -> None:
    assert send(b"{").json()["kept"] == send(b"{").json()["kept"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"event": "absconded"}, "event"),
        ({"key": ""}, "key"),
        ({"revision": 0}, "revision"),
        ({"report": None}, "report"),
        ({"happened_at": 3}, "happened_at"),
        ({"child": {"birth_date": 20060514}}, "child.birth_date"),
    ],
)
def test_a_wrong_field_is_named_and_the_text_is_kept(send: Any, change: dict[str, Any], field: str) -> None:
    answer = send(notice(**change))
    assert answer.status_code == 422
    assert field in answer.json()["detail"]
    assert Message.objects.get(pk=answer.json()["kept"]).state == State.WAITING


def test_what_cannot_be_taken_in_is_acknowledged_with_the_reason(house: House, send: Any) -> None:
    answer = send(notice(happened_at="2099-01-01T00:00:00Z"))
    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")
    assert "after we received it" in answer.json()["reason"]


def test_the_sender_can_ask_what_became_of_a_notice(house: House, send: Any, police: Account) -> None:
    house.child(police="P-100")
    send(notice(key="a/b 1"))
    asked = Client(headers={"authorization": f"Bearer {send.token}"})
    assert asked.get(f"{NOTICES}/a/b%201").json()["state"] == "taken in"
    assert asked.get(f"{NOTICES}/a/b%201?revision=2").status_code == 404
    assert asked.get(f"{NOTICES}/%00").status_code == 422
    other = Account.objects.create(
        email="x@other.example", name="Other", roles=["police_partner"], organisation="west-midlands-police-2"
    )
    Agreement.objects.create(
        organisation=other.organisation,
        title="Missing",
        lawful_basis="Law",
        acts=["missing.notify"],
        starts=date(2018, 4, 1),
        ends=date(2026, 4, 1),
    )
    token = issued(account=other, now=calendar.now(), ends_at=calendar.now() + timedelta(days=1))
    assert Client(headers={"authorization": f"Bearer {token}"}).get(f"{NOTICES}/a/b%201").status_code == 404


def test_a_notice_that_our_software_fails_on_is_acknowledged_and_taken_in_later(
    house: House, send: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.child(police="P-100")

    def fails(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(intake, "_take_in", fails)
        answer = send(notice())
    assert (answer.status_code, answer.json()["state"]) == (202, "received")
    assert take_in_received(calendar.now() + timedelta(minutes=1)) == 1
    assert Message.objects.get().state == State.DONE


def test_a_message_too_large_is_refused_plainly(send: Any) -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        assert send(notice()).status_code == 413
