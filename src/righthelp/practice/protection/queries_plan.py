"""Named reads of plans: the list, one plan told from beginning to now, its scores, who might do with less help."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import add_months, end_of_day, local_date, say_date, start_of_day
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.casework.models import Action, Attendance, Meeting, Outcome, Visited
from righthelp.practice.protection import law
from righthelp.practice.protection.codes import Category
from righthelp.practice.protection.models import ChildConference, ProtectionPlan, Score
from righthelp.practice.workforce.models import Allocation

SEE: Final = "protection.see"
PLANNED: Final = (
    "protection-step",
    "visit-due",
    "protection-milestone",
    "protection-escalation",
    "protection-transfer",
)
"""Journeys whose due moments a plan's list and page show; actions are counted apart."""


@dataclass
class Row:
    """One plan in the list. ``late``: what is overdue, in words; ``next``: what falls due next."""

    plan: ProtectionPlan
    worker: str
    team: str
    months: int
    score: float | None
    actions_late: int
    late: list[str] = field(default_factory=list)
    next: tuple[str, datetime] | None = None

    @property
    def name(self) -> str:
        """The child's name."""
        return str(self.plan.child)


def months_between(start: date, end: date) -> int:
    """Whole calendar months from a day to a day."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (add_months(start, months) > end) if months > 0 else 0


def reached(account: Account, now: datetime) -> QuerySet[ProtectionPlan]:
    """Plans of children within reach."""
    rows = ProtectionPlan.objects.select_related("child", "chair", "plan")
    return within_reach(rows, account, SEE, kind="child", field="child_id", now=now)


def plans(account: Account, now: datetime) -> list[Row]:
    """Every running plan within reach. Six queries, however many."""
    today = local_date(now)
    rows = list(reached(account, now).filter(ends__isnull=True).order_by("starts", "pk"))
    children = [row.child_id for row in rows]
    workers = {
        each.child_id: (each.worker.name, each.worker.team.name)
        for each in Allocation.objects.filter(
            child_id__in=children, primary=True, ends__isnull=True
        ).select_related("worker__team")
    }  # fmt: skip
    latest = {child: means[-1][1] for child, means in mean_scores(children).items() if means}
    open_late = Q(done__isnull=True, stopped__isnull=True, by_when__lt=today)
    late_actions = dict(
        Action.objects.filter(open_late, plan_id__in=[row.plan_id for row in rows])
        .values_list("plan_id")
        .annotate(many=Count("pk"))
    )
    found = []
    due = due_of(children)
    for row in rows:
        worker, team = workers.get(row.child_id, ("", ""))
        made = Row(
            plan=row,
            worker=worker,
            team=team,
            months=months_between(row.starts, today),
            score=latest.get(row.child_id),
            actions_late=late_actions.get(row.plan_id, 0),
        )
        for name, at in due.get(row.child_id, ()) if row.child.died_on is None else ():
            if at < now:
                made.late += [name] if name not in made.late else []
            elif made.next is None:
                made.next = (name, at)
        over = overstayed(row, today)
        if over:
            made.late.insert(0, over)
        if made.actions_late:
            made.late.append(f"{made.actions_late} {'action' if made.actions_late == 1 else 'actions'}")
        found.append(made)
    return found


def overstayed(plan: ProtectionPlan, today: date) -> str:
    """Why a plan that still runs ought to have ended: the child has died, or is 18. Empty where it ought to run."""
    if plan.ends is not None:
        return ""
    if plan.child.died_on is not None:
        return f"{plan.child.called} has died: end the plan"
    born = plan.child.birth_date
    if born is not None and add_months(born, 12 * 18) <= today:
        return f"{plan.child.called} is 18: end the plan"
    return ""


def due_of(children: Collection[int]) -> dict[int, list[tuple[str, datetime]]]:
    """What runs for each child under the plan, soonest first: (name of the clock, due). One query."""
    names = {clock.code: clock.name for clock in registry.clocks()}
    found: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    moments = DueMoment.objects.filter(subject_id__in=list(children), journey__in=PLANNED).order_by("due_at")
    for child, clock, at in moments.values_list("subject_id", "clock", "due_at"):
        if child is not None and clock in names:
            found[child].append((names[clock], at))
    return dict(found)


@dataclass(frozen=True)
class ReviewAhead:
    """A review conference that falls due soon, or is late, and that nobody has asked for."""

    plan: ProtectionPlan
    due: datetime
    first: bool


def reviews_ahead(account: Account, now: datetime) -> list[ReviewAhead]:
    """Reviews due within six weeks, or late, that have not been asked for; the first due on top. Three queries."""
    moments = DueMoment.objects.filter(
        journey="protection-step", clock__contains="review", due_at__lt=now + law.REVIEWS_AHEAD
    )
    due = {child: (at, "first" in clock) for child, at, clock in moments.values_list("subject_id", "due_at", "clock")}
    asked = ChildConference.objects.filter(plan__isnull=False, decided__isnull=True, withdrawn__isnull=True)
    rows = reached(account, now).filter(ends__isnull=True, child_id__in=due, child__died_on__isnull=True)
    found = [ReviewAhead(row, *due[row.child_id]) for row in rows.exclude(plan_id__in=asked.values("plan_id"))]
    return sorted(found, key=lambda each: (each.due, each.plan.pk))


@dataclass(frozen=True)
class Scored:
    """One meeting's scores of one child: who put them where."""

    day: date
    meeting: int
    kind: str
    scores: list[tuple[str, int]]

    @property
    def mean(self) -> float:
        """The mean of those present."""
        return sum(value for _, value in self.scores) / len(self.scores)


