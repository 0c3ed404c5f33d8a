"""What the record page of a child shows: read across people, workforce and the journeys, in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from django.db.models import Model

from righthelp.desk.links import act_of, episode_link
from righthelp.desk.worklist import LONG_AGO
from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date, say_duration
from righthelp.foundation.journey import Clock, Explanation, Journey, NotBound, State, explain, facts_of, registry
from righthelp.foundation.journey.engines.row import Others
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.journey.nodes import summaries_of
from righthelp.foundation.journey.reading import load_others
from righthelp.practice.casework.models import Action
from righthelp.practice.missing.models import Episode, RiskAssessment, WhereFrom
from righthelp.practice.people.completeness import Question, gaps_of
from righthelp.practice.people.queries import Header, Relative, header
from righthelp.practice.people.queries_identity import Profile, profile
from righthelp.practice.people.standing import known_to
from righthelp.practice.workforce.queries import WorksWith, works_with

_SHOWN_EPISODES = 5
_SHOWN_DUE = 8
_REPEAT = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """One running or overdue clock, in its own words."""

    name: str
    sentence: str
    late: bool
    due_at: datetime
    href: str | None
    act: str


@dataclass(frozen=True)
class MissingLine:
    """One missing episode, short."""

    id: int
    missing_from: datetime
    where_from: str
    state: str
    lasted: str
    href: str | None


class _Episode(NamedTuple):
    """What the page reads of every episode; a whole one is fetched only where a clock still runs."""

    pk: int
    missing_from: datetime
    returned: datetime | None
    cancelled: datetime | None
    where_from: str
    offered: datetime | None
    declined: datetime | None
    held: datetime | None
    forwarded: datetime | None


@dataclass(frozen=True)
class Record:
    """The record page's content."""

    head: Header
    workers: list[WorksWith]
    due: list[Due]
    due_long_ago: int
    missing: list[MissingLine]
    missing_total: int
    warnings: list[tuple[str, str]]
    who: Profile
    gaps: list[Question]


def record(
    child: int, *, account: Account, now: datetime, tied: bool, health: bool = False, sensitive: bool = False
) -> Record | None:
    """A child's record for one reader; None when there is no such child.

    ``tied``: the reader has a live working relationship, and so sees a protected address. ``health``, ``sensitive``:
    what of the person this reader may see (:func:`righthelp.practice.people.queries_identity.profile`).
    """
    today = local_date(now)
    head = header(child, today, shows_protected=tied)
    who = profile(child, health=health, sensitive=sensitive)
    if head is None or who is None:
        return None
    if head.family:
        head = replace(head, family=_known_family(head.family, account, now))
    workers = works_with(child, now, today)
    read = Episode.objects.filter(child_id=child).order_by("-missing_from").values_list(*_Episode._fields)
    episodes = [_Episode(*row) for row in read]
    due = (
        DueMoment.objects.filter(subject_id=child, journey__in=registry.about("child"))
        .exclude(journey="decision")
        .order_by("due_at")
    )
    moments = [] if who.died_on else list(due)  # nothing is due for a child who has died
    return Record(
        head,
        workers,
        dues(now, moments),
        sum(1 for moment in moments if moment.due_at < now - LONG_AGO),
        [_line(episode, now) for episode in episodes[:_SHOWN_EPISODES]],
        sum(1 for episode in episodes if not episode.cancelled),
        _warnings(head, workers, episodes, now),
        who,
        [] if who.died_on else gaps_of(child, today),
    )


def _known_family(family: list[Relative], account: Account, now: datetime) -> list[Relative]:
    """Without relatives of whom the account may not know, by the rule that every list and picture of a family asks."""
    known = known_to(account, [each.id for each in family], now)
    return [each for each in family if each.id in known]


