"""Named reads of work with families: what runs, one child's story, counts by month; never past the reader's reach."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Model, Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.casework.models import Action
from righthelp.practice.family_group.codes import RELATIVES
from righthelp.practice.family_group.models import Back, Check, Edge, Group, Member, Resource, Return, Work

SEE: Final = "family.see"
SORTS: Final = {
    "fgc": "Family group conference",
    "family": "Family meeting",
    "edge": "Edge of care",
    "plus": "Families Together Plus",
    "return": "Going home",
}
STEPS: Final = {
    "asked": "To be prepared",
    "called": "Called",
    "held": "Plan to be answered",
    "answered": "Plan to be reviewed",
    "reviewed": "Reviewed",
    "waits": "Nobody there yet",
    "works": "At work",
    "begun": "To be planned",
    "planned": "To be decided",
    "decided": "Decided",
    "home": "At home",
}


@dataclass(frozen=True)
class Running:
    """Work with a family that runs, as the board shows it."""

    child: int
    name: str
    sort: str
    since: date
    step: str
    who: str
    worker: str
    money: int
    due: datetime | None
    now: datetime

    @property
    def late(self) -> bool:
        """Whether something about it is overdue."""
        return self.due is not None and self.due < self.now


_RUNS: Final = """
with runs (journey, id, child_id, sort, since, step, who_id, money) as (
    select 'family-group', g.id, g.child_id, g.kind, g.asked,
           case when g.reviewed is not null then 'reviewed' when g.answered is not null then 'answered'
                when g.held is not null then 'held' when g.meeting_id is not null then 'called' else 'asked' end,
           g.coordinator_id,
           (select count(*) from family_group_resource r where r.group_id = g.id and r.decided is null)::int
      from family_group_group g where g.closed is null and g.counts
    union all
    select 'family-edge', e.id, e.child_id, e.kind, (e.asked at time zone 'Europe/London')::date,
           case when e.begun is null then 'waits' else 'works' end, e.worker_id, 0
      from family_group_edge e where e.ended is null and e.counts
    union all
    select 'family-return', r.id, r.child_id, 'return', r.begun,
           case when r.returned is not null then 'home' when r.decided is not null then 'decided'
                when r.planned is not null then 'planned' else 'begun' end, null, 0
      from family_group_return r
     where r.counts and r.stopped is null and r.back is null and r.checked_12 is null)
