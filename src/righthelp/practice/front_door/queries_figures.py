"""Figures of the front door for its managers: volume and timeliness by day, offers by source, the quarter's FGM report.

Numbers only: nothing here names anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from righthelp.foundation.calendar import add_months, local_date, start_of_day
from righthelp.practice.front_door import law
from righthelp.practice.front_door.codes import PUBLIC, REFERS, Source

OFFERS: Final = ("early-help", *sorted(REFERS), "already")
"""Outcomes that offer the family something from us or with us; another service is counted apart."""


def _rows(sql: str, **given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


@dataclass(frozen=True)
class Day:
    """What came in on one day, and how fast it was decided. ``usual`` is the mean of the same weekday in the eight
    weeks before."""

    day: date
    calls: int
    children: int
    decided: int
    in_time: int
    late: int
    waiting: int
    middle_hours: float | None
    usual: float

    @property
    def share(self) -> int | None:
        """Per cent of those decided or late that were decided in time."""
        judged = self.decided + self.late
        return round(100 * self.in_time / judged) if judged else None

    @property
    def surge(self) -> bool:
        """So far above the usual that a warning is due."""
        return self.calls >= self.usual * law.SURGE_FACTOR and self.calls - self.usual >= law.SURGE_LEAST


# In time: by the end of the next working day, as the clock of the contact says it; working days by the calendar.
_DAYS: Final = """
with days as (select d::date as day from generate_series(%(first)s::date, %(last)s::date, interval '1 day') as d),
calls as (
  select (received at time zone 'Europe/London')::date as day, count(*) as many from front_door_call
   where received >= %(from)s and received <= %(now)s group by 1),
contacts as (
  select (c.received at time zone 'Europe/London')::date as day, c.decided, c.received, c.due
    from (select c.*, (select (min(n.date) + 1)::timestamp at time zone 'Europe/London' from calendar_day n
                        where n.working and n.date > (c.received at time zone 'Europe/London')::date) as due
            from front_door_contact c
           where c.received >= %(shown)s and c.received <= %(now)s and c.withdrawn is null) c)
select days.day, coalesce(calls.many, 0), count(contacts.day),
       count(*) filter (where contacts.decided <= %(now)s),
       count(*) filter (where contacts.decided <= %(now)s and contacts.decided < contacts.due),
       count(*) filter (where contacts.decided is null and contacts.due <= %(now)s),
       count(*) filter (where contacts.day is not null and contacts.decided is null),
       percentile_cont(0.5) within group (order by extract(epoch from contacts.decided - contacts.received)) / 3600,
       coalesce((select sum(before.many) from calls before
                  where before.day < days.day and before.day >= days.day - 7 * %(weeks)s
                    and (days.day - before.day) %% 7 = 0), 0) / %(weeks)s::float
  from days left join calls on calls.day = days.day left join contacts on contacts.day = days.day
 group by days.day, calls.many order by days.day desc
"""


def days(now: datetime, many: int = 28) -> list[Day]:
    """The last days, today first. One query."""
    last = local_date(now)
    first = last - timedelta(days=many - 1)
    rows = _rows(
        _DAYS,
        first=first,
        last=last,
        shown=start_of_day(first),
        weeks=law.SURGE_WEEKS,
        now=now,
        **{"from": start_of_day(first - timedelta(days=7 * law.SURGE_WEEKS))},
    )
    return [
        Day(
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            row[5],
            row[6],
            None if row[7] is None else float(row[7]),
            float(row[8]),
        )
        for row in rows
    ]


_HOURS: Final = """
select extract(hour from received at time zone 'Europe/London')::int, count(*) from front_door_call
 where received >= %(first)s and received < %(last)s and received <= %(now)s group by 1
