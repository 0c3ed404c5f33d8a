"""Your account: password, second factors, recovery codes, where you are signed in; and confirming that it is you."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.access.sessions import end_sessions_of, sessions_of
from righthelp.foundation.access.stepup import Need, confirmed, stepped_up
from righthelp.foundation.pages.forms import done
from righthelp.foundation.pages.render import render
from righthelp.foundation.sign_in import factors, lockout, record
from righthelp.foundation.sign_in.arriving import safe_target
from righthelp.foundation.sign_in.forms import ChangePasswordForm, CodeForm, PasskeyForm, PasswordForm, asked
from righthelp.foundation.sign_in.models import Standing
from righthelp.foundation.sign_in.pages import app_page, passkey_page


def _crumbs(here: str) -> list[dict[str, str]]:
    return [{"text": "Home", "href": "/"}, {"text": "Your account", "href": reverse("account")}, {"text": here}]


def _own(**_: object) -> str:
    return reverse("account")


@route(act="account.own", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def account(request: PageRequest) -> HttpResponse:
    """One's own account in one page."""
    held = factors.of(request.account)
    standing = Standing.objects.filter(account=request.account).first()
    context = {
        "title": "Your account",
        "crumbs": [{"text": "Home", "href": "/"}, {"text": "Your account"}],
        "held": held,
        "password_set_at": standing.password_set_at if standing else None,
        "has_password": request.account.has_usable_password(),
        "sessions": sessions_of(request.account, request.session.session_key),
        "required": settings.SECOND_FACTOR_REQUIRED,
        "last_factor": len(held.passkeys) + bool(held.app) == 1,
    }
    return render(request, "sign_in/account.html", context)


@route(act="account.own", audit=Kind.RECORD, purpose=Purpose.OWN_WORK)
@stepped_up()
def password(request: PageRequest) -> HttpResponse:
    """Change one's own password. The other sessions end; this one stays."""
    form = asked(request, ChangePasswordForm)

    def present_right() -> bool:
        if request.account.check_password(form.cleaned_data["present_password"]):
            return True
        lockout.wrong(request, request.account)
        return False

    if form.sent and lockout.locked(request, request.account.email):
        return lockout.told(request)
    if form.recorded(
        lambda d: record.password_changed(
            account=request.account,
            present_right=present_right,
            password=d["password"],
            again=d["password_again"],
            now=request.now,
            session_key=request.session.session_key,
        )
    ):
        update_session_auth_hash(request, request.account)
        request.audit_detail = "Changed the password."
        return done(request, "account", say="Your password is changed. You are signed out everywhere else.")
    context = {"title": "Change your password", "form": form, "crumbs": _crumbs("Change your password")}
    return render(request, "sign_in/password.html", context, status=400 if form.sent else 200)


@route(act="account.own", audit=Kind.RECORD, purpose=Purpose.OWN_WORK)
@stepped_up()
def app(request: PageRequest) -> HttpResponse:
    """Set up an authenticator app, or another in its place."""
    form = asked(request, CodeForm)
    first = not factors.of(request.account)
    if form.recorded(
        lambda d: factors.app_added(request=request, account=request.account, code=str(d["sign_in_code"]))
    ):
        request.audit_detail = "Set up an authenticator app."
        return _added(request, "The authenticator app is set up.", first=first)
    return app_page(request, request.account, form, back="account")


@route(act="account.own", audit=Kind.RECORD, purpose=Purpose.OWN_WORK)
@stepped_up()
def passkey(request: PageRequest) -> HttpResponse:
    """Add a passkey."""
    form = asked(request, PasskeyForm)
    first = not factors.of(request.account)
    if form.recorded(
        lambda d: factors.passkey_added(account=request.account, credential=d["passkey"], name=str(d["name"]))
    ):
        request.audit_detail = "Added a passkey."
        return _added(request, "The passkey is added.", first=first)
    return passkey_page(request, request.account, form, back="account")


def _added(request: PageRequest, say: str, *, first: bool) -> HttpResponse:
    if first:
        return done(request, "account-recovery-codes", say=f"{say} Now keep the recovery codes.")
    return done(request, "account", say=say)


