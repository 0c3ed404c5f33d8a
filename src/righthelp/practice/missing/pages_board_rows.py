"""The rows of the daily triage board: the board's own read, with what the meeting asks about each child beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import end_of_day, local_date
from righthelp.practice.missing import law, queries
from righthelp.practice.missing.models import Answer, Risk, Status, WhereFrom
from righthelp.practice.missing.pages_shared import age_on
from righthelp.practice.missing.queries import Row
from righthelp.practice.people.models import Area
from righthelp.practice.workforce.models import Allocation

RISKS: Final = {str(key): str(words) for key, words in Risk.choices}
PLACES_FROM: Final = {str(key): str(words) for key, words in WhereFrom.choices}
AREAS: Final = {str(key): str(words) for key, words in Area.choices}
STATUSES: Final = {str(key): str(words) for key, words in Status.choices}
ANSWERS: Final = {str(key): str(words) for key, words in Answer.choices}
LONG: Final = int(law.STRATEGY_WITHIN.amount)
"""Hours missing from which a strategy discussion is due."""


@dataclass(slots=True)
class Line:
    """One episode on the board. ``times`` is how often the child was missing in thirty days, this time included."""

    row: Row
    now: datetime
    age: int | None
    times: int
    social_worker: str
    holder_away: bool
    last_answer: str
    decisions: Sequence[str]
    typed: str = ""
    problem: str = ""

    @property
    def repeat(self) -> bool:
        """Missing so often lately that the scrutiny measure counts the child."""
        return self.times >= law.REPEAT_TIMES


@dataclass(frozen=True)
class Lists:
    """The board as the page shows it. ``hidden`` children are missing now and their record is closed to the reader."""

    board: queries.Board
    missing: list[Line]
    found: list[Line]
    to_offer: list[Line]
    due_today: list[Line]
    later: list[Line]
    overdue: list[Line]
    hidden: int
    workers: list[tuple[str, str]]

    @property
    def lines(self) -> list[Line]:
        """Every line of the page, an episode perhaps twice."""
        return [*self.missing, *self.found, *self.to_offer, *self.due_today, *self.later, *self.overdue]


def read_lists(account: Account, now: datetime, *, area: str = "", where_from: str = "", worker: str = "") -> Lists:
    """The board for one person, narrowed by area, where from and holder (an id, or ``none`` for nobody)."""
    board = queries.board(now, account)
    parts = (board.missing_now, board.found_since_yesterday, board.to_offer, board.due, board.overdue)
    everyone = {row.worker_id: row.worker for rows in parts for row in rows if row.worker_id is not None}

    def wanted(row: Row) -> bool:
        return (
            (not area or row.area == area)
            and (not where_from or row.where_from == where_from)
            and (not worker or (str(row.worker_id) if row.worker_id else "none") == worker)
        )

    kept = [[row for row in rows if wanted(row)] for rows in parts]
    lines = _lines([row for rows in kept for row in rows], board, now)
    missing, found, to_offer, due, overdue = ([lines[row.id] for row in rows] for rows in kept)
    tonight = end_of_day(local_date(now))
    for offers in (to_offer, overdue):
        offers.sort(key=lambda line: (line.row.due_at or now, line.row.id))
    return Lists(
        board=board,
        missing=missing,
        found=found,
        to_offer=to_offer,
        due_today=[line for line in due if line.row.due_at and line.row.due_at <= tonight],
        later=[line for line in due if not line.row.due_at or line.row.due_at > tonight],
        overdue=overdue,
        hidden=board.hidden,
        workers=sorted(((str(pk), name) for pk, name in everyone.items()), key=lambda pair: pair[1]),
    )


def _lines(rows: Sequence[Row], board: queries.Board, now: datetime) -> dict[int, Line]:
    today = local_date(now)
    lines = {}
    for row in rows:
        beside = board.beside[row.id]
        lines[row.id] = Line(
            row=row,
            now=now,
            age=age_on(row.birth_date, today),
            times=beside.times,
            social_worker=beside.social_worker,
            holder_away=beside.holder_away,
            last_answer=ANSWERS.get(beside.last_answer, ""),
            decisions=board.decisions.get(row.id, ()),
        )
    return lines


def social_workers(children: Collection[int], now: datetime) -> dict[int, str]:
    """The primary worker's name of each of these children who has one."""
    rows = Allocation.objects.filter(Q(ends__isnull=True) | Q(ends__gt=now), primary=True, starts__lte=now)
    return dict(rows.filter(child__in=children).values_list("child_id", "worker__name"))
