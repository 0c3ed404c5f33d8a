"""The administration of accounts, and one's own: links, passwords, roles, sleep, sessions."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from righthelp.foundation import calendar
from righthelp.foundation.access import sessions
from righthelp.foundation.access.models import Account, AccountSession
from righthelp.foundation.access.sessions import SessionStore
from righthelp.foundation.access.stepup import Need
from righthelp.foundation.audit.models import Looked
from righthelp.foundation.pages import drafts
from righthelp.foundation.refusals import Refused
from righthelp.foundation.sign_in import factors, queries, record
from righthelp.foundation.sign_in.jobs import left_alone_put_to_sleep
from righthelp.foundation.sign_in.models import Standing
from tests.stories.sign_in_house import PASSWORD, app_of, at_the_desk, code, person, signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def ada() -> Account:
    return person("Ada Fernsby", "system_administrator")


@pytest.fixture
def tariq() -> Account:
    return person("Tariq Shahmadi", "missing_coordinator")


def do(client: Client, account: Account, act: str) -> str:
    """Press a button of the account's page; where it leads."""
    answer = client.post(reverse("account-act", args=[account.pk, act]))
    return answer.headers.get("Location", "")


def test_administration_asks_for_a_passkey_and_not_only_for_the_role(ada: Account, tariq: Account) -> None:
    for needs in ((), (Need.AGAIN,)):
        client = at_the_desk(ada, *needs)
        went = do(client, tariq, "close")
        assert went == f"/confirm?next=%2Faccounts%2F{tariq.pk}%2F&need=passkey"
        assert client.get("/accounts/new").headers["Location"].startswith("/confirm?")
    tariq.refresh_from_db()
    assert tariq.is_active
    do(at_the_desk(ada, Need.AGAIN, Need.PASSKEY), tariq, "close")
    tariq.refresh_from_db()
    assert not tariq.is_active


def test_what_was_typed_before_confirming_is_there_afterwards(ada: Account) -> None:
    client = at_the_desk(ada)
    sent = {"name": "Nadia Birchwell", "email": "nadia@righthelp.example", "roles": ["social_worker"]}
    assert client.post("/accounts/new", sent).headers["Location"] == "/confirm?next=%2Faccounts%2Fnew&need=passkey"
    kept = drafts.kept(ada, "/accounts/new")
    assert kept is not None
    assert kept[0]["name"] == "Nadia Birchwell"


def test_a_confirmation_holds_ten_minutes(ada: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    client = at_the_desk(ada, Need.AGAIN, Need.PASSKEY)
    assert client.get("/accounts/new").status_code == 200
    later = calendar.now() + timedelta(minutes=10)
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: later)
    assert client.get("/accounts/new").status_code == 302


def test_confirming_with_a_code_goes_back_but_does_not_count_as_a_passkey(ada: Account) -> None:
    secret = app_of(ada)
    client = at_the_desk(ada)
    before = client.session.session_key
    back = client.post("/confirm", {"next": "/account/password", "sign_in_code": code(secret)})
    assert back.headers["Location"] == "/account/password"
    assert client.session.session_key != before
    assert client.get("/account/password").status_code == 200
    assert client.get("/accounts/new").status_code == 302
    away = client.post("/confirm", {"next": "https://elsewhere.example/", "sign_in_code": code(secret, steps=1)})
    assert away.headers["Location"] == "/"


def test_confirming_never_takes_a_password_where_a_second_factor_is_required(tariq: Account) -> None:
    client = at_the_desk(tariq)
    assert client.post("/confirm", {"next": "/", "present_password": PASSWORD}).status_code == 200
    assert client.get("/account/password").status_code == 302


def test_in_the_demonstration_the_password_confirms(tariq: Account, settings: pytest.FixtureRequest) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]  # pytest-django's
    client = at_the_desk(tariq)
    assert client.post("/confirm", {"next": "/account/app", "present_password": "wrong"}).status_code == 400
    assert client.post("/confirm", {"next": "/account/app", "present_password": PASSWORD}).status_code == 302
    assert client.get("/account/app").status_code == 200


