"""Children missing at the same time, and what speaks for their having been together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import say_moment
from righthelp.practice.missing.models import Episode, Together
from righthelp.practice.people.queries_family import siblings_of

MOST = 12


@dataclass(frozen=True)
class Other:
    """An episode of another child that overlaps in time. ``because`` is empty where only the time speaks for it."""

    episode_id: int
    child_id: int
    name: str
    missing_from: datetime
    because: str

    @property
    def words(self) -> str:
        """One line to choose by."""
        start = f"{self.name}, missing since {say_moment(self.missing_from)}"
        return f"{start} ({self.because})" if self.because else start


def linked(episode: Episode) -> list[tuple[Episode, str]]:
    """Episodes already linked with this one, and why."""
    links = Together.objects.filter(Q(first=episode) | Q(second=episode)).select_related(
        "first__child", "second__child"
    )
    return [(link.second if link.first_id == episode.pk else link.first, link.why) for link in links]


def with_whom(episode: Episode, account: Account, now: datetime) -> list[Other]:
    """Children who may have been missing with this one, those with something in common first; not those linked."""
    ends = episode.returned or now
    overlap = Episode.objects.filter(Q(returned__isnull=True) | Q(returned__gt=episode.missing_from))
    overlap = overlap.filter(missing_from__lt=ends, cancelled__isnull=True).exclude(child=episode.child_id)
    already = Together.objects.filter(Q(first=episode) | Q(second=episode)).values_list("first_id", "second_id")
    overlap = overlap.exclude(pk__in={pk for pair in already for pk in pair})
    reach = within_reach(overlap, account, "missing.episode", kind="child", field="child_id", now=now)
    rows = list(reach.select_related("child").order_by("-missing_from")[:200])
    family = siblings_of([episode.child_id])
    before = _linked_before(episode)
    found = []
    for row in rows:
        reasons = []
        if row.child_id in family:
            reasons.append("brother or sister")
        if row.child_id in before:
            reasons.append("missing together before")
        if row.address_id and row.address_id == episode.address_id:
            reasons.append("same address")
        if abs(row.missing_from - episode.missing_from).total_seconds() <= 2 * 3600:
            reasons.append("went within two hours of each other")
        found.append(Other(row.pk, row.child_id, str(row.child), row.missing_from, ", ".join(reasons)))
    found.sort(key=lambda other: (not other.because, -other.missing_from.timestamp()))
    return found[:MOST]


def _linked_before(episode: Episode) -> set[int]:
    rows = Together.objects.filter(Q(first__child=episode.child_id) | Q(second__child=episode.child_id)).values_list(
        "first__child_id", "second__child_id"
    )
    return {pk for pair in rows for pk in pair} - {episode.child_id}
