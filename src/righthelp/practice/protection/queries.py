"""Named reads of conferences: needed and not asked for, asked for, booked, to be decided; the chairs' work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local, local_date, start_of_day
from righthelp.foundation.journey import explain, registry
from righthelp.foundation.journey.errors import NotBound
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.journey.reading import load
from righthelp.practice.casework.models import Meeting
from righthelp.practice.people.models import Person
from righthelp.practice.protection import journey
from righthelp.practice.protection.codes import Kind
from righthelp.practice.protection.models import ChildConference, ProtectionPlan
from righthelp.practice.workforce.models import Absence, Worker
from righthelp.practice.workforce.queries import employed

SEE: Final = "protection.see"
SOON: Final = timedelta(days=5)


@dataclass(frozen=True)
class Needed:
    """An enquiry that found that a conference is needed, and none has been asked for. ``plan``: the child has a plan
    already, so that its review is brought forward instead."""

    child_id: int
    name: str
    enquiry: int
    strategy: datetime
    since: datetime
    due: datetime | None
    plan: int | None


def needed(account: Account, now: datetime) -> list[Needed]:
    """Children for whom a conference is needed and none has been asked for, the oldest first. Four queries."""
    try:
        binding = registry.binding(registry.journey("section47"))
    except NotBound:
        return []
    facts = binding.fields
    answered = ChildConference.objects.filter(enquiry__isnull=False).values("enquiry")
    rows = binding.model._default_manager.filter(**{f"{facts['conference_needed']}__isnull": False})
    rows = rows.filter(**{f"{facts['withdrawn']}__isnull": True}).exclude(pk__in=answered)
    rows = within_reach(rows, account, SEE, kind="child", field=binding.subject_field, now=now)
    found = load(binding, ids=rows.values_list("pk", flat=True))
    people = Person.objects.filter(died_on__isnull=True).in_bulk([each.subject_id for each in found])
    plans = dict(
        ProtectionPlan.objects.filter(child_id__in=people, ends__isnull=True).values_list("child_id", "plan_id")
    )
    made = []
    for each in found:
        strategy, since = each.facts["strategy_held"], each.facts["conference_needed"]
        if each.subject_id is None or each.subject_id not in people:
            continue
        if not isinstance(strategy, datetime) or not isinstance(since, datetime):
            continue
        unasked: dict[str, datetime | date | bool | str | int | None] = {
            "asked": since,
            "strategy": strategy,
            "kind": Kind.INITIAL.value,
        }
        due = explain(journey.INITIAL_CONFERENCE, unasked, now=now).due_at
        made.append(
            Needed(
                child_id=each.subject_id,
                name=str(people[each.subject_id]),
                enquiry=each.id,
                strategy=strategy,
                since=since,
                due=due,
                plan=plans.get(each.subject_id),
            )
        )
    return sorted(made, key=lambda row: row.strategy)


@dataclass(frozen=True)
class Waiting:
    """A conference of one child on which somebody has still to act."""

    row: ChildConference
    due: datetime | None

    @property
    def stage(self) -> str:
        """What is to be done with it next."""
        if self.row.meeting is None:
            return "book"
        return "decide" if self.row.held else "hold"

    def late(self, now: datetime) -> bool:
        """Whether its time has passed and it has not been held."""
        return self.due is not None and self.due < now and self.row.held is None


def reached(account: Account, now: datetime) -> QuerySet[ChildConference]:
    """Conferences of children within reach."""
    rows = ChildConference.objects.select_related("child", "meeting__chair", "asked_by", "plan")
    return within_reach(rows, account, SEE, kind="child", field="child_id", now=now)


def waiting(account: Account, now: datetime) -> list[Waiting]:
    """Every open conference within reach, what is due first on top. Three queries."""
    rows = list(reached(account, now).filter(decided__isnull=True, withdrawn__isnull=True))
    due = dict(
        DueMoment.objects.filter(journey="conference", episode_id__in=[row.pk for row in rows]).values_list(
            "episode_id", "due_at"
        )
    )
    reviews = {row.plan_id: row.pk for row in rows if row.kind == Kind.REVIEW}
    stages = DueMoment.objects.filter(journey="protection-step", clock__contains="review")
    held = dict(stages.filter(subject_id__in=[row.child_id for row in rows]).values_list("subject_id", "due_at"))
    found = [
        Waiting(row, due.get(row.pk) or (held.get(row.child_id) if row.plan_id in reviews else None)) for row in rows
    ]
    far = datetime.max.replace(tzinfo=now.tzinfo)
    return sorted(found, key=lambda each: (each.due or far, each.row.pk))


def to_give_out(account: Account, now: datetime) -> list[Meeting]:
    """Conferences that were held, every child decided, whose record has not been given out; the oldest first."""
    rows = reached(account, now).filter(decided__isnull=False, meeting__minutes_sent__isnull=True)
    meetings = Meeting.objects.filter(pk__in=rows.values("meeting_id")).select_related("chair").order_by("held")
    undecided = ChildConference.objects.filter(decided__isnull=True, withdrawn__isnull=True, meeting__isnull=False)
    return list(meetings.exclude(pk__in=undecided.values("meeting_id")).prefetch_related("about__child"))


@dataclass(frozen=True)
class Work:
    """One chair's work: plans, conferences in the weeks to come (by week), decisions and records still to do."""

    worker: Worker
    plans: int
    weeks: list[int]
    undecided: int
    unsent: int
    away: date | None

    @property
    def ahead(self) -> int:
        """Conferences in the weeks shown."""
        return sum(self.weeks)


