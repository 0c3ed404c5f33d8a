"""The agenda, built from the worker's children by itself: what is late, undone, new, long or quiet about each of them.

Nothing here is stored while the supervision is open; when it is signed the sentences are kept as they stood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Max, Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date, say_date, say_duration, start_of_day
from righthelp.foundation.journey import NotBound, registry
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.missing.journey import Missing
from righthelp.practice.people.models import Involvement, InvolvementKind, Placement
from righthelp.practice.supervision import law
from righthelp.practice.supervision.journey import DECISION
from righthelp.practice.supervision.models import AgendaLine, Decision, Discussion, Session
from righthelp.practice.workforce.models import Allocation


@dataclass(frozen=True)
class Flag:
    """One reason to talk about a child. ``weight`` orders the agenda, the most pressing first."""

    kind: str
    words: str
    tone: str
    weight: int


@dataclass
class OnAgenda:
    """One child of the worker, with the reasons to talk about them and what is still to be done."""

    child_id: int
    name: str
    primary: bool
    since: datetime
    plans: str = ""
    flags: list[Flag] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    discussion: Discussion | None = None

    @property
    def weight(self) -> int:
        """How pressing."""
        return sum(flag.weight for flag in self.flags)


def last_time(session: Session) -> datetime:
    """When the worker was last supervised before this; a month before it began, for want of one."""
    before = (
        Session.objects.filter(worker_id=session.worker_id, held__isnull=False, month__lt=session.month)
        .order_by("-month")
        .values_list("held", flat=True)
        .first()
    )
    return before or start_of_day(session.month - timedelta(days=31))


def agenda(session: Session, now: datetime, *, reader: Account | None = None) -> list[OnAgenda]:
    """The worker's children, those with most to talk about first; without those closed to ``reader``. About ten queries
    whatever the caseload."""
    held = Allocation.objects.filter(worker_id=session.worker_id, ends__isnull=True, starts__lte=now)
    if reader is not None:
        held = within_reach(held, reader, "child.see", kind="child", field="child_id", now=now)
    else:
        held = held.filter(child__tier=1)
    if not session.signed_at:  # of a child who has died nothing is asked; what was said and signed stays
        held = held.filter(child__died_on__isnull=True)
    rows = held.order_by("child__surname", "child__forename").values_list(
        "child_id", "child__forename", "child__surname", "primary", "starts"
    )
    found = {
        child: OnAgenda(child, f"{forename} {surname}", primary, since)
        for child, forename, surname, primary, since in rows
    }
    if session.signed_at:
        _as_signed(session, found)
    else:
        since = last_time(session)
        _late(found, now)
        _new(found, since)
        _plans(found, local_date(now))
        _missing(found, since, now)
        _moved(found, since, now)
        _undone(found, local_date(now))
        for each in found.values():
            each.flags.sort(key=lambda flag: -flag.weight)
    for discussion in Discussion.objects.filter(session=session, child_id__in=found):
        found[discussion.child_id].discussion = discussion
    return sorted(found.values(), key=lambda each: (-each.weight, each.name))


def _as_signed(session: Session, found: dict[int, OnAgenda]) -> None:
    for line in AgendaLine.objects.filter(session=session, child_id__in=found).order_by("place"):
        found[line.child_id].flags.append(Flag("kept", line.sentence, "plain", 1))


def _late(found: dict[int, OnAgenda], now: datetime) -> None:
    """Every clock of every journey about children that has run out; decisions are told apart."""
    names = {clock.code: clock.name for clock in registry.clocks()}
    rows = DueMoment.objects.filter(journey__in=registry.about("child"), subject_id__in=list(found), due_at__lt=now)
    for moment in rows.exclude(clock=DECISION.code).order_by("due_at"):
        name = names.get(moment.clock)
        if name and moment.subject_id is not None:
            words = f"{name[:1].upper()}{name[1:]} late by {say_duration(now - moment.due_at)}"
            found[moment.subject_id].flags.append(Flag("late", words, "late", 100))


def _new(found: dict[int, OnAgenda], since: datetime) -> None:
    for each in found.values():
        if each.since > since:
            each.flags.append(Flag("new", f"New since last time: from {say_date(each.since)}", "info", 60))


def _plans(found: dict[int, OnAgenda], today: date) -> None:
    rows = Involvement.objects.filter(Q(ends__isnull=True) | Q(ends__gt=today), child_id__in=found, starts__lte=today)
    said: dict[int, list[str]] = defaultdict(list)
    for row in rows.order_by("starts"):
        label = str(InvolvementKind(row.kind).label)
        said[row.child_id].append(f"{label} since {say_date(row.starts)}")
        limit = law.LONG_PLAN.get(row.kind)
        if limit and today - row.starts > limit:
            words = f"{label} for {_long(today - row.starts)}: what would have to change for it to end?"
            found[row.child_id].flags.append(Flag("long", words, "soon", 40))
    for child, plans in said.items():
        found[child].plans = "; ".join(plans)


def _long(lasted: timedelta) -> str:
    months = lasted.days // 30
    years, rest = divmod(months, 12)
    parts = [f"{years} year{'s' if years > 1 else ''}"] if years else []
    parts += [f"{rest} month{'s' if rest > 1 else ''}"] if rest else []
    return " and ".join(parts) or f"{lasted.days} days"


def _missing(found: dict[int, OnAgenda], since: datetime, now: datetime) -> None:
    """Times missing since last time, and how long ago somebody last listened to a child who went missing."""
    try:
        episodes = registry.binding(Missing).model._default_manager.filter(child_id__in=list(found))
    except NotBound:
        return
    stands = episodes.filter(cancelled__isnull=True)
    times: dict[int, int] = defaultdict(int)
    rows = stands.filter(Q(missing_from__gt=since) | Q(returned__isnull=True)).values_list(
        "child_id", "missing_from", "returned"
    )
    for child, went, returned in rows.order_by("missing_from"):
        if returned is None and went <= now:
            found[child].flags.append(Flag("missing", f"Missing now, for {say_duration(now - went)}", "late", 200))
        elif went > since:
            times[child] += 1
    for child, count in times.items():
        words = f"Went missing {count} times since last time" if count > 1 else "Went missing once since last time"
        found[child].flags.append(Flag("missing", words, "late" if count > 2 else "soon", 30 * count))
    listened = stands.values("child_id").annotate(went=Max("missing_from"), heard=Max("held"))
    for row in listened:
        heard, went = row["heard"], row["went"]
        if went > now - 3 * law.QUIET and (heard is None or heard < now - law.QUIET):
            when = f"the last return interview was on {say_date(heard)}" if heard else "no return interview is recorded"
            words = f"Went missing in the last four months, and {when}: who listens to them?"
            found[row["child_id"]].flags.append(Flag("quiet", words, "soon", 50))


def _moved(found: dict[int, OnAgenda], since: datetime, now: datetime) -> None:
    rows = Placement.objects.filter(child_id__in=found, starts__gt=local_date(since), starts__lte=local_date(now))
    for child, starts in rows.values_list("child_id", "starts"):
        if found[child].since < start_of_day(starts):
            found[child].flags.append(Flag("moved", f"Moved to another placement on {say_date(starts)}", "info", 50))


def _undone(found: dict[int, OnAgenda], today: date) -> None:
    """What was decided earlier and is not done: it comes back until it is."""
    for decision in open_decisions(found):
        each = found[decision.child_id]
        each.decisions.append(decision)
        late = decision.by_when < today
        words = f"Not done, {'was due' if late else 'due'} {say_date(decision.by_when)}: {decision.what}"
        each.flags.append(Flag("decision", words, "late" if late else "plain", 90 if late else 20))


def open_decisions(children: Collection[int]) -> Iterable[Decision]:
    """Decisions for these children that are neither done nor stopped, the first due first."""
    return (
        Decision.objects.filter(child_id__in=children, done__isnull=True, stopped__isnull=True)
        .select_related("who", "session")
        .order_by("by_when", "pk")
    )
