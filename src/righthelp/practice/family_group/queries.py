"""Named reads of work with families: what runs, one child's story, counts by month; never past the reader's reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Model, Prefetch, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.casework.models import Action
from righthelp.practice.family_group.codes import RELATIVES, Closed
from righthelp.practice.family_group.models import Back, Check, Edge, Group, Member, Resource, Return, Work
from righthelp.practice.people.standing import may

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
    """Work with a family that runs, as the board shows it. ``several``: how many children within the reader's
    reach the conference is about; ``work``: equal for children of one conference."""

    child: int
    name: str
    sort: str
    since: date
    step: str
    who: str
    worker: str
    money: int
    due: datetime | None
    several: int
    work: str
    now: datetime

    @property
    def late(self) -> bool:
        """Whether something about it is overdue."""
        return self.due is not None and self.due < self.now


_RUNS: Final = """
with runs (journey, id, child_id, sort, since, step, who_id, money, together_id) as (
    select 'family-group', g.id, g.child_id, g.kind, g.asked,
           case when g.reviewed is not null then 'reviewed' when g.answered is not null then 'answered'
                when g.held is not null then 'held' when g.meeting_id is not null then 'called' else 'asked' end,
           g.coordinator_id,
           (select count(*) from family_group_resource r where r.group_id = g.id and r.decided is null)::int,
           g.together_id
      from family_group_group g where g.closed is null and g.counts
    union all
    select 'family-edge', e.id, e.child_id, e.kind, (e.asked at time zone 'Europe/London')::date,
           case when e.begun is null then 'waits' else 'works' end, e.worker_id, 0, null
      from family_group_edge e where e.ended is null and e.counts
    union all
    select 'family-return', r.id, r.child_id, 'return', r.begun,
           case when r.returned is not null then 'home' when r.decided is not null then 'decided'
                when r.planned is not null then 'planned' else 'begun' end, null, 0, null
      from family_group_return r
     where r.counts and r.stopped is null and r.back is null and r.checked_12 is null)
select x.child_id, concat_ws(' ', p.forename, p.surname), x.sort, x.since, x.step, coalesce(o.name, ''),
       coalesce(w.name, ''), x.money,
       (select min(d.due_at) from journey_duemoment d where d.journey = x.journey and d.episode_id = x.id),
       case when x.together_id is null then 1 else count(*) over (partition by x.together_id) end::int,
       coalesce('t' || x.together_id, x.journey || x.id)
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
    """What was done in a month, within the reader's reach. A conference about brothers and sisters is one, and so are
    its plan and the family; ``..._children`` counts the children."""

    month: date
    asked: int = 0
    asked_children: int = 0
    held: int = 0
    held_children: int = 0
    agreed: int = 0
    meetings: int = 0
    edge: int = 0
    plus: int = 0
    ended: int = 0
    kept: int = 0
    returned: int = 0
    back: int = 0
    relatives: int = 0


_GROUPS: Final = """
with groups (one, child_id, kind, asked, held, answered, agreed) as (
    select coalesce(together_id, -id), child_id, kind, asked, held, answered, agreed
      from family_group_group where counts)"""

