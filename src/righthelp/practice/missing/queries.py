"""The named reads of the missing story: the triage board, one episode, one child.

Reads of many records take ``visible``, the episodes the reader may see (``within_reach``), and return plain typed rows.
The board itself stands in ``queries_board``, the others in ``queries_lists`` (hot lists, repeat missing, interviews
waiting), ``queries_reports`` (managers' report, briefing, capacity, places named, samples) and ``circumstances``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from righthelp.foundation.intake.models import Message
from righthelp.foundation.journey import Explanation, explain
from righthelp.practice.missing import law
from righthelp.practice.missing.circumstances import Circumstances, circumstances
from righthelp.practice.missing.journey import CLOCKS, RETURN_INTERVIEW
from righthelp.practice.missing.models import (
    Episode,
    Interview,
    RiskAssessment,
    Together,
)
from righthelp.practice.missing.notices import KIND
from righthelp.practice.missing.queries_board import OPEN_FOR, Beside, Board, board
from righthelp.practice.missing.queries_rows import Row, rows_of

__all__ = [
    "OPEN_FOR",
    "Beside",
    "Board",
    "Circumstances",
    "EpisodeRecord",
    "Row",
    "board",
    "child_episodes",
    "circumstances",
    "record_of",
    "rows_of",
    "to_interview",
]


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
