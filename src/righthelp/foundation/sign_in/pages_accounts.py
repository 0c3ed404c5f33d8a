"""The administration of accounts. A system administrator sees who may sign in and what for, and no child's record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.access.sessions import sessions_of
from righthelp.foundation.access.stepup import Need, stepped_up
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.foundation.sign_in import factors, queries, record
from righthelp.foundation.sign_in.forms import NewAccountForm, RolesForm
from righthelp.foundation.sign_in.models import Standing
from righthelp.foundation.sign_in.roles import conflicts_between, names
from righthelp.foundation.sign_in.tables import STATES, accounts_table

_LIST = [{"text": "Home", "href": "/"}]


def _found(account_id: int) -> Account:
    account = Account.objects.filter(pk=account_id, keys__isnull=True).first()
    if account is None:
        raise Http404
    return account


def _crumbs(account: Account | None = None, here: str = "") -> list[dict[str, str]]:
    crumbs = [*_LIST, {"text": "Accounts", "href": reverse("accounts")}]
    if account:
        crumbs.append({"text": account.name, "href": reverse("account-one", args=[account.pk])})
    return [*crumbs, {"text": here}] if here else crumbs


@route(act="account.see", audit=Kind.SEARCH, purpose=Purpose.ADMINISTRATION)
def accounts(request: PageRequest) -> HttpResponse:
    """Every account, found by name or e-mail address, by role, state and second factor."""
    text, role = request.GET.get("q", "").strip()[:80], request.GET.get("accounts_role", "")
    rows = queries.accounts(text)
    if role in names():
        rows = [row for row in rows if role in row.roles]
    request.audit_detail = "Accounts" + (" by name" if text else "") + (f", role {role}" if role in names() else "")
    shown = accounts_table(names()).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    asleep = sum(row.state == "asleep" for row in rows)
    bare = sum(row.factors == "None" and row.state == "open" for row in rows)
    context = {"title": "Accounts", "shown": shown, "q": text, "asleep": asleep, "bare": bare, "crumbs": _crumbs()}
    return render(request, "sign_in/accounts.html", context)


@route(act="account.manage", audit=Kind.RECORD, purpose=Purpose.ADMINISTRATION)
@stepped_up(Need.PASSKEY)
def opened_new(request: PageRequest) -> HttpResponse:
    """Open an account; the next page makes the link by which its person sets a password."""
    form = opened(request, NewAccountForm)
    made: list[Account] = []
    if form.recorded(lambda d: made.append(record.account_opened(by=request.account, now=request.now, **d))):
        request.audit_detail = f"Opened account {made[0].pk}."
        say = "The account is open. Make a set-up link and hand it to the person."
        return done(request, "account-one", made[0].pk, say=say)
    context = {"title": "Open an account", "form": form, "crumbs": _crumbs(here="Open an account")}
    return render(request, "sign_in/account_new.html", context)


@route(act="account.see", audit=Kind.RECORD, purpose=Purpose.ADMINISTRATION)
def one(request: PageRequest, account_id: int) -> HttpResponse:
    """One account: its roles, its state, its second factor, where it is signed in, and what was changed about it."""
    account = _found(account_id)
    request.audit_detail = f"Account {account.pk}"
    standing = Standing.objects.filter(account=account).first()
    state = queries.state_of(account, standing)
    context = {
        "title": account.name,
        "caption": "Account",
        "crumbs": _crumbs(account),
        "who": account,
        "state": state,
        "state_words": STATES[state],
        "roles": [names().get(role, role) for role in account.roles],
        "conflicts": conflicts_between(account.roles),
        "held": factors.of(account),
        "sessions": sessions_of(account, None),
        "link": queries.live_link(account, request.now),
        "changes": queries.changes(account),
        "own": account.pk == request.account.pk,
        "dormant_days": queries.dormant_after(),
    }
    return render(request, "sign_in/account_one.html", context)


@route(act="account.manage", audit=Kind.RECORD, purpose=Purpose.ADMINISTRATION)
@stepped_up(Need.PASSKEY)
def roles(request: PageRequest, account_id: int) -> HttpResponse:
    """Which roles the account has. Nobody sets their own."""
    account = _found(account_id)
    form = opened(request, RolesForm, initial={"roles": account.roles})
    request.audit_detail = f"Roles of account {account.pk}"
    if form.recorded(lambda d: record.roles_changed(account=account, by=request.account, now=request.now, **d)):
        return done(request, "account-one", account.pk, say="The roles are changed, from the next page they ask for.")
    title = f"Roles of {account.name}"
    context = {"title": title, "form": form, "who": account, "crumbs": _crumbs(account, "Roles")}
    return render(request, "sign_in/account_roles.html", context)


def _closed(account: Account, request: PageRequest) -> str:
    record.account_closed(account=account, by=request.account, now=request.now)
    return "The account is closed, and its person is signed out everywhere."


def _reopened(account: Account, request: PageRequest) -> str:
    record.account_reopened(account=account, by=request.account, now=request.now)
    return "The account is open again. Make a set-up link: the earlier password and second factor are gone."


def _woken(account: Account, request: PageRequest) -> str:
    record.woken(account=account, by=request.account, now=request.now)
    return "The account is awake."


def _unlocked(account: Account, request: PageRequest) -> str:
    record.unlocked(account=account, by=request.account, now=request.now)
    return "Wrong tries are forgotten: they can sign in at once."


def _factor_reset(account: Account, request: PageRequest) -> str:
    record.second_factor_reset(account=account, by=request.account, now=request.now)
    return "The second factor is taken away. They set up a new one at their next sign-in."


_ACTS: dict[str, Callable[[Account, PageRequest], str]] = {
    "close": _closed,
    "reopen": _reopened,
    "wake": _woken,
    "unlock": _unlocked,
    "reset-second-factor": _factor_reset,
}


def _back(account_id: int, act: str) -> str:
    return reverse("account-one", args=[account_id])


@route(act="account.manage", audit=Kind.RECORD, purpose=Purpose.ADMINISTRATION)
@stepped_up(Need.PASSKEY, reading=False, come_back=_back)
def act(request: PageRequest, account_id: int, act: str) -> HttpResponse:
    """One of the buttons of an account's page."""
    account = _found(account_id)
    if act not in {*_ACTS, "link"}:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(reverse("account-one", args=[account_id]))
    request.audit_detail = f"Account {account.pk}: {act}"
    try:
        if act == "link":
            return _link(request, account)
        return done(request, "account-one", account.pk, say=_ACTS[act](account, request))
    except Refused as no:
        request.audit_detail += " (refused)"
        messages.warning(request, no.sentence)
        return HttpResponseRedirect(reverse("account-one", args=[account_id]))


def _link(request: PageRequest, account: Account) -> HttpResponse:
    """The link is shown once, here, and never again."""
    token = record.set_up_link_made(account=account, by=request.account, now=request.now)
    context: dict[str, Any] = {
        "title": f"Set-up link for {account.name}",
        "crumbs": _crumbs(account, "Set-up link"),
        "who": account,
        "address": request.build_absolute_uri(reverse("sign-in-link", args=[token])),
        "ends": request.now + record.LINK_LASTS,
        "back": reverse("account-one", args=[account.pk]),
    }
    return render(request, "sign_in/account_link.html", context)
