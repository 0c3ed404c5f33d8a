"""The only way into the audit table."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from righthelp.foundation.audit.models import Look
from righthelp.foundation.database import kept

if TYPE_CHECKING:
    from righthelp.foundation.access.decision import Decision
    from righthelp.foundation.access.models import Account

_COLUMNS = tuple(str(field.column) for field in Look._meta.concrete_fields)
# One plain statement: every page writes one of these, and the ORM's way takes a millisecond.
_INSERT = (
    f"insert into {Look._meta.db_table} ({', '.join(map(connection.ops.quote_name, _COLUMNS))}) "  # noqa: S608  ours
    f"values ({', '.join('%s::bigint[]' if name == 'subject_ids' else '%s' for name in _COLUMNS)})"
)


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
    row: dict[str, Any] = {
        "id": uuid.uuid4(),
        "at": now,
        "account_id": account.pk if account else None,
        "account_name": account.name if account else "",
        "on_behalf_of": on_behalf_of,
        "act": act,
        "kind": kind,
        "purpose": decision.purpose or "",
        "relationship": decision.relationship,
        "route": route,
        "request": request_id,
        "allowed": decision.allowed,
        "reason": decision.reason[:300],
        "detail": detail[:300],
        "subject_kind": subject_kind if subject_ids else "",
        "subject_ids": list(subject_ids),
    }
    kept.run(_INSERT, [row[name] for name in _COLUMNS])
