"""Every row of the house that points to a person, found through Django's registry, and single rows moved and put back.

Rows are read and written as PostgreSQL's own JSON of the whole row, which carries every type without loss; Python
never takes a value apart on its way into the journal and back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pghistory.models
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model
from psycopg import sql

from righthelp.practice.people.models import Person

_OWN: Final = "duplicates"
KIND: Final = "child"
NOT_MOVED: Final = {
    "audit.Look": "who looked is never rewritten: it stays with the record that was looked at",
    "audit.Looked": "the same",
    "journey.DueMoment": "worked out again from the facts",
}
"""Models with a subject that a merge leaves alone, and why. A test holds this against the registry."""


Key = int | str
"""A primary key as JSON gives it."""


@dataclass(frozen=True)
class Reference:
    """A column that holds a person's id: a foreign key, or the subject of a row about records of any kind."""

    model: type[Model]
    column: str
    of_kind: bool  # the row says in ``kind`` which register its subject is in

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def words(self) -> str:
        """What its rows are called."""
        return str(self.model._meta.verbose_name_plural)


@dataclass(frozen=True)
class Row:
    """A row before and after a change, as PostgreSQL's JSON."""

    table: str
    before: str
    after: str

    def pk(self) -> Key:
        """The key of the row as it is after the change."""
        return key_of(self.table, self.after)


@lru_cache(maxsize=1)
def references() -> tuple[Reference, ...]:
    """Every column in the house that holds a person's id, but histories, the audit, and this room's own."""
    found: list[Reference] = []
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if not meta.managed or meta.proxy or meta.app_label == _OWN or issubclass(model, pghistory.models.Event):
            continue
        if meta.label in NOT_MOVED:
            continue
        names = {field.name for field in meta.local_concrete_fields}
        for field in meta.local_concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is Person:
                found.append(Reference(model, str(field.column), False))
            elif field.name == "subject_id":
                found.append(Reference(model, str(field.column), "kind" in names and meta.label != "intake.Message"))
    return tuple(sorted(found, key=lambda each: (each.table, each.column)))


@lru_cache(maxsize=256)
def _model_of(table: str) -> type[Model]:
    return next(model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)


@lru_cache(maxsize=256)
def key_column(table: str) -> str:
    """The column of a table's primary key."""
    return str(_model_of(table)._meta.pk.column)


def key_of(table: str, image: str) -> Key:
    """The primary key of a row of which PostgreSQL wrote ``image``."""
    found: Key = json.loads(image)[key_column(table)]
    return found


@lru_cache(maxsize=256)
def _writable(table: str) -> frozenset[str]:
    """A table's columns but those that the database computes."""
    fields = _model_of(table)._meta.local_concrete_fields
    return frozenset(str(field.column) for field in fields if not getattr(field, "generated", False))


def _condition(reference: Reference) -> sql.Composable:
    condition = sql.SQL("{} = %(person)s").format(sql.Identifier(reference.column))
    return sql.SQL("{} and kind = {}").format(condition, sql.Literal(KIND)) if reference.of_kind else condition


@lru_cache(maxsize=1)
def _counts() -> str:
    parts = [
        sql.SQL("select {}::int, (select count(*) from {} where {})").format(
            sql.Literal(place), sql.Identifier(each.table), _condition(each)
        )
        for place, each in enumerate(references())
    ]
    return sql.SQL(" union all ").join(parts).as_string(None)


def pointing_at(person: int) -> list[tuple[Reference, int]]:
    """The columns that hold this person's id, and in how many rows each. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_counts(), {"person": person})
        counted = dict(cursor.fetchall())
    return [(each, counted[place]) for place, each in enumerate(references()) if counted[place]]


def ids_of(reference: Reference, person: int) -> list[Key]:
    """The keys of the rows whose column holds this person's id, locked, in their order."""
    query = sql.SQL("select {key} from {table} where {condition} order by {key} for update").format(
        key=sql.Identifier(key_column(reference.table)),
        table=sql.Identifier(reference.table),
        condition=_condition(reference),
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(None), {"person": person})
        return [row[0] for row in cursor.fetchall()]


