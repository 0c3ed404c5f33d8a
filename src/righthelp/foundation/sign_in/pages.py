"""Signing in, step by step: the password, the second factor, and setting one up the first time."""

from __future__ import annotations

from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation import calendar
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.route import open_route
from righthelp.foundation.pages import sign_in as first_page
from righthelp.foundation.pages.render import render
from righthelp.foundation.sign_in import factors, lockout, record, standing
from righthelp.foundation.sign_in.arriving import (
    Arriving,
    arriving,
    begin,
    codes_are_due,
    finish,
    left_behind,
    noted,
    safe_target,
)
from righthelp.foundation.sign_in.forms import CodeForm, NewPasswordForm, PasskeyForm, SecretForm, asked

_NOT_RIGHT = "The e-mail address or the password is not right. Check both and try again."
_TOO_LONG = "Signing in took too long. Start again: what you had typed is kept."
_LINK = "sign_in.link"


@open_route("Nobody is signed in yet.")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first step: the e-mail address and the password."""
    target = safe_target(request, request.POST.get("next") or request.GET.get("next") or "/")
    if request.method != "POST":
        return first_page.page(request, next_address=target)
    email, carried = request.POST.get("email", "").strip().lower(), request.POST.get("carried", "")
    account = authenticate(request, username=email, password=request.POST.get("password", ""))
    problem = "" if isinstance(account, Account) else _NOT_RIGHT
    if isinstance(account, Account) and standing.asleep(account, calendar.now()):
        problem = standing.asleep_sentence()
        noted(account, act="sign-in", why="The account is asleep.", allowed=False, now=calendar.now())
    elif problem:
        noted(None, act="sign-in", why="Wrong e-mail address or password.", allowed=False, now=calendar.now())
    if problem or not isinstance(account, Account):
        return first_page.page(request, next_address=target, carried=carried, problem=problem, email=email, status=400)
    return begin(request, account, target=target, carried=carried, by="password")


@open_route("Leaving needs no right.")
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session. Drafts stay."""
    if request.method == "POST":
        logout(request)
    return HttpResponseRedirect(reverse("sign-in"))


def _start_again(request: HttpRequest) -> HttpResponse:
    target, carried = left_behind(request)
    problem = _TOO_LONG if "arriving" in request.session else ""
    return first_page.page(
        request, next_address=safe_target(request, target), carried=carried, problem=problem, status=400
    )


@open_route("The second step of signing in: nobody is signed in yet.")
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a code, a recovery code, or a passkey."""
    who = arriving(request)
    if who is None:
        return _start_again(request)
    held = factors.of(who.account)
    if not held:
        return HttpResponseRedirect(reverse("sign-in-set-up"))
    typed, shown = asked(request, CodeForm, when="sign_in_code"), asked(request, PasskeyForm, when="passkey")
    if typed.sent or shown.sent:
        if lockout.locked(request, who.account.email):
            return lockout.told(request)
        if typed.sent and typed.is_valid():
            what = factors.code_right(account=who.account, code=typed.cleaned_data["sign_in_code"])
            if what:
                return finish(request, answers=factors.answers("code", held), how=f"{who.by} and {what} code")
            typed.add_error("sign_in_code", "That code is not right, or was used already. Type the one shown now.")
        elif shown.sent and shown.is_valid():
            if factors.passkey_right(account=who.account, credential=shown.cleaned_data["passkey"]):
                return finish(request, answers=factors.answers("passkey", held), how=f"{who.by} and passkey")
            shown.add_error(None, "The passkey was not accepted. Try again, or use a recovery code.")
        noted(who.account, act="sign-in", why="Wrong code or passkey.", allowed=False, now=calendar.now())
        if (typed.is_bound or shown.is_bound) and lockout.wrong(request, who.account):
            return lockout.told(request)
    context = {
        "title": "Confirm that it is you",
        "typed": typed,
        "shown": shown,
        "held": held,
        "options": factors.passkey_to_use(who.account) if held.passkeys else "",
        "carried": bool(who.carried),
        "action": reverse("sign-in-code"),
    }
    return render(request, "sign_in/code.html", context, status=400 if typed.sent or shown.sent else 200)


def _may_set_up(request: HttpRequest) -> Arriving | HttpResponse:
    """Who is setting up a second factor: somebody who has none, or has just made the first in this very sign-in."""
    who = arriving(request)
    if who is None:
        return _start_again(request)
    if factors.of(who.account) and not who.codes_due:
        return HttpResponseRedirect(reverse("sign-in-code"))
    return who


@open_route("Setting up a second factor comes before the first full sign-in.")
def set_up(request: HttpRequest) -> HttpResponse:
    """Choose between an app and a passkey."""
    who = _may_set_up(request)
    if isinstance(who, HttpResponse):
        return who
    context = {"title": "Set up a second step", "who": who.account, "carried": bool(who.carried)}
    return render(request, "sign_in/set_up.html", context)


@open_route("Setting up a second factor comes before the first full sign-in.")
def set_up_app(request: HttpRequest) -> HttpResponse:
    """Scan the picture, type the first code."""
    who = _may_set_up(request)
    if isinstance(who, HttpResponse):
        return who
    form = asked(request, CodeForm)
    if form.recorded(lambda d: factors.app_added(request=request, account=who.account, code=str(d["sign_in_code"]))):
        return _first_factor_made(request, who, "an authenticator app")
    return app_page(request, who.account, form, back="sign-in-set-up")


@open_route("Setting up a second factor comes before the first full sign-in.")
def set_up_passkey(request: HttpRequest) -> HttpResponse:
    """Make the first passkey."""
    who = _may_set_up(request)
    if isinstance(who, HttpResponse):
        return who
    form = asked(request, PasskeyForm)
    if form.recorded(
        lambda d: factors.passkey_added(account=who.account, credential=d["passkey"], name=str(d["name"]))
    ):
        return _first_factor_made(request, who, "a passkey")
    return passkey_page(request, who.account, form, back="sign-in-set-up")


def _first_factor_made(request: HttpRequest, who: Arriving, what: str) -> HttpResponse:
    codes_are_due(request)
    noted(who.account, act="account.own", why=f"Set up {what}.", allowed=True, now=calendar.now())
    return HttpResponseRedirect(reverse("sign-in-recovery-codes"))


def app_page(request: HttpRequest, account: Account, form: SecretForm, *, back: str) -> HttpResponse:
    """The page with the picture an app scans; also used on one's own account page."""
    secret = factors.secret_to_set_up(request, fresh=not form.sent)
    context = {
        "title": "Set up an authenticator app",
        "form": form,
        "picture": factors.picture(account, secret),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "back": reverse(back),
    }
    return render(request, "sign_in/app.html", context, status=400 if form.sent else 200)


