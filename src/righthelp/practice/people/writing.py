"""What the verbs of the two open areas share: one transaction, the person named in the history, refusals in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pghistory
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import BirthDateKind, Person

Sentences = Mapping[str, tuple[str, str]]
"""Constraint name to (field, sentence)."""

_OLDEST = timedelta(days=366 * 120)
_UNBORN = timedelta(days=300)
A_YEAR = timedelta(days=366)
"""How long ago something may be that is only recorded now."""


@contextmanager
def writing(by: Account | None, sentences: Sentences | None = None) -> Iterator[None]:
    """One transaction, its changes signed by ``by`` in the history; a broken constraint becomes its sentence.

    The verbs check first and say no in words. The database is the last to check: it decides when two people press the
    button at the same time, and ``sentences`` says for each constraint what to tell the slower one.
    """
    try:
        with transaction.atomic(), pghistory.context(**_signature(by)):
            yield
    except IntegrityError as broken:
        name = getattr(getattr(broken.__cause__, "diag", None), "constraint_name", "") or ""
        if sentences is None or name not in sentences:
            raise
        raise Refused(*sentences[name]) from None


def _signature(by: Account | None) -> dict[str, object]:
    return {"actor": by.pk, "actor_name": by.name} if by else {}


def locked(child: int, field: str = "child") -> Person:
    """The person, locked until the transaction ends, so that two writers of one record take turns."""
    person = Person.objects.select_for_update().filter(pk=child).first()
    if person is None:
        raise Refused(field, "This record is no longer there. Find the child again by name and birth date.")
    if person.merged_into_id:
        raise Refused(field, "This record has been merged into another one. Open that one, and record it there.")
    return person


def take_turns(key: str) -> None:
    """Let no other transaction with the same ``key`` pass until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 2018))", [key])


def words(field: str, text: str, longest: int, ask: str) -> str:
    """``text`` trimmed, its inner spaces single; refused with ``ask`` when empty, and when too long to keep whole."""
    tidy = " ".join(text.split())
    if not tidy:
        raise Refused(field, ask)
    if len(tidy) > longest:
        raise Refused(field, f"Make this shorter: at most {longest} characters; it has {len(tidy)}.")
    return tidy


def text(field: str, typed: str, ask: str, longest: int = 20_000) -> str:
    """What was typed, its ends trimmed and its lines kept; refused with ``ask`` when empty (if ``ask`` says anything),
    and when too long."""
    tidy = typed.strip()
    if not tidy and ask:
        raise Refused(field, ask)
    if len(tidy) > longest:
        raise Refused(field, f"Make this shorter: at most {longest:,} characters; it has {len(tidy):,}.")
    return tidy


def optional(field: str, text: str, longest: int) -> str:
    """As :func:`words`, for a field that may stay empty."""
    return words(field, text, longest, "") if text.strip() else ""


def one_of(field: str, value: str, allowed: Collection[str]) -> None:
    """Refuse a value that is not among those allowed."""
    if value not in allowed:
        raise Refused(field, "Choose one of the answers in the list.")


def not_later(field: str, day: date, now: datetime, why: str) -> None:
    """Refuse a day that has not come yet; ``why`` says when it may be recorded."""
    if day > local_date(now):
        raise Refused(field, f"{say_date(day)} is in the future. {why}")


def recent(field: str, day: date, now: datetime) -> date:
    """A day on which something happened: come already, and not so long ago that the year must be wrong."""
    not_later(field, day, now, "Record it when it has happened.")
    if day < local_date(now) - A_YEAR:
        raise Refused(field, "This is more than a year ago. Check the year.")
    return day


def possible_birth(birth_date: date | None, kind: str, now: datetime) -> None:
    """Refuse a birth date, or a due date, that cannot be."""
    one_of("birth_date_kind", kind, BirthDateKind.values)
    today = local_date(now)
    if birth_date is None:
        return
    if kind == BirthDateKind.DUE:
        if not today - _UNBORN < birth_date <= today + _UNBORN:
            raise Refused("birth_date", "A due date is within the next nine months. Check the date.")
    elif birth_date > today:
        raise Refused("birth_date", "This date has not come yet. For an unborn child choose 'Due date'.")
    elif birth_date < today - _OLDEST:
        raise Refused("birth_date", "This is more than 120 years ago. Check the year.")
