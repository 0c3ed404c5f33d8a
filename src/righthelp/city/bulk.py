"""Putting many rows into tables at once, by COPY, with every constraint on and history written after.

The history triggers would cost a minute for every hundred thousand rows, so the owner of the tables switches them off
for the transaction and writes each row's first event by one statement. Foreign keys, checks and exclusions stay on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import psycopg
from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from righthelp.city.tables import COLUMNS

HELP_END: Final = 1_000_000
"""Ids below it in the rooms of help are the city's; rows that people make there come after."""


def table_of(name: str) -> str:
    """The database's name of a model given as ``app.Model``."""
    return str(apps.get_model(name)._meta.db_table)


@contextmanager
def triggers_off(names: Sequence[str]) -> Iterator[CursorWrapper]:
    """Within a transaction: our own triggers on these tables off, and on again. Others' writes to them wait."""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table_of(name))))
        yield cursor
        for name in names:
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table_of(name))))


def copied(name: str, rows: Iterable[Sequence[object]], columns: Sequence[str] = ()) -> int:
    """COPY rows into a table; the columns are those of `COLUMNS` unless given, the others take the model's default."""
    given = columns or COLUMNS[name]
    others = _defaults(name, given)
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table_of(name)), sql.SQL(", ").join(map(sql.Identifier, (*given, *others)))
    )
    same = tuple(others.values())
    count = 0
    with connection.cursor() as cursor, _raw(cursor).copy(into) as copy:
        for row in rows:
            copy.write_row((*row, *same))
            count += 1
    return count


def _defaults(name: str, given: Sequence[str]) -> dict[str, object]:
    """What Django would write into the columns that must not be empty and are not given."""
    found: dict[str, object] = {}
    for field in apps.get_model(name)._meta.concrete_fields:
        own = field.has_db_default() or field.primary_key or field.null or field.generated
        if not own and field.column not in given:
            found[str(field.column)] = field.get_default()
    return found


def copied_lines(name: str, columns: Sequence[str], text: str) -> None:
    """COPY text that is already in PostgreSQL's own format: tabs between columns, ``\\N`` for nothing."""
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table_of(name)), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, _raw(cursor).copy(into) as copy:
        copy.write(text)


def _raw(cursor: CursorWrapper) -> psycopg.Cursor[tuple[object, ...]]:
    found = cursor.cursor
    assert isinstance(found, psycopg.Cursor)  # noqa: S101 Django's PostgreSQL cursor is one
    return found


def highest(name: str, below: int | None = None) -> int:
    """The highest id in a table, of those ``below`` a number if one is given; 0 where there is none."""
    those = sql.SQL("true") if below is None else sql.SQL("id < {}").format(below)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT coalesce(max(id), 0) FROM {} WHERE {}").format(sql.Identifier(table_of(name)), those)
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def sequence_set(name: str, next_id: int) -> None:
    """Let a table's next id be at least ``next_id``."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), "
            "greatest(%s, nextval(pg_get_serial_sequence(%s, 'id'))), false)",
            [table_of(name), next_id, table_of(name)],
        )


def prints_sorted() -> None:
    """Bring what the load left on the waiting lists of the prints' indexes into order; a search would read it all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gin_clean_pending_list(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
            "WHERE right(relname, 7) = '_prints'"
        )


def analysed(names: Iterable[str]) -> None:
    """Let the planner know what the tables now hold."""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table_of(name))))