def passkey_page(request: HttpRequest, account: Account, form: SecretForm, *, back: str) -> HttpResponse:
    """The page that makes a passkey; also used on one's own account page."""
    context = {
        "title": "Add a passkey",
        "form": form,
        "options": factors.passkey_to_add(account),
        "back": reverse(back),
    }
    return render(request, "sign_in/passkey.html", context, status=400 if form.sent else 200)


@open_route("The last page of setting up a second factor, before the first full sign-in.")
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, to print or write down; then the sign-in is complete."""
    who = arriving(request)
    if who is None:
        return _start_again(request)
    held = factors.of(who.account)
    if not who.codes_due or not held:
        return HttpResponseRedirect(reverse("sign-in-code"))
    if request.method == "POST":
        how = "passkey" if held.passkeys else "code"
        return finish(request, answers=factors.answers(how, held), how=f"{who.by}, second factor set up")
    context = {
        "title": "Keep these recovery codes",
        "codes": factors.recovery_codes(account=who.account),
        "button": "I have kept them: continue",
        "action": reverse("sign-in-recovery-codes"),
    }
    return render(request, "sign_in/recovery_codes.html", context)


@open_route("The holder of a one-time link has no password yet.")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The link as it was handed over. It moves at once into the session, out of the address."""
    request.session.cycle_key()
    request.session[_LINK] = record.hashed(token)
    return HttpResponseRedirect(reverse("sign-in-new-password"))


@open_route("The holder of a one-time link has no password yet.")
def new_password(request: HttpRequest) -> HttpResponse:
    """Set a password by a one-time link, and go on signing in."""
    now, token_hash = calendar.now(), request.session.get(_LINK, "")
    found = record.usable_link(token_hash, now)
    if found is None:
        lines = [
            "This link has been used, or is more than 24 hours old, or a newer one was made.",
            "Ask a system administrator for a new link.",
        ]
        return render(request, "pages/problem.html", {"title": "This link cannot be used", "lines": lines}, status=404)
    form = asked(request, NewPasswordForm)
    if form.recorded(
        lambda d: record.link_used(token_hash=token_hash, password=d["password"], again=d["password_again"], now=now)
    ):
        request.session.pop(_LINK)
        noted(found.account, act="account.own", why="Set a password by a link.", allowed=True, now=now)
        account = Account.objects.get(pk=found.account.pk)
        return begin(request, account, target="/", carried="", by="link")
    context = {"title": "Choose a password", "form": form, "email": found.account.email}
    return render(request, "sign_in/new_password.html", context, status=400 if form.sent else 200)