def test_in_the_demonstration_a_password_is_enough_until_a_factor_is_set_up(
    tariq: Account, settings: pytest.FixtureRequest
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]  # pytest-django's
    answer = Client().post("/sign-in", {"email": tariq.email, "password": PASSWORD, "next": "/worklist"})
    assert answer.headers["Location"] == "/worklist"
    app_of(tariq)
    answer = Client().post("/sign-in", {"email": tariq.email, "password": PASSWORD, "next": "/worklist"})
    assert answer.headers["Location"] == "/sign-in/code"


def test_an_account_is_opened_and_its_person_comes_in_by_a_link(ada: Account) -> None:
    client = at_the_desk(ada, Need.AGAIN, Need.PASSKEY)
    sent = {"name": "Nadia Birchwell", "email": "Nadia@righthelp.example", "roles": ["social_worker"]}
    went = client.post("/accounts/new", sent).headers["Location"]
    nadia = Account.objects.get(email="nadia@righthelp.example")
    assert went == f"/accounts/{nadia.pk}/"
    page = client.post(reverse("account-act", args=[nadia.pk, "link"])).content.decode()
    token = re.search(r"/sign-in/link/([\w-]+)", page)
    assert token
    assert token.group(1) not in client.get(went).content.decode(), "shown once"

    hers = Client()
    assert hers.get(f"/sign-in/link/{token.group(1)}").headers["Location"] == "/sign-in/new-password"
    short = hers.post("/sign-in/new-password", {"password": "short", "password_again": "short"})
    assert "at least 12 characters" in short.content.decode()
    right = {"password": "violet kettle orchard", "password_again": "violet kettle orchard"}
    assert hers.post("/sign-in/new-password", right).headers["Location"] == "/sign-in/set-up"
    assert hers.get("/worklist").status_code == 302, "a second factor comes first"

    again = Client()
    again.get(f"/sign-in/link/{token.group(1)}")
    assert again.get("/sign-in/new-password").status_code == 404


def test_a_link_ends_after_a_day_and_with_the_next_one(ada: Account, tariq: Account) -> None:
    first = record.hashed(record.set_up_link_made(account=tariq, by=ada, now=NOW))
    assert record.usable_link(first, NOW + timedelta(hours=23, minutes=59))
    assert not record.usable_link(first, NOW + timedelta(hours=24))
    second = record.hashed(record.set_up_link_made(account=tariq, by=ada, now=NOW))
    assert not record.usable_link(first, NOW)
    assert record.usable_link(second, NOW)
    record.account_closed(account=tariq, by=ada, now=NOW)
    assert not record.usable_link(second, NOW)


def test_nobody_touches_their_own_rights(ada: Account) -> None:
    verbs = (
        lambda: record.roles_changed(account=ada, roles=["privacy_officer"], by=ada, now=NOW),
        lambda: record.account_closed(account=ada, by=ada, now=NOW),
        lambda: record.account_reopened(account=ada, by=ada, now=NOW),
        lambda: record.second_factor_reset(account=ada, by=ada, now=NOW),
        lambda: record.woken(account=ada, by=ada, now=NOW),
        lambda: record.unlocked(account=ada, by=ada, now=NOW),
        lambda: record.set_up_link_made(account=ada, by=ada, now=NOW),
    )
    for verb in verbs:
        with pytest.raises(Refused, match="your own account"):
            verb()
    client = at_the_desk(ada, Need.AGAIN, Need.PASSKEY)
    client.post(f"/accounts/{ada.pk}/roles", {"roles": ["privacy_officer", "system_administrator"]})
    ada.refresh_from_db()
    assert ada.roles == ["system_administrator"]


def test_two_roles_that_do_not_go_together_need_a_written_agreement(ada: Account, tariq: Account) -> None:
    client = at_the_desk(ada, Need.AGAIN, Need.PASSKEY)
    sent = {"roles": ["reviewing_officer", "social_worker"], "conflict_accepted": ""}
    refused = client.post(f"/accounts/{tariq.pk}/roles", sent).content.decode()
    assert "A reviewing officer is independent" in refused
    tariq.refresh_from_db()
    assert tariq.roles == ["missing_coordinator"]
    sent["conflict_accepted"] = "Agreed by the head of service for cover in August."
    assert client.post(f"/accounts/{tariq.pk}/roles", sent).status_code == 302
    page = client.get(f"/accounts/{tariq.pk}/").content.decode()
    assert "should not be held by one person" in page


