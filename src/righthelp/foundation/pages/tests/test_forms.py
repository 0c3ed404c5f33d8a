"""Forms: moments as people type them, drafts, and refusals that keep the text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory

from righthelp.foundation.access.models import Account
from righthelp.foundation.pages import drafts
from righthelp.foundation.pages.forms import Form, MomentField, opened
from righthelp.foundation.refusals import Refused

NOW = datetime(2021, 9, 1, 21, 0, tzinfo=UTC)


class Note(Form):
    held = MomentField(label="When was it held?")
    words = forms.CharField(widget=forms.Textarea)


@pytest.fixture
def account(db: None) -> Account:
    return Account.objects.create(email="mary@righthelp.example", name="Mary Seacole", roles=["missing_support_worker"])


def request_of(account: Account, data: dict[str, str] | None = None) -> Any:
    made: HttpRequest = (
        RequestFactory().post("/missing/1/interview", data) if data else RequestFactory().get("/missing/1/interview")
    )
    made.account, made.now = account, NOW  # type: ignore[attr-defined]  # as the policy would
    return made


def typed(time: str, day: str = "1", month: str = "9", **more: str) -> dict[str, str]:
    return {
        "held_day": day,
        "held_month": month,
        "held_year": "2021",
        "held_time": time,
        "words": "She said no",
        **more,
    }


@pytest.mark.parametrize(
    ("time", "utc_hour", "minute"),
    [("9:30am", 8, 30), ("09:30", 8, 30), ("9.30pm", 20, 30), ("9pm", 20, 0), ("0930", 8, 30)],
)
def test_a_time_may_be_typed_as_people_type_it(account: Account, time: str, utc_hour: int, minute: int) -> None:
    form = opened(request_of(account, typed(time)), Note)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["held"] == datetime(2021, 9, 1, utc_hour, minute, tzinfo=UTC)


def test_the_hour_that_happens_twice_asks_which_one(account: Account) -> None:
    form = opened(request_of(account, typed("1:30am", day="31", month="10")), Note)
    assert not form.is_valid()
    assert "twice" in form.error_of("held")
    again = opened(request_of(account, typed("1:30am", day="31", month="10", held_fold="1")), Note)
    assert again.is_valid()
    assert again.cleaned_data["held"] == datetime(2021, 10, 31, 1, 30, tzinfo=UTC)


def test_the_hour_that_does_not_exist_is_refused(account: Account) -> None:
    assert not opened(request_of(account, typed("1:30am", day="28", month="3")), Note).is_valid()


def test_what_was_sent_is_kept_as_a_draft_until_it_is_recorded(account: Account) -> None:
    def refuse(_: object) -> None:
        raise Refused("held", "An interview cannot be held before the child came back.")

    form = opened(request_of(account, typed("9:30am")), Note)
    assert not form.recorded(refuse)
    assert form.error_of("held") == "An interview cannot be held before the child came back."
    restored = opened(request_of(account), Note)
    assert restored.restored_at == NOW
    assert restored["words"].value() == "She said no"
    assert restored.problems == []
    assert opened(request_of(account, typed("9:30am")), Note).recorded(lambda _: None)
    assert opened(request_of(account), Note).restored_at is None


def test_a_draft_belongs_to_one_person_and_one_form(account: Account) -> None:
    other = Account.objects.create(email="noor@righthelp.example", name="Noor Khan")
    drafts.keep(account, "/missing/1/interview", QueryDict("words=She+said+no"), NOW)
    assert drafts.kept(other, "/missing/1/interview") is None
    assert drafts.kept(account, "/missing/2/interview") is None


def test_passwords_and_tokens_are_never_kept(account: Account) -> None:
    drafts.keep(account, "/x", QueryDict("words=a&password=b&csrfmiddlewaretoken=c"), NOW)
    found = drafts.kept(account, "/x")
    assert found is not None
    assert list(found[0]) == ["words"]
