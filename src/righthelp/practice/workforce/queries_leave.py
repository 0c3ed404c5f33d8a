"""Named reads of leave: what waits for an answer, who answers, and what the days would do to the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date, start_of_day
from righthelp.foundation.journey import NotBound, registry
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.missing.journey import Missing
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Absence, Allocation, LeaveRequest, LeaveState, Shift, Worker
from righthelp.practice.workforce.queries_standing import led_by

_WITH_NAMES = ("worker__team", "cover", "decided_by", "absence__cover", "instead_of__absence")


def decides_for(account: Account, worker: Worker) -> bool:
    """Whether an account answers what this worker asks: their manager, whoever leads their team at any height, and the
    workforce team. Nobody answers themselves or somebody they answer to."""
    if not permits(account, "leave.decide"):
        return False
    own = Worker.objects.filter(account=account).first()
    if own is not None and worker.pk in (own.pk, own.manager_id):
        return False
    if permits(account, "post.keep"):
        return True
    return own is not None and (worker.manager_id == own.pk or worker.team_id in led_by(own.pk))


def to_decide(account: Account) -> QuerySet[LeaveRequest]:
    """What waits for this account’s answer, the first days first."""
    return _for(account).filter(state=LeaveState.ASKED).order_by("starts", "asked")


def decided(account: Account, since: date) -> QuerySet[LeaveRequest]:
    """What was answered or cancelled since a day in the teams of this account, the latest first."""
    rows = _for(account).exclude(state=LeaveState.ASKED)
    return rows.filter(decided__gte=start_of_day(since)).order_by("-decided")


def _for(account: Account) -> QuerySet[LeaveRequest]:
    rows = LeaveRequest.objects.select_related(*_WITH_NAMES)
    own = Worker.objects.filter(account=account).first()
    if own is not None:
        rows = rows.exclude(worker=own).exclude(worker_id=own.manager_id or 0)
    if permits(account, "post.keep"):
        return rows
    if own is None:
        return rows.none()
    return rows.filter(Q(worker__manager=own) | Q(worker__team_id__in=led_by(own.pk)))


def own_requests(worker: int) -> QuerySet[LeaveRequest]:
    """Everything a worker has asked for, the latest days first."""
    return LeaveRequest.objects.filter(worker_id=worker).select_related(*_WITH_NAMES).order_by("-starts", "-pk")


def request_of(pk: int) -> LeaveRequest | None:
    """One request with everybody named on it."""
    rows = LeaveRequest.objects.select_related(*_WITH_NAMES, "worker__manager", "worker__account")
    return rows.filter(pk=pk).first()


@dataclass(frozen=True)
class FallsDue:
    """Something due for a child in the days asked for."""

    what: str
    child_id: int
    child: str
    due_at: datetime


@dataclass
class Effect:
    """What some days away would do: what falls due for the worker’s children, shifts, and who else is away.

    ``late``: what is late already, and would wait longer. Only children whose records the reader may open are in it.
    """

    children: int = 0
    due: list[FallsDue] = field(default_factory=list)
    late: int = 0
    shifts: list[Shift] = field(default_factory=list)
    away: list[Absence] = field(default_factory=list)
    asked: list[LeaveRequest] = field(default_factory=list)
    team: int = 0

    @property
    def by_kind(self) -> list[tuple[str, int]]:
        """How many of each duty, the most first."""
        return sorted(Counter(each.what for each in self.due).items(), key=lambda row: (-row[1], row[0]))

    @property
    def child_ids(self) -> set[int]:
        """Whom it names."""
        return {each.child_id for each in self.due}


def effect(
    worker: Worker, starts: date, ends: date, reader: Account, now: datetime, *, but: int | None = None
) -> Effect:
    """What it would do if ``worker`` were away from ``starts`` to before ``ends``: read from the due moments that every
    clock has stored, so that it says what the worklist says. ``but`` leaves out one absence (the one that would move).
    About eight queries whatever the caseload."""
    held = Allocation.objects.filter(worker=worker, primary=True, ends__isnull=True, starts__lte=now)
    held = within_reach(held, reader, "child.see", kind="child", field="child_id", now=now)
    children = set(held.values_list("child_id", flat=True))
    theirs = Q(journey__in=registry.about("child"), subject_id__in=children) & ~Q(journey=Missing.code)
    theirs |= Q(journey=Missing.code, episode_id__in=_interviews(worker.pk))
    moments = DueMoment.objects.filter(theirs, due_at__lt=start_of_day(ends))
    moments = within_reach(moments, reader, "child.see", kind="child", field="subject_id", now=now)
    first = max(start_of_day(starts), now)
    rows = list(moments.order_by("due_at").values_list("clock", "subject_id", "due_at"))
    coming = [row for row in rows if row[2] >= first]
    names = _names({child for _, child, _ in coming if child is not None})
    words = {clock.code: clock.name for clock in registry.clocks()}
    team = Worker.objects.filter(Q(ends__isnull=True) | Q(ends__gt=starts), team_id=worker.team_id, starts__lt=ends)
    others = Absence.objects.filter(worker__in=team, starts__lt=ends, ends__gt=starts).exclude(worker=worker)
    waiting = LeaveRequest.objects.filter(worker__in=team, state=LeaveState.ASKED, starts__lt=ends, ends__gt=starts)
    shifts = Shift.objects.filter(worker=worker, starts__lt=start_of_day(ends), ends__gt=start_of_day(starts))
    return Effect(
        children=len(children),
        due=[
            FallsDue(_words(words.get(clock, clock)), child, names[child], due_at)
            for clock, child, due_at in coming
            if child in names
        ],
        late=sum(1 for row in rows if row[2] < now),
        shifts=list(shifts.select_related("rota").order_by("starts")),
        away=list(others.exclude(pk=but or 0).select_related("worker", "cover").order_by("starts")),
        asked=list(waiting.exclude(worker=worker).select_related("worker").order_by("starts")),
        team=team.count(),
    )


def _words(name: str) -> str:
    return name[:1].upper() + name[1:]


def _interviews(worker: int) -> Collection[int]:
    """Missing episodes that the worker is to listen to the child about."""
    try:
        episodes = registry.binding(Missing).model._default_manager.filter(
            support_worker_id=worker, held__isnull=True, declined__isnull=True, cancelled__isnull=True
        )
    except NotBound:
        return []
    return list(episodes.values_list("pk", flat=True))


def _names(children: Collection[int]) -> dict[int, str]:
    rows = Person.objects.filter(pk__in=children).values_list("pk", "forename", "surname")
    return {pk: f"{forename} {surname}" for pk, forename, surname in rows}


def waits_since(request: LeaveRequest, now: datetime) -> timedelta:
    """How long somebody has waited for an answer."""
    return now - request.asked


def begun(request: LeaveRequest, now: datetime) -> bool:
    """Whether the approved days have begun: then the absence is ended early, not taken back."""
    return request.absence is not None and request.absence.starts <= local_date(now)