def test_new_roles_sign_the_person_out_and_stand_in_history_with_who_gave_them(ada: Account, tariq: Account) -> None:
    his = signed_in(tariq)
    client = at_the_desk(ada, Need.AGAIN, Need.PASSKEY)
    client.post(f"/accounts/{tariq.pk}/roles", {"roles": ["social_worker"]})
    assert his.get("/worklist").status_code == 302
    changes = queries.changes(tariq)
    assert any(change.who == "Ada Fernsby" and "social_worker" in str(change.differences) for change in changes)
    act = Looked.objects.filter(act="account.manage", kind="change", allowed=True).latest("at")
    assert f"account {tariq.pk}" in act.detail.lower()


def test_closing_signs_out_at_once_and_reopening_starts_from_nothing(ada: Account, tariq: Account) -> None:
    his = signed_in(tariq)
    record.account_closed(account=tariq, by=ada, now=NOW)
    assert his.get("/worklist").status_code == 302
    record.account_reopened(account=tariq, by=ada, now=NOW)
    assert not factors.of(tariq)
    assert Client().post("/sign-in", {"email": tariq.email, "password": PASSWORD}).status_code == 400


def test_thirty_days_without_a_sign_in_put_an_account_to_sleep_until_it_is_woken(ada: Account, tariq: Account) -> None:
    Account.objects.filter(pk=tariq.pk).update(last_login=calendar.now() - timedelta(days=30))
    Account.objects.filter(pk=ada.pk).update(last_login=calendar.now() - timedelta(days=29, hours=23))
    before_the_job = Client().post("/sign-in", {"email": tariq.email, "password": PASSWORD})
    assert "asleep" in before_the_job.content.decode()
    left_alone_put_to_sleep(calendar.now())
    assert list(Standing.objects.exclude(dormant_from=None).values_list("account_id", flat=True)) == [tariq.pk]
    asleep = Client().post("/sign-in", {"email": tariq.email, "password": PASSWORD})
    assert "asleep" in asleep.content.decode()
    assert "asleep" not in Client().post("/sign-in", {"email": tariq.email, "password": "wrong"}).content.decode()
    record.woken(account=tariq, by=ada, now=calendar.now())
    assert Client().post("/sign-in", {"email": tariq.email, "password": PASSWORD}).status_code == 302
    left_alone_put_to_sleep(calendar.now())
    assert not Standing.objects.exclude(dormant_from=None).exists()


def test_the_list_finds_by_name_role_and_state_and_shows_no_child(ada: Account, tariq: Account) -> None:
    record.account_closed(account=tariq, by=ada, now=NOW)
    client = at_the_desk(ada)
    assert "Tariq Shahmadi" in client.get("/accounts/?q=shah").content.decode()
    assert "Tariq Shahmadi" not in client.get("/accounts/?q=fernsby").content.decode()
    assert "Tariq Shahmadi" in client.get("/accounts/?accounts_role=missing_coordinator").content.decode()
    assert "Tariq Shahmadi" not in client.get("/accounts/?accounts_role=councillor").content.decode()
    assert "Tariq Shahmadi" in client.get("/accounts/?accounts_state=closed").content.decode()
    assert client.get("/accounts/?format=csv&table=accounts").headers["Content-Type"].startswith("text/csv")


def test_a_changed_password_signs_out_the_others_and_not_oneself(tariq: Account) -> None:
    secret = app_of(tariq)
    elsewhere = signed_in(tariq, secret)
    client = at_the_desk(tariq, Need.AGAIN)
    new = "violet kettle orchard"
    wrong = {"present_password": "wrong", "password": new, "password_again": new}
    assert client.post("/account/password", wrong).status_code == 400
    right = {**wrong, "present_password": PASSWORD}
    assert client.post("/account/password", right).status_code == 302
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert drafts.kept(tariq, "/account/password") is None


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("orchard", "at least 12"),
        ("password1234", "Many people use"),
        ("footballfootball", "Many people use"),
        ("tariq shahmadi", "too much like your name"),
        ("tariq@righthelp", "too much like your name"),
        ("my Right Help login", "name of this system"),
        ("o" * 129, "at most 128"),
    ],
)
def test_a_bad_password_is_refused_with_the_reason(tariq: Account, password: str, sentence: str) -> None:
    client = at_the_desk(tariq, Need.AGAIN)
    sent = {"present_password": PASSWORD, "password": password, "password_again": password}
    assert sentence in client.post("/account/password", sent).content.decode()