def dues(now: datetime, moments: list[DueMoment]) -> list[Due]:
    """What is due of a child's due moments, soonest first, in each clock's own words; what is late by more than 30 days
    left out. One query for each journey."""
    wanted: dict[str, list[DueMoment]] = defaultdict(list)
    for moment in [each for each in moments if each.due_at >= now - LONG_AGO][:_SHOWN_DUE]:
        wanted[moment.journey].append(moment)
    found: list[tuple[datetime, Due]] = []
    others: dict[str, Others] = {}
    for code, due_now in wanted.items():
        try:
            model = registry.binding(registry.journey(code)).model
        except NotBound:
            continue
        held = {row.pk: row for row in model._default_manager.filter(pk__in={each.episode_id for each in due_now})}
        clocks = {clock.code: clock for clock in registry.clocks()}  # a clock no longer defined is nobody's to act on
        for moment in due_now:
            episode, clock = held.get(moment.episode_id), clocks.get(moment.clock)
            if episode is not None and clock is not None:
                if clock.code not in others:  # a clock that reads the child's other episodes, once for all of them
                    counted = _counts_others(clock)
                    others[clock.code] = load_others(counted, [moment.subject_id]).get(moment.subject_id or 0, {})
                said = explain(clock, facts_of(episode), now=now, others=others[clock.code])
                if said.state in (State.RUNNING, State.OVERDUE) and said.due_at:
                    found.append((said.due_at, _due(said, moment, episode)))
    return [due for _, due in sorted(found, key=lambda pair: pair[0])]


@cache
def _counts_others(clock: Clock) -> tuple[type[Journey], ...]:
    """The journeys whose other episodes of the child a clock reads. Walked once for each clock."""
    return tuple(summaries_of(clock.state.node))


def _due(said: Explanation, moment: DueMoment, episode: Model) -> Due:
    name, sentence = said.clock.name[:1].upper() + said.clock.name[1:], said.sentence
    if isinstance(episode, Action):  # what is to be done says more than that something is
        who = f"{episode.owner}, by" if episode.owner else "To be done by"
        name, sentence = episode.what, f"{who} {say_date(episode.by_when)}"
    return Due(
        name,
        sentence,
        said.state is State.OVERDUE,
        moment.due_at,
        episode_link(moment.journey, moment.episode_id),
        act_of(moment.journey),
    )


def _line(episode: _Episode, now: datetime) -> MissingLine:
    lasted = say_duration((episode.returned or now) - episode.missing_from)
    if episode.cancelled:
        state = "Report cancelled"
    elif episode.returned is None:
        state = "Missing now"
    elif episode.held:
        state = "Interview held"
    elif episode.declined:
        state = "Interview declined"
    elif episode.offered:
        state = "Interview offered"
    elif episode.forwarded:
        state = "Sent on to their council"
    else:
        state = "No interview offered yet"
    return MissingLine(
        episode.pk,
        episode.missing_from,
        str(WhereFrom(episode.where_from).label),
        state,
        lasted,
        episode_link("missing", episode.pk),
    )


def _warnings(head: Header, workers: list[WorksWith], episodes: list[_Episode], now: datetime) -> list[tuple[str, str]]:
    """What whoever opens the record must not miss, as (words, tone). Of a child who has died, what still holds."""
    found = _holds(head)
    if head.died_on:
        return found
    return [*_now(head, workers, episodes, now), *found]


def _holds(head: Header) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if head.restricted:
        found.append(("Restricted record: only named people see it", "late"))
    if head.address_protected:
        found.append(("Address protected: never give it to anybody", "late"))
    return found


def _now(head: Header, workers: list[WorksWith], episodes: list[_Episode], now: datetime) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    stands = [episode for episode in episodes if not episode.cancelled]
    for episode in stands:
        if episode.returned is None and episode.missing_from <= now:
            found.append((f"Missing now, for {say_duration(now - episode.missing_from)}", "late"))
    recent = sum(1 for episode in stands if now - _REPEAT <= episode.missing_from <= now)
    if recent >= 3:
        found.append((f"Went missing {recent} times in the last 30 days", "late"))
    if len(stands) >= 3 and not RiskAssessment.objects.filter(child_id=head.id, superseded__isnull=True).exists():
        found.append(("No missing risk assessment yet", "soon"))
    if head.needs_interpreter:
        found.append((f"Interpreter needed{': ' + head.language if head.language else ''}", "info"))
    if head.unaccompanied:
        found.append(("Came to this country alone", "info"))
    primary = [worker for worker in workers if worker.primary]
    if not primary and head.plans:
        found.append(("No social worker: needs allocating", "late"))
    found += [
        (
            f"{worker.name} is away until {worker.away_until:%-d %B}"
            + (f"; {worker.covered_by} covers" if worker.covered_by else "; nobody covers"),
            "soon",
        )
        for worker in primary
        if worker.away_until
    ]
    return found


__all__ = ["Due", "MissingLine", "Record", "dues", "record"]
