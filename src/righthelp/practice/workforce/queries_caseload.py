"""Caseloads plain and weighted, of a worker, a team and the trust, as at any day: worked out from facts.

What somebody held on a day is read from the allocations that ran at the day's end, the plans, placements and demands in
force that day, and the posts held that day. There is no counter to go wrong, and last March is asked as today is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Final

from django.db import connection

from righthelp.foundation.calendar import Month, end_of_day, local_date
from righthelp.practice.workforce.caseload_rules import POINTS, WORDS, child_points, level, limit_of
from righthelp.practice.workforce.models import Team


@dataclass(frozen=True)
class Case:
    """One child in a caseload, and what they count for."""

    child: int
    plan: str
    extras: tuple[str, ...]
    second_sibling: bool

    @property
    def points(self) -> Decimal:
        """By the table of weights."""
        return child_points(self.plan, self.extras, second_sibling=self.second_sibling)


@dataclass(frozen=True)
class Load:
    """One worker's caseload on a day. ``wte`` is their share of a full week; ``first_year`` the percent of a full
    caseload that a newly qualified worker may hold."""

    worker_id: int
    name: str
    title: str
    team_id: int
    qualified: bool
    wte: Decimal
    first_year: int | None
    away_until: date | None
    covered_by: str
    leaves: date | None
    beside: int
    cases: tuple[Case, ...]

    @property
    def held(self) -> int:
        """Children held as primary worker: the plain number."""
        return len(self.cases)

    @cached_property
    def points(self) -> Decimal:
        """The weighted number."""
        return sum((case.points for case in self.cases), Decimal(0))

    @cached_property
    def limits(self) -> tuple[int, Decimal]:
        """How many children and points they may hold."""
        return limit_of(self.wte, self.first_year)

    @property
    def level(self) -> str:
        """``none``, ``light``, ``room``, ``full`` or ``over``."""
        return level(self.held, self.points, *self.limits)

    @property
    def room(self) -> int:
        """How many more children they may hold; below nothing when over the limit."""
        return self.limits[0] - self.held

    @property
    def explained(self) -> str:
        """The weighted number as a sum that can be checked by hand."""
        if not self.cases:
            return "Holds no children."
        plans, extras = Counter(case.plan for case in self.cases), Counter[str]()
        for case in self.cases:
            extras.update(case.extras)
            extras.update(["sibling"] if case.second_sibling else [])
        parts = [f"{plans[code]} × {POINTS[code]} {WORDS[code].lower()}" for code in POINTS if plans[code]]
        parts += [f"{extras[code]} × {POINTS[code]:+} {WORDS[code].lower()}" for code in POINTS if extras[code]]
        limit, weighted = self.limits
        total = f"{self.points.normalize():f} points"
        return f"{'; '.join(parts)}: {total}. Limit {limit} children, {weighted} points{self._share}."

    @property
    def _share(self) -> str:
        why = [f"{self.wte.normalize():f} of a full week"] if self.wte != 1 else []
        why += [f"first year, {self.first_year}%"] if self.first_year is not None else []
        return f" ({', '.join(why)})" if why else ""


# Who works here on the day and where; then what they hold at its end. Closely held records are in nobody's number.
_WORKERS: Final = """
select w.id, w.name, w.title, coalesce(post.team_id, w.team_id),
       coalesce(post.qualified, not post.any and w.title ilike '%%social worker%%', false),
       coalesce(post.wte, 1), fy.caseload, away.ends, coalesce(cover.name, ''), w.ends,
       (select count(*) from workforce_allocation a join people_person k on k.id = a.child_id and k.tier = 1
         where a.worker_id = w.id and not a."primary" and a.starts <= %(at)s and (a.ends is null or a.ends > %(at)s))
  from workforce_worker w
  left join lateral (
    select (array_agg(p.team_id order by h.wte desc))[1] as team_id, bool_or(p.qualified) as qualified,
           sum(h.wte) as wte, count(*) > 0 as any
      from workforce_holding h join workforce_post p on p.id = h.post_id
     where h.worker_id = w.id and h.starts <= %(on)s and (h.ends is null or h.ends > %(on)s)) post on true
  left join workforce_firstyear fy on fy.worker_id = w.id and fy.starts <= %(on)s and fy.ends > %(on)s
  left join lateral (select ends, cover_id from workforce_absence
                      where worker_id = w.id and starts <= %(on)s and ends > %(on)s
                      order by ends desc limit 1) away on true
  left join workforce_worker cover on cover.id = away.cover_id
 where (w.starts <= %(on)s and (w.ends is null or w.ends > %(on)s)
        or exists (select from workforce_allocation a where a.worker_id = w.id and a."primary"
                    and a.starts <= %(at)s and (a.ends is null or a.ends > %(at)s)))
   and (%(worker)s::bigint is null or w.id = %(worker)s)
   and (%(team)s::bigint is null or coalesce(post.team_id, w.team_id) = %(team)s)
