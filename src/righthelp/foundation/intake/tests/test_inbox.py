"""The inbox with an invented kind of message: once each, nothing lost, a failure of ours waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from righthelp.foundation.access.models import Account
from righthelp.foundation.intake import inbox
from righthelp.foundation.intake.inbox import DiffersError, Letter, readable, receive, receive_all, take_in_received
from righthelp.foundation.intake.keys import holder, issued, revoked
from righthelp.foundation.intake.models import Message, State

pytestmark = pytest.mark.django_db

NOON = datetime(2021, 9, 1, 11, tzinfo=UTC)
KIND = "postcard"
CARD = Letter("grandma", KIND, "card-1", 1, "summer", {"text": "Wish you were here"}, NOON)


@pytest.fixture
def postbox(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Takes postcards in, and fails on one that says so."""
    read: list[str] = []

    def take_in(messages: Sequence[Message], now: datetime) -> None:
        if any(message.body["text"] == "fail" for message in messages):
            raise RuntimeError("the text of an error may hold anything")
        for message in messages:
            read.append(message.key)
            message.state = State.DONE
            message.save()

    monkeypatch.setitem(inbox._takers, KIND, take_in)
    return read


def test_the_same_letter_twice_is_one_message() -> None:
    first, new = receive(CARD)
    again, new_again = receive(replace(CARD, received_at=NOON + timedelta(hours=1)))
    assert (first.pk, new, new_again) == (again.pk, True, False)
    assert again.received_at == NOON


def test_the_same_letter_twice_in_one_handful_is_one_message() -> None:
    assert [new for _, new in receive_all([CARD, CARD])] == [True, False]


def test_another_text_under_the_same_key_is_not_kept() -> None:
    receive(CARD)
    with pytest.raises(DiffersError):
        receive(replace(CARD, body={"text": "Come home"}))
    receive(replace(CARD, body={"text": "Come home"}, revision=2))
    assert Message.objects.count() == 2


def test_two_senders_may_use_one_key() -> None:
    receive(CARD)
    assert receive(replace(CARD, sender="grandpa", body={"text": "Other"}))[1]


def test_what_was_received_and_not_taken_in_is_taken_in_later(postbox: list[str]) -> None:
    receive(CARD)
    assert take_in_received(NOON + timedelta(seconds=5)) == 0, "a request may still be at work on it"
    assert take_in_received(NOON + timedelta(seconds=20)) == 1
    assert postbox == ["card-1"]


def test_one_message_that_our_software_fails_on_holds_up_no_other(postbox: list[str]) -> None:
    receive_all([CARD, replace(CARD, key="card-2", body={"text": "fail"}), replace(CARD, key="card-3")])
    take_in_received(NOON + timedelta(minutes=1))
    assert sorted(postbox) == ["card-1", "card-3"]
    bad = Message.objects.get(key="card-2")
    assert (bad.state, bad.owner, bad.due_at) == (State.WAITING, "duty", NOON + timedelta(hours=1))
    assert "anything" not in bad.reason


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"NaN", b"[Infinity]", b"1e999", b"[" * 100_000])
def test_what_is_not_json_cannot_be_read(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        readable(raw)


def test_what_the_database_cannot_hold_is_replaced() -> None:
    assert readable(b'{"a\\u0000": ["\\ud800", 1, null, true]}') == {"a\ufffd": ["?", 1, None, True]}


def test_a_key_opens_only_while_it_is_in_force() -> None:
    account = Account.objects.create(email="post@example.org", name="Post", organisation="post")
    token = issued(account=account, now=NOON, ends_at=NOON + timedelta(days=1))
    assert holder(token, NOON) == account
    assert holder(token, NOON - timedelta(seconds=1)) is None
    assert holder(token, NOON + timedelta(days=1)) is None
    assert holder("another", NOON) is None
    revoked(key=account.keys.get(), now=NOON + timedelta(hours=1))
    assert holder(token, NOON + timedelta(minutes=59)) == account
    assert holder(token, NOON + timedelta(hours=1)) is None
