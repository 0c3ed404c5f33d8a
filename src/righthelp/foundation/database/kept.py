"""Statements that every page asks, kept prepared by the server.

PostgreSQL plans a statement each time it comes as text; for the few that stand behind every page, planning takes as
long as answering. These are sent with their values apart, prepared on first use for as long as the connection lasts,
and answered in binary, which also spares reading moments out of text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

import psycopg
from django.db import connection

Values = Mapping[str, Any] | Sequence[Any]


_HISTORY = "SELECT set_config('pghistory."
_VALUE = re.compile(r"%(?:\((\w+)\)s|(s)|%)")


@lru_cache(maxsize=512)
def _numbered(sql: str) -> tuple[str, tuple[str, ...]]:
    """``sql`` as the server reads it, each value by its number, and the names of named values in the order of numbers.

    Kept, because reading a long statement for its values takes longer than sending it.
    """
    names: dict[str, int] = {}
    counted = 0

    def number(found: re.Match[str]) -> str:
        nonlocal counted
        name, unnamed = found.groups()
        if name:
            return f"${names.setdefault(name, len(names) + 1)}"
        if unnamed:
            counted += 1
            return f"${counted}"
        return "%"

    return _VALUE.sub(number, sql), tuple(names)


class _Kept(psycopg.RawCursor[tuple[Any, ...]]):
    def execute(self, query: Any, params: Any = None, **_: Any) -> _Kept:
        if isinstance(query, str) and query.startswith(_HISTORY) and "; " in query:
            # In a writing request pghistory puts its own statement in front of any that does not begin with SELECT, and
            # a prepared statement is one: so its own goes first, by itself.
            first, query = query.split("; ", 1)
            with psycopg.Cursor(self.connection) as other:
                other.execute(first, params[:2])
            params = params[2:]
        return super().execute(query, params, prepare=True, binary=True)


def rows(sql: str, values: Values) -> list[tuple[Any, ...]]:
    """Every row of a statement with named (``%(name)s``) or numbered (``%s``) values. Moments are in UTC.

    Runs in the present transaction on Django's own connection, is counted with its queries, and raises its errors.
    For statements of fixed text only: each different text stays prepared.
    """
    found: list[tuple[Any, ...]] = _asked(sql, values).fetchall()
    return found


def row(sql: str, values: Values) -> tuple[Any, ...] | None:
    """The first row of a statement, or None; see :func:`rows`."""
    found: tuple[Any, ...] | None = _asked(sql, values).fetchone()
    return found


def run(sql: str, values: Values) -> None:
    """A statement that gives no rows; see :func:`rows`."""
    _asked(sql, values)


def _asked(sql: str, values: Values) -> Any:
    """The cursor with the answer: one for each connection, read before anything else is asked through it."""
    connection.ensure_connection()
    held = cast(Any, connection.connection)
    made: Any = getattr(held, "kept_cursor", None)  # what Django wraps, the stubs take for a wrapper
    if made is None:
        # Django tells psycopg to prepare nothing, and then it does not even when a statement asks for it. Only cursors
        # that bind on the server heed this number, and these are the only ones here.
        held.prepare_threshold = 0
        made = held.kept_cursor = cast(Any, _Kept(held))
    cursor = connection.make_debug_cursor(made) if connection.queries_logged else connection.make_cursor(made)
    cursor.execute(*_sent(sql, values))
    return cursor


def _sent(sql: str, values: Values) -> tuple[str, list[Any]]:
    numbered, names = _numbered(sql)
    if isinstance(values, Mapping):
        return numbered, [values[name] for name in names]
    return numbered, list(values)
