"""The named reads of the missing story: the triage board, one episode, one child.

Reads of many records take ``visible``, the episodes the reader may see (``within_reach``), and return plain typed rows.
The others stand in ``queries_lists`` (hot lists, repeat missing, interviews waiting), ``queries_reports`` (managers'
report, briefing, capacity, places named, samples) and ``circumstances``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, F, Prefetch, Q, QuerySet, When

from righthelp.foundation.calendar import local_date, start_of_day
from righthelp.foundation.intake.models import Message
from righthelp.foundation.journey import Explanation, explain
from righthelp.practice.missing import law
from righthelp.practice.missing.circumstances import Circumstances, circumstances
from righthelp.practice.missing.journey import (
    CLOCKS,
    INTERVIEW_OFFER,
    RETURN_INTERVIEW,
    STRATEGY_DISCUSSION,
    UNACCOMPANIED_CHECK,
    Missing,
)
from righthelp.practice.missing.models import (
    Episode,
    Interview,
    RiskAssessment,
    Together,
)
from righthelp.practice.missing.notices import KIND

__all__ = ["Board", "Circumstances", "EpisodeRecord", "Row", "board", "child_episodes", "circumstances", "record_of"]

OPEN_FOR = timedelta(days=90)
"""How long after the return an interview still stands on the board; older ones are counted, not listed."""


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


@dataclass(frozen=True)
class Board:
    """The triage board. An episode awaiting its interview stands in exactly one of the last three lists.

    ``due_at`` is, for a child missing now, the strategy discussion's due moment (or the check's, for an unaccompanied
    child, whichever is first); for a child to be interviewed, the interview's; for one to be offered, the offer's.
    """

    at: datetime
    missing_now: Sequence[Row]
    found_since_yesterday: Sequence[Row]
    to_offer: Sequence[Row]
    due: Sequence[Row]
    overdue: Sequence[Row]
    overdue_longer: int
    decisions: dict[int, list[str]]
    forwards_due: int
    notices_waiting: int

    @property
    def ids(self) -> set[int]:
        """The children on the board: what the audit must name."""
        lists = (self.missing_now, self.found_since_yesterday, self.to_offer, self.due, self.overdue)
        return {row.child_id for rows in lists for row in rows}


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
    "address__name",
    "support_worker_id",
    "support_worker__name",
    "offered",
    "accepted",
    "strategy_held",
)


_RETURNED = _COLUMNS.index("returned")


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
    return list(episodes.annotate(shown=shown).values_list(*_COLUMNS))


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


def board(now: datetime, visible: QuerySet[Episode] | None = None) -> Board:
    """The daily triage board, in five queries.

    Whether an interview is still owed, and until when, is what its clock wrote down: an episode awaits its interview
    if, and only if, the clock has a due moment for it.
    """
    yesterday = start_of_day(local_date(now) - timedelta(days=1))
    lately = Q(returned__gte=now - OPEN_FOR, held__isnull=True, declined__isnull=True, authority=law.OURS)
    wanted = Q(returned__isnull=True) | Q(returned__gte=yesterday) | lately
    episodes = (Episode.objects.all() if visible is None else visible).filter(wanted, cancelled__isnull=True)
    found = _values(episodes.order_by("missing_from", "pk"))
    ids = [row[0] for row in found]
    due, tried = _due_moments(ids), _attempts(ids)
    of_missing = (STRATEGY_DISCUSSION.code, UNACCOMPANIED_CHECK.code)
    missing: list[Row] = []
    back: list[Row] = []
    waiting: list[Row] = []
    to_offer: list[Row] = []
    for values in found:
        episode = values[0]
        interview = due.get((RETURN_INTERVIEW.code, episode))
        if values[_RETURNED] is None:
            missing.append(_row(values, now, _first(due, episode, of_missing), tried.get(episode, 0)))
            continue
        row = _row(values, now, interview, tried.get(episode, 0))
        if values[_RETURNED] >= yesterday:
            back.append(row)
        if interview is None:
            continue
        if row.late or row.offered is not None:
            waiting.append(row)
        else:
            to_offer.append(_row(values, now, due.get((INTERVIEW_OFFER.code, episode)), row.attempts))
    decisions, longer, forwards, notices = _around_the_board(now)
    return Board(
        at=now,
        missing_now=missing,
        found_since_yesterday=sorted(back, key=_returned, reverse=True),
        to_offer=sorted(to_offer, key=_returned),
        due=sorted((row for row in waiting if not row.late), key=_returned),
        overdue=sorted((row for row in waiting if row.late), key=_returned),
        overdue_longer=longer,
        decisions=decisions,
        forwards_due=forwards,
        notices_waiting=notices,
    )


def _returned(row: Row) -> tuple[datetime, int]:
    return row.returned or row.missing_from, row.id


def _around_the_board(now: datetime) -> tuple[dict[int, list[str]], int, int, int]:
    """Today's decisions; how many interviews are overdue from longer ago; notices to send on; notices that wait."""
    hours = timedelta(hours=law.INTERVIEW_WITHIN.amount)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT episode_id, text FROM missing_decision WHERE meeting_on = %s ORDER BY decided_at, id",
            [local_date(now)],
        )
        decisions: dict[int, list[str]] = {}
        for episode, text in cursor.fetchall():
            decisions.setdefault(episode, []).append(text)
        cursor.execute(
            "SELECT (SELECT count(*) FROM journey_duemoment WHERE clock = %s AND due_at < %s), "
            "(SELECT count(*) FROM missing_forward WHERE forwarded_at IS NULL), "
            "(SELECT count(*) FROM intake_message WHERE state = 'waiting' AND owner = %s)",
            [RETURN_INTERVIEW.code, now - OPEN_FOR + hours, law.TEAM],
        )
        longer, forwards, notices = cursor.fetchone() or (0, 0, 0)
    return decisions, longer, forwards, notices


