"""Named reads of plans: lines of actions with what the clocks say of them, and counts made of those lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import Month, local_date, say_date
from righthelp.foundation.journey import running
from righthelp.governance.plan.acting import led_by, readable
from righthelp.governance.plan.codes import ByWhen, Rag
from righthelp.governance.plan.due import missed
from righthelp.governance.plan.journey import ACTION_BEGUN, ACTION_DONE, MONTHLY_UPDATE
from righthelp.governance.plan.models import Action, CoLead, Plan, Priority, SignOff, Update, UpdateDue

STANDINGS = (
    ("late", "Late"),
    ("unbegun", "Not begun in time"),
    ("empty", "Nothing said yet"),
    ("behind", "Update late"),
    ("open", "Open"),
    ("done", "Done"),
    ("stopped", "Stopped"),
    ("draft", "Draft"),
)
"""What an action can be; an open one can be several of these at once."""


@dataclass(frozen=True)
class Line:
    """An action in a list: what was last said of it, and what its clocks say."""

    action: Action
    said: Update | None
    beside: tuple[CoLead, ...]
    missed: tuple[Month, ...]
    overdue: frozenset[str]
    update_due: date | None

    @property
    def is_open(self) -> bool:
        """In force, and neither done nor stopped."""
        return self.action.in_force is not None and self.action.ended is None

    @property
    def late(self) -> bool:
        """Not complete by its day."""
        return ACTION_DONE.code in self.overdue

    @property
    def unbegun(self) -> bool:
        """Not begun on the day on which it was to commence."""
        return ACTION_BEGUN.code in self.overdue

    @property
    def behind(self) -> bool:
        """A monthly update is late."""
        return MONTHLY_UPDATE.code in self.overdue

    @property
    def empty(self) -> bool:
        """In force and open, and nobody has ever said anything of it."""
        return self.is_open and self.said is None

    @property
    def standings(self) -> list[str]:
        """All that it is, what matters most first."""
        found = [name for name in ("late", "unbegun", "empty", "behind") if getattr(self, name)]
        if self.is_open:
            return [*found, "open"]
        return ["done" if self.action.done else "stopped" if self.action.stopped else "draft"]

    @property
    def rag(self) -> str:
        """The colour of the update that stands; nothing where nobody has said anything."""
        return self.said.rag if self.said else ""

    @property
    def leads(self) -> list[str]:
        """The posts that lead it, the accountable one first."""
        return [self.action.accountable, *(each.post for each in self.beside)]


def lines(actions: QuerySet[Action], now: datetime) -> list[Line]:
    """Actions in the order of their plan. Five queries, however many there are."""
    found = list(actions.select_related("plan", "priority", "worker").order_by("plan__name", "number"))
    ids = [action.pk for action in found]
    rows = Update.objects.filter(action__in=ids, taken_back__isnull=True).select_related("given_by")
    last = rows.order_by("action_id", "-given_at", "-pk").distinct("action_id")
    stands = {update.action_id: update for update in last}
    beside: dict[int, list[CoLead]] = defaultdict(list)
    for each in CoLead.objects.filter(action__in=ids).select_related("worker").order_by("number"):
        beside[each.action_id].append(each)
    stretches: dict[int, list[UpdateDue]] = defaultdict(list)
    for stretch in UpdateDue.objects.filter(action__in=ids).order_by("place"):
        stretches[stretch.action_id].append(stretch)
    overdue = _overdue(found, stretches, now)
    today = local_date(now)
    return [
        Line(
            action, stands.get(action.pk), tuple(beside[action.pk]), tuple(missed(stretches[action.pk], today)),
            frozenset(overdue[action.pk]), _next_due(stretches[action.pk]),
        )
        for action in found
    ]  # fmt: skip


def _overdue(actions: Sequence[Action], stretches: dict[int, list[UpdateDue]], now: datetime) -> dict[int, set[str]]:
    """Which clocks of which actions are late: from the stored due moments, as the worklists have them."""
    plans = {action.plan_id for action in actions}
    found: dict[int, set[str]] = defaultdict(set)
    late = running(ACTION_DONE, ACTION_BEGUN, due_before=now).filter(subject_id__in=plans)
    for action, clock in late.values_list("episode_id", "clock"):
        found[action].add(clock)
    behind = running(MONTHLY_UPDATE, due_before=now).filter(subject_id__in=list(stretches))
    of_stretch = {stretch.pk: action for action, rows in stretches.items() for stretch in rows}
    for stretch, clock in behind.values_list("episode_id", "clock"):
        if stretch in of_stretch:  # not one that was drawn since these rows were read
            found[of_stretch[stretch]].add(clock)
    return found


def _next_due(found: Sequence[UpdateDue]) -> date | None:
    waiting = [each for each in found if each.held is None and each.ended is None]
    return Month.of(waiting[0].eve).last_day if waiting else None


@dataclass(frozen=True)
class Sums:
    """How a plan stands, in numbers."""

    actions: int
    open: int
    done: int
    stopped: int
    late: int
    unbegun: int
    empty: int
    behind: int
    rag: dict[str, int] = field(default_factory=dict)


def sums(found: Sequence[Line]) -> Sums:
    """The numbers of a plan, counted from its lines. No query."""
    return Sums(
        actions=len(found),
        open=sum(line.is_open for line in found),
        done=sum(line.action.done is not None for line in found),
        stopped=sum(line.action.stopped is not None for line in found),
        late=sum(line.late for line in found),
        unbegun=sum(line.unbegun for line in found),
        empty=sum(line.empty for line in found),
        behind=sum(line.behind for line in found),
        rag={each.value: sum(line.rag == each for line in found) for each in Rag},
    )


@dataclass(frozen=True)
class PlanLine:
    """A plan in the list of plans."""

    plan: Plan
    sums: Sums

    @property
    def state(self) -> str:
        """draft, adopted or closed."""
        return "closed" if self.plan.closed else "adopted" if self.plan.adopted else "draft"


def plans(account: Account, now: datetime) -> list[PlanLine]:
    """The plans that an account may read, those in force first, by name."""
    found = list(readable(account))
    of_plan: dict[int, list[Line]] = defaultdict(list)
    for line in lines(Action.objects.filter(plan__in=found), now):
        of_plan[line.action.plan_id].append(line)
    made = [PlanLine(plan, sums(of_plan[plan.pk])) for plan in found]
    order = {"adopted": 0, "draft": 1, "closed": 2}
    return sorted(made, key=lambda line: (order[line.state], line.plan.name))


def open_actions(account: Account) -> list[Action]:
    """The actions, neither done nor stopped, of the plans that an account may read and that are not closed."""
    of = readable(account).filter(closed__isnull=True)
    rows = Action.objects.filter(plan__in=of, done__isnull=True, stopped__isnull=True)
    return list(rows.select_related("plan").order_by("plan__name", "number"))


def mine(account: Account, now: datetime) -> list[Line]:
    """The open actions that an account leads, in plans that are in force."""
    open_ones = Q(in_force__isnull=False, done__isnull=True, stopped__isnull=True)
    return lines(Action.objects.filter(led_by(account), open_ones), now)


def delivers(plan: Plan, account: Account) -> Priority | None:
    """The priority of another plan that a plan delivers, if the account may read that other plan."""
    if plan.under is None or not readable(account).filter(pk=plan.under.plan_id).exists():
        return None
    return plan.under


@dataclass(frozen=True)
class PriorityLine:
    """A priority: its objectives, how its actions stand, what its sponsor said last, and the plans that deliver it."""

    priority: Priority
    objectives: tuple[str, ...]
    sums: Sums
    said: SignOff | None
    delivered_by: tuple[Plan, ...]


def priorities(plan: Plan, account: Account, found: Sequence[Line]) -> list[PriorityLine]:
    """The priorities of a plan in its order."""
    last = {row.priority_id: row for row in sign_offs(plan)[::-1]}
    rows = plan.priorities.select_related("sponsor").prefetch_related("objectives").order_by("number")
    under: dict[int | None, list[Plan]] = defaultdict(list)
    for each in readable(account).filter(under__plan=plan).order_by("name"):
        under[each.under_id].append(each)
    return [
        PriorityLine(
            row,
            tuple(each.words for each in sorted(row.objectives.all(), key=lambda each: each.number)),
            sums([line for line in found if line.action.priority_id == row.pk]),
            last.get(row.pk),
            tuple(under[row.pk]),
        )
        for row in rows
    ]


def sign_offs(plan: Plan) -> list[SignOff]:
    """What sponsors and the board said, the last first."""
    return list(plan.sign_offs.select_related("priority", "recorded_by").order_by("-on", "-recorded_at", "-pk"))


def said_when(line: Line) -> str:
    """The day of an action with what it means, as a plan prints it."""
    return f"{ByWhen(line.action.by_when).label} {say_date(line.action.day)}"


__all__ = [
    "STANDINGS", "Line", "PlanLine", "PriorityLine", "Sums", "delivers", "lines", "mine", "open_actions", "plans",
    "priorities", "said_when", "sign_offs", "sums",
]  # fmt: skip
