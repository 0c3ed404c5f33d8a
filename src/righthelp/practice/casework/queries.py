"""Named reads of casework: a plan and what is due, visits, direct work, meetings, actions of a child or mine."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Prefetch, Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.journey import Explanation, State, explain
from righthelp.practice.casework import journey
from righthelp.practice.casework.codes import PlanKind
from righthelp.practice.casework.models import (
    Action,
    Attendance,
    DirectWork,
    Meeting,
    MeetingAbout,
    Outcome,
    Plan,
    TakenBack,
    Visit,
    VisitDue,
    Visited,
    WorkFile,
)
from righthelp.practice.people.homes import address_for, households
from righthelp.practice.people.models import Person
from righthelp.practice.people.queries_family import siblings_of
from righthelp.practice.people.standing import may
from righthelp.practice.workforce.models import Worker

SEE = "casework.see"
_ADULT = 18


def plans_of(child: int) -> QuerySet[Plan]:
    """Every plan of a child, the latest first."""
    return Plan.objects.filter(child_id=child).select_related("begun_by").order_by("-starts", "-pk")


def current_plan(child: int) -> Plan | None:
    """The plan that runs now, if one does."""
    return Plan.objects.filter(child_id=child, ends__isnull=True).select_related("begun_by").first()


def outcomes_of(plan: int) -> QuerySet[Outcome]:
    """What needs to change, each with its actions."""
    actions = Action.objects.select_related("worker").order_by("by_when", "pk")
    return Outcome.objects.filter(plan_id=plan).prefetch_related(Prefetch("actions", actions)).order_by("place")


@dataclass(frozen=True)
class NextVisit:
    """When the next visit under a plan is due, in the clock's own words."""

    sentence: str
    late: bool
    due_at: datetime | None


def next_visit(plan: Plan, now: datetime) -> NextVisit | None:
    """The visit that is due under a plan that runs. One query."""
    row = VisitDue.objects.filter(plan=plan, held__isnull=True, ended__isnull=True).order_by("-place").first()
    if row is None:
        return None
    clock = journey.PROTECTION_VISIT if plan.kind == PlanKind.PROTECTION else journey.NEED_VISIT
    said: Explanation = explain(clock, row, now=now)
    return NextVisit(said.sentence, said.state is State.OVERDUE, said.due_at)


def visits_of(child: int) -> QuerySet[Visited]:
    """Every visit to a child, the latest first, withdrawn ones with them."""
    rows = Visited.objects.filter(child_id=child).select_related("visit__visitor", "visit__recorded_by", "action")
    return rows.order_by("-at", "-pk")


def also_in(visit: Visit, child: int, known: Collection[int]) -> list[str]:
    """The other children in a visit of whom the reader may know, by name."""
    rows = visit.children.filter(child_id__in=known).exclude(child_id=child).select_related("child")
    return [str(row.child) for row in rows.order_by("child__birth_date", "pk")]


def together(child: int, account: Account, act: str, now: datetime) -> list[Person]:
    """The child, and the brothers and sisters and other children at home whose records the account may write under
    ``act``: those whom one visit, or one meeting, may be about. About five queries."""
    near = siblings_of([child])
    home = address_for(account, child, now=now)
    if home is not None:
        for rows in households(account, [home], now=now).values():
            near |= {each.id for each in rows if each.opens and (each.ends is None or each.ends > now.date())}
    near.discard(child)
    mine = may(account, act, near, now) if near else set()
    born_after = date(now.year - _ADULT - 1, now.month, min(now.day, 28))
    rows_of = Person.objects.filter(Q(pk=child) | Q(pk__in=mine, birth_date__gt=born_after, died_on__isnull=True))
    return sorted(rows_of, key=lambda each: (each.pk != child, each.birth_date or date.max, each.pk))


def actions_of(child: int) -> QuerySet[Action]:
    """Every action agreed for a child: open ones by their day, then those settled."""
    rows = Action.objects.filter(child_id=child).select_related("worker", "agreed_by", "plan", "outcome", "meeting")
    return rows.order_by(F("done").asc(nulls_first=True), F("stopped").asc(nulls_first=True), "by_when", "pk")


def open_actions(child: int) -> QuerySet[Action]:
    """What is still to be done for a child, the soonest first."""
    return (
        Action.objects.filter(child_id=child, done__isnull=True, stopped__isnull=True)
        .select_related("worker", "outcome", "meeting")
        .order_by("by_when", "pk")
    )


def my_actions(account: Account, now: datetime) -> QuerySet[Action]:
    """What the account's worker is still to do, for children whose records it may open."""
    rows = Action.objects.filter(worker__account=account, done__isnull=True, stopped__isnull=True)
    rows = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return rows.select_related("child", "plan", "meeting").order_by("by_when", "pk")


def meetings_of(child: int) -> QuerySet[MeetingAbout]:
    """Every meeting about a child, the latest first."""
    rows = MeetingAbout.objects.filter(child_id=child).select_related("meeting__chair")
    return rows.order_by("-planned", "-pk")


def attendances_of(meeting: int) -> list[Attendance]:
    """Who was asked to a meeting, in the order they were asked."""
    rows = Attendance.objects.filter(meeting_id=meeting).select_related("worker", "person", "organisation")
    return list(rows.order_by("pk"))


def reads_confidential(meeting: Meeting, account: Account) -> bool:
    """Whether the account gets the confidential parts of the minutes: whoever chairs, called or wrote them down, or is
    on the list with them. For everybody else they are not there."""
    worker = Worker.objects.filter(account=account).values_list("pk", flat=True).first()
    if worker is None:
        return False
    if worker in (meeting.chair_id, meeting.called_by_id, meeting.recorded_by_id):
        return True
    return Attendance.objects.filter(meeting=meeting, worker_id=worker, confidential=True).exists()


def work_of(child: int) -> QuerySet[DirectWork]:
    """Direct work with a child, the latest first, with its files."""
    files = WorkFile.objects.filter(removed__isnull=True).order_by("pk")
    rows = DirectWork.objects.filter(child_id=child).select_related("worker", "visited")
    return rows.prefetch_related(Prefetch("files", files)).order_by("-at", "-pk")


def taken_back(what: str, rows: Collection[int]) -> list[TakenBack]:
    """What of some decisions was taken back, or is to be, the latest first. One query."""
    found = TakenBack.objects.filter(what=what, row__in=list(rows))
    return list(found.select_related("recorded_by", "asked_by", "agreed_by", "declined_by").order_by("-asked", "-pk"))


def taken_back_of(child: int, what: str) -> list[TakenBack]:
    """What of a child's record was taken back, or is to be, the latest first. One query."""
    found = TakenBack.objects.filter(what=what, child_id=child)
    return list(found.select_related("recorded_by", "asked_by", "agreed_by", "declined_by").order_by("-asked", "-pk"))
