"""Whether an account has been left alone for so long that it sleeps. The nightly job and the sign-in ask the same."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Greatest

from righthelp.foundation.access.models import Account
from righthelp.foundation.sign_in.models import Standing


def _limit() -> timedelta | None:
    days = settings.DORMANT_DAYS
    return timedelta(days=days) if days else None


def asleep(account: Account, now: datetime) -> bool:
    """Whether the account may not sign in until an administrator wakes it."""
    limit = _limit()
    if limit is None:
        return False
    standing = Standing.objects.filter(account=account).first()
    if standing and standing.dormant_from:
        return True
    signs = [account.last_login] + ([standing.opened_at, standing.woken_at] if standing else [])
    last = max((sign for sign in signs if sign), default=None)
    return last is not None and now - last >= limit


def falling_asleep(now: datetime) -> QuerySet[Account]:
    """Open accounts of people that nobody has signed in with for :data:`DORMANT_DAYS`, and that are not yet asleep."""
    limit = _limit()
    if limit is None:
        return Account.objects.none()
    last = Greatest("last_login", "standing__opened_at", "standing__woken_at")  # PostgreSQL leaves nulls out
    return (
        Account.objects.filter(is_active=True, keys__isnull=True)
        .annotate(last_sign=last)
        .filter(last_sign__lte=now - limit, standing__dormant_from__isnull=True)
        .order_by("pk")
    )


def asleep_sentence() -> str:
    """What somebody is told whose account is asleep; only after the right password."""
    return (
        f"Nobody has signed in with this account for {settings.DORMANT_DAYS} days, so it is asleep. "
        "Ask a system administrator to wake it."
    )
