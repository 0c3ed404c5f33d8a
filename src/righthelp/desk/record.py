"""The desk's only verb: alerts have been seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from righthelp.desk.models import Seen
from righthelp.foundation.access.models import Account


def seen(*, keys: Iterable[str], by: Account, now: datetime) -> int:
    """``by`` has seen these alerts; seeing one twice changes nothing. Returns how many were new."""
    before = Seen.objects.filter(account=by).count()
    Seen.objects.bulk_create([Seen(account=by, key=key[:120], seen_at=now) for key in set(keys)], ignore_conflicts=True)
    return Seen.objects.filter(account=by).count() - before
