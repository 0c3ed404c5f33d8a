"""A partner system's keys to the API."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db.models import Q

from righthelp.foundation.access.models import Account, PartnerKey


def issued(*, account: Account, now: datetime, ends_at: datetime) -> str:
    """Make a key for a partner's account, in force from ``now`` until ``ends_at``.

    The key is returned this once and cannot be shown again: only its SHA-256 is kept.
    """
    token = secrets.token_urlsafe(32)
    PartnerKey.objects.create(account=account, token_hash=digest(token), made_at=now, ends_at=ends_at)
    return token


def revoked(*, key: PartnerKey, now: datetime) -> PartnerKey:
    """The key opens nothing from ``now`` on."""
    key.revoked_at = now
    key.save(update_fields=["revoked_at"])
    return key


def digest(token: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def holder(token: str, now: datetime) -> Account | None:
    """The active account that a key in force belongs to."""
    key = (
        PartnerKey.objects.select_related("account")
        .filter(Q(revoked_at__isnull=True) | Q(revoked_at__gt=now))
        .filter(token_hash=digest(token), made_at__lte=now, ends_at__gt=now, account__is_active=True)
        .first()
    )
    return key.account if key else None
