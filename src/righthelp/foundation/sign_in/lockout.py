"""Too many wrong passwords or codes, and what happens then. django-axes counts; this says what is counted and kept.

One account is locked after :data:`AXES_FAILURE_LIMIT` wrong tries within the cool-off, one address after ten times as
many, since a whole office may share an address. Passwords and codes count together. Whether an account exists makes no
difference: any name that is typed is counted. Kept are a sealed name, the address and the moment; never what was typed.
"""

from __future__ import annotations

import copy
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.contrib.auth.signals import user_login_failed
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.crypto import salted_hmac

from righthelp.foundation.access.models import Account
from righthelp.foundation.pages.render import render

ADDRESS_COUNTS_FOR = 10
"""How many wrong tries from one address weigh as one wrong try for one account."""


def sealed(email: str) -> str:
    """An e-mail address as the list of wrong tries holds it: somebody may have typed their password there."""
    return salted_hmac("righthelp.lock-out", email.strip().lower(), algorithm="sha256").hexdigest()


def sealed_name(_request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """What axes counts by."""
    email = (credentials or {}).get("username")
    return sealed(str(email)) if email else None


def in_the_log(name: str | None, _address: str, _agent: str, _path: object, _request: HttpRequest) -> str:
    """What axes writes to the log about somebody: the beginning of the sealed name, no more."""
    return f"{{{(name or 'nobody')[:8]}}}"


class Handler(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Counts by account and, less strictly, by address; keeps nothing of what was typed."""

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        """Count a wrong try. Axes keeps the fields of a request, which here may hold a child's record: it gets none."""
        if request is None:
            return
        bare = copy.copy(request)
        bare.GET = bare.POST = QueryDict()
        super().user_login_failed(sender, credentials, bare, **kwargs)
        for name, value in vars(bare).items():
            if name.startswith("axes_"):
                setattr(request, name, value)

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Wrong tries within the cool-off: for the account, or a tenth of those from the address if that is more."""
        by_name, by_address = (
            attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(by_name, by_address // ADDRESS_COUNTS_FOR)

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Somebody signed in: forget their own wrong tries, but not those of others at the same address."""
        name = sealed_name(request, credentials)
        return int(AccessAttempt.objects.filter(username=name).delete()[0])


def locked(request: HttpRequest, email: str) -> bool:
    """Whether this account, or the address of this request, has to wait."""
    return not AxesProxyHandler.is_allowed(request, {"username": email})


def wrong(request: HttpRequest, account: Account) -> bool:
    """Count a wrong code, passkey or password of somebody already known; whether they have to wait from now on."""
    user_login_failed.send(sender=__name__, credentials={"username": account.email}, request=request)
    return bool(getattr(request, "axes_locked_out", False))


def unlocked(account: Account) -> int:
    """Forget the wrong tries counted against an account. Returns how many entries there were."""
    return int(AccessAttempt.objects.filter(username=sealed(account.email)).delete()[0])


def told(request: HttpRequest, *_: object) -> HttpResponse:
    """The page that says to wait: the same for an account that exists and for one that does not."""
    lines = [
        "Too many wrong passwords or codes were tried for this account, or from this network.",
        "Wait 15 minutes and sign in again. If you cannot wait, or have forgotten your password, ask a system "
        "administrator: they can unlock the account or give you a link to set a new password.",
        "If it was not you who tried, tell a system administrator.",
    ]
    return render(request, "pages/problem.html", {"title": "Wait before you try again", "lines": lines}, status=429)