def scores_of(child: int, since: date | None = None) -> list[Scored]:
    """A child's scores, meeting by meeting, the first on top. One query."""
    rows = Score.objects.filter(child_id=child, meeting__held__isnull=False).select_related(
        "meeting", "attendance__worker", "attendance__person"
    )
    found: dict[int, Scored] = {}
    for row in rows.order_by("meeting__held", "attendance__agency", "attendance_id"):
        assert row.meeting.held is not None  # noqa: S101  filtered
        day = local_date(row.meeting.held)
        if since is None or day >= since:
            one = found.setdefault(row.meeting_id, Scored(day, row.meeting_id, str(row.meeting.get_kind_display()), []))
            one.scores.append((who(row.attendance), row.value))
    return list(found.values())


def mean_scores(children: Collection[int]) -> dict[int, list[tuple[datetime, float]]]:
    """For each child the mean score of each meeting, in order. One query."""
    rows = Score.objects.filter(child_id__in=list(children), meeting__held__isnull=False)
    sums: dict[int, dict[datetime, list[int]]] = defaultdict(lambda: defaultdict(list))
    for child, held, value in rows.order_by("meeting__held").values_list("child_id", "meeting__held", "value"):
        if held is not None:
            sums[child][held].append(value)
    return {child: [(at, sum(each) / len(each)) for at, each in sorted(by.items())] for child, by in sums.items()}


def who(row: Attendance) -> str:
    """Somebody at a meeting: their name, and for whom they come."""
    name = row.worker.name if row.worker else str(row.person) if row.person else row.name
    return f"{name} ({row.get_agency_display().lower()})"


@dataclass(frozen=True)
class Prompt:
    """Why a chair might ask whether less help is enough. It decides nothing."""

    child_id: int
    reasons: list[str]


def eased(rows: Sequence[ProtectionPlan], now: datetime) -> dict[int, Prompt]:
    """For which of these plans the record speaks for less help: all outcomes met, or two signs of three (scores rose,
    many months, every visit made). By plan number. Four queries."""
    today = local_date(now)
    means = mean_scores([row.child_id for row in rows])
    ids = [row.plan_id for row in rows]
    counted = Outcome.objects.filter(plan_id__in=ids).values_list("plan_id")
    outcomes = {pk: (total, met) for pk, total, met in counted.annotate(n=Count("pk"), m=Count("met"))}
    late = set(
        DueMoment.objects.filter(subject_id__in=[row.child_id for row in rows], journey__in=PLANNED, due_at__lt=now)
        .values_list("subject_id", flat=True)
    )  # fmt: skip
    found = {}
    for row in rows:
        reasons = []
        mine = [(at, mean) for at, mean in means.get(row.child_id, []) if local_date(at) >= row.starts]
        if len(mine) > 1 and mine[-1][1] - mine[0][1] >= law.EASED_RISE and mine[-1][1] >= law.EASED_SCORE:
            reasons.append(f"The mean score rose from {mine[0][1]:.1f} to {mine[-1][1]:.1f}.")
        total, met = outcomes.get(row.plan_id, (0, 0))
        all_met = total > 0 and met == total
        if all_met:
            reasons.append(f"All {total} outcomes are met." if total > 1 else "The outcome is met.")
        months = months_between(row.starts, today)
        if months >= law.EASED_MONTHS:
            reasons.append(f"The plan has run for {months} months.")
        if row.child_id in late and not all_met:
            continue
        if all_met or len(reasons) > 1:
            found[row.plan_id] = Prompt(row.child_id, reasons)
    return found