def all_moved(reference: Reference, person: int, to: int) -> list[Row]:
    """Point every row of a column from one person to another. Raises ``IntegrityError`` when one cannot go."""
    query = sql.SQL(
        "with old as (select {key} as key, to_jsonb(t)::text as image from {table} t where {condition} for update) "
        "update {table} new set {column} = %(to)s from old where new.{key} = old.key "
        "returning old.image, to_jsonb(new.*)::text"
    ).format(
        key=sql.Identifier(key_column(reference.table)),
        table=sql.Identifier(reference.table),
        column=sql.Identifier(reference.column),
        condition=_condition(reference),
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(None), {"person": person, "to": to})
        return sorted(
            (Row(reference.table, before, after) for before, after in cursor.fetchall()), key=lambda row: str(row.pk())
        )


def changed(table: str, key: Key, values: dict[str, Any]) -> Row:
    """Change some columns of one row. Raises ``IntegrityError``; ``LookupError`` when the row is gone."""
    before = image(table, key)
    if before is None:
        raise LookupError(table)
    query = sql.SQL("update {table} t set {sets} where {key} = %(key)s returning to_jsonb(t.*)::text").format(
        table=sql.Identifier(table),
        sets=sql.SQL(", ").join(
            sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(f"v_{name}")) for name in values
        ),
        key=sql.Identifier(key_column(table)),
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(None), {"key": key} | {f"v_{name}": value for name, value in values.items()})
        row = cursor.fetchone()
    assert row is not None  # noqa: S101  it was locked a moment ago
    return Row(table, before, row[0])


def image(table: str, key: Key) -> str | None:
    """A row as PostgreSQL's JSON, locked; None when there is none."""
    query = sql.SQL("select to_jsonb(t)::text from {table} t where {key} = %(key)s for update").format(
        table=sql.Identifier(table), key=sql.Identifier(key_column(table))
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(None), {"key": key})
        row = cursor.fetchone()
    return row[0] if row else None


def put_back(table: str, key: Key, columns: list[str], source: str) -> None:
    """Give some columns of a row the values they have in ``source``, a row as PostgreSQL wrote it."""
    wanted = [name for name in columns if name in _writable(table)]
    if not wanted:
        return
    query = sql.SQL(
        "update {table} t set {sets} from jsonb_populate_record(null::{table}, %(source)s::jsonb) s "
        "where t.{key} = %(key)s"
    ).format(
        table=sql.Identifier(table),
        sets=sql.SQL(", ").join(sql.SQL("{0} = s.{0}").format(sql.Identifier(name)) for name in wanted),
        key=sql.Identifier(key_column(table)),
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(None), {"key": key, "source": source})


def differing(one: str, other: str) -> list[str]:
    """The columns in which two images of a row differ."""
    left, right = json.loads(one), json.loads(other)
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def named_field(table: str, column: str) -> str:
    """A column in words."""
    found = next((each for each in _model_of(table)._meta.local_concrete_fields if each.column == column), None)
    return str(found.verbose_name) if found else column.replace("_", " ")


_WORDS: Final = {
    "people_involvement": "plans and care",
    "people_residence": "homes",
    "people_identifier": "numbers",
    "people_person": "the person",
    "missing_episode": "missing episodes",
    "workforce_allocation": "workers",
    "missing_riskassessment": "missing risk assessments",
    "access_conflict": "conflicts of interest",
    "access_namedaccess": "people named for a restricted record",
    "intake_message": "messages from partners",
}


def model_words(table: str) -> str:
    """What the rows of a table are called."""
    return _WORDS.get(table) or str(_model_of(table)._meta.verbose_name_plural)


def models_of(tables: set[str]) -> Iterator[type[Model]]:
    """The models of some tables."""
    return (_model_of(table) for table in sorted(tables))
