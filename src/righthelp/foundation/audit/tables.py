"""The audit's lists."""

from __future__ import annotations

from righthelp.foundation.audit.models import Looked
from righthelp.foundation.audit.queries import KIND_WORDS, KINDS
from righthelp.foundation.pages.tables import Column, Filter, Table


def _what(row: Looked) -> str:
    return KIND_WORDS.get(row.kind, row.kind) if row.allowed else "Was refused"


def _records(row: Looked) -> str:
    ids = row.subject_ids
    return ", ".join(map(str, ids[:6])) + (f" and {len(ids) - 6} more" if len(ids) > 6 else "")


_AT = Column[Looked]("at", "When", lambda row: row.at, order="at")
_WHO = Column[Looked]("who", "Who", lambda row: row.account_name or "Nobody signed in", order="account_name")
_WHAT = Column[Looked]("what", "What", _what, order="kind")
_ACT = Column[Looked]("act", "Act", lambda row: row.act, order="act")
_PURPOSE = Column[Looked]("purpose", "Purpose", lambda row: row.purpose, order="purpose")
_TIE = Column[Looked]("tie", "Working relationship", lambda row: row.relationship, order="relationship")
_WHY = Column[Looked]("why", "Detail", lambda row: row.detail if row.allowed else row.reason, sortable=False)

_KIND = Filter[Looked]("kind", "What", KINDS, lookup="kind")

WHO_LOOKED = Table[Looked](
    name="looked",
    caption="Looks at this record",
    columns=(_AT, _WHO, _WHAT, _PURPOSE, _TIE, _ACT),
    filters=(_KIND,),
    empty="Nobody has looked at this record since the audit began.",
)

AUDIT = Table[Looked](
    name="audit",
    caption="Looks, searches, exports and refusals",
    columns=(_AT, _WHO, _WHAT, _ACT, _PURPOSE, Column[Looked]("records", "Records", _records, sortable=False), _WHY),
    empty="Nothing in the audit meets these conditions.",
)
