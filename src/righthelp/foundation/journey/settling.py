"""Keeping stored due moments equal to what the facts say.

A verb that writes facts calls :func:`settle` in its own transaction. A bulk load calls :func:`settle_all` at
its end. Either leaves one row for each clock that somebody still has to act on, and none for any other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, transaction

from righthelp.foundation.journey.binding import Binding, registry
from righthelp.foundation.journey.clocks import Clock
from righthelp.foundation.journey.engines.row import evaluate, holds
from righthelp.foundation.journey.facts import Journey
from righthelp.foundation.journey.reading import Episode, load, load_others

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from righthelp.foundation.journey.models import DueMoment

# What happens to a row that is already there: it moves, and what was done about the old moment is forgotten.
_ON_CONFLICT = """
ON CONFLICT (clock, episode_id) DO UPDATE SET
    subject_id = excluded.subject_id, due_at = excluded.due_at, warns_at = excluded.warns_at,
    passed_at = CASE WHEN held.due_at = excluded.due_at THEN held.passed_at END,
    warned_at = CASE WHEN held.warns_at IS NOT DISTINCT FROM excluded.warns_at THEN held.warned_at END
WHERE (held.subject_id, held.due_at, held.warns_at)
    IS DISTINCT FROM (excluded.subject_id, excluded.due_at, excluded.warns_at)
"""
_COLUMNS = "(clock, journey, episode_id, subject_id, due_at, warns_at)"


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment as the facts have it."""

    clock: str
    journey: str
    episode_id: int
    subject_id: int | None
    due_at: datetime
    warns_at: datetime | None


def settle(journey: type[Journey], episode_ids: Iterable[int], now: datetime) -> None:
    """Rewrite the due moments of some episodes from their facts, in the caller's transaction.

    Where a clock counts the subject's other episodes, theirs are rewritten too, and two writers of one
    subject take turns until they commit. A handful of queries, however many episodes. Raises
    :class:`NotBound`.
    """
    ids = sorted(set(episode_ids))
    if not ids:
        return
    binding = registry.binding(journey)
    dependents = registry.counting(journey)
    with transaction.atomic():
        subjects = _subjects(binding, ids) if dependents else []
        _take_turns(subjects)
        settle_alone(binding, ids, now)
        for other in dependents:
            settle_alone(other, [episode.id for episode in load(other, subjects=subjects)], now)


def settle_all(journey: type[Journey], now: datetime) -> int:
    """Rewrite every due moment of a journey in the database, and return how many clocks are running or overdue.

    For bulk loads and repairs. Writers of the journey wait while it runs, so that none slips between reading
    and writing. Raises :class:`NotBound`.
    """
    from righthelp.foundation.journey.engines import set as set_engine

    binding = registry.binding(journey)
    kept = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {connection.ops.quote_name(binding.table)} IN SHARE MODE")
        cursor.execute(
            "DELETE FROM journey_duemoment WHERE journey = %s AND clock <> ALL(%s)",
            [journey.code, [clock.code for clock in binding.clocks]],
        )
        for clock in binding.clocks:
            columns = {"due_at": clock.due} | ({"warns_at": clock.warns} if clock.warns is not None else {})
            query = set_engine.compiled(journey, columns, where=clock.live)
            warns = "warns_at" if clock.warns is not None else "NULL::timestamptz"
            names: dict[str, Any] = {"clock_": clock.code, "journey_": journey.code, "now": now}
            live = f"SELECT id, subject_id, due_at, {warns} AS warns_at FROM ({query.sql}) AS computed"  # noqa: S608
            cursor.execute(
                f"DELETE FROM journey_duemoment WHERE clock = %(clock_)s "  # noqa: S608
                f"AND episode_id NOT IN (SELECT id FROM ({live}) AS kept)",
                names,
            )
            cursor.execute(
                f"INSERT INTO journey_duemoment AS held {_COLUMNS} "  # noqa: S608
                f"SELECT %(clock_)s, %(journey_)s, id, subject_id, due_at, warns_at FROM ({live}) AS kept "
                f"{_ON_CONFLICT}",
                names,
            )
            cursor.execute("SELECT count(*) FROM journey_duemoment WHERE clock = %s", [clock.code])
            row = cursor.fetchone()
            kept += int(row[0]) if row else 0
    return kept


