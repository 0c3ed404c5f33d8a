"""Making the episodes say what the notices say: the one place where notices write episodes."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import reduce

from django.db.models import Exists, OuterRef, Q

from righthelp.foundation.intake.bulk import write_back
from righthelp.foundation.journey import settle
from righthelp.practice.missing.circumstances import Circumstances, circumstances_of
from righthelp.practice.missing.journey import Missing
from righthelp.practice.missing.models import (
    Action,
    Check,
    Decision,
    Episode,
    Forward,
    Interview,
    Offer,
    Sighting,
    Source,
    StrategyDiscussion,
    Support,
    Together,
    WhereFrom,
)
from righthelp.practice.missing.projection import Draft, Standing

_POLICE_FACTS = (
    "missing_from",
    "notified",
    "returned",
    "cancelled",
    "cancelled_reason",
    "last_seen",
    "found_where",
    "found_how",
    "risk",
)
_CIRCUMSTANCES = ("where_from", "address_id", "status", "placement", "area", "team_id", "authority", "unaccompanied")
_WRITTEN = (
    "police_force",
    "police_reference",
    *_POLICE_FACTS,
    "where_from",
    "address",
    "status",
    "placement",
    "area",
    "team",
    "authority",
    "unaccompanied",
)
_PEOPLES_FACTS = ("offered", "accepted", "declined", "held", "strategy_held", "checked", "support_worker")


def standing_of(children: Iterable[int]) -> dict[int, list[Standing]]:
    """The episodes that stand, by child, and whether people have worked on each. One query."""
    worked: list[Q] = [Q(**{f"{name}__isnull": False}) for name in _PEOPLES_FACTS]
    worked += [~Q(by_hand=[]), Q(forwarded__isnull=False)]
    for table in (Offer, Interview, Action, Decision, Check, Support, StrategyDiscussion):
        worked.append(Q(Exists(table._default_manager.filter(episode=OuterRef("pk")))))
    worked.append(Q(Exists(Together.objects.filter(Q(first=OuterRef("pk")) | Q(second=OuterRef("pk"))))))
    worked.append(Q(Exists(Sighting.objects.filter(episode=OuterRef("pk"), notice_key__isnull=True))))
    wanted = list(children)
    busy = set(Episode.objects.filter(reduce(operator.or_, worked), child__in=wanted).values_list("pk", flat=True))
    found: dict[int, list[Standing]] = {}
    for e in Episode.objects.filter(child__in=wanted).order_by("missing_from"):
        found.setdefault(e.child_id, []).append(
            Standing(
                id=e.pk,
                reference=(e.police_force, e.police_reference) if e.police_reference else None,
                missing_from=e.missing_from,
                notified=e.notified,
                returned=e.returned,
                cancelled=e.cancelled,
                offered=e.offered,
                by_hand=frozenset(e.by_hand),
                worked=e.pk in busy,
            )
        )
    return found


def delete_episodes(ids: Sequence[int], now: datetime) -> None:
    """Undo episodes that no longer follow from their notices and that nobody worked on. Their history stays."""
    if not ids:
        return
    Forward.objects.filter(episode__in=ids).update(episode=None)
    Episode.objects.filter(pk__in=ids).delete()
    settle(Missing, ids, now)


def write_drafts(drafts: Mapping[int, Sequence[Draft]], now: datetime) -> dict[tuple[str, str], Episode]:
    """Write each child's drafts, and settle their clocks. Returns the episodes by police report."""
    wanted = [(child, said) for child, some in drafts.items() for said in some]
    standing = Episode.objects.in_bulk([said.episode_id for _, said in wanted if said.episode_id])
    moved = {
        (child, said.missing_from)
        for child, said in wanted
        if said.episode_id is None or _elsewhere_then(standing[said.episode_id], said)
    }
    around = circumstances_of(moved)
    fresh: list[Episode] = []
    changed: list[Episode] = []
    found: dict[tuple[str, str], Episode] = {}
    for child, said in wanted:
        new = said.episode_id is None
        episode = Episode(child_id=child) if said.episode_id is None else standing[said.episode_id]
        before = [getattr(episode, name) for name in (*_WRITTEN_ATTRIBUTES,)]
        _set(episode, said, around.get((child, said.missing_from)))
        found[said.reference] = episode
        if new:
            fresh.append(episode)
        elif [getattr(episode, name) for name in _WRITTEN_ATTRIBUTES] != before:
            changed.append(episode)
    _closing_first(changed)
    Episode.objects.bulk_create(fresh)
    _write_sightings([(found[said.reference], said) for _, said in wanted])
    settle(Missing, [episode.pk for episode in (*fresh, *changed)], now)
    return found


_WRITTEN_ATTRIBUTES = tuple({"address": "address_id", "team": "team_id"}.get(name, name) for name in _WRITTEN)


def _elsewhere_then(episode: Episode, said: Draft) -> bool:
    """Whether the notices now speak of another moment or another sort of place than the episode does."""
    other = WhereFrom.OTHER
    return episode.missing_from != said.missing_from or (episode.where_from == other) != (said.where_from == other)


def _closing_first(changed: list[Episode]) -> None:
    """Write changed episodes so that one that gives up time is written before one that takes it."""
    ended = [e for e in changed if e.returned or e.cancelled]
    write_back(ended, _WRITTEN)
    still = [e for e in changed if not (e.returned or e.cancelled)]
    write_back(still, _WRITTEN)


def _set(episode: Episode, said: Draft, around: Circumstances | None) -> None:
    episode.police_force, episode.police_reference = said.reference
    for name in _POLICE_FACTS:
        if name not in episode.by_hand:
            setattr(episode, name, getattr(said, name))
    if around is not None:
        for name, value in asdict(around).items():
            if name not in episode.by_hand:
                setattr(episode, name, value)
        if said.where_from == WhereFrom.OTHER and "where_from" not in episode.by_hand:
            episode.where_from = WhereFrom.OTHER


def _write_sightings(wanted: Sequence[tuple[Episode, Draft]]) -> None:
    """Make the police's sightings of these episodes exactly those that the notices tell of."""
    standing: dict[tuple[int, str], Sighting] = {
        (row.episode_id, row.notice_key or ""): row
        for row in Sighting.objects.filter(episode__in=[e for e, _ in wanted], notice_key__isnull=False)
    }
    fresh = []
    for episode, said in wanted:
        for key, at, place in said.sightings:
            row = standing.pop((episode.pk, key), None)
            if row is None:
                fresh.append(Sighting(episode=episode, seen_at=at, place=place, source=Source.POLICE, notice_key=key))
            elif (row.seen_at, row.place) != (at, place):
                row.seen_at, row.place = at, place
                row.save(update_fields=["seen_at", "place"])
    Sighting.objects.filter(pk__in=[row.pk for row in standing.values()]).delete()
    Sighting.objects.bulk_create(fresh)