def test_one_sees_where_one_is_signed_in_and_signs_out_the_others(tariq: Account) -> None:
    secret = app_of(tariq)
    at_home = Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Version/15 Mobile Safari/604.1")
    at_home.post("/sign-in", {"email": tariq.email, "password": PASSWORD})
    at_home.post("/sign-in/code", {"sign_in_code": code(secret)})
    client = at_the_desk(tariq)
    assert "Safari on iPhone" in client.get("/account/").content.decode()
    client.post("/account/sessions/end-others")
    assert at_home.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_the_last_second_factor_stays(tariq: Account) -> None:
    app_of(tariq)
    asked = at_the_desk(tariq).post("/account/factors/0/remove")
    assert asked.headers["Location"] == "/confirm?next=%2Faccount%2F&need=again"
    client = at_the_desk(tariq, Need.AGAIN)
    client.post("/account/factors/0/remove")
    assert factors.of(tariq)
    assert "your last second factor" in client.get("/account/").content.decode()


def move_clock(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    later = sessions._clock() + by
    monkeypatch.setattr("righthelp.foundation.access.sessions._clock", lambda: later)


@pytest.mark.parametrize(
    ("role", "minutes", "status"),
    [
        ("missing_coordinator", 29, 200),
        ("missing_coordinator", 31, 302),
        ("system_administrator", 14, 200),
        ("system_administrator", 16, 302),
    ],
)
def test_a_session_ends_after_a_time_without_a_page(
    role: str, minutes: int, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(person("Ines Hollowell", role), target="/account/")
    move_clock(monkeypatch, timedelta(minutes=minutes))
    assert client.get("/account/").status_code == status


def test_a_session_is_put_off_by_work_ten_times_but_ends_after_twelve_hours(
    tariq: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(tariq)
    for half_hours in range(1, 24):
        move_clock(monkeypatch, timedelta(minutes=29 * half_hours) if half_hours < 24 else timedelta(hours=12))
        assert client.post("/session").json()["left"] > 0, half_hours
        monkeypatch.undo()
    move_clock(monkeypatch, timedelta(minutes=29 * 24))
    last = client.post("/session").json()
    assert last["last"]
    assert 0 < last["left"] <= 25 * 60
    monkeypatch.undo()
    move_clock(monkeypatch, timedelta(hours=12, minutes=1))
    assert client.get("/worklist").status_code == 302


def test_looking_at_the_clock_is_not_work(tariq: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(tariq)
    move_clock(monkeypatch, timedelta(minutes=20))
    assert client.get(reverse("session")).json()["left"] <= 10 * 60
    assert client.get(reverse("session")).json()["left"] <= 10 * 60
    assert client.post(reverse("session")).json()["left"] > 29 * 60


def test_without_scripts_the_button_leads_back_to_the_page(tariq: Account) -> None:
    client = signed_in(tariq)
    page = client.get("/account/").content.decode()
    assert "Stay signed in" in page
    assert client.post("/session", {"next": "/account/"}).headers["Location"] == "/account/"
    assert client.post("/session", {"next": "https://elsewhere.example/"}).headers["Location"] == "/"


def test_the_end_of_a_session_is_moved_on_once_a_minute_and_not_on_every_page(
    tariq: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[str] = []
    client = signed_in(tariq)
    monkeypatch.setattr(SessionStore, "save", lambda self, must_create=False: saved.append(str(self.session_key)))
    client.get("/account/")
    assert saved == []
    move_clock(monkeypatch, timedelta(seconds=61))
    client.get("/account/")
    assert len(saved) == 1


def test_sessions_of_a_leaver_are_gone_from_the_table(ada: Account, tariq: Account) -> None:
    signed_in(tariq)
    record.account_closed(account=tariq, by=ada, now=NOW)
    assert not AccountSession.objects.filter(account=tariq).exists()