WEEKS: Final = 6


def weeks_from(today: date) -> list[date]:
    """The Mondays of this week and the next five."""
    monday = today - timedelta(days=today.weekday())
    return [monday + timedelta(weeks=n) for n in range(WEEKS)]


def chairs(on: date) -> list[tuple[int, str]]:
    """Who may chair a conference, by name."""
    rows = Worker.objects.filter(employed(on), account__roles__contains=["reviewing_officer"]).order_by("name")
    return list(rows.values_list("pk", "name"))


def work_of_chairs(now: datetime) -> list[Work]:
    """Every chair's work, the one with least first: who could take another. Four queries."""
    today = local_date(now)
    mondays = weeks_from(today)
    rows = (
        Worker.objects.filter(employed(today), account__roles__contains=["reviewing_officer"])
        .annotate(held_plans=Count("protection_plans", filter=Q(protection_plans__ends__isnull=True)))
        .order_by("name")
    )
    conferences = list(
        Meeting.objects.filter(
            chair__in=rows, kind__in=Kind.values, cancelled__isnull=True, planned__gte=start_of_day(mondays[0])
        ).values_list("chair_id", "planned")
    )
    held = Q(meeting__held__isnull=False, withdrawn__isnull=True)
    open_ones = ChildConference.objects.filter(held, meeting__chair__in=rows)
    undecided = _counted(open_ones.filter(decided__isnull=True).values_list("meeting__chair_id", flat=True))
    unsent = _counted(
        open_ones.filter(decided__isnull=False, meeting__minutes_sent__isnull=True)
        .values_list("meeting__chair_id", flat=True)
    )  # fmt: skip
    away = dict(
        Absence.objects.filter(worker__in=rows, starts__lte=today, ends__gt=today).values_list("worker_id", "ends")
    )
    found = []
    for row in rows:
        weeks = [0] * WEEKS
        for chair, planned in conferences:
            place = (local(planned).date() - mondays[0]).days // 7
            if chair == row.pk and 0 <= place < WEEKS:
                weeks[place] += 1
        found.append(
            Work(row, row.held_plans, weeks, undecided.get(row.pk, 0), unsent.get(row.pk, 0), away.get(row.pk))
        )
    return sorted(found, key=lambda each: (each.away is not None, each.ahead, each.plans, each.worker.name))


def _counted(ids: Iterable[int | None]) -> dict[int, int]:
    found: dict[int, int] = {}
    for each in ids:
        if each is not None:
            found[each] = found.get(each, 0) + 1
    return found


def family_open(row: ChildConference, account: Account, now: datetime) -> list[ChildConference]:
    """Open, unbooked conferences of the same kind for brothers and sisters: they can be one meeting."""
    from righthelp.practice.people.queries_family import family_of

    siblings = [each.id for each in family_of(row.child_id, account, now) if "sibling" in each.kind]
    rows = reached(account, now).filter(
        child_id__in=siblings, kind=row.kind, meeting__isnull=True, decided__isnull=True, withdrawn__isnull=True
    )
    return list(rows)


def of_child(child: int) -> QuerySet[ChildConference]:
    """Every conference of a child, the latest first."""
    rows = ChildConference.objects.filter(child_id=child).select_related("meeting__chair", "asked_by", "decided_by")
    return rows.order_by("-asked")
