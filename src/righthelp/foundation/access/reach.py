"""The same decision for many records at once: which rows of a list an account may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from righthelp.foundation.access.decision import Scope, _house, permits, possible_ties, scope_of
from righthelp.foundation.access.emergency import IS_OPEN, PAST_RESTRICTION, covers
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.ties import CONFLICT, NAMED, Relationship, positional, values

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class _Asked:
    """What is asked of each record. ``ties`` None: the role reaches any record. ``in_emergency``: an emergency opening
    covers the act; ``past_restriction``: and opens restricted records too."""

    table: str
    ties: tuple[Relationship, ...] | None
    in_emergency: bool
    past_restriction: bool


class _Reached(Func):
    """Whether the record whose id a column holds is open to an account. A row about no record is nobody's to keep out,
    unless a tie is asked for."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, field: str, asked: _Asked, given: Mapping[str, Any]) -> None:
        super().__init__(F(field))
        self.asked, self.given = asked, given

    def as_sql(  # type: ignore[override]  # parameters may be moments, which the stubs do not foresee
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, tuple[Any, ...]]:
        column, params = compiler.compile(self.get_source_expressions()[0])
        if params:
            raise TypeError("A record's id is a column, not an expression with parameters.")
        sql, names = positional(_condition(self.asked, column))
        return sql, tuple(self.given[name] for name in names)


@lru_cache(maxsize=512)
def _condition(asked: _Asked, column: str) -> str:
    record = connection.ops.quote_name(asked.table)
    emergency = IS_OPEN.format(id=column)
    admitted = NAMED.format(id=column) + (f" or {emergency}" if asked.past_restriction else "")
    held = f"select from {record} held where held.id = {column} and held.tier > 1"
    closed = f"{CONFLICT.format(id=column)} or exists ({held} and not (held.tier = 2 and ({admitted})))"
    if asked.ties is None:
        return f"(not ({closed}))"
    tied = [tie.sql(column) for tie in asked.ties] + ([emergency] if asked.in_emergency else [])
    return f"(({' or '.join(tied) or 'false'}) and not ({closed}))"


def within_reach(
    queryset: QuerySet[M], account: Account, act: str, *, kind: str, field: str, now: datetime
) -> QuerySet[M]:
    """``queryset`` without the rows whose record (``field`` holds its id) the account may not open under ``act``.

    Agrees with ``decide`` row by row (a generative test holds the two together): role, relationships, emergencies,
    conflicts and tiers. Purpose and agreements belong to the request and are decided before a list is made.
    """
    asked = _asked(account, act, kind)
    return queryset.filter(_Reached(field, asked, values(account, kind, now))) if asked else queryset.none()


def reach_condition(account: Account, act: str, *, kind: str, column: str) -> str:
    """What ``within_reach`` asks, as SQL for a statement written by hand: ``column`` (qualified) holds the record's id.

    Its values are those of ``ties.values(account, kind, now)``, by name.
    """
    asked = _asked(account, act, kind)
    return _condition(asked, column) if asked else "false"


def _asked(account: Account, act: str, kind: str) -> _Asked | None:
    """What to ask of each record; None when the role does not include the act."""
    scope = scope_of(account, act)
    register = _house.registers.get(kind)
    if scope is Scope.NO or register is None:
        return None
    ties = possible_ties(account, kind) if scope is Scope.RELATED else None
    covered = covers(account, act)
    return _Asked(register.model._meta.db_table, ties, covered, covered and permits(account, PAST_RESTRICTION))
