"""The second step: codes that are good once, recovery codes, setting it up the first time, and being locked out."""

from __future__ import annotations

import logging
import statistics
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth.hashers import make_password
from django.db.models import F
from django.test import Client

from righthelp.foundation.access.models import Account, AccountSession
from righthelp.foundation.audit.models import Looked
from righthelp.foundation.pages import drafts
from righthelp.foundation.sign_in import factors
from tests.stories.sign_in_house import PASSWORD, app_of, code, field_of, person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def grace() -> Account:
    return person("Grace Adeyemi", "missing_support_worker")


def first_step(account: Account, client: Client | None = None, **more: str) -> Client:
    client = client or Client()
    client.post("/sign-in", {"email": account.email, "password": PASSWORD, **more})
    return client


def test_a_password_alone_opens_nothing(grace: Account) -> None:
    app_of(grace)
    client = first_step(grace)
    assert client.get("/worklist").status_code == 302
    assert not AccountSession.objects.filter(account=grace).exists()


def test_a_code_is_good_once(grace: Account) -> None:
    secret = app_of(grace)
    now = code(secret)
    assert first_step(grace).post("/sign-in/code", {"sign_in_code": now}).status_code == 302
    again = first_step(grace).post("/sign-in/code", {"sign_in_code": now})
    assert again.status_code == 400
    assert "used already" in again.content.decode()


def test_a_code_may_be_typed_with_a_space(grace: Account) -> None:
    typed = code(app_of(grace))
    answer = first_step(grace).post("/sign-in/code", {"sign_in_code": f"{typed[:3]} {typed[3:]}"})
    assert answer.status_code == 302


def test_a_recovery_code_works_once_and_is_counted(grace: Account) -> None:
    app_of(grace)
    spare = factors.recovery_codes(account=grace)[4]
    assert first_step(grace).post("/sign-in/code", {"sign_in_code": spare}).status_code == 302
    assert factors.of(grace).codes_left == 9
    assert first_step(grace).post("/sign-in/code", {"sign_in_code": spare}).status_code == 400


def test_the_first_sign_in_sets_up_an_app_and_keeps_what_was_typed(grace: Account) -> None:
    client = Client()
    page = client.post("/missing/report", {"words": "Seen by the canal at ten."}).content.decode()
    half = first_step(grace, client, carried=field_of(page, "carried"))
    assert half.get("/sign-in/code").headers["Location"] == "/sign-in/set-up"
    assert half.get("/worklist").status_code == 302
    half.get("/sign-in/set-up/app")
    sealed = half.session["factor.secret"]
    from allauth.mfa.utils import decrypt

    wrong = half.post("/sign-in/set-up/app", {"sign_in_code": "000000"})
    assert wrong.status_code == 400
    assert half.session["factor.secret"] == sealed, "the picture that was scanned stays good"
    set_up = half.post("/sign-in/set-up/app", {"sign_in_code": code(decrypt(sealed))})
    assert set_up.headers["Location"] == "/sign-in/set-up/recovery-codes"
    codes = half.get("/sign-in/set-up/recovery-codes").content.decode()
    spare = factors.recovery_codes(account=grace)
    assert len(spare) == 10
    assert all(f"{each[:4]} {each[4:]}" in codes for each in spare)
    assert half.get("/worklist").status_code == 302, "not before the codes are kept"
    done = half.post("/sign-in/set-up/recovery-codes")
    assert done.headers["Location"] == "/missing/report"
    kept = drafts.kept(grace, "/missing/report")
    assert kept is not None
    assert kept[0]["words"] == "Seen by the canal at ten."


def test_nobody_with_the_password_sets_up_a_second_app(grace: Account) -> None:
    app_of(grace)
    thief = first_step(grace)
    for address in ("/sign-in/set-up", "/sign-in/set-up/app", "/sign-in/set-up/passkey"):
        assert thief.get(address).headers["Location"] == "/sign-in/code"
        assert thief.post(address, {"sign_in_code": "123456"}).headers["Location"] == "/sign-in/code"
    assert thief.post("/sign-in/set-up/recovery-codes").headers["Location"] == "/sign-in/code"
    assert Authenticator.objects.filter(user=grace).count() == 1


def test_the_key_of_the_session_changes_at_every_step(grace: Account) -> None:
    secret, client = app_of(grace), Client()
    client.get("/sign-in")
    planted = client.session.session_key
    first_step(grace, client)
    half = client.session.session_key
    client.post("/sign-in/code", {"sign_in_code": code(secret)})
    assert len({planted, half, client.session.session_key}) == 3


