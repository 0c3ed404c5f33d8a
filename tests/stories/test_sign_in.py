"""Signing in, being signed out, and coming back to what was being typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client

from righthelp.foundation.access.models import Account, AccountSession
from righthelp.foundation.access.sessions import end_sessions_of
from righthelp.foundation.pages import drafts
from tests.stories.sign_in_house import PASSWORD, app_of, code, person, signed_in


@pytest.fixture
def roisin(db: None) -> Account:
    return person("Roisin Thornleigh", "missing_support_worker")


def test_roisin_signs_in_and_goes_where_she_was_going(roisin: Account) -> None:
    assert signed_in(roisin).get("/worklist").status_code == 200


def test_a_wrong_password_keeps_the_address_and_says_so(roisin: Account) -> None:
    answer = Client().post("/sign-in", {"email": roisin.email, "password": "wrong"})
    assert answer.status_code == 400
    assert roisin.email in answer.content.decode()
    assert "not right" in answer.content.decode()


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site_after_signing_in(roisin: Account, target: str) -> None:
    secret = app_of(roisin)
    client = Client()
    client.post("/sign-in", {"email": roisin.email, "password": PASSWORD, "next": target})
    assert client.post("/sign-in/code", {"sign_in_code": code(secret)}).headers["Location"] == "/"


def test_one_query_brings_the_session_and_its_account(roisin: Account) -> None:
    client, seen = signed_in(roisin), list[str]()

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        client.get("/no-such-page")
    [query] = [each for each in seen if "access_account" in each]
    assert "access_accountsession" in query


def test_a_leaver_is_signed_out_at_once(roisin: Account) -> None:
    client = signed_in(roisin)
    assert end_sessions_of(roisin) == 1
    assert client.get("/worklist").status_code == 302


def test_a_new_password_ends_the_sessions_of_the_old_one(roisin: Account) -> None:
    client = signed_in(roisin)
    roisin.set_password("another walk, another day")
    roisin.save()
    assert client.get("/worklist").status_code == 302


def test_a_closed_account_may_do_nothing_on_its_next_request(roisin: Account) -> None:
    client = signed_in(roisin)
    roisin.is_active = False
    roisin.save()
    assert client.get("/worklist").status_code in {302, 403}


def test_a_form_sent_after_the_session_ended_comes_back_as_a_draft(roisin: Account) -> None:
    secret = app_of(roisin)
    client = signed_in(roisin, secret)
    end_sessions_of(roisin)
    asked = client.post("/missing/report", {"words": "He said he was at his nan’s."})
    assert asked.status_code == 401
    page = asked.content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)
    assert carried
    half = client.post("/sign-in", {"email": roisin.email, "password": PASSWORD, "carried": carried.group(1)})
    assert half.headers["Location"] == "/sign-in/code"
    assert drafts.kept(roisin, "/missing/report") is None
    assert "What you typed is kept" in client.get("/sign-in/code").content.decode()
    back = client.post("/sign-in/code", {"sign_in_code": code(secret, steps=1)})
    assert back.headers["Location"] == "/missing/report"
    kept = drafts.kept(roisin, "/missing/report")
    assert kept is not None
    assert kept[0]["words"] == "He said he was at his nan’s."


def test_what_one_person_typed_never_becomes_the_draft_of_another(roisin: Account) -> None:
    tariq = person("Tariq Shahmadi", "missing_coordinator")
    secret = app_of(tariq)
    client = signed_in(roisin)
    AccountSession.objects.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    page = client.post("/missing/report", {"words": "He said he was at his nan’s."}).content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)
    assert carried
    client.post("/sign-in", {"email": tariq.email, "password": PASSWORD, "carried": carried.group(1)})
    assert client.post("/sign-in/code", {"sign_in_code": code(secret)}).headers["Location"] == "/"
    assert drafts.kept(tariq, "/missing/report") is None