def to_interview(episodes: QuerySet[Episode]) -> QuerySet[Episode]:
    """The episodes whose interview is still owed: home, ours, not held, not declined, not cancelled."""
    return episodes.filter(
        returned__isnull=False,
        held__isnull=True,
        declined__isnull=True,
        cancelled__isnull=True,
        authority=law.OURS,
    )


@dataclass(frozen=True)
class EpisodeRecord:
    """Everything recorded of one episode. Lists are in the order in which things happened."""

    episode: Episode
    interview: Interview | None
    clocks: Sequence[Explanation]
    together: Sequence[Together]
    risk_assessment: RiskAssessment | None
    notices: Sequence[Message] = field(default_factory=list)

    def other_of(self, link: Together) -> Episode:
        """The other child's episode of a link."""
        return link.second if link.first_id == self.episode.pk else link.first


def record_of(episode: int, now: datetime) -> EpisodeRecord | None:
    """One episode with all that belongs to it, or None. Related lists are loaded on ``episode`` itself."""
    related = (
        Prefetch(
            name,
            queryset=Episode._meta.get_field(name).related_model._default_manager.order_by(*order),  # type: ignore[union-attr]  # all are reverse foreign keys
        )
        for name, order in (
            ("sightings", ("seen_at", "pk")),
            ("offers", ("at", "pk")),
            ("strategy_discussions", ("held_at", "pk")),
            ("actions", ("agreed_at", "pk")),
            ("decisions", ("decided_at", "pk")),
            ("checks", ("at", "pk")),
            ("forwards", ("due_at", "pk")),
            ("support", ("at", "pk")),
        )
    )
    found = (
        Episode.objects.select_related("child", "address", "team", "support_worker")
        .prefetch_related(*related)
        .filter(pk=episode)
        .first()
    )
    if found is None:
        return None
    links = Together.objects.filter(Q(first=found) | Q(second=found)).select_related(
        "first__child", "second__child", "by"
    )
    interview = (
        Interview.objects.select_related("worker", "sent_to")
        .prefetch_related("places", "people")
        .filter(episode=found)
        .first()
    )
    notices: list[Message] = []
    if found.police_reference:
        rows = Message.objects.filter(kind=KIND, sender=found.police_force, series=found.police_reference)
        notices = list(rows.order_by("received_at", "revision"))
    return EpisodeRecord(
        episode=found,
        interview=interview,
        clocks=[explain(clock, found, now=now) for clock in CLOCKS],
        together=list(links.order_by("pk")),
        risk_assessment=RiskAssessment.objects.filter(child=found.child_id, superseded__isnull=True).first(),
        notices=notices,
    )


def child_episodes(child: int, now: datetime) -> list[Row]:
    """Every episode of a child, the latest first; cancelled reports left out."""
    mine = Episode.objects.filter(child=child, cancelled__isnull=True).order_by("-missing_from", "-pk")
    return rows_of(mine, now, clocks=(RETURN_INTERVIEW.code,), attempts=True)