"""


def hours(day: date, now: datetime) -> list[tuple[int, int]]:
    """Calls of a day by the hour in which they came. One query."""
    given = {"first": start_of_day(day), "last": start_of_day(day + timedelta(days=1)), "now": now}
    found = dict(_rows(_HOURS, **given))
    return [(hour, found.get(hour, 0)) for hour in range(24)]


@dataclass(frozen=True)
class OfSource:
    """What was offered to families of whom one source told us, in a period."""

    source: str
    name: str
    children: int
    decided: int
    offered: int
    service: int
    advice: int
    again: int

    def share(self, many: int) -> int | None:
        """Per cent of what was decided."""
        return round(100 * many / self.decided) if self.decided else None


_SOURCES: Final = """
select c.source, count(*), count(*) filter (where c.decided is not null),
       count(*) filter (where c.outcome = any(%(offers)s)), count(*) filter (where c.outcome = 'signpost'),
       count(*) filter (where c.outcome = 'advice'),
       count(*) filter (where c.outcome in ('advice', 'signpost') and exists (
              select from front_door_contact later where later.child_id = c.child_id and later.id <> c.id
                 and later.withdrawn is null and later.received > c.received
                 and later.received <= c.received + interval '90 days'
                 and not (later.source = any(%(family)s)) and later.outcome = any(%(offers)s)))
  from front_door_contact c
 where c.received >= %(first)s and c.received <= %(now)s and c.withdrawn is null
 group by c.source
"""

FAMILY: Final = (Source.FAMILY.value, Source.SELF.value)
"""The family's own: they ask for themselves."""


def sources(now: datetime, months: int = 12) -> list[OfSource]:
    """Source by source, what was offered over the last months. ``again``: advice only, and an agency had to tell us
    within 90 days before something was offered. One query."""
    first = start_of_day(add_months(local_date(now), -months))
    rows = _rows(_SOURCES, offers=list(OFFERS), family=list(FAMILY), first=first, now=now)
    found = {row[0]: OfSource(row[0], str(Source(row[0]).label), *row[1:]) for row in rows}
    return [found[each] for each in Source.values if each in found]


def grouped(rows: list[OfSource]) -> list[OfSource]:
    """The family itself, other members of the public, agencies: the three to be compared."""
    groups: tuple[tuple[str, str, Callable[[OfSource], bool]], ...] = (
        ("family", "The family or the child asked", lambda row: row.source in FAMILY),
        ("public", "Others of the public told us", lambda row: row.source in PUBLIC and row.source not in FAMILY),
        ("agency", "An agency told us", lambda row: row.source not in PUBLIC),
    )
    return [
        OfSource(
            code,
            name,
            *(
                sum(getattr(row, field) for row in rows if belongs(row))
                for field in ("children", "decided", "offered", "service", "advice", "again")
            ),
        )
        for code, name, belongs in groups
    ]


@dataclass(frozen=True)
class FgmQuarter:
    """The quarter's report on female genital mutilation, for the safeguarding partners."""

    starts: date
    contacts: int
    screened: int
    signs: int
    referrals: int
    opened: int

    @property
    def name(self) -> str:
        """As people say it."""
        months = ("January to March", "April to June", "July to September", "October to December")
        return f"{months[(self.starts.month - 1) // 3]} {self.starts.year}"


# About FGM: the caller said so, or a screening found a sign. Open cases: referrals of such contacts open as it ended.
_FGM: Final = """
with about as (
  select c.id, c.received from front_door_contact c join front_door_call l on l.id = c.call_id
   where c.withdrawn is null and (l.why = 'fgm' or exists (
         select from front_door_screening s where s.contact_id = c.id and s.tool = 'fgm' and s.risk <> 'none')))
select q.starts, (select count(*) from about where received >= q.a and received < q.b),
       (select count(*) from front_door_screening s where s.tool = 'fgm' and s.made >= q.a and s.made < q.b),
       (select count(*) from front_door_screening s where s.tool = 'fgm' and s.made >= q.a and s.made < q.b
           and s.risk <> 'none'),
       (select count(*) from front_door_referral r join about on about.id = r.contact_id
         where r.withdrawn is null and r.made >= q.a and r.made < q.b),
       (select count(*) from front_door_referral r join about on about.id = r.contact_id
         where r.withdrawn is null and r.made < q.b and r.made <= %(now)s
           and (r.closed is null or r.closed >= q.b or r.closed > %(now)s))
  from (select starts, starts::timestamp at time zone 'Europe/London' as a,
               (starts + interval '3 months') at time zone 'Europe/London' as b
          from unnest(%(starts)s::date[]) as starts) q
 order by q.starts desc
"""


def fgm(now: datetime, many: int = 8) -> list[FgmQuarter]:
    """The present quarter and those before it, the newest first. One query."""
    today = local_date(now)
    this = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return [FgmQuarter(*row) for row in _rows(_FGM, starts=[add_months(this, -3 * n) for n in range(many)], now=now)]
