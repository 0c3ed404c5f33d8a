"""Emergency access (break-glass), as the decision and the lists read it.

Somebody whose role may open a record in an emergency has said why, and reads that one record for an hour. What such an
opening allows is here and nowhere else: :func:`decide <righthelp.foundation.access.decision.decide>` asks for one
record, ``within_reach`` for many, and a generative test holds the two together.

* inside the trust only;
* never past a conflict of interest, never a sealed record;
* a restricted record only for roles with the act ``record.past_restriction``;
* reading only (:data:`READS`), unless the role is emergency duty, which may also do what its own role permits.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import TRUST, Account, EmergencyAccess

LASTS: Final = timedelta(minutes=60)
TIE: Final = "emergency access"
"""What the decision calls this tie, and the audit row beside it."""
PAST_RESTRICTION: Final = "record.past_restriction"
"""The act of roles whose emergency also opens a restricted record: duty and senior roles."""
READS: Final = frozenset({"child.see", "missing.episode"})
"""The acts that an emergency opening gives: reading a record and the episodes in it."""
WRITERS: Final = frozenset({"emergency_duty"})
"""Roles that may also record in an emergency, as far as the matrix lets them."""


_RUNNING = (
    "from access_emergencyaccess where account_id = %(account)s and kind = %(kind)s and subject_id = {id} "
    "and opened_at <= %(now)s and ends_at > %(now)s"
)
IS_OPEN: Final = f"exists (select {_RUNNING})"
"""The condition that the account has the record open in an emergency, ``{id}`` for the record's id."""
OPEN_UNTIL: Final = f"(select max(ends_at) {_RUNNING})"
"""Until when it has; null when it has not."""


def may_write(account: Account) -> bool:
    """Whether the account may record while it reads a record in an emergency."""
    return not WRITERS.isdisjoint(account.roles)


def covers(account: Account, act: str) -> bool:
    """Whether an emergency opening of this account's gives ``act`` at all. No query is made."""
    return account.organisation == TRUST and (act in READS or may_write(account))


def running(account: Account, kind: str, subject_id: int, now: datetime) -> EmergencyAccess | None:
    """The account's emergency opening of one record that is running at ``now``, if any."""
    mine = EmergencyAccess.objects.filter(
        account=account, kind=kind, subject_id=subject_id, opened_at__lte=now, ends_at__gt=now
    )
    return mine.order_by("-ends_at").first()