@route(act="account.own", audit=Kind.RECORD, purpose=Purpose.OWN_WORK)
@stepped_up(come_back=_own)
def remove(request: PageRequest, passkey_id: int) -> HttpResponse:
    """Take a passkey away, or the app (number 0). The last factor stays where one is required."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("account"))
    if settings.SECOND_FACTOR_REQUIRED and factors.last_one(request.account):
        return done(request, "account", say="Nothing was removed: this is your last second factor. Add another first.")
    if passkey_id:
        factors.passkey_removed(account=request.account, passkey_id=passkey_id)
    else:
        factors.app_removed(account=request.account)
    request.audit_detail = "Removed a second factor."
    return done(request, "account", say="It is removed.")


@route(act="account.own", audit=Kind.RECORD, purpose=Purpose.OWN_WORK)
@stepped_up()
def recovery_codes(request: PageRequest) -> HttpResponse:
    """See the unused recovery codes to print them; a new set makes the earlier ones worthless."""
    if not factors.of(request.account):
        return HttpResponseRedirect(reverse("account"))
    fresh = request.method == "POST"
    context = {
        "title": "Your recovery codes",
        "crumbs": _crumbs("Recovery codes"),
        "codes": factors.recovery_codes(account=request.account, fresh=fresh),
        "button": "Make a new set",
        "action": reverse("account-recovery-codes"),
    }
    request.audit_detail = "Made new recovery codes." if fresh else "Looked at the recovery codes."
    return render(request, "sign_in/recovery_codes.html", context)


@route(act="account.own", audit=Kind.RECORD, purpose=Purpose.OWN_WORK)
def end_others(request: PageRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("account"))
    ended = end_sessions_of(request.account, but=request.session.session_key)
    request.audit_detail = f"Ended {ended} other sessions."
    return done(request, "account", say="You are signed out everywhere else.")


@route(act="account.own", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def confirm(request: PageRequest) -> HttpResponse:
    """Confirm that it is you, and go back to where you were."""
    target = safe_target(request, request.POST.get("next") or request.GET.get("next") or "/")
    need = Need.PASSKEY if "passkey" in {request.GET.get("need"), request.POST.get("need")} else Need.AGAIN
    held = factors.of(request.account)
    ways = _ways(request, held, need)
    forms: dict[str, Any] = {
        "shown": asked(request, PasskeyForm, when="passkey"),
        "typed": asked(request, CodeForm, when="sign_in_code"),
        "secret_form": asked(request, PasswordForm, when="present_password"),
    }
    tried = next((name for name in forms if forms[name].sent and name in ways), "")
    if tried:
        if lockout.locked(request, request.account.email):
            return lockout.told(request)
        if _right(request, tried, forms[tried]):
            how = {"shown": "passkey", "typed": "code", "secret_form": "password"}[tried]
            request.session.cycle_key()
            confirmed(request.session, factors.answers(how, held), request.now)
            return HttpResponseRedirect(target)
        if lockout.wrong(request, request.account):
            return lockout.told(request)
    context = {
        "title": "Confirm that it is you",
        "next_address": target,
        "need": need.value,
        "ways": ways,
        "held": held,
        "options": factors.passkey_to_use(request.account) if "shown" in ways else "",
        **forms,
    }
    return render(request, "sign_in/confirm.html", context, status=400 if tried else 200)


def _ways(request: PageRequest, held: factors.Factors, need: Need) -> list[str]:
    """How this person may confirm: passkey, code, or, only where nothing stronger is set up, the password."""
    ways = ["shown"] if held.passkeys else []
    if need is Need.AGAIN or (not settings.SECOND_FACTOR_REQUIRED and not held.passkeys):
        ways += ["typed"] if held else []
        bare = not held and not settings.SECOND_FACTOR_REQUIRED
        ways += ["secret_form"] if bare and request.account.has_usable_password() else []
    return ways


def _right(request: PageRequest, tried: str, form: Any) -> bool:
    if not form.is_valid():
        return False
    given, who = form.cleaned_data, request.account
    if tried == "shown":
        right = factors.passkey_right(account=who, credential=given["passkey"])
        form.add_error(None, "The passkey was not accepted. Try again.") if not right else None
    elif tried == "typed":
        right = bool(factors.code_right(account=who, code=given["sign_in_code"]))
        form.add_error("sign_in_code", "That code is not right, or was used already.") if not right else None
    else:
        right = who.check_password(given["present_password"])
        form.add_error("present_password", "That password is not right.") if not right else None
    return right