def running(
    *clocks: Clock, due_before: datetime | None = None, due_from: datetime | None = None
) -> "QuerySet[DueMoment]":
    """The due moments of some clocks, soonest first: what somebody still has to act on, late ones among them.

    ``due_from`` and ``due_before`` are the half-open window of due moments wanted. What is late at ``now`` is
    ``running(clock, due_before=now)``.
    """
    rows: QuerySet[DueMoment] = apps.get_model("journey", "DueMoment")._default_manager.filter(
        clock__in=[clock.code for clock in clocks]
    )
    if due_from is not None:
        rows = rows.filter(due_at__gte=due_from)
    if due_before is not None:
        rows = rows.filter(due_at__lt=due_before)
    return rows.order_by("due_at", "episode_id")


def computed(binding: Binding, episodes: Iterable[Episode], now: datetime) -> list[Due]:
    """The due moments that these episodes should have, worked out from their facts."""
    episodes = list(episodes)
    counted = binding.counted
    others = load_others(counted, [episode.subject_id for episode in episodes]) if counted else {}
    found: list[Due] = []
    for episode in episodes:
        # An episode of somebody we do not know yet has no others that we could count, but itself.
        mine = others.get(episode.subject_id) if episode.subject_id is not None else None
        rows = mine if mine is not None else {journey: [] for journey in counted} | {binding.journey: [episode.facts]}
        for clock in binding.clocks:
            if not holds(clock.live, episode.facts, others=rows, now=now):
                continue
            due = evaluate(clock.due, episode.facts, others=rows)
            warns = None if clock.warns is None else evaluate(clock.warns, episode.facts, others=rows)
            if isinstance(due, datetime):
                found.append(
                    Due(
                        clock.code,
                        binding.journey.code,
                        episode.id,
                        episode.subject_id,
                        due,
                        warns if isinstance(warns, datetime) else None,
                    )
                )
    return found


def settle_alone(binding: Binding, ids: list[int], now: datetime) -> None:
    """Make the stored rows of these episodes equal to their facts, and nobody else's. An id without episode
    keeps none.
    """
    due = sorted(computed(binding, load(binding, ids=ids), now), key=lambda row: (row.clock, row.episode_id))
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM journey_duemoment WHERE journey = %s AND episode_id = ANY(%s) AND (clock, episode_id) NOT IN "
            "(SELECT * FROM unnest(%s::text[], %s::bigint[]))",
            [binding.journey.code, ids, [row.clock for row in due], [row.episode_id for row in due]],
        )
        if due:
            cursor.execute(
                f"INSERT INTO journey_duemoment AS held {_COLUMNS} SELECT * FROM unnest(%s::text[], %s::text[], "  # noqa: S608
                f"%s::bigint[], %s::bigint[], %s::timestamptz[], %s::timestamptz[]) {_ON_CONFLICT}",
                [
                    [row.clock for row in due],
                    [row.journey for row in due],
                    [row.episode_id for row in due],
                    [row.subject_id for row in due],
                    [row.due_at for row in due],
                    [row.warns_at for row in due],
                ],
            )


def _subjects(binding: Binding, ids: list[int]) -> list[int]:
    rows = binding.model._base_manager.filter(pk__in=ids).values_list(binding.subject_field, flat=True)
    return sorted({subject for subject in rows if subject is not None})


def _take_turns(subjects: list[int]) -> None:
    """Let no other transaction settle these subjects' counts until this one ends. In order, so that none
    waits in a ring.
    """
    with connection.cursor() as cursor:
        for subject in subjects:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('journey settle', %s))", [subject])
