"""Lists that look across children: hot lists, repeat missing, together, unallocated, and what each worker holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, CharField, Count, Exists, F, Max, OuterRef, Q, QuerySet, When

from righthelp.foundation.calendar import start_of_day
from righthelp.foundation.intake.inbox import Waiting, waiting
from righthelp.foundation.intake.models import Message
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.missing import law
from righthelp.practice.missing.journey import RETURN_INTERVIEW
from righthelp.practice.missing.matching import Candidate, candidates
from righthelp.practice.missing.models import Action, Check, Episode, Forward, Interview, Status, Together
from righthelp.practice.missing.notices import ChildSaid, Notice, read
from righthelp.practice.missing.queries import OPEN_FOR, Row, rows_of, to_interview
from righthelp.practice.people.homes import kept_quiet
from righthelp.practice.people.models import AddressKind
from righthelp.practice.workforce.models import Allocation

HOMES = (AddressKind.RESIDENTIAL, AddressKind.FOSTER, AddressKind.SUPPORTED)


@dataclass(frozen=True, slots=True)
class HotSpot:
    """An address from which children went missing in a period: how often, how many children, the last time."""

    address_id: int
    name: str
    line: str
    postcode: str
    kind: str
    area: str
    episodes: int
    children: int
    last: datetime


def hot_list(
    starts: date,
    ends: date,
    visible: QuerySet[Episode] | None = None,
    *,
    homes_only: bool = False,
    at_least: int = 2,
    limit: int = 50,
) -> list[HotSpot]:
    """Addresses with the most episodes notified from ``starts`` up to, not including, ``ends``; the most first."""
    rows = _standing(visible).filter(
        ~kept_quiet("address_id"),
        notified__gte=start_of_day(starts),
        notified__lt=start_of_day(ends),
        address__isnull=False,
    )
    if homes_only:
        rows = rows.filter(address__kind__in=HOMES)
    counted = (
        rows.values_list(
            "address_id", "address__name", "address__line", "address__postcode", "address__kind", "address__area"
        )
        .annotate(times=Count("pk"), who=Count("child", distinct=True), last=Max("missing_from"))
        .filter(times__gte=at_least)
        .order_by("-times", "-last", "address_id")
    )
    return [HotSpot(*row) for row in counted[:limit] if row[0] is not None]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A child missing three times or more within thirty days."""

    child_id: int
    child: str
    status: str
    times: int
    last: datetime


