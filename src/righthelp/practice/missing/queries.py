"""The named reads of the missing story: the triage board, one episode, one child.

Reads of many records take ``visible``, the episodes the reader may see (``within_reach``), and return plain typed rows.
The others stand in ``queries_lists`` (hot lists, repeat missing, interviews waiting), ``queries_reports`` (managers'
report, briefing, capacity, places named, samples) and ``circumstances``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, F, Prefetch, Q, QuerySet, When

from righthelp.foundation.calendar import local_date, start_of_day
from righthelp.foundation.intake.models import Message, State
from righthelp.foundation.journey import Explanation, explain
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.missing import law
from righthelp.practice.missing.circumstances import Circumstances, circumstances
from righthelp.practice.missing.journey import (
    CLOCKS,
    INTERVIEW_OFFER,
    RETURN_INTERVIEW,
    STRATEGY_DISCUSSION,
    UNACCOMPANIED_CHECK,
)
from righthelp.practice.missing.models import (
    Decision,
    Episode,
    Forward,
    Interview,
    Offer,
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


def rows_of(
    episodes: QuerySet[Episode], now: datetime, *, clocks: Iterable[str] = (), attempts: bool = False
) -> list[Row]:
    """Episodes as rows, in the order given: one query, one more for due moments, one more for attempts."""
    shown = Case(
        When(~Q(child__preferred_name=""), then=F("child__preferred_name")),
        default=F("child__forename"),
        output_field=CharField(),
    )
    found = list(episodes.annotate(shown=shown).values_list(*_COLUMNS))
    ids = [row[0] for row in found]
    due: dict[int, datetime] = {}
    wanted = list(clocks)
    if wanted and ids:
        moments = DueMoment.objects.filter(clock__in=wanted, episode_id__in=ids)
        for episode, moment in moments.order_by("-due_at").values_list("episode_id", "due_at"):
            due[episode] = moment
    tried: dict[int, int] = {}
    if attempts and ids:
        counted = Offer.objects.filter(episode__in=ids).values_list("episode_id").annotate(Count("pk"))
        tried = dict(counted.order_by())
    return [_row(values, now, due.get(values[0]), tried.get(values[0], 0)) for values in found]


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
    """The daily triage board, in nine small queries."""
    episodes = (Episode.objects.all() if visible is None else visible).filter(cancelled__isnull=True)
    today = local_date(now)
    missing = rows_of(
        episodes.filter(returned__isnull=True).order_by("missing_from", "pk"),
        now,
        clocks=(STRATEGY_DISCUSSION.code, UNACCOMPANIED_CHECK.code),
    )
    found = rows_of(
        episodes.filter(returned__gte=start_of_day(today - timedelta(days=1))).order_by("-returned", "pk"), now
    )
    open_ones = to_interview(episodes)
    waiting = rows_of(
        open_ones.filter(returned__gte=now - OPEN_FOR).order_by("returned", "pk"),
        now,
        clocks=(RETURN_INTERVIEW.code,),
        attempts=True,
    )
    overdue = [row for row in waiting if row.late]
    in_time = [row for row in waiting if not row.late]
    decisions: dict[int, list[str]] = {}
    for episode, text in (
        Decision.objects.filter(meeting_on=today).order_by("decided_at", "pk").values_list("episode_id", "text")
    ):
        decisions.setdefault(episode, []).append(text)
    return Board(
        at=now,
        missing_now=missing,
        found_since_yesterday=found,
        to_offer=_offers_due([row for row in in_time if row.offered is None], now),
        due=[row for row in in_time if row.offered is not None],
        overdue=overdue,
        overdue_longer=open_ones.filter(returned__lt=now - OPEN_FOR).count(),
        decisions=decisions,
        forwards_due=Forward.objects.filter(forwarded_at__isnull=True).count(),
        notices_waiting=Message.objects.filter(state=State.WAITING, owner=law.TEAM).count(),
    )


def to_interview(episodes: QuerySet[Episode]) -> QuerySet[Episode]:
    """The episodes whose interview is still owed: home, ours, not held, not declined, not cancelled."""
    return episodes.filter(
        returned__isnull=False,
        held__isnull=True,
        declined__isnull=True,
        cancelled__isnull=True,
        authority=law.OURS,
    )


def _offers_due(rows: list[Row], now: datetime) -> list[Row]:
    """Rows to be offered an interview, with the offer's due moment in place of the interview's."""
    moments = DueMoment.objects.filter(clock=INTERVIEW_OFFER.code, episode_id__in=[row.id for row in rows])
    due = dict(moments.values_list("episode_id", "due_at"))
    return [replace(row, due_at=due.get(row.id), late=bool(due.get(row.id) and due[row.id] < now)) for row in rows]


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
