"""Making two records again of one: every row that the merge changed is put back as it was.

The journal is walked backwards. Work recorded on the kept record after the merge stays where it was recorded. A row
that the merge changed and somebody has changed since cannot be both as it was and as it is now: then nothing is done
until whoever undoes the merge says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Min

from righthelp.foundation.journey import registry
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import hearing
from righthelp.practice.duplicates import chains, drawing, rows
from righthelp.practice.duplicates.merging import clocks_settled
from righthelp.practice.duplicates.models import Merge, MergedRow, State

KEEP: Final = "keep"
PUT_BACK: Final = "put_back"


@dataclass(frozen=True)
class Later:
    """A row that the merge changed and somebody has changed since: the columns, in words, and whether it is gone."""

    table: str
    words: str
    columns: list[str]
    gone: bool


class ChangedSinceError(Refused):
    """The merge cannot be undone exactly, and nobody has said yet what to do about it."""

    def __init__(self, later: list[Later]) -> None:
        super().__init__(
            "later",
            f"{len(later)} {'row' if len(later) == 1 else 'rows'} of the merge changed again since. Look below, say "
            "what is to become of such rows, and undo the merge then.",
        )
        self.later = later


def changed_since(merge: Merge) -> list[Later]:
    """The rows of a merge that are no longer as the merge left them."""
    return [later for _, later in _steps(merge) if later]


def in_the_way(merge: Merge) -> str:
    """Why a merge cannot be undone yet, or nothing: merges are undone in the opposite order of their making."""
    own = MergedRow.objects.filter(merge=merge).aggregate(first=Min("pk"))["first"] or 0
    later = Merge.objects.filter(state=State.MERGED, rows__pk__gt=own).exclude(pk=merge.pk)
    if later.filter(other_id=merge.kept_id).exists():
        return "The kept record has been merged into another one since. Undo that merge first."
    if later.filter(kept_id=merge.kept_id).exists():
        return "Another record has been merged into the kept one since. Undo that merge first."
    return ""


def carried_out(merge: Merge, *, later: str, now: datetime) -> bool:
    """Put every row back, in the caller's transaction; whether all is exactly as it was. Both people are locked.

    ``later`` is ``keep`` (what was changed since stays as it is now), ``put_back`` (it becomes what it was before the
    merge), or "" (nobody has said): then rows changed since raise :class:`ChangedSinceError` and nothing is done.
    """
    people = [merge.kept_id, merge.other_id]
    since = bool(merge.drawn_after) and drawing.image(people) != merge.drawn_after
    steps = _steps(merge)
    changed = [each for _, each in steps if each]
    if changed and later not in {KEEP, PUT_BACK}:
        raise ChangedSinceError(changed)
    if merge.drawn_before:
        drawing.put_back(people, merge.drawn_before)
    chains.wait()
    for step, each in reversed(steps):
        if each and each.gone:
            continue
        key = rows.key_of(step.table, step.after)
        columns = set(rows.differing(step.before, step.after))
        if each and later == PUT_BACK:
            columns |= set(each.columns)
        elif each:
            columns -= set(each.columns) - _people_columns(step.table)
        rows.put_back(step.table, key, sorted(columns), step.before)
    chains.hold()
    if since:
        drawing.anew(people, now)
    _clocks_put_back(merge, now)
    first: dict[tuple[str, rows.Key], MergedRow] = {}
    for step, _ in steps:
        first.setdefault((step.table, rows.key_of(step.table, step.before)), step)
    drawn = hearing.drawn_tables() if since else frozenset()
    return all(rows.image(table, key) == step.before for (table, key), step in first.items() if table not in drawn)


def _people_columns(table: str) -> set[str]:
    """Columns that say whose a row is: these always go back."""
    return {each.column for each in rows.references() if each.table == table}


def _steps(merge: Merge) -> list[tuple[MergedRow, Later | None]]:
    """The journal in order, each with what was changed since. A row with several steps is judged by its last one."""
    journal = list(MergedRow.objects.filter(merge=merge).order_by("place"))
    last: dict[tuple[str, rows.Key], MergedRow] = {}
    for step in journal:
        last[(step.table, rows.key_of(step.table, step.after))] = step
    drawn = hearing.drawn_tables() if merge.drawn_before else frozenset()
    found: list[tuple[MergedRow, Later | None]] = []
    for step in journal:
        key = rows.key_of(step.table, step.after)
        later = None
        if last[(step.table, key)] is step and step.table not in drawn:
            later = _later(step, key)
        found.append((step, later))
    return found


def _later(step: MergedRow, key: rows.Key) -> Later | None:
    present = rows.image(step.table, key)
    words = rows.model_words(step.table)
    if present is None:
        return Later(step.table, words, [], True)
    columns = rows.differing(step.after, present)
    return Later(step.table, words, columns, False) if columns else None


def clocks_of(people: list[int]) -> str:
    """The due moments of some people, whole, as PostgreSQL writes them: for the journal."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(json_agg(to_jsonb(d) order by d.id), '[]')::text from journey_duemoment d "
            "where subject_id = any(%s) and journey = any(%s)",
            [people, _journeys()],
        )
        row = cursor.fetchone()
    return str(row[0]) if row else "[]"


def _clocks_put_back(merge: Merge, now: datetime) -> None:
    """The due moments as they were, then worked out again: where no fact has changed since, they are the same rows."""
    people = [merge.kept_id, merge.other_id]
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from journey_duemoment where subject_id = any(%s) and journey = any(%s)", [people, _journeys()]
        )
        cursor.execute(
            "insert into journey_duemoment select * from jsonb_populate_recordset(null::journey_duemoment, %s::jsonb) "
            "on conflict do nothing",
            [merge.clocks or "[]"],
        )
    clocks_settled(people, now)


def _journeys() -> list[str]:
    return [binding.journey.code for binding in registry if binding.journey.subject == rows.KIND]
