"""Between the first step of a sign-in and the last: who is arriving, where they were going, and what they had typed.

Nobody is signed in until the last step is done. What is known waits in the visitor's session, whose key changes at each
step, so that a session planted on somebody is worth nothing.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from righthelp.foundation import calendar
from righthelp.foundation.access.decision import Decision, Purpose
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.sessions import SessionStore
from righthelp.foundation.access.stepup import Need, confirmed
from righthelp.foundation.audit.write import looked
from righthelp.foundation.pages import drafts
from righthelp.foundation.sign_in import factors
from righthelp.foundation.sign_in.browsers import place_of

CARRIED = "righthelp.carried-form"
LASTS = timedelta(minutes=15)
"""How long somebody may take from the first step to the last (by the real clock, as sessions do)."""

_KEY = "arriving"


@dataclass(frozen=True)
class Arriving:
    """Somebody who has done the first step. ``by`` is how: ``password``, ``directory`` or ``link``."""

    account: Account
    target: str
    carried: str
    by: str
    codes_due: bool


def safe_target(request: HttpRequest, target: str) -> str:
    """An address of this site, or the home page."""
    hosts = {request.get_host()}
    return target if url_has_allowed_host_and_scheme(target, hosts, require_https=request.is_secure()) else "/"


def begin(
    request: HttpRequest, account: Account, *, target: str, carried: str, by: str, strong: bool = False
) -> HttpResponse:
    """The first step is right: go on to the next. ``strong``: a directory vouches for a second factor already."""
    if request.user.is_authenticated:
        request.session.flush()
    request.session.cycle_key()
    request.session[_KEY] = {
        "account": account.pk,
        "target": target,
        "carried": carried,
        "by": by,
        "stamp": account.get_session_auth_hash(),
        "at": _real_now().isoformat(),
    }
    if strong:
        return finish(request, answers=(Need.AGAIN,), how=f"{by} with a second factor of the directory")
    if factors.of(account):
        return HttpResponseRedirect(reverse("sign-in-code"))
    if settings.SECOND_FACTOR_REQUIRED:
        return HttpResponseRedirect(reverse("sign-in-set-up"))
    return finish(request, answers=(Need.AGAIN, Need.PASSKEY), how=by)


def _real_now() -> datetime:
    from django.utils import timezone

    return timezone.now()  # noqa: TID251  a sign-in takes real minutes


def arriving(request: HttpRequest) -> Arriving | None:
    """Who is between the steps; nobody after :data:`LASTS`, or once the password or the account is not as it was."""
    said: dict[str, Any] | None = request.session.get(_KEY)
    if not said or _real_now() - datetime.fromisoformat(said["at"]) > LASTS:
        return None
    account = Account.objects.filter(pk=said["account"], is_active=True).first()
    if account is None or account.get_session_auth_hash() != said["stamp"]:
        return None
    return Arriving(account, said["target"], said["carried"], said["by"], bool(said.get("codes_due")))


def left_behind(request: HttpRequest) -> tuple[str, str]:
    """Where somebody was going and what they had typed, from a sign-in that took too long."""
    said = request.session.get(_KEY) or {}
    return said.get("target", "/"), said.get("carried", "")


def codes_are_due(request: HttpRequest) -> None:
    """A second factor has been set up in this sign-in: the recovery codes are shown before it ends."""
    request.session[_KEY] = {**request.session[_KEY], "codes_due": True}


def finish(request: HttpRequest, *, answers: tuple[Need, ...], how: str) -> HttpResponse:
    """The last step is right: sign in, bring back what was typed, and go where the person was going."""
    who = arriving(request)
    assert who is not None  # noqa: S101  every caller has asked
    now = calendar.now()
    request.session.pop(_KEY, None)
    login(request, who.account, backend="django.contrib.auth.backends.ModelBackend")
    store = request.session
    assert isinstance(store, SessionStore)  # noqa: S101  settings say so
    store.account = who.account
    store.begun(place_of(request))
    confirmed(request.session, answers, now)
    Account.objects.filter(pk=who.account.pk).update(last_login=now)
    noted(who.account, act="sign-in", why=f"Signed in by {how}.", allowed=True, now=now)
    target = (who.carried and _restored(who.account, who.carried, now)) or who.target
    return HttpResponseRedirect(target)


def noted(account: Account | None, *, act: str, why: str, allowed: bool, now: datetime, on_behalf_of: str = "") -> None:
    """A line of the audit about signing in, which happens before any policy applies."""
    looked(
        account=account,
        act=act,
        kind="change",
        decision=Decision(allowed, why, Purpose.OWN_WORK),
        route=act,
        request_id=uuid.uuid4(),
        now=now,
        detail=why,
        on_behalf_of=on_behalf_of,
    )


def _restored(account: Account, carried: str, now: datetime) -> str | None:
    """Keep the carried form as this account's draft and give its address; nothing for a forged or stale one."""
    try:
        form = signing.loads(carried, salt=CARRIED, max_age=60 * 60 * 12)
    except signing.BadSignature:
        return None
    if form.get("account") not in {None, account.pk}:
        return None
    drafts.keep(account, form["path"], QueryDict(form["fields"]), now)
    return str(form["path"])
