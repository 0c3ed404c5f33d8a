"""The SQL of ties, conflicts and tiers, written once for the decision about one record and for lists of many.

Both ask the database the same conditions; only what stands for the record's id differs: a parameter in a decision, a
column in a list. They are plain SQL kept by their text, because every page asks them and putting the same questions
together through the ORM takes longer than answering them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date


class Purpose(StrEnum):
    """Why a record is opened; chosen from the relationship unless the route says otherwise."""

    ALLOCATED = "allocated work"
    DUTY = "duty or screening"
    SUPERVISION = "supervision"
    MISSING = "missing response"
    REVIEW = "conference or review"
    AUDIT_SAMPLE = "audit sample"
    PERFORMANCE = "performance and reporting"
    PRIVACY = "privacy review"
    CORRECTION = "data correction"
    OWN_WORK = "own desk"
    ADMINISTRATION = "administration"
    EMERGENCY = "emergency"


@dataclass(frozen=True)
class Relationship:
    """A live tie between an account and records of one kind.

    ``rows`` is the SQL of a query that has a row while the tie lives: ``{id}`` stands for the record's id, and
    ``%(account)s``, ``%(now)s`` and ``%(today)s`` (the London day) may be used. ``roles``: only accounts with one of
    these can have the tie; asked before the database is.
    """

    name: str
    kind: str
    purpose: Purpose
    rows: str
    roles: frozenset[str] | None = None

    def possible(self, account: Account) -> bool:
        """Whether the account's roles allow the tie at all."""
        return self.roles is None or not self.roles.isdisjoint(account.roles)

    def sql(self, column: str) -> str:
        """The condition that the tie lives, for the record whose id ``column`` is.

        A table that the tie calls by the same name as the statement around it gets another one: otherwise ``column``
        would be read from the tie's own row, and the tie would hold for the wrong people.
        """
        rows, outer = self.rows, re.escape(column.partition(".")[0])
        called = re.compile(rf"(\b(?:from|join)\s+\w+\s+(?:as\s+)?){outer}\b")
        if called.search(rows):
            inner = f"{outer}_of_tie"
            rows = called.sub(rf"\g<1>{inner}", re.sub(rf"\b{outer}\.", f"{inner}.", rows))
        return f"exists ({rows.format(id=column)})"


CONFLICT = (
    "exists (select from access_conflict where account_id = %(account)s and kind = %(kind)s and subject_id = {id})"
)
NAMED = (
    "exists (select from access_namedaccess where account_id = %(account)s and kind = %(kind)s "
    "and subject_id = {id} and starts <= %(now)s and ends > %(now)s)"
)


def values(account: Account, kind: str, now: datetime) -> dict[str, Any]:
    """The parameters of every condition here."""
    return {"account": account.pk, "kind": kind, "now": now, "today": local_date(now)}


@lru_cache(maxsize=512)
def positional(sql: str) -> tuple[str, tuple[str, ...]]:
    """``sql`` with ``%s`` for each named parameter, and their names in order."""
    names = tuple(re.findall(r"%\((\w+)\)s", sql))
    return re.sub(r"%\(\w+\)s", "%s", sql), names


__all__ = ["CONFLICT", "NAMED", "Purpose", "Relationship", "positional", "values"]
