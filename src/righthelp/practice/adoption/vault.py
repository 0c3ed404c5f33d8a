"""The one place where a record before adoption and the record after it are known together."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import connection
from pghistory import runtime


@dataclass(frozen=True)
class Pair:
    """The record before the order, sealed since, and the record after it."""

    before: int
    after: int


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.VAULT_KEYS])


def sealed(said: str) -> str:
    """Seal a text with the newest key."""
    return _keys().encrypt(said.encode()).decode()


def unsealed(text: str) -> str:
    """Open a text with whichever key sealed it."""
    return _keys().decrypt(text.encode()).decode()


def put(pair: Pair) -> None:
    """Write down which record became which; it can be read back by :func:`found` only."""
    with connection.cursor() as cursor:
        cursor.execute("select vault_adoption_put(%s)", [sealed(json.dumps([pair.before, pair.after]))])


def _found(opening: int, number: int, now: datetime) -> tuple[str, Pair] | None:
    with connection.cursor() as cursor:
        cursor.execute("select vault_adoption_open(%s, %s)", [opening, now])
        pairs = [(text, Pair(*json.loads(unsealed(text)))) for (text,) in cursor.fetchall()]
    return next((each for each in pairs if number in (each[1].before, each[1].after)), None)


def found(opening: int, number: int, now: datetime) -> Pair | None:
    """The pair of which ``number`` is one, for an opening that two people agreed on and that runs; else None."""
    held = _found(opening, number, now)
    return held[1] if held else None


def taken_out(opening: int, number: int, now: datetime) -> Pair | None:
    """As :func:`found`, and the pair is no longer in the vault: for an opening by which the order is undone."""
    held = _found(opening, number, now)
    if held is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select vault_adoption_take(%s, %s, %s)", [opening, now, held[0]])
        return held[1] if cursor.fetchone() == (1,) else None


@contextmanager
def another_history() -> Iterator[None]:
    """What is written inside belongs to a history of its own: nothing in it leads to what is written outside.

    One request's changes share a context in the history; a record that begins with the seal of another must not.
    """
    tracker = runtime._tracker
    held = getattr(tracker, "value", None)
    try:
        if held is not None:
            tracker.value = runtime.Context(id=uuid.uuid4(), metadata=dict(_signature(held.metadata)))
        yield
    finally:
        if held is not None:
            tracker.value = held


def _signature(metadata: dict[str, object]) -> dict[str, object]:
    """Who acts, and nothing of the request or the act."""
    return {key: value for key, value in metadata.items() if key in {"actor", "actor_name"}}
