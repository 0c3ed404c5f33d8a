"""The history of what was loaded: each row's first events, written by one statement a table.

Of an episode of a journey there is a version at each of its facts' moments, with the later facts still unknown, as if
each had been written down when it happened. Of every other row there is one version, written at the load.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import pghistory.models
from django.apps import apps
from django.db import connection, models
from psycopg import sql

from righthelp.foundation.audit.history import history_of
from righthelp.foundation.journey import NotBound, registry
from righthelp.foundation.journey.nodes import Kind

_EVERY = sql.SQL("true")


def new_context(now: datetime) -> str:
    """A context for the history of what is loaded: who did it and why. Returns its id."""
    made = pghistory.models.Context.objects.create(
        metadata={"actor": "The synthetic city", "purpose": "demonstration", "at": now.isoformat()}
    )
    return str(made.pk)


def first_events(name: str, *, context: str, now: datetime, where: sql.Composable = _EVERY) -> None:
    """Write the history of the rows of a table (``app.Model``) that ``where`` picks; nothing where none is kept."""
    model = apps.get_model(name)
    event = history_of(model)
    if event is None:
        return
    always, later = _moments_of(model)
    facts = [*always, *later]
    table, key = sql.Identifier(model._meta.db_table), sql.Identifier(str(model._meta.pk.column))
    columns = [str(f.column) for f in event._meta.concrete_fields if not f.name.startswith("pgh_")]
    several = len(facts) > 1
    known = [
        sql.SQL("CASE WHEN {0} <= told.pgh_moment THEN {0} END" if several and each in facts else "{0}").format(
            sql.Identifier(each)
        )
        for each in columns
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "INSERT INTO {} ({}, pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) "
                "SELECT {}, told.pgh_moment, CASE told.pgh_place WHEN 1 THEN 'insert' ELSE 'update' END, {}, %s "
                "FROM {} CROSS JOIN LATERAL ({}) told WHERE {}"
            ).format(
                sql.Identifier(event._meta.db_table),
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                sql.SQL(", ").join(known),
                key,
                table,
                _versions(always, facts),
                where,
            ),
            [context] if facts else [context, now],
        )


def _versions(always: Sequence[str], facts: Sequence[str]) -> sql.Composable:
    """The moments of a row's versions and their places, in order."""
    if not facts:
        return sql.SQL("SELECT %s::timestamptz AS pgh_moment, 1 AS pgh_place")
    if len(facts) == 1:
        return sql.SQL("SELECT {} AS pgh_moment, 1 AS pgh_place").format(sql.Identifier(facts[0]))
    return sql.SQL(
        "SELECT pgh_moment, row_number() OVER (ORDER BY pgh_moment) AS pgh_place "
        "FROM (SELECT DISTINCT greatest(fact, {}) AS pgh_moment FROM unnest(array[{}]) AS fact "
        "WHERE fact IS NOT NULL) each ORDER BY pgh_moment"
    ).format(sql.SQL(", ").join(map(sql.Identifier, always)), sql.SQL(", ").join(map(sql.Identifier, facts)))


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


def whole(names: Sequence[str], now: datetime) -> None:
    """Write the history of every row of some tables that has none yet, in the caller's transaction.

    The history's indexes are built after it. Who writes to these tables, or reads their history, waits meanwhile.
    """
    kept = [(name, event) for name in names if (event := history_of(apps.get_model(name))) is not None]
    context = new_context(now)
    with _indexed_after([event._meta.db_table for _, event in kept]):
        for name, event in kept:
            unwritten = sql.SQL(
                "NOT EXISTS (SELECT FROM {} told_of WHERE told_of.pgh_obj_id = {}.id AND told_of.pgh_label = 'insert')"
            ).format(sql.Identifier(event._meta.db_table), sql.Identifier(apps.get_model(name)._meta.db_table))
            first_events(name, context=context, now=now, where=unwritten)


@contextmanager
def _indexed_after(tables: Sequence[str]) -> Iterator[None]:
    """Take these tables' indexes down and build them anew from all rows. An empty table gets a new file first: rows
    that come into it in the same transaction need no log."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table)))
            if cursor.fetchone() == (False,):
                cursor.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(table)))
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
            "WHERE indrelid = ANY(%s::text[]::regclass[]) "
            "AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1",
            [list(tables)],
        )
        found = cursor.fetchall()
        for index, _ in found:
            cursor.execute(f"DROP INDEX {index}")
        yield
        for _, made in found:
            cursor.execute(made)
