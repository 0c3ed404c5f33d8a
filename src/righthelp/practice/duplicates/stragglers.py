"""Rows written on a merged record after its merge: by a load or a message that still knew the former number.

They are carried over to the record that stands, and only what is new: a row that stayed with the merged record when it
was merged stays, as two people decided. Nothing is merged here; what cannot stand beside the kept record's rows is left
where it is and counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.apps import apps
from django.db import DatabaseError, OperationalError, connection, transaction
from psycopg import sql

from righthelp.foundation.audit.history import history_of
from righthelp.practice.duplicates import drawing, merging, queries, rows
from righthelp.practice.duplicates.models import Merge, State
from righthelp.practice.duplicates.rows import Key, Reference

_SINCE: Final = """
select min(pgh_created_at) from people_personevent
 where pgh_obj_id = %(person)s and merged_into_id is not null and pgh_created_at > coalesce(
       (select max(pgh_created_at) from people_personevent where pgh_obj_id = %(person)s and merged_into_id is null),
       '-infinity')
"""


@dataclass
class Carried:
    """How many rows went over, and how many cannot stand there and wait for a person."""

    moved: int = 0
    left: int = 0

    def __str__(self) -> str:
        return f"{self.moved} rows carried over, {self.left} left where they were"


def carried_over(now: datetime) -> Carried:
    """Every row written on a merged record since its merge, carried to the record that stands, each merge by itself."""
    found = Carried()
    for merge in Merge.objects.filter(state=State.MERGED).order_by("pk"):
        with transaction.atomic():
            _one(merge, found, now)
    return found


def _one(merge: Merge, found: Carried, now: datetime) -> None:
    new = [(each, key) for each, _ in rows.pointing_at(merge.other_id) for key in _written_since(each, merge.other_id)]
    if not new:
        return
    to = queries.kept_record_of(merge.other_id)
    merging.locked_pair(to, merge.other_id)
    for reference, key in new:
        try:
            with transaction.atomic():
                rows.changed(reference.table, key, {reference.column: to})
            found.moved += 1
        except OperationalError:
            raise
        except DatabaseError:
            found.left += 1
    drawing.anew([to, merge.other_id], now)
    merging.clocks_settled([to, merge.other_id], now)


def _written_since(reference: Reference, person: int) -> list[Key]:
    """The rows of one column that came after the person's record was merged, as their history tells."""
    history = _history_of(reference.table)
    keys = rows.ids_of(reference, person) if history else []
    if not keys:
        return []
    query = sql.SQL(
        "select distinct pgh_obj_id from {history} where pgh_obj_id = any(%(keys)s) and pgh_label = 'insert' "
        "and pgh_created_at > ({since})"
    ).format(history=sql.Identifier(history), since=sql.SQL(_SINCE))
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(None), {"keys": keys, "person": person})
        return sorted((row[0] for row in cursor.fetchall()), key=str)


@lru_cache(maxsize=256)
def _history_of(table: str) -> str:
    """The table that keeps the history of another; empty for tables without one, whose rows are left alone.

    Also for people: one merged into the merged record is no straggler, chains are followed when they are read.
    """
    if table == merging.PERSON:
        return ""
    tracked = next((model for model in apps.get_models() if model._meta.db_table == table), None)
    event = history_of(tracked) if tracked else None
    return event._meta.db_table if event else ""
