"""Coming in through an organisation's own directory, against a directory that runs on this machine for the test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from righthelp.foundation.access.models import Account
from righthelp.foundation.pages import drafts
from tests.stories.sign_in_house import app_of, code, field_of, person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore"),  # the mock directory's own libraries warn of their future
]


class OwnDirectory:
    """The organisation's directory, and what happens at its sign-in page."""

    def __init__(self, address: str) -> None:
        self.address = address

    def knows(self, sub: str, **claims: Any) -> None:
        """Somebody who works there."""
        answer = requests.put(f"{self.address}/users/{sub}", json=claims, timeout=10)
        assert answer.status_code < 300, answer.text

    def asked_by(self, client: Client, sub: str, **sent: str) -> Any:
        """Press the button here, sign in there, and come back."""
        there = client.post("/sign-in/directory", sent)
        assert there.headers["Location"].startswith(self.address)
        back = requests.post(there.headers["Location"], data={"sub": sub}, allow_redirects=False, timeout=10)
        parts = urlsplit(back.headers["Location"])
        return client.get(f"{parts.path}?{parts.query}")


@pytest.fixture
def directory(settings: Any) -> Iterator[OwnDirectory]:
    import oidc_provider_mock

    with oidc_provider_mock.run_server_in_thread() as server:
        address = f"http://localhost:{server.server_port}"
        app = {
            "provider_id": "directory",
            "name": "Birmingham sign-in",
            "client_id": "right-help",
            "secret": "for this test only",
            "settings": {
                "server_url": address,
                "oauth_pkce_enabled": True,
                "vouches_for_email": False,
                "strong_acr": [],
            },
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        yield OwnDirectory(address)


@pytest.fixture
def samira() -> Account:
    account = person("Samira Haddad", "missing_manager")
    account.set_unusable_password()
    account.save()
    return account


def test_a_person_with_an_account_comes_in_when_the_directory_vouches_for_a_second_factor(
    directory: OwnDirectory, samira: Account
) -> None:
    directory.knows("s-17", email="Samira@righthelp.example", email_verified=True, amr=["pwd", "mfa"])
    client = Client()
    assert "Birmingham sign-in" in client.get("/sign-in").content.decode()
    answer = directory.asked_by(client, "s-17", next="/worklist")
    assert answer.headers["Location"] == "/worklist"
    assert client.get("/worklist").status_code == 200
    assert SocialAccount.objects.get().user_id == samira.pk


def test_a_password_alone_at_the_directory_is_followed_by_our_second_step(
    directory: OwnDirectory, samira: Account
) -> None:
    secret = app_of(samira)
    directory.knows("s-17", email=samira.email, email_verified=True, amr=["pwd"])
    client = Client()
    assert directory.asked_by(client, "s-17", next="/worklist").headers["Location"] == "/sign-in/code"
    assert client.get("/worklist").status_code == 302
    assert client.post("/sign-in/code", {"sign_in_code": code(secret)}).headers["Location"] == "/worklist"


def test_what_was_typed_comes_through_the_directory_too(directory: OwnDirectory, samira: Account) -> None:
    directory.knows("s-17", email=samira.email, email_verified=True, amr=["mfa"])
    client = Client()
    page = client.post("/missing/report", {"words": "Seen by the canal."}).content.decode()
    answer = directory.asked_by(client, "s-17", carried=field_of(page, "carried"))
    assert answer.headers["Location"] == "/missing/report"
    kept = drafts.kept(samira, "/missing/report")
    assert kept is not None
    assert kept[0]["words"] == "Seen by the canal."


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@righthelp.example", "email_verified": True, "amr": ["mfa"]},
        {"email": "samira@righthelp.example", "email_verified": False, "amr": ["mfa"]},
        {"email": "samira@righthelp.example", "amr": ["mfa"]},
        {"amr": ["mfa"]},
    ],
    ids=["no account", "not verified", "verified not said", "no address"],
)
def test_nobody_signs_themselves_up(directory: OwnDirectory, samira: Account, claims: dict[str, Any]) -> None:
    before = Account.objects.count()
    directory.knows("x-1", **claims)
    client = Client()
    answer = directory.asked_by(client, "x-1")
    assert answer.status_code == 403
    assert "no open account for you here" in answer.content.decode()
    assert client.get("/worklist").status_code == 302
    assert Account.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(directory: OwnDirectory, samira: Account) -> None:
    directory.knows("s-17", email=samira.email, email_verified=True, amr=["mfa"])
    directory.asked_by(Client(), "s-17")
    Account.objects.update(is_active=False)
    client = Client()
    assert directory.asked_by(client, "s-17").status_code == 403
    assert client.get("/worklist").status_code == 302


def test_an_address_given_to_somebody_else_does_not_open_the_account_of_the_one_before(
    directory: OwnDirectory, samira: Account
) -> None:
    directory.knows("s-17", email=samira.email, email_verified=True, amr=["mfa"])
    directory.asked_by(Client(), "s-17")
    directory.knows("s-99", email=samira.email, email_verified=True, amr=["mfa"])
    assert directory.asked_by(Client(), "s-99").status_code == 403


def test_coming_back_without_having_gone_is_refused(directory: OwnDirectory, samira: Account) -> None:
    answer = Client().get("/sign-in/directory/back?code=stolen&state=made-up")
    assert answer.status_code == 400
    assert "did not work" in answer.content.decode()


def test_a_directory_that_cannot_be_reached_is_told_in_a_sentence(samira: Account, settings: Any) -> None:
    from righthelp.site.sign_in import directory as configured

    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"URL": "http://127.0.0.1:9", "CLIENT": "c", "SECRET": "s"}.items():
            patch.setenv(f"RIGHTHELP_DIRECTORY_{name}", value)
        settings.SOCIALACCOUNT_PROVIDERS = configured()
    answer = Client().post("/sign-in/directory", {"next": "/worklist"})
    assert answer.status_code == 400
    assert "sign in with your password" in answer.content.decode()


def test_without_a_directory_its_addresses_are_not_there() -> None:
    assert Client().post("/sign-in/directory").status_code == 404
    assert Client().get("/sign-in/directory/back").status_code == 404
    assert json.dumps(Client().get("/sign-in").content.decode()).count("/sign-in/directory") == 0
