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
from righthelp.foundation.audit.history import history_of
from righthelp.foundation.journey import NotBound, registry
from righthelp.foundation.journey.nodes import Kind


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


def highest(name: str) -> int:
    """The highest id in a table, 0 when it is empty."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT coalesce(max(id), 0) FROM {}").format(sql.Identifier(table_of(name))))
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def first_events(
    name: str,
    *,
    context: str,
    now: datetime,
    where: sql.Composable = sql.SQL("true"),  # noqa: B008 immutable
) -> None:
    """Write the history of the rows that ``where`` picks, by one statement.

    Of an episode of a journey: a version at each of its facts' moments, with the later facts still unknown, as if each
    had been written down when it happened. Of every other row: one version, written ``now``.
    """
    model = apps.get_model(name)
    event = history_of(model)
    if event is None:
        return
    always, later = _moments_of(model)
    facts = [*always, *later]
    key = sql.Identifier(str(model._meta.pk.column))
    columns = [str(f.column) for f in event._meta.concrete_fields if not f.name.startswith("pgh_")]
    known = [
        sql.SQL("CASE WHEN {0} <= told.moment THEN {0} END" if each in facts else "{0}").format(sql.Identifier(each))
        for each in columns
    ]
    told: sql.Composable = sql.SQL("SELECT %s::timestamptz AS moment")
    if facts:
        told = sql.SQL(
            "SELECT DISTINCT greatest(fact, {}) AS moment FROM unnest(array[{}]) AS fact WHERE fact IS NOT NULL"
        ).format(sql.SQL(", ").join(map(sql.Identifier, always)), sql.SQL(", ").join(map(sql.Identifier, facts)))
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "INSERT INTO {} ({}, pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) "
                "SELECT {}, told.moment, CASE WHEN row_number() OVER (PARTITION BY {} ORDER BY told.moment) = 1 "
                "THEN 'insert' ELSE 'update' END, {}, %s FROM {} CROSS JOIN LATERAL ({}) told WHERE {} "
                "ORDER BY {}, told.moment"
            ).format(
                sql.Identifier(event._meta.db_table),
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                sql.SQL(", ").join(known),
                key,
                key,
                sql.Identifier(table_of(name)),
                told,
                where,
                key,
            ),
            [context] if facts else [context, now],
        )


def _moments_of(model: type[models.Model]) -> tuple[list[str], list[str]]:
    """The columns of a journey's moments: those that every episode has, and the others. None for no journey's table."""
    try:
        binding = registry.of_model(model)
    except NotBound:
        return [], []
    facts = {column: binding.journey.facts[name] for name, column in binding.columns.items()}
    moments = {column: fact for column, fact in facts.items() if fact.kind is Kind.MOMENT}
    always = [column for column, fact in moments.items() if fact.always]
    return (always, [column for column in moments if column not in always]) if always else ([], [])


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
