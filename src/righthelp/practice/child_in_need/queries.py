"""Named reads of the lists: running plans with what is due, who is to be taken on, what waits for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition, within_reach
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import add_months, local_date
from righthelp.practice.casework.codes import IN_NEED, PlanKind
from righthelp.practice.child_in_need import law
from righthelp.practice.child_in_need.models import Closing, Escalation, Step

SEE: Final = "need.see"


@dataclass(frozen=True)
class Running:
    """A running plan as a list shows it."""

    plan: int
    child: int
    name: str
    born: date | None
    kind: str
    starts: date
    since: date
    team_id: int | None
    team: str
    worker: str
    weeks: int | None
    again: bool
    review_due: datetime | None
    visit_due: datetime | None
    assessment_due: datetime | None
    outcomes: int
    met: int
    said: tuple[str, str, datetime] | None
    """The manager's last reason why it is still open: of two years, or why not less; (kind, note, when)."""
    months: int
    today: date
    now: datetime

    @property
    def kind_words(self) -> str:
        """What the plan is for."""
        return str(PlanKind(self.kind).label)

    @property
    def long(self) -> bool:
        """Open for more than two years (contract indicator 4)."""
        return add_months(self.since, law.LONG_MONTHS) < self.today

    @property
    def review_late(self) -> bool:
        """The next review is late."""
        return self.review_due is not None and self.review_due < self.now

    @property
    def visit_late(self) -> bool:
        """The next visit is late."""
        return self.visit_due is not None and self.visit_due < self.now

    @property
    def reason(self) -> str:
        """Why it is still open, if a manager has said so within the last half year."""
        return self.said[1] if self.said and self.said[2] > self.now - law.CONSIDERED_FOR else ""

    @property
    def past_length(self) -> bool:
        """It has run for longer than was meant."""
        return self.weeks is not None and (self.today - self.starts).days > 7 * self.weeks

    @property
    def prompts(self) -> list[str]:
        """Why to ask whether less help would be enough; nothing while a manager's reason holds."""
        if self.reason:
            return []
        found = []
        if self.outcomes and self.outcomes == self.met:
            found.append("every outcome is met")
        if self.past_length:
            found.append(f"it was meant for {self.weeks} weeks")
        if add_months(self.since, law.LESS_MONTHS) < self.today:
            found.append(f"{self.months} months in need")
        return found


_RUNNING: Final = """
select pl.id, pl.child_id, p.forename || ' ' || p.surname, p.birth_date, pl.kind, pl.starts,
       coalesce(n.since, pl.starts), n.team_id, coalesce(t.name, ''), coalesce(w.name, ''), n.weeks,
       coalesce(n.again, false), review.due, visit.due, yearly.due, coalesce(o.many, 0), coalesce(o.met, 0),
       said.kind, said.note, said.at
  from casework_plan pl
  join people_person p on p.id = pl.child_id
  left join child_in_need_needplan n on n.plan_id = pl.id
  left join workforce_team t on t.id = n.team_id
  left join workforce_allocation a on a.child_id = pl.child_id and a.primary and a.ends is null
  left join workforce_worker w on w.id = a.worker_id
  left join lateral (
        select min(d.due_at) as due from child_in_need_needdue s
          join journey_duemoment d on d.journey = 'need-due' and d.episode_id = s.id
         where s.plan_id = pl.id and s.what = 'review' and s.held is null and s.ended is null) review on true
  left join lateral (
        select min(d.due_at) as due from child_in_need_needdue s
          join journey_duemoment d on d.journey = 'need-due' and d.episode_id = s.id
         where s.plan_id = pl.id and s.what = 'assessment' and s.held is null and s.ended is null) yearly on true
  left join lateral (
        select min(d.due_at) as due from casework_visitdue s
          join journey_duemoment d on d.journey = 'visit-due' and d.episode_id = s.id
         where s.plan_id = pl.id and s.held is null and s.ended is null) visit on true
  left join lateral (
        select count(*) as many, count(x.met) as met from casework_outcome x where x.plan_id = pl.id) o on true
  left join lateral (
        select x.kind, x.note, x.at from child_in_need_oversight x
         where x.plan_id = pl.id and x.kind in ('long', 'less') order by x.at desc limit 1) said on true
 where pl.ends is null and pl.kind = any(%(kinds)s) and p.died_on is null and {reached}
 order by coalesce(n.since, pl.starts), pl.id
"""


_FACTS: Final = (
    "plan", "child", "name", "born", "kind", "starts", "since", "team_id", "team", "worker", "weeks", "again",
    "review_due", "visit_due", "assessment_due", "outcomes", "met",
)  # fmt: skip


def running_plans(account: Account, now: datetime, *, kinds: Iterable[str] = IN_NEED) -> list[Running]:
    """Running child in need plans within the account's reach, the longest first. One query."""
    today = local_date(now)
    reached = reach_condition(account, SEE, kind="child", column="pl.child_id")
    with connection.cursor() as cursor:
        given = values(account, "child", now) | {"kinds": sorted(kinds)}
        cursor.execute(_RUNNING.format(reached=reached), given)
        rows = cursor.fetchall()
    return [_running(row, today, now) for row in rows]


def _running(row: tuple[Any, ...], today: date, now: datetime) -> Running:
    kind, note, at = row[-3:]
    said = (str(kind), str(note), at) if at is not None else None
    facts = dict(zip(_FACTS, row[:-3], strict=True))
    return Running(**facts, said=said, months=months_between(facts["since"], today), today=today, now=now)


def months_between(since: date, today: date) -> int:
    """Whole months from a day to another."""
    return (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)


