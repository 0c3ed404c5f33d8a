"""Episodes as the rows of lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from righthelp.practice.missing import law
from righthelp.practice.missing.journey import Missing
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.homes import kept_quiet


@dataclass(frozen=True, slots=True)
class Row:
    """One episode on a list. Moments are UTC; ``hours`` is whole hours missing, running for a child missing now."""

    id: int
    child_id: int
    child: str
    birth_date: date | None
    missing_from: datetime
    returned: datetime | None
    hours: int
    where_from: str
    status: str
    area: str
    authority: str
    risk: str
    unaccompanied: bool
    place: str
    worker_id: int | None
    worker: str
    offered: datetime | None
    accepted: datetime | None
    strategy_held: datetime | None
    attempts: int
    due_at: datetime | None
    late: bool

    @property
    def ours(self) -> bool:
        """Whether we answer for the child."""
        return self.authority == law.OURS


_COLUMNS = (
    "pk",
    "child_id",
    "shown",
    "child__surname",
    "child__birth_date",
    "missing_from",
    "returned",
    "where_from",
    "status",
    "area",
    "authority",
    "risk",
    "unaccompanied",
    "place",
    "support_worker_id",
    "support_worker__name",
    "offered",
    "accepted",
    "strategy_held",
)


def rows_of(
    episodes: QuerySet[Episode], now: datetime, *, clocks: Iterable[str] = (), attempts: bool = False
) -> list[Row]:
    """Episodes as rows, in the order given: one query, one more for due moments, one more for attempts.

    ``due_at`` is the earliest due moment of the ``clocks`` named; without any it is None.
    """
    found = _values(episodes)
    ids = [row[0] for row in found]
    wanted = list(clocks)
    due = _due_moments(ids) if wanted else {}
    tried = _attempts(ids) if attempts else {}
    return [_row(values, now, _first(due, values[0], wanted), tried.get(values[0], 0)) for values in found]


def _values(episodes: QuerySet[Episode]) -> list[tuple[Any, ...]]:
    shown = Case(
        When(~Q(child__preferred_name=""), then=F("child__preferred_name")),
        default=F("child__forename"),
        output_field=CharField(),
    )
    place = Case(When(kept_quiet("address_id"), then=Value("")), default=F("address__name"), output_field=CharField())
    return list(episodes.annotate(shown=shown, place=place).values_list(*_COLUMNS))


def _due_moments(ids: list[int]) -> dict[tuple[str, int], datetime]:
    """The due moments of some episodes, by clock and episode: what their clocks last wrote down."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT clock, episode_id, due_at FROM journey_duemoment WHERE journey = %s AND episode_id = ANY(%s)",
            [Missing.code, ids],
        )
        return {(clock, episode): due_at for clock, episode, due_at in cursor.fetchall()}


def _first(due: dict[tuple[str, int], datetime], episode: int, clocks: Iterable[str]) -> datetime | None:
    return min((due[clock, episode] for clock in clocks if (clock, episode) in due), default=None)


def _attempts(ids: list[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT episode_id, count(*) FROM missing_offer WHERE episode_id = ANY(%s) GROUP BY 1", [ids])
        return dict(cursor.fetchall())


def _row(values: tuple[Any, ...], now: datetime, due_at: datetime | None, tried: int) -> Row:
    (pk, child_id, called, surname, born, missing_from, returned, *rest) = values
    (where_from, status, area, authority, risk, alone, place, worker_id, worker, offered, accepted, strategy) = rest
    until = returned or now
    hours = int((until - missing_from).total_seconds() // 3600)
    return Row(
        pk,
        child_id,
        f"{called} {surname}",
        born,
        missing_from,
        returned,
        max(hours, 0),
        where_from,
        status,
        area,
        authority,
        risk,
        alone,
        place or "",
        worker_id,
        worker or "",
        offered,
        accepted,
        strategy,
        tried,
        due_at,
        due_at is not None and due_at < now,
    )
