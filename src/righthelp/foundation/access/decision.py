"""The one function that decides whether an account may do an act to a record.

An act is allowed only if all of these hold; unknown means no:

1. somebody is signed in and the account is active;
2. one of the account's roles permits the act (the matrix, ``site/matrix.py``);
3. where the act is about a record and the role reaches only related records, a live relationship exists;
4. no conflict of interest stands between the account and the record;
5. the record's tier admits the account (restricted records: named people, and duty and senior roles in an emergency;
   sealed: nobody here, whatever happens);
6. a purpose is set, by the relationship or else by the route;
7. for partners, an agreement in force covers the act.

Instead of a relationship an emergency opening will do (``emergency.py``): for reading, one record, one hour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from django.db import connection
from django.db.models import Model

from righthelp.foundation.access.emergency import OPEN_UNTIL, PAST_RESTRICTION, TIE, covers
from righthelp.foundation.access.models import TRUST, Account, Agreement
from righthelp.foundation.access.ties import CONFLICT, NAMED, Purpose, Relationship, values
from righthelp.foundation.calendar import local
from righthelp.foundation.database import kept

ABSENT = "There is no such record."
RESTRICTED = 2
"""The tier of records restricted to named people; any above it is sealed."""


class Scope(StrEnum):
    """How far a role reaches with an act."""

    NO = "no"
    RELATED = "related"
    ANY = "any"


@dataclass(frozen=True)
class Subject:
    """A record of a register: ``Subject("child", 42)``."""

    kind: str
    id: int


@dataclass(frozen=True)
class Register:
    """What the decision needs of a register: its model, whose ``tier`` says how closely a record is held, and the
    column that names the record into which another was merged, where records of this kind are merged."""

    kind: str
    model: type[Model]
    into: str = ""


@dataclass(frozen=True)
class Decision:
    """The answer, its reason in words, and what made it so. ``hidden``: answer as if the record did not exist.

    ``until``: when it ends by itself, for an emergency opening only. ``merged``: the record was merged into another,
    which stands for it.
    """

    allowed: bool
    reason: str
    purpose: Purpose | None = None
    relationship: str = ""
    hidden: bool = False
    until: datetime | None = None
    merged: bool = False


@dataclass
class _House:
    matrix: Mapping[str, Mapping[str, Scope]] = field(default_factory=dict)
    relationships: Sequence[Relationship] = ()
    registers: Mapping[str, Register] = field(default_factory=dict)


_house = _House()


def configure(
    *,
    matrix: Mapping[str, Mapping[str, Scope]],
    relationships: Sequence[Relationship],
    registers: Sequence[Register],
) -> None:
    """Install the matrix, the relationships and the registers; called once by ``site`` when it starts."""
    _house.matrix = matrix
    _house.relationships = tuple(relationships)
    _acts_of.cache_clear()
    _house.registers = {register.kind: register for register in registers}


def acts_of(account: Account) -> frozenset[str]:
    """Every act that the account's roles permit on some record; no query is made."""
    return _acts_of(frozenset(account.roles)) if account.is_active else frozenset()


@lru_cache(maxsize=256)
def _acts_of(roles: frozenset[str]) -> frozenset[str]:
    return frozenset(
        act for act, row in _house.matrix.items() if any(row.get(role, Scope.NO) != Scope.NO for role in roles)
    )


def acts() -> frozenset[str]:
    """Every act the matrix knows."""
    return frozenset(_house.matrix)


def scope_of(account: Account, act: str) -> Scope:
    """The widest reach that the account's roles give for ``act``; no query is made."""
    row = _house.matrix.get(act, {})
    scopes = {row.get(role, Scope.NO) for role in account.roles}
    return Scope.ANY if Scope.ANY in scopes else Scope.RELATED if Scope.RELATED in scopes else Scope.NO


def permits(account: Account, act: str) -> bool:
    """Whether some record could be open to the account under ``act``: what menus and buttons ask."""
    return account.is_active and scope_of(account, act) is not Scope.NO


def _agreement_covers(account: Account, act: str, now: datetime) -> bool:
    day = local(now).date()
    return Agreement.objects.filter(
        organisation=account.organisation, acts__contains=[act], starts__lte=day, ends__gt=day
    ).exists()


