"""Putting many rows into tables at once, by COPY, with every constraint on and history written after.

The history triggers would cost a minute for every hundred thousand rows, so the owner of the tables switches them off
for the transaction and writes each row's first event by one statement. Foreign keys, checks and exclusions stay on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import pghistory.models
import psycopg
from django.apps import apps
from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from righthelp.city.tables import COLUMNS


def table_of(name: str) -> str:
    """The database's name of a model given as ``app.Model``."""
    return str(apps.get_model(name)._meta.db_table)


def event_of(model: type[models.Model]) -> type[models.Model] | None:
    """The table of a model's history, or None when it keeps none."""
    for event in apps.get_models():
        if issubclass(event, pghistory.models.Event) and getattr(event, "pgh_tracked_model", None) is model:
            return event
    return None


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
    """COPY rows into a table; the columns are those of `COLUMNS` unless given."""
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table_of(name)), sql.SQL(", ").join(map(sql.Identifier, columns or COLUMNS[name]))
    )
    count = 0
    with connection.cursor() as cursor, _raw(cursor).copy(into) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


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


def highest(name: str) -> int:
    """The highest id in a table, 0 when it is empty."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT coalesce(max(id), 0) FROM {}").format(sql.Identifier(table_of(name))))
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def first_events(name: str, *, context: str, where: sql.Composable = sql.SQL("true")) -> None:  # noqa: B008 immutable
    """Write the first event of the history of the rows that ``where`` picks, by one statement."""
    event = event_of(apps.get_model(name))
    if event is None:
        return
    columns = [str(f.column) for f in event._meta.concrete_fields if not f.name.startswith("pgh_")]
    own: sql.Composed = sql.SQL(", ").join(sql.Identifier(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "INSERT INTO {} ({}, pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) "
                "SELECT {}, now(), 'insert', id, %s FROM {} WHERE {}"
            ).format(
                sql.Identifier(event._meta.db_table),
                own,
                own,
                sql.Identifier(table_of(name)),
                where,
            ),
            [context],
        )


def new_context(now: datetime) -> str:
    """A context for the history of what is loaded: who did it and why. Returns its id."""
    made = pghistory.models.Context.objects.create(
        metadata={"actor": "The synthetic city", "purpose": "demonstration", "at": now.isoformat()}
    )
    return str(made.pk)


def sequence_set(name: str, next_id: int) -> None:
    """Let a table's next id be at least ``next_id``."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), "
            "greatest(%s, nextval(pg_get_serial_sequence(%s, 'id'))), false)",
            [table_of(name), next_id, table_of(name)],
        )


def analysed(names: Iterable[str]) -> None:
    """Let the planner know what the tables now hold."""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table_of(name))))