select x.child_id, concat_ws(' ', p.forename, p.surname), x.sort, x.since, x.step, coalesce(o.name, ''),
       coalesce(w.name, ''), x.money,
       (select min(d.due_at) from journey_duemoment d where d.journey = x.journey and d.episode_id = x.id)
  from runs x
  join people_person p on p.id = x.child_id
  left join workforce_worker o on o.id = x.who_id
  left join workforce_allocation al on al.child_id = x.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where {reached}
 order by x.since, x.journey, x.id"""


def running(account: Account, now: datetime) -> list[Running]:
    """Work with families that runs, within the account's reach, the oldest first. One query."""
    reached = reach_condition(account, SEE, kind="child", column="x.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_RUNS.format(reached=reached), values(account, "child", now))
        return [Running(*[*row, now]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Month:
    """What was done in a month, within the reader's reach."""

    month: date
    asked: int = 0
    held: int = 0
    agreed: int = 0
    meetings: int = 0
    edge: int = 0
    plus: int = 0
    ended: int = 0
    kept: int = 0
    returned: int = 0
    back: int = 0
    relatives: int = 0


_MONTHS: Final = """
with done (what, child_id, day) as (
    select 'asked', child_id, asked from family_group_group where counts and kind = 'fgc'
    union all select 'held', child_id, held from family_group_group where counts and kind = 'fgc'
    union all select 'agreed', child_id, answered from family_group_group
               where counts and kind = 'fgc' and agreed in ('yes', 'part')
    union all select 'meetings', child_id, held from family_group_group where counts and kind = 'family'
    union all select kind, child_id, (asked at time zone 'Europe/London')::date from family_group_edge where counts
    union all select 'ended', child_id, ended from family_group_edge where counts
    union all select 'kept', child_id, ended from family_group_edge where counts and outcome in ('home', 'kin')
    union all select 'returned', child_id, returned from family_group_return where counts
    union all select 'back', child_id, back from family_group_return where counts
    union all select 'relatives', child_id, ends from care_incare where "left" = any(%(relatives)s))
select date_trunc('month', day)::date, what, count(*)::int from done x
 where day >= %(since)s and day <= %(today)s and {reached}
 group by 1, 2"""


def months(account: Account, now: datetime, back: int = 24) -> list[Month]:
    """The last months, the newest first: conferences, the edge of care, going home, leaving care to relatives. One
    query."""
    today = local_date(now)
    since = add_months(today.replace(day=1), 1 - back)
    given = values(account, "child", now) | {"since": since, "today": today, "relatives": sorted(RELATIVES)}
    reached = reach_condition(account, SEE, kind="child", column="x.child_id")
    found: Counter[tuple[date, str]] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS.format(reached=reached), given)
        for month, what, many in cursor.fetchall():
            found[(month, what)] = many
    names = [name for name in Month.__dataclass_fields__ if name != "month"]
    each = [add_months(since, number) for number in range(back)]
    return [Month(month, **{name: found[(month, name)] for name in names}) for month in reversed(each)]


def groups_of(child: int) -> list[Group]:
    """Conferences and family meetings about a child, the newest first, with members, money and promises."""
    rows = Group.objects.filter(child_id=child).select_related("coordinator", "answered_by", "recorded_by", "meeting")
    members = Prefetch("members", Member.objects.order_by("pk"))
    money = Prefetch("resources", Resource.objects.select_related("decided_by", "recorded_by").order_by("pk"))
    return list(rows.prefetch_related(members, money).order_by("-asked", "-pk"))


def promises(groups: list[Group]) -> dict[int, list[Action]]:
    """What somebody does by a day, agreed in these conferences: by meeting. One query."""
    found: dict[int, list[Action]] = {}
    numbers = [group.meeting_id for group in groups if group.meeting_id]
    for action in Action.objects.filter(meeting_id__in=numbers).select_related("worker").order_by("by_when", "pk"):
        found.setdefault(action.meeting_id or 0, []).append(action)
    return found


def edges_of(child: int) -> list[Edge]:
    """Work at the edge of care, the newest first."""
    work = Prefetch("work", Work.objects.select_related("recorded_by").order_by("-at", "-pk"))
    rows = Edge.objects.filter(child_id=child).select_related("worker", "recorded_by")
    return list(rows.prefetch_related(work).order_by("-asked", "-pk"))


def returns_of(child: int) -> list[Return]:
    """Ways home, the newest first."""
    checks = Prefetch("checks", Check.objects.select_related("recorded_by").order_by("on", "pk"))
    rows = Return.objects.filter(child_id=child).select_related("decided_by", "recorded_by", "care")
    return list(rows.prefetch_related(checks).order_by("-begun", "-pk"))


def backs_of(child: int) -> list[Back]:
    """Decisions that were taken back, the newest first."""
    return list(Back.objects.filter(child_id=child).select_related("recorded_by").order_by("-recorded", "-pk"))


def dues(child: int) -> dict[tuple[str, int], datetime]:
    """When the next thing is due, by journey and row. Three queries."""
    found: dict[tuple[str, int], datetime] = {}
    models: dict[str, type[Model]] = {"family-group": Group, "family-edge": Edge, "family-return": Return}
    for journey, model in models.items():
        numbers = model._default_manager.filter(child_id=child).values_list("pk", flat=True)
        rows = DueMoment.objects.filter(journey=journey, episode_id__in=numbers)
        for episode, at in rows.order_by("-due_at").values_list("episode_id", "due_at"):
            found[(journey, episode)] = at
    return found


__all__ = [
    "SEE",
    "SORTS",
    "STEPS",
    "Month",
    "Running",
    "backs_of",
    "dues",
    "edges_of",
    "groups_of",
    "months",
    "promises",
    "returns_of",
    "running",
]
