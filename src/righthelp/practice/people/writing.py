"""What the verbs of the two open areas share: one transaction, the person named in the history, refusals in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pghistory
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import Person

Sentences = Mapping[str, tuple[str, str]]
"""Constraint name to (field, sentence)."""


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
