"""People who sign in, their apps and their passkeys: what the stories about signing in share."""

from __future__ import annotations

import re
import time

from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from righthelp.foundation import calendar
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.stepup import Need, confirmed

PASSWORD = "a long walk by the canal"


def person(name: str, *roles: str, organisation: str = "trust") -> Account:
    """An account with the stories' password."""
    email = f"{name.split()[0].lower()}@righthelp.example"
    account = Account(email=email, name=name, roles=list(roles), organisation=organisation)
    account.set_password(PASSWORD)
    account.save()
    return account


def app_of(account: Account) -> str:
    """Give the account an authenticator app; its secret."""
    secret = str(totp.generate_totp_secret())
    totp.TOTP.activate(account, secret)
    return secret


def code(secret: str, *, steps: int = 0) -> str:
    """The code that the app shows now, or ``steps`` half-minutes later."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps)))


def field_of(page: str, name: str) -> str:
    """What a hidden field on a page holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def signed_in(account: Account, secret: str | None = None, *, target: str = "/worklist") -> Client:
    """A client on which the account has signed in through the pages, with an app."""
    secret = secret or app_of(account)
    client = Client()
    first = client.post("/sign-in", {"email": account.email, "password": PASSWORD, "next": target})
    assert first.headers["Location"] == "/sign-in/code"
    second = client.post("/sign-in/code", {"sign_in_code": code(secret)})
    assert second.headers["Location"] == target
    return client


def at_the_desk(account: Account, *needs: Need) -> Client:
    """A client that is signed in and has confirmed ``needs`` just now, without going through the pages."""
    client = Client()
    client.force_login(account)
    session = client.session
    confirmed(session, needs, calendar.now())
    session.save()
    return client