"""

_CASES: Final = """
with held as materialized (
  select a.worker_id, a.child_id, p.unaccompanied
    from workforce_allocation a join people_person p on p.id = a.child_id
   where a."primary" and a.starts <= %(at)s and (a.ends is null or a.ends > %(at)s) and p.tier = 1
     and (%(workers)s::bigint[] is null or a.worker_id = any(%(workers)s)))
select h.worker_id, h.child_id,
       coalesce((select case when bool_or(i.kind = 'cp') then 'cp' when bool_or(i.kind = 'care') then 'care'
                             when bool_or(i.kind = 'cin') then 'cin' end
                   from people_involvement i where i.child_id = h.child_id
                    and i.starts <= %(on)s and (i.ends is null or i.ends > %(on)s)), 'none'),
       array(select d.kind from workforce_extrademand d where d.child_id = h.child_id
              and d.starts <= %(on)s and (d.ends is null or d.ends > %(on)s)),
       exists (select from people_placement pl join people_address ad on ad.id = pl.address_id
                where pl.child_id = h.child_id and pl.starts <= %(on)s and (pl.ends is null or pl.ends > %(on)s)
                  and ad.area = 'outside'),
       h.unaccompanied,
       array(select r.other_id from people_relationship r
              where r.person_id = h.child_id and r.kind = 'sibling' and r.other_id < h.child_id)
  from held h
"""


def _moment(on: date, now: datetime) -> datetime:
    """The end of a past day; now, for today."""
    return now if on >= local_date(now) else end_of_day(on)


def loads(on: date, now: datetime, *, team: int | None = None, worker: int | None = None) -> list[Load]:
    """The caseload of all who work here on a day, the fullest first (of one team, or one worker). Two queries."""
    given = {"on": on, "at": _moment(on, now), "team": team, "worker": worker}
    with connection.cursor() as cursor:
        cursor.execute(_WORKERS, given)
        workers = cursor.fetchall()
        cursor.execute(_CASES, {**given, "workers": [row[0] for row in workers] if team or worker else None})
        found_cases = cursor.fetchall()
    holder_of: dict[int, int] = {child: holder for holder, child, *_ in found_cases}
    cases: dict[int, list[Case]] = defaultdict(list)
    for holder, child, plan, demands, outside, alone, siblings in found_cases:
        extras = {*demands, *(["travel"] if outside else []), *(["alone"] if alone else [])}
        second = any(holder_of.get(each) == holder for each in siblings)
        cases[holder].append(Case(child, plan, tuple(sorted(extras)), second))
    found = [Load(*(*row, tuple(cases.get(row[0], ())))) for row in workers]
    return sorted(found, key=lambda load: (-load.points, -load.held, load.name))


def load_of(worker: int, on: date, now: datetime) -> Load | None:
    """One worker's caseload."""
    return next(iter(loads(on, now, worker=worker)), None)