def test_a_sign_in_that_took_too_long_starts_again_with_what_was_typed(
    grace: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, client = app_of(grace), Client()
    page = client.post("/missing/report", {"words": "Seen by the canal."}).content.decode()
    carried = field_of(page, "carried")
    first_step(grace, client, carried=carried)
    session = client.session
    session["arriving"] = {**session["arriving"], "at": "2020-01-01T00:00:00+00:00"}
    session.save()
    late = client.post("/sign-in/code", {"sign_in_code": code(secret)})
    assert late.status_code == 400
    assert "took too long" in late.content.decode()
    assert field_of(late.content.decode(), "carried") == carried


def test_a_password_changed_between_the_steps_ends_the_sign_in(grace: Account) -> None:
    secret = app_of(grace)
    client = first_step(grace)
    grace.set_password("another walk, another day")
    grace.save()
    assert client.post("/sign-in/code", {"sign_in_code": code(secret)}).status_code == 400
    assert client.get("/worklist").status_code == 302


def test_six_wrong_codes_lock_the_account_and_a_right_one_does_not_help(grace: Account) -> None:
    secret = app_of(grace)
    client = first_step(grace)
    answers = [client.post("/sign-in/code", {"sign_in_code": "000000"}).status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]
    locked = client.post("/sign-in/code", {"sign_in_code": code(secret)})
    assert locked.status_code == 429
    assert "Wait 15 minutes" in locked.content.decode()
    assert first_step(grace).get("/worklist").status_code == 302
    again = Client().post("/sign-in", {"email": grace.email, "password": PASSWORD})
    assert again.status_code == 429, "codes and passwords are counted together"


def test_a_right_password_does_not_wipe_out_the_wrong_codes(grace: Account) -> None:
    app_of(grace)
    for _ in range(3):
        first_step(grace).post("/sign-in/code", {"sign_in_code": "000000"})
    client = first_step(grace)
    client.post("/sign-in/code", {"sign_in_code": "000000"})
    client.post("/sign-in/code", {"sign_in_code": "000000"})
    assert client.post("/sign-in/code", {"sign_in_code": "000000"}).status_code == 429


def test_wrong_tries_are_forgotten_after_a_right_sign_in_and_after_the_wait(
    grace: Account, settings: pytest.FixtureRequest
) -> None:
    for _ in range(5):
        Client().post("/sign-in", {"email": grace.email, "password": "wrong"})
    signed_in(grace)
    assert not AccessAttempt.objects.exists()
    for _ in range(6):
        Client().post("/sign-in", {"email": grace.email, "password": "wrong"})
    assert Client().post("/sign-in", {"email": grace.email, "password": PASSWORD}).status_code == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=16))
    assert Client().post("/sign-in", {"email": grace.email, "password": PASSWORD}).status_code == 302


def test_one_persons_slips_do_not_lock_the_office_but_sixty_names_do(grace: Account) -> None:
    for number in range(59):
        Client().post("/sign-in", {"email": f"someone{number}@elsewhere.example", "password": "wrong"})
    secret = app_of(grace)
    assert first_step(grace).post("/sign-in/code", {"sign_in_code": code(secret)}).status_code == 302
    Client().post("/sign-in", {"email": "sixtieth@elsewhere.example", "password": "wrong"})
    assert Client().post("/sign-in", {"email": grace.email, "password": PASSWORD}).status_code == 429
    elsewhere = Client(REMOTE_ADDR="10.9.8.7")
    assert elsewhere.post("/sign-in", {"email": grace.email, "password": PASSWORD}).status_code == 302


def _stripped(body: bytes, email: str) -> str:
    page = body.decode().replace(email, "E-MAIL")
    import re

    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page)


def test_an_unknown_address_is_answered_byte_for_byte_as_a_known_one(grace: Account) -> None:
    unknown, same_length = "nobody@righthelp.example", grace.email
    for _ in range(6):
        pages = []
        for email in (same_length, unknown):
            answer = Client().post("/sign-in", {"email": email, "password": "wrong"})
            pages.append((answer.status_code, _stripped(answer.content, email), sorted(answer.headers)))
        assert pages[0] == pages[1]
    assert pages[0][0] == 429


def test_a_closed_account_is_answered_as_an_unknown_one(grace: Account) -> None:
    grace.is_active = False
    grace.save()
    right = Client().post("/sign-in", {"email": grace.email, "password": PASSWORD})
    wrong = Client().post("/sign-in", {"email": "nobody@righthelp.example", "password": PASSWORD})
    assert right.status_code == wrong.status_code == 400
    assert _stripped(right.content, grace.email) == _stripped(wrong.content, "nobody@righthelp.example")


def test_an_unknown_address_takes_as_long_as_a_known_one(grace: Account, settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # type: ignore[attr-defined]  # pytest-django's
    settings.AXES_ENABLED = False  # type: ignore[attr-defined]  # as above: only the password is timed
    Account.objects.filter(pk=grace.pk).update(password=make_password(PASSWORD))
    took: dict[str, list[float]] = {grace.email: [], "nobody@righthelp.example": []}
    for _ in range(7):
        for email, times in took.items():
            began = time.process_time()
            Client().post("/sign-in", {"email": email, "password": "wrong"})
            times.append(time.process_time() - began)
    known, unknown = (statistics.median(times) for times in took.values())
    assert abs(known - unknown) < 0.05


def test_nothing_that_was_typed_is_kept_or_logged(grace: Account, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    Client().post("/sign-in?next=/children/7", {"email": grace.email, "password": "my secret", "carried": "a child"})
    attempt = AccessAttempt.objects.get()
    kept = " ".join(str(value) for value in vars(attempt).values())
    for secret in (grace.email, "my secret", "a child", "children"):
        assert secret not in kept
        assert not [line for line in caplog.messages if secret in line]


def test_secrets_of_second_factors_are_sealed(grace: Account) -> None:
    secret = app_of(grace)
    factors.recovery_codes(account=grace)
    held = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in held
    assert not any(each in held for each in factors.recovery_codes(account=grace))


def test_a_sign_in_and_a_failed_one_stand_in_the_audit(grace: Account) -> None:
    secret = app_of(grace)
    first_step(grace).post("/sign-in/code", {"sign_in_code": "000000"})
    first_step(grace).post("/sign-in/code", {"sign_in_code": code(secret)})
    Client().post("/sign-in", {"email": grace.email, "password": "wrong"})
    rows = list(Looked.objects.filter(act="sign-in").order_by("at").values_list("account_id", "allowed"))
    assert rows == [(grace.pk, False), (grace.pk, True), (None, False)]
