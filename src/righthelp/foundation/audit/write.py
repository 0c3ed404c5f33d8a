"""The only way into the audit table."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from righthelp.foundation.audit.models import Look

if TYPE_CHECKING:
    from righthelp.foundation.access.decision import Decision
    from righthelp.foundation.access.models import Account


def looked(
    *,
    account: Account | None,
    act: str,
    kind: str,
    decision: Decision,
    route: str,
    request_id: uuid.UUID,
    now: datetime,
    subject_kind: str = "",
    subject_ids: Sequence[int] = (),
    detail: str = "",
    on_behalf_of: str = "",
) -> None:
    """Write one audit row in the caller's transaction. An error must stop the caller: nothing unaudited is shown."""
    Look(
        at=now,
        account_id=account.pk if account else None,
        account_name=account.name if account else "",
        on_behalf_of=on_behalf_of,
        act=act,
        kind=kind,
        purpose=decision.purpose or "",
        relationship=decision.relationship,
        route=route,
        request=request_id,
        allowed=decision.allowed,
        reason=decision.reason[:300],
        detail=detail[:300],
        subject_kind=subject_kind if subject_ids else "",
        subject_ids=list(subject_ids),
    ).save(force_insert=True)