_MONTHS: Final = """,
done (what, one, child_id, day) as (
    select 'asked', one, child_id, asked from groups where kind = 'fgc'
    union all select 'asked_children', child_id, child_id, asked from groups where kind = 'fgc'
    union all select 'held', one, child_id, held from groups where kind = 'fgc'
    union all select 'held_children', child_id, child_id, held from groups where kind = 'fgc'
    union all select 'agreed', one, child_id, answered from groups where kind = 'fgc' and agreed in ('yes', 'part')
    union all select 'meetings', one, child_id, held from groups where kind = 'family'
    union all select kind, id, child_id, (asked at time zone 'Europe/London')::date from family_group_edge where counts
    union all select 'ended', id, child_id, ended from family_group_edge where counts
    union all select 'kept', id, child_id, ended from family_group_edge where counts and outcome in ('home', 'kin')
    union all select 'returned', id, child_id, returned from family_group_return where counts
    union all select 'back', id, child_id, back from family_group_return where counts
    union all select 'relatives', id, child_id, ends from care_incare where "left" = any(%(relatives)s))
select date_trunc('month', day)::date, what, count(distinct one)::int from done x
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
        cursor.execute((_GROUPS + _MONTHS).format(reached=reached), given)
        for month, what, many in cursor.fetchall():
            found[(month, what)] = many
    names = [name for name in Month.__dataclass_fields__ if name != "month"]
    each = [add_months(since, number) for number in range(back)]
    return [Month(month, **{name: found[(month, name)] for name in names}) for month in reversed(each)]


_CHILDREN: Final = """
select count(distinct child_id)::int from groups x
 where kind = 'fgc' and held >= %(since)s and held <= %(today)s and {reached}"""


def children_heard(account: Account, now: datetime, since: date) -> int:
    """How many children the conferences held since then were about, within the account's reach: each once, however
    often their family met. One query."""
    given = values(account, "child", now) | {"since": since, "today": local_date(now)}
    reached = reach_condition(account, SEE, kind="child", column="x.child_id")
    with connection.cursor() as cursor:
        cursor.execute((_GROUPS + _CHILDREN).format(reached=reached), given)
        return int(cursor.fetchone()[0])


def groups_of(child: int) -> list[Group]:
    """Conferences and family meetings about a child, the newest first, with members, money and promises."""
    rows = Group.objects.filter(child_id=child).select_related("coordinator", "answered_by", "recorded_by", "meeting")
    members = Prefetch("members", Member.objects.order_by("pk"))
    money = Prefetch("resources", Resource.objects.select_related("decided_by", "recorded_by").order_by("pk"))
    return list(rows.prefetch_related(members, money).order_by("-asked", "-pk"))


def in_it(group: Group) -> QuerySet[Group]:
    """The rows of one conference that count: the children whom it is about, those taken out among them."""
    if group.together_id is None:
        return Group.objects.filter(pk=group.pk, counts=True)
    return Group.objects.filter(together_id=group.together_id, counts=True).order_by("child__birth_date", "child_id")


def unseen(group: Group, account: Account, now: datetime, act: str = SEE) -> bool:
    """Whether the conference is about a brother or sister, too, on whom the account may not do ``act``."""
    others = set(in_it(group).exclude(closing=Closed.OUT).values_list("child_id", flat=True)) - {group.child_id}
    return bool(others) and len(may(account, act, others, now)) < len(others)


@dataclass(frozen=True)
class Beside:
    """A brother or sister whom the same conference is about: name, whether taken out, and money asked for there."""

    child: int
    name: str
    out: bool
    money: list[Resource]


def beside(groups: list[Group], account: Account, now: datetime) -> dict[int, list[Beside]]:
    """Brothers and sisters in these conferences of a child whose work with the family the account may see: by row of
    the child. Up to four queries."""
    ours = {group.together_id: group for group in groups if group.together_id and group.counts}
    rows = Group.objects.filter(together_id__in=ours, counts=True).exclude(pk__in=[group.pk for group in groups])
    money = Prefetch("resources", Resource.objects.select_related("decided_by", "recorded_by").order_by("pk"))
    others = list(rows.select_related("child").prefetch_related(money).order_by("child__birth_date", "pk"))
    near = may(account, SEE, {row.child_id for row in others}, now)
    found: dict[int, list[Beside]] = {}
    for row in others:
        if row.child_id in near:
            here = ours[row.together_id or 0].pk
            one = Beside(row.child_id, row.child.called, row.is_out, list(row.resources.all()))
            found.setdefault(here, []).append(one)
    return found


def promises(groups: list[Group], also: Collection[int] = ()) -> dict[int, list[Action]]:
    """What somebody does by a day for the children of these conferences and those in ``also``, agreed there: by
    meeting. One query."""
    found: dict[int, list[Action]] = {}
    numbers = [group.meeting_id for group in groups if group.meeting_id]
    whose = {*also, *(group.child_id for group in groups)}
    for action in (
        Action.objects.filter(meeting_id__in=numbers, child_id__in=whose)
        .select_related("worker")
        .order_by("by_when", "pk")
    ):
        found.setdefault(action.meeting_id or 0, []).append(action)
    return found


def as_one(done: Iterable[Action]) -> list[Action]:
    """What several children's actions say together: what need not be done is left out; the same thing, by the same
    person and day, stands once, and as done only where it is done for each of them."""
    found: dict[tuple[str, str, int | None, date], Action] = {}
    for each in done:
        key = (each.what, each.owner, each.worker_id, each.by_when)
        if not each.stopped and (key not in found or found[key].done):
            found[key] = each
    return list(found.values())


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
    "Beside",
    "Month",
    "Running",
    "as_one",
    "backs_of",
    "beside",
    "children_heard",
    "dues",
    "edges_of",
    "groups_of",
    "in_it",
    "months",
    "promises",
    "returns_of",
    "running",
    "unseen",
]