@dataclass(frozen=True)
class Check:
    """One thing that a plan's record ought to hold, and whether it does."""

    what: str
    there: bool
    why: str


def checklist(plan: ProtectionPlan, now: datetime) -> list[Check]:
    """Whether the record holds what it ought to: lived experience and the documents that matter. Read, never ticked."""
    today = local_date(now)
    conference = plan.conference
    record = getattr(conference.meeting, "protection_record", None) if conference.meeting else None
    outcomes = Outcome.objects.filter(plan_id=plan.plan_id).aggregate(
        n=Count("pk"), known=Count("pk", ~Q(how_known=""))
    )
    words = (
        Visited.objects.filter(child_id=plan.child_id, withdrawn__isnull=True, at__gte=start_of_day(plan.starts))
        .exclude(words="")
        .order_by("-at")
        .first()
    )
    actions = Action.objects.filter(plan_id=plan.plan_id).exists()
    sent = bool(conference.meeting and conference.meeting.minutes_sent)
    shared = bool(record and record.report_shared)
    fresh = words is not None and local_date(words.at) >= add_months(today, -1)
    return [
        Check("The social worker’s report was shared with the family", shared, "before the conference"),
        Check("What the child says was heard at the conference", bool(conference.views), conference.views_by),
        Check("What the family says is written down", bool(record and record.family_views), ""),
        Check(
            "The child’s own words from a visit in the last month",
            fresh,
            f"last on {say_date(local_date(words.at))}" if words else "none since the plan began",
        ),
        Check("Outcomes say what needs to change", bool(outcomes["n"]), f"{outcomes['n']} written"),
        Check(
            "Each outcome says how we shall know",
            bool(outcomes["n"]) and outcomes["n"] == outcomes["known"],
            f"{outcomes['known']} of {outcomes['n']}",
        ),
        Check("Actions say who does what by when", actions, ""),
        Check("What happens if nothing changes is written down", bool(plan.contingency), ""),
        Check("The record of the conference was given out", sent, "to everybody on the distribution sheet"),
        Check("There is a core group", plan.members.filter(until__isnull=True).exists(), ""),
    ]


def core_groups(plan: ProtectionPlan) -> list[Meeting]:
    """Core groups and conferences held or planned under a plan, the latest first."""
    kinds = ("core-group", "rcpc", "icpc", "transfer")
    rows = Meeting.objects.filter(about__child_id=plan.child_id, kind__in=kinds, cancelled__isnull=True)
    rows = rows.filter(Q(held__isnull=True) | Q(held__gte=start_of_day(plan.starts)))
    if plan.ends:
        rows = rows.filter(held__isnull=False, held__lt=end_of_day(plan.ends))
    return list(rows.select_related("chair").order_by("-planned"))


def visits_of(plan: ProtectionPlan) -> list[Visited]:
    """Visits while the plan ran, the latest first."""
    rows = Visited.objects.filter(child_id=plan.child_id, withdrawn__isnull=True, at__gte=start_of_day(plan.starts))
    if plan.ends:
        rows = rows.filter(at__lt=end_of_day(plan.ends))
    return list(rows.select_related("visit__visitor").order_by("-at"))


def workers_since(plan: ProtectionPlan) -> list[tuple[str, datetime, datetime | None]]:
    """The social workers who held the child’s work while the plan ran, in order."""
    rows = Allocation.objects.filter(child_id=plan.child_id, primary=True).select_related("worker").order_by("starts")
    return [
        (row.worker.name, row.starts, row.ends)
        for row in rows
        if (row.ends is None or local_date(row.ends) >= plan.starts)
        and (plan.ends is None or local_date(row.starts) < plan.ends)
    ]


def short(plan: ProtectionPlan) -> bool:
    """Whether it ended within three months (KPI 13)."""
    return plan.ends is not None and plan.ends <= add_months(plan.starts, law.SHORT_MONTHS)


def category_words(plan: ProtectionPlan) -> str:
    """The category in words."""
    return str(Category(plan.category).label)
