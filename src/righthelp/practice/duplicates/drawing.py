"""What is worked out and never typed (the next visit due, the next review), drawn anew when two records become one.

The journal of a merge holds what people recorded. What rooms draw from it is kept beside the journal: as it stood when
all rows had moved, and as it was then drawn. An undo puts the first back before it walks the journal, so that every row
is again what it was; and where the second is not what stands now, something was recorded since, and both records are
drawn once more when they are two again.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg import sql

from righthelp.practice.casework import hearing
from righthelp.practice.duplicates import rows
from righthelp.practice.duplicates.rows import Reference


def _columns() -> list[Reference]:
    """The columns that say whose a drawn row is."""
    drawn = hearing.drawn_tables()
    return [each for each in rows.references() if each.table in drawn]


def image(people: Collection[int]) -> str:
    """Every drawn row of some people, whole, as PostgreSQL writes it, by table."""
    found: dict[str, list[Any]] = {}
    with connection.cursor() as cursor:
        for each in _columns():
            query = sql.SQL(
                "select coalesce(jsonb_agg(to_jsonb(t) order by t.id), '[]')::text from {} t where {} = any(%s)"
            ).format(sql.Identifier(each.table), sql.Identifier(each.column))
            cursor.execute(query.as_string(None), [sorted(people)])
            row = cursor.fetchone()
            found[each.table] = json.loads(row[0]) if row else []
    return json.dumps(found, sort_keys=True)


def anew(people: Collection[int], now: datetime) -> None:
    """Draw everything of these people anew. Both are locked."""
    for person in sorted(people):
        hearing.drawn_anew(person, now)


def put_back(people: Collection[int], wanted: str) -> None:
    """The drawn rows of these people become those of ``wanted``, an :func:`image`; rows alike are not touched."""
    present = json.loads(image(people))
    with connection.cursor() as cursor:
        for table, before in json.loads(wanted).items():
            kept = {row["id"]: row for row in before}
            now = {row["id"]: row for row in present.get(table, [])}
            gone = [key for key, row in now.items() if kept.get(key) != row]
            back = [row for key, row in kept.items() if now.get(key) != row]
            name = sql.Identifier(table)
            if gone:
                cursor.execute(sql.SQL("delete from {} where id = any(%s)").format(name).as_string(None), [gone])
            if back:
                query = sql.SQL("insert into {0} select * from jsonb_populate_recordset(null::{0}, %s::jsonb)")
                cursor.execute(query.format(name).as_string(None), [json.dumps(back)])


__all__ = ["anew", "image", "put_back"]