@dataclass(frozen=True)
class ToTakeOn:
    """A child for whom help was decided and has not begun: why, since when, where to go on."""

    child: int
    name: str
    why: str
    source: str
    since: date
    days: int
    team: str = ""
    referral: int | None = None
    step: int | None = None


_TO_TAKE_ON: Final = """
select x.child_id, p.forename || ' ' || p.surname, x.source, x.since, coalesce(t.name, ''), x.referral, x.step, x.why
  from (
    select pl.child_id, 'step-down' as source, pl.ends as since, null::bigint as team, null::bigint as referral,
           null::bigint as step, 'Stepped down from child protection' as why
      from casework_plan pl
     where pl.kind = 'cp' and pl.ending = 'step-down'
       and not exists (select from casework_plan after where after.child_id = pl.child_id and after.starts >= pl.ends)
       and not exists (select from casework_plan runs where runs.child_id = pl.child_id and runs.ends is null)
    union all
    select r.child_id, r.kind, (r.accepted at time zone 'Europe/London')::date, r.team_id, r.id, null,
           case r.kind when 'nrpf' then 'Referred: no recourse to public funds'
                       else 'Referred: disabled children’s team' end
      from front_door_referral r
     where r.kind in ('nrpf', 'disabled') and r.accepted is not null and r.closed is null and r.withdrawn is null
       and not exists (select from casework_plan runs where runs.child_id = r.child_id and runs.ends is null)
       and not exists (select from child_in_need_specialist s where s.referral = r.id and s.done is not null
                                                               and s.findings <> 'plan')
    union all
    select a.child_id, 'assessment', (a.authorised at time zone 'Europe/London')::date, null, null, null,
           case a.outcome when 'cin' then 'Assessed: child in need plan' else 'Assessed: disabled children’s team' end
      from assessment_assessment a
     where a.outcome in ('cin', 'disabled') and a.authorised is not null and a.withdrawn is null
       and not exists (select from casework_plan runs where runs.child_id = a.child_id
                        and (runs.ends is null or runs.begun >= a.authorised))
       and not exists (select from assessment_assessment later where later.child_id = a.child_id
                        and later.authorised > a.authorised and later.withdrawn is null)
    union all
    select s.child_id, 'across', (s.answered at time zone 'Europe/London')::date, s.team_id, null, s.id,
           'Accepted from another team'
      from child_in_need_step s
     where s.direction = 'across' and s.answer = 'accepted'
       and not exists (select from child_in_need_needplan n where n.step_id = s.id)
       and exists (select from casework_plan runs where runs.id = s.plan_id and runs.ends is null)) x
  join people_person p on p.id = x.child_id
  left join workforce_team t on t.id = x.team
 where p.died_on is null and {reached}
 order by x.since, x.child_id
"""


def to_take_on(account: Account, now: datetime) -> list[ToTakeOn]:
    """Children for whom help was decided in another room and has not begun, within reach, the longest first."""
    today = local_date(now)
    with connection.cursor() as cursor:
        reached = reach_condition(account, SEE, kind="child", column="x.child_id")
        cursor.execute(_TO_TAKE_ON.format(reached=reached), values(account, "child", now))
        return [
            ToTakeOn(child, name, why, source, since, (today - since).days, team, referral, step)
            for child, name, source, since, team, referral, step, why in cursor.fetchall()
        ]


def steps_waiting(account: Account, now: datetime) -> QuerySet[Step]:
    """Steps that wait for an answer, within reach, the oldest first."""
    rows = Step.objects.filter(answered__isnull=True, withdrawn__isnull=True)
    near = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return near.select_related("child", "team", "asked_by", "plan").order_by("asked", "pk")


def closings_waiting(account: Account, now: datetime) -> QuerySet[Closing]:
    """Closings that wait for a manager, within reach, the oldest first."""
    rows = Closing.objects.filter(decided__isnull=True, plan__ends__isnull=True)
    near = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return near.select_related("child", "proposed_by", "plan").order_by("proposed", "pk")


def escalations_open(account: Account, now: datetime) -> QuerySet[Escalation]:
    """What stands in the way of change for children within reach, the oldest first."""
    rows = Escalation.objects.filter(settled__isnull=True)
    near = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return near.select_related("child", "raised_by").order_by("raised", "pk")


@dataclass
class TeamCount:
    """One team's running plans, for its manager's dashboard."""

    team: str
    plans: int = 0
    unallocated: int = 0
    reviews_late: int = 0
    visits_late: int = 0
    long: int = 0
    unexplained: int = 0
    prompted: int = 0
    kinds: dict[str, int] = field(default_factory=dict)


def by_team(rows: Iterable[Running]) -> list[TeamCount]:
    """The same rows counted by team, so that list and numbers cannot disagree."""
    found: dict[str, TeamCount] = {}
    for row in rows:
        name = row.team or "No team named"
        one = found.setdefault(name, TeamCount(name))
        one.plans += 1
        one.unallocated += not row.worker
        one.reviews_late += row.review_late
        one.visits_late += row.visit_late
        one.long += row.long
        one.unexplained += row.long and not row.reason
        one.prompted += bool(row.prompts)
        one.kinds[row.kind] = one.kinds.get(row.kind, 0) + 1
    return sorted(found.values(), key=lambda each: each.team)


__all__ = [
    "Running",
    "TeamCount",
    "ToTakeOn",
    "by_team",
    "closings_waiting",
    "escalations_open",
    "months_between",
    "running_plans",
    "steps_waiting",
    "to_take_on",
]