def repeat_missing(now: datetime, visible: QuerySet[Episode] | None = None) -> list[Repeat]:
    """Children notified missing three or more times in the last thirty days, the most often first.

    ``status`` is the child's at the latest of these times; each child counts once.
    """
    recent = _standing(visible).filter(notified__gt=now - law.REPEAT_WITHIN, notified__lte=now, authority=law.OURS)
    often = (
        recent.values("child_id")
        .annotate(times=Count("pk"))
        .filter(times__gte=law.REPEAT_TIMES)
        .values_list("child_id")
    )
    shown = Case(
        When(~Q(child__preferred_name=""), then=F("child__preferred_name")),
        default=F("child__forename"),
        output_field=CharField(),
    )
    found: dict[int, Repeat] = {}
    rows = recent.filter(child__in=often).annotate(shown=shown).order_by("child_id", "notified", "pk")
    for child, called, surname, status, notified in rows.values_list(
        "child_id", "shown", "child__surname", "status", "notified"
    ):
        times = found[child].times + 1 if child in found else 1
        found[child] = Repeat(child, f"{called} {surname}", status, times, notified)
    return sorted(found.values(), key=lambda row: (-row.times, row.child))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two episodes in which the children may have been missing together."""

    first: Row
    second: Row
    because: str


TOGETHER_WITHIN = timedelta(hours=2)


def maybe_together(episode: int, now: datetime) -> list[Suggestion]:
    """Other children who may have been missing with this one, not linked yet.

    They were reported missing from the same address at an overlapping time, or went within two hours of one another
    and were found within two hours of one another.
    """
    mine = Episode.objects.filter(pk=episode).first()
    if mine is None:
        return []
    linked = {
        other
        for pair in Together.objects.filter(Q(first=mine) | Q(second=mine)).values_list("first_id", "second_id")
        for other in pair
    }
    until = mine.returned or now
    close = Q(
        missing_from__gte=mine.missing_from - TOGETHER_WITHIN, missing_from__lte=mine.missing_from + TOGETHER_WITHIN
    )
    found_close = (
        Q(returned__gte=mine.returned - TOGETHER_WITHIN, returned__lte=mine.returned + TOGETHER_WITHIN)
        if mine.returned
        else Q(pk__in=[])
    )
    overlapping = Q(missing_from__lt=until) & (Q(returned__isnull=True) | Q(returned__gt=mine.missing_from))
    same_door = overlapping & Q(address=mine.address_id) if mine.address_id else Q(pk__in=[])
    others = (
        Episode.objects.filter(cancelled__isnull=True)
        .exclude(child=mine.child_id)
        .exclude(pk__in=linked)
        .filter(missing_from__gte=mine.missing_from - timedelta(days=60), missing_from__lte=until)
    )
    pairs: dict[int, str] = {}
    for pk in others.filter(same_door).values_list("pk", flat=True):
        pairs[pk] = "Missing from the same address at the same time."
    for pk in others.filter(close & found_close).values_list("pk", flat=True):
        pairs.setdefault(pk, "Went within two hours of one another, and were found within two hours.")
    if not pairs:
        return []
    rows = {row.id: row for row in rows_of(Episode.objects.filter(pk__in=[*pairs, mine.pk]), now)}
    return [Suggestion(rows[mine.pk], rows[pk], because) for pk, because in sorted(pairs.items())]


def without_worker(now: datetime, visible: QuerySet[Episode] | None = None) -> list[Row]:
    """Children living at home, with nobody allocated, who were missing in the last ninety days: who needs a worker?"""
    held = Allocation.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=now), child=OuterRef("child"), primary=True, starts__lte=now
    )
    rows = _standing(visible).filter(
        ~Exists(held), missing_from__gte=now - OPEN_FOR, authority=law.OURS, status__in=(Status.NONE, Status.NEED)
    )
    latest: dict[int, Row] = {}
    for row in rows_of(rows.exclude(where_from="care").order_by("missing_from", "pk"), now):
        latest[row.child_id] = row
    return sorted(latest.values(), key=lambda row: row.missing_from, reverse=True)


@dataclass(frozen=True, slots=True)
class Load:
    """What one support worker holds: interviews still owed, and how many of them are late."""

    worker_id: int | None
    worker: str
    waiting: int
    late: int
    next_due: datetime | None


def waiting_by_worker(now: datetime, visible: QuerySet[Episode] | None = None) -> list[Load]:
    """Interviews owed, by the support worker who holds them; those held by nobody come first."""
    rows = to_interview(Episode.objects.all() if visible is None else visible).filter(returned__gte=now - OPEN_FOR)
    held = list(rows.values_list("pk", "support_worker_id", "support_worker__name"))
    moments = DueMoment.objects.filter(clock=RETURN_INTERVIEW.code, episode_id__in=[pk for pk, _, _ in held])
    due = dict(moments.values_list("episode_id", "due_at"))
    found: dict[int | None, Load] = {}
    for pk, worker, name in held:
        so_far = found.get(worker) or Load(worker, name or "", 0, 0, None)
        at = due.get(pk)
        later = [moment for moment in (so_far.next_due, at) if moment]
        found[worker] = Load(
            worker,
            so_far.worker,
            so_far.waiting + 1,
            so_far.late + (1 if at and at < now else 0),
            min(later) if later else None,
        )
    return sorted(found.values(), key=lambda load: (load.worker_id is not None, load.worker))


def waiting_for(worker: int, now: datetime) -> list[Row]:
    """The interviews one support worker holds, the earliest due first."""
    mine = to_interview(Episode.objects.filter(support_worker=worker)).filter(returned__gte=now - OPEN_FOR)
    return rows_of(mine.order_by("returned", "pk"), now, clocks=(RETURN_INTERVIEW.code,), attempts=True)


@dataclass(frozen=True, slots=True)
class Learned:
    """An interview sent to a social worker: what there is to read."""

    interview_id: int
    episode_id: int
    child_id: int
    child: str
    held_at: datetime
    sent_at: datetime


def sent_to(worker: int, since: datetime) -> list[Learned]:
    """Interviews sent to a social worker since a moment, the latest first."""
    rows = Interview.objects.filter(sent_to=worker, sent_at__gte=since).select_related("episode__child")
    return [
        Learned(row.pk, row.episode_id, row.episode.child_id, str(row.episode.child), row.held_at, row.sent_at)
        for row in rows.order_by("-sent_at", "-pk")
        if row.sent_at
    ]


def actions_open(now: datetime, owner: int | None = None) -> Sequence[Action]:
    """Agreed actions not done yet, the earliest due first; of one worker when given."""
    rows = Action.objects.filter(done_at__isnull=True, episode__cancelled__isnull=True)
    if owner is not None:
        rows = rows.filter(owner=owner)
    return list(rows.select_related("episode__child", "owner").order_by("due_at", "pk"))


def forwards_due(visible: QuerySet[Forward] | None = None) -> Sequence[Forward]:
    """Notices to be sent on to other councils, the oldest first."""
    everything = Forward.objects.all() if visible is None else visible
    rows = everything.filter(forwarded_at__isnull=True).select_related("episode__child", "message")
    return list(rows.order_by("due_at", "pk"))


def checks_due(now: datetime, visible: QuerySet[Episode] | None = None) -> list[tuple[Row, datetime]]:
    """Unaccompanied children still missing, with when the next check is due, the most pressing first."""
    rows = _standing(visible).filter(returned__isnull=True, unaccompanied=True, authority=law.OURS)
    planned: dict[int, datetime] = {}
    for episode, moment in (
        Check.objects.filter(episode__in=rows).order_by("at").values_list("episode_id", "next_due_at")
    ):
        planned[episode] = moment
    found = [(row, planned.get(row.id, row.missing_from + law.CHECK_EVERY)) for row in rows_of(rows, now)]
    return sorted(found, key=lambda pair: (pair[1], pair[0].id))


def inbox(now: datetime) -> list[Waiting]:
    """Notices that wait for the missing team, and whatever no area could take in: this is the house's one inbox."""
    return waiting(now, owners=law.INBOX_OF)


@dataclass(frozen=True)
class Puzzle:
    """A waiting notice, what it says, the rest of its report, and who the child may be."""

    message: Message
    says: Notice
    report: Sequence[Message]
    candidates: Sequence[Candidate]


def puzzle(message: str) -> Puzzle | None:
    """One notice from the inbox with what is needed to settle it."""
    found = Message.objects.filter(pk=message).first()
    if found is None:
        return None
    rest = Message.objects.filter(sender=found.sender, series=found.series, kind=found.kind) if found.series else []
    said = read(found)
    who = said.child if said.child != ChildSaid() else next((n.child for n in map(read, rest)), said.child)
    return Puzzle(found, said, list(rest), candidates(who))


def _standing(visible: QuerySet[Episode] | None) -> QuerySet[Episode]:
    return (Episode.objects.all() if visible is None else visible).filter(cancelled__isnull=True)
