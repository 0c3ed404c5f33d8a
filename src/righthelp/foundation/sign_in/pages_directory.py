"""Coming in through an organisation's own directory (OpenID Connect). Only accounts that exist here are let in."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from righthelp.foundation import calendar
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.route import open_route
from righthelp.foundation.pages import sign_in as first_page
from righthelp.foundation.sign_in import standing
from righthelp.foundation.sign_in.arriving import begin, noted, safe_target

STRONG = frozenset({"mfa", "otp", "hwk", "swk", "fido", "sc", "pop"})
"""Values of ``amr`` (RFC 8176) that say a second factor was shown."""

_TARGET, _CARRIED = "directory.next", "directory.carried"
_NO_ACCOUNT = (
    "Your organisation knows you, but there is no open account for you here. Ask a system administrator to open one "
    "with the e-mail address of your organisation."
)
_NOT_REACHED = "Your organisation’s sign-in did not work, or was left. Try again, or sign in with your password."


def _must_be_connected() -> None:
    if not settings.SOCIALACCOUNT_PROVIDERS:
        raise Http404


@open_route("Nobody is signed in yet: this sends them to their organisation's sign-in.")
def directory(request: HttpRequest) -> HttpResponse:
    """Go to the organisation's sign-in. Only by the button, so that no other site can start it."""
    _must_be_connected()
    if request.method != "POST":
        return first_page.page(request, next_address="/")
    request.session[_TARGET] = safe_target(request, request.POST.get("next") or "/")
    request.session[_CARRIED] = request.POST.get("carried", "")
    try:
        answer: HttpResponse = openid.login(request, "directory")
    except RequestException:
        return did_not_come(request)
    return answer


@open_route("Nobody is signed in yet: this is where the organisation's sign-in sends them back.")
def callback(request: HttpRequest, provider_id: str = "directory") -> HttpResponse:
    """Back from the organisation's sign-in."""
    _must_be_connected()
    try:
        answer: HttpResponse = openid.callback(request, "directory")
    except RequestException:
        return did_not_come(request)
    return answer


def came_back(request: HttpRequest, login: Any) -> HttpResponse:
    """The directory has said who it is; let them in if an open account here has the address it vouches for.

    The first time ties the directory's own number for the person to the account. After that the number decides, so that
    an address given to somebody else does not open the account of the one before.
    """
    now = calendar.now()
    account = _account(login)
    if account is None:
        noted(None, act="sign-in", why="The directory’s person has no account here.", allowed=False, now=now)
        return _refused(request, _NO_ACCOUNT, 403)
    if standing.asleep(account, now):
        noted(account, act="sign-in", why="The account is asleep.", allowed=False, now=now)
        return _refused(request, standing.asleep_sentence(), 403)
    target, carried = request.session.pop(_TARGET, "/"), request.session.pop(_CARRIED, "")
    return begin(request, account, target=target, carried=carried, by="directory", strong=_strong(login))


def did_not_come(request: HttpRequest) -> HttpResponse:
    """The directory refused, could not be reached, or gave an answer that cannot be read."""
    noted(None, act="sign-in", why="The directory’s sign-in failed.", allowed=False, now=calendar.now())
    return _refused(request, _NOT_REACHED, 400)


def _refused(request: HttpRequest, problem: str, status: int) -> HttpResponse:
    target, carried = request.session.pop(_TARGET, "/"), request.session.pop(_CARRIED, "")
    return first_page.page(request, next_address=target, carried=carried, problem=problem, status=status)


def _claims(login: Any) -> dict[str, Any]:
    said = login.account.extra_data
    return {**said.get("userinfo", {}), **said.get("id_token", {})}


def _settings() -> dict[str, Any]:
    app: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]
    return app


def _account(login: Any) -> Account | None:
    claims = _claims(login)
    tie = SocialAccount.objects.filter(provider=login.account.provider, uid=login.account.uid).first()
    if tie is not None:
        return Account.objects.filter(pk=tie.user_id, is_active=True).first()
    vouched = claims.get("email_verified") in (True, "true") or _settings()["vouches_for_email"]
    email = str(claims.get("email") or "").strip().lower()
    if not vouched or not email:
        return None
    account = Account.objects.filter(email=email, is_active=True).first()
    if account is None or SocialAccount.objects.filter(user_id=account.pk, provider=login.account.provider).exists():
        return None
    SocialAccount.objects.create(user_id=account.pk, provider=login.account.provider, uid=login.account.uid)
    return account


def _strong(login: Any) -> bool:
    """Whether the directory itself asked for a second factor just now."""
    token = login.account.extra_data.get("id_token", {})
    methods = token.get("amr") or []
    return bool(STRONG.intersection(methods if isinstance(methods, list) else [methods])) or (
        token.get("acr") in _settings()["strong_acr"]
    )