@dataclass(frozen=True)
class TeamLoad:
    """A team's caseload on a day. Averages are None when nobody holds a child: nothing out of nothing is none."""

    team: Team
    holders: int
    wte: Decimal
    children: int
    points: Decimal
    over: int
    full: int
    light: int

    @property
    def average(self) -> Decimal | None:
        """Children for each full-time worker who holds at least one."""
        return (self.children / self.wte).quantize(Decimal("0.1")) if self.wte else None

    @property
    def weighted(self) -> Decimal | None:
        """Points for each full-time worker who holds at least one."""
        return (self.points / self.wte).quantize(Decimal("0.1")) if self.wte else None

    @property
    def level(self) -> str:
        """A word for the whole team: over when anybody is, else what the average says."""
        if not self.holders:
            return "none"
        if self.over:
            return "over"
        return "full" if self.full * 2 >= self.holders else "light" if self.light * 2 > self.holders else "room"


def by_team(found: Iterable[Load], teams: Iterable[Team]) -> list[TeamLoad]:
    """Those teams whose workers hold children, from workers' loads that are in hand."""
    of: dict[int, list[Load]] = defaultdict(list)
    for load in found:
        if load.held:
            of[load.team_id].append(load)
    rows = []
    for team in teams:
        held = of.get(team.pk)
        if held:
            levels = Counter(load.level for load in held)
            rows.append(
                TeamLoad(
                    team,
                    len(held),
                    sum((load.wte for load in held), Decimal(0)),
                    sum(load.held for load in held),
                    sum((load.points for load in held), Decimal(0)),
                    levels["over"],
                    levels["full"],
                    levels["light"],
                )
            )
    return rows


@dataclass(frozen=True)
class Average:
    """KPI 14 at one day: children held by qualified social workers, and the full-time workers who hold them."""

    month: Month
    children: int
    wte: Decimal

    @property
    def value(self) -> Decimal | None:
        """Children for each full-time qualified worker who holds at least one; None when nobody does."""
        return (self.children / self.wte).quantize(Decimal("0.1")) if self.wte else None


_TREND: Final = """
with held as materialized (
  select months.month, months.day, a.worker_id, count(*) as children
    from unnest(%(months)s::text[], %(days)s::date[], %(moments)s::timestamptz[]) as months(month, day, at)
    join workforce_allocation a on a."primary" and a.starts <= months.at and (a.ends is null or a.ends > months.at)
    join people_person p on p.id = a.child_id and p.tier = 1
   group by months.month, months.day, a.worker_id)
select held.month, sum(held.children)::bigint, sum(coalesce(post.wte, 1))
  from held
  join workforce_worker w on w.id = held.worker_id
  left join lateral (select (array_agg(po.team_id order by h.wte desc))[1] as team_id,
                            bool_or(po.qualified) as qualified, sum(h.wte) as wte
                       from workforce_holding h join workforce_post po on po.id = h.post_id
                      where h.worker_id = w.id and h.starts <= held.day
                        and (h.ends is null or h.ends > held.day)) post on true
 where coalesce(post.qualified, w.title ilike '%%social worker%%')
   and (%(team)s::bigint is null or coalesce(post.team_id, w.team_id) = %(team)s)
 group by held.month
"""


def trend(months: list[Month], now: datetime, *, team: int | None = None) -> list[Average]:
    """KPI 14 at the end of each month (now, for the present one), oldest first. One query."""
    days = [min(month.last_day, local_date(now)) for month in months]
    with connection.cursor() as cursor:
        cursor.execute(
            _TREND,
            {
                "months": [month.code for month in months],
                "days": days,
                "moments": [_moment(day, now) for day in days],
                "team": team,
            },
        )
        rows = {month: (children, wte) for month, children, wte in cursor.fetchall()}
    return [Average(month, *rows.get(month.code, (0, Decimal(0)))) for month in months]