def decide(
    account: Account | None,
    act: str,
    subject: Subject | None = None,
    *,
    now: datetime,
    purpose: Purpose | None = None,
) -> Decision:
    """Decide whether ``account`` may do ``act`` (to ``subject``, where the act is about one record) at ``now``."""
    if account is None or not account.is_active:
        return Decision(False, "Nobody is signed in, or the account has been closed.")
    scope = scope_of(account, act)
    if scope is Scope.NO:
        return Decision(False, "Your role does not include this.")
    if account.organisation != TRUST and not _agreement_covers(account, act, now):
        return Decision(False, "No information-sharing agreement in force covers this.")
    if subject is None:
        return Decision(True, "The role permits it.", purpose) if purpose else Decision(False, "No purpose is set.")
    stands = _stands(account, act, subject, now)
    decision = _about_one(stands, scope, purpose)
    return replace(decision, merged=True) if stands.merged else decision


def _about_one(stands: _Stands, scope: Scope, purpose: Purpose | None) -> Decision:
    if stands.closed:
        return Decision(False, stands.closed, hidden=True)
    tie = stands.tie
    if tie and not stands.past_restriction:
        return Decision(True, f"You are tied to this record: {tie.name}.", tie.purpose, tie.name)
    if scope is Scope.ANY and purpose and not stands.past_restriction:
        return Decision(True, "The role permits it for any record.", purpose)
    if stands.until:
        return Decision(True, "You opened this record in an emergency.", Purpose.EMERGENCY, TIE, until=stands.until)
    return Decision(False, "You have no working relationship to this record.", hidden=True)


@dataclass(frozen=True)
class _Stands:
    """How an account stands to a record: why it is ``closed`` to it (or nothing), the first live tie, until when an
    emergency opening that covers the act runs, whether only that lets the account past a restriction, and whether the
    record was merged into another."""

    closed: str = ""
    tie: Relationship | None = None
    until: datetime | None = None
    past_restriction: bool = False
    merged: bool = False


def _stands(account: Account, act: str, subject: Subject, now: datetime) -> _Stands:
    """Whether a conflict of interest or the record's tier keeps the account out, and what ties it to the record.

    Every page about a record asks this, so it is one plain statement: the record's row with every condition beside it.
    """
    register = _house.registers.get(subject.kind)
    if register is None:
        return _Stands("This kind of record is not registered.")
    ties = possible_ties(account, subject.kind)
    given = {**values(account, subject.kind, now), "id": subject.id}
    row = kept.row(_question(register, ties, covers(account, act)), given)
    if row is None:
        return _Stands(ABSENT)
    tier, merged, in_conflict, is_named, until, *live = row
    if tier > RESTRICTED:
        return _Stands(ABSENT, merged=merged)  # nobody learns that it exists, the reader of the audit among them
    if in_conflict:
        return _Stands("A conflict of interest is declared between you and this record.", merged=merged)
    tie = next((tie for tie, lives in zip(ties, live, strict=True) if lives), None)
    if tier == 1 or (tier == 2 and is_named):
        return _Stands(tie=tie, until=until, merged=merged)
    if tier == 2 and until and permits(account, PAST_RESTRICTION):
        return _Stands(tie=tie, until=until, past_restriction=True, merged=merged)
    return _Stands("This record is restricted to named people.", merged=merged)


def possible_ties(account: Account, kind: str) -> tuple[Relationship, ...]:
    """The ties to records of ``kind`` that the account's roles allow, in the order they are tried. No query is made."""
    return tuple(each for each in _house.relationships if each.kind == kind and each.possible(account))


@lru_cache(maxsize=256)
def _question(register: Register, ties: tuple[Relationship, ...], emergency: bool) -> str:
    table = connection.ops.quote_name(register.model._meta.db_table)
    merged = f"{connection.ops.quote_name(register.into)} is not null" if register.into else "false"
    asked = [condition.format(id="%(id)s") for condition in (CONFLICT, NAMED)]
    asked.append(OPEN_UNTIL.format(id="%(id)s") if emergency else "null")
    asked += [tie.sql("%(id)s") for tie in ties]
    return f"select tier, {merged}, {', '.join(asked)} from {table} where id = %(id)s"  # noqa: S608


__all__ = [
    "Decision",
    "Purpose",
    "Register",
    "Relationship",
    "Scope",
    "Subject",
    "acts",
    "acts_of",
    "configure",
    "decide",
    "permits",
    "possible_ties",
    "scope_of",
]
