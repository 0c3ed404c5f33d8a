"""Signing in, and coming back to the very text that was being typed when the session ended."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from righthelp.foundation import calendar
from righthelp.foundation.access.models import Account, AccountSession
from righthelp.foundation.pages import drafts
from righthelp.foundation.pages.render import render

_SALT = "righthelp.carried-form"


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. A form that was sent after the session ended is carried along and comes back as a draft."""
    typed = request.POST.urlencode() if request.method == "POST" else ""
    if typed and len(typed) <= drafts.LARGEST:
        form = {"path": request.path, "fields": typed, "account": _whose(request)}
        carried = signing.dumps(form, salt=_SALT, compress=True)
        return _page(request, next_address=request.path, carried=carried, status=401)
    return HttpResponseRedirect(f"{reverse('sign-in')}?{_next(request)}")


def _whose(request: HttpRequest) -> int | None:
    """The account whose session has ended, if its row is still there: what it typed comes back to nobody else."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return AccountSession.objects.filter(session_key=key).values_list("account_id", flat=True).first()


def _next(request: HttpRequest) -> str:
    query = QueryDict(mutable=True)
    query["next"] = request.get_full_path() if request.method == "GET" else request.path
    return query.urlencode()


def _page(
    request: HttpRequest,
    *,
    next_address: str,
    carried: str = "",
    problem: str = "",
    email: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "title": "Sign in",
        "next_address": next_address,
        "carried": carried,
        "problem": problem,
        "email": email,
        "demonstration_sign_ins": settings.ENV == "demo",
    }
    return render(request, "pages/sign_in.html", context, status=status)


def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Show the sign-in form, or check it and go on to where the person was going."""
    target = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    if request.method != "POST":
        return _page(request, next_address=target)
    email, carried = request.POST.get("email", "").strip().lower(), request.POST.get("carried", "")
    account = authenticate(request, username=email, password=request.POST.get("password", ""))
    if not isinstance(account, Account):
        problem = "The e-mail address or the password is not right. Check both and try again."
        return _page(request, next_address=target, carried=carried, problem=problem, email=email, status=400)
    login(request, account)
    if carried:
        target = _restored(account, carried) or target
    return HttpResponseRedirect(target)


def _restored(account: Account, carried: str) -> str | None:
    """Keep the carried form as this account's draft and give its address; nothing for a forged or stale one."""
    try:
        form = signing.loads(carried, salt=_SALT, max_age=60 * 60 * 12)
    except signing.BadSignature:
        return None
    if form.get("account") not in {None, account.pk}:
        return None
    drafts.keep(account, form["path"], QueryDict(form["fields"]), calendar.now())
    return str(form["path"])


def sign_out_page(request: HttpRequest) -> HttpResponse:
    """End the session. Drafts stay."""
    if request.method == "POST":
        logout(request)
    return HttpResponseRedirect(reverse("sign-in"))
