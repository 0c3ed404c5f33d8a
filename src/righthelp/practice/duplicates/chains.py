"""Rows that stand on one another about the same person: they move together, or all of them stay.

An assessment answers a referral of the same child, and the database holds the two together (``same_child``): a foreign
key of several columns, one of which says whose the row is. Moved one column at a time such rows would part, so these
keys wait while a merge is done or undone. A row that parted from one that had to stay is moved back to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.db import connection
from psycopg import sql

from righthelp.practice.duplicates import rows

_KEYS: Final = """
    select c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text, c.condeferrable,
           array_agg(a.attname::text order by k.place), array_agg(f.attname::text order by k.place)
      from pg_constraint c
      cross join lateral unnest(c.conkey, c.confkey) with ordinality as k(own, theirs, place)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.own
      join pg_attribute f on f.attrelid = c.confrelid and f.attnum = k.theirs
     where c.contype = 'f' and cardinality(c.conkey) > 1
     group by c.oid, c.conname, c.conrelid, c.confrelid, c.condeferrable
     order by c.conname
"""


@dataclass(frozen=True)
class Chain:
    """A foreign key of several columns: ``table`` stands on ``to``; ``person`` and ``to_person`` say whose they are."""

    name: str
    table: str
    to: str
    person: str
    to_person: str
    pairs: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def chains() -> tuple[Chain, ...]:
    """Every such key between rows about people. Raises ``RuntimeError`` for one that cannot wait."""
    people = {(each.table, each.column) for each in rows.references()}
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_KEYS)
        for name, table, to, waits, own, theirs in cursor.fetchall():
            whose = [(a, b) for a, b in zip(own, theirs, strict=True) if (table, a) in people and (to, b) in people]
            if not whose:
                continue
            if not waits:
                raise RuntimeError(f"{name} is checked at once: declare it deferrable, or records cannot be merged.")
            ((person, to_person),) = whose
            pairs = tuple(pair for pair in zip(own, theirs, strict=True) if pair not in whose)
            found.append(Chain(name, table, to, person, to_person, pairs))
    return tuple(found)


def wait() -> None:
    """Check every constraint at once from now on, but for chains, which wait."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        if chains():
            cursor.execute(f"set constraints {_names()} deferred")


def hold() -> None:
    """Check the chains now, and at once from now on."""
    if chains():
        with connection.cursor() as cursor:
            cursor.execute(f"set constraints {_names()} immediate")


def _names() -> str:
    return ", ".join(connection.ops.quote_name(each.name) for each in chains())


def parted(kept: int, other: int) -> list[tuple[str, rows.Key]]:
    """The rows that are ``kept``'s now while one they stand on, or that stands on them, is ``other``'s. One query."""
    if not chains():
        return []
    with connection.cursor() as cursor:
        cursor.execute(_parted(), {"kept": kept, "other": other})
        found = {(table, key if isinstance(key, int) else str(key)) for table, key in cursor.fetchall()}
        return sorted(found, key=str)


@lru_cache(maxsize=1)
def _parted() -> str:
    parts = []
    for each in chains():
        joined = sql.SQL(" and ").join(
            sql.SQL("d.{} = t.{}").format(sql.Identifier(own), sql.Identifier(theirs)) for own, theirs in each.pairs
        )
        for mine, side, table in (("d", each.person, each.table), ("t", each.to_person, each.to)):
            theirs = ("t", each.to_person) if mine == "d" else ("d", each.person)
            parts.append(
                sql.SQL(
                    "select {name}, {mine}.{key} from {table} d join {to} t on {joined} "
                    "where {mine}.{side} = %(kept)s and {yours}.{whose} = %(other)s"
                ).format(
                    name=sql.Literal(table),
                    mine=sql.Identifier(mine),
                    key=sql.Identifier(rows.key_column(table)),
                    table=sql.Identifier(each.table),
                    to=sql.Identifier(each.to),
                    joined=joined,
                    side=sql.Identifier(side),
                    yours=sql.Identifier(theirs[0]),
                    whose=sql.Identifier(theirs[1]),
                )
            )
    return sql.SQL(" union ").join(parts).as_string(None)
