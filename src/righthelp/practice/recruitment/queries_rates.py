"""What agency staff cost: rates and the region's caps, and what a month comes to.

*Above the cap*: the day rate is more than the cap for the post's grade on the day asked about, or the grade has none.
*Days*: working days of the booking on which the worker was not recorded as away; agency staff are paid for days worked.
*Cost*: for each such day the rate times the part of a post that is held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import connection
from django.db.models import Q

from righthelp.practice.recruitment.models_money import RateCap


def cap_on(grade: str, day: date) -> int | None:
    """The region's cap for a grade on a day, in pence; None where there is none."""
    caps = RateCap.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day), grade=grade, starts__lte=day)
    return caps.values_list("day_rate", flat=True).first()


@dataclass(frozen=True)
class Rate:
    """A booking with the person, post and cap it goes with; ``state`` is agreed, waiting or refused. Pence."""

    id: int
    worker_id: int
    worker: str
    agency: str
    post_id: int
    title: str
    team: str
    grade: str
    wte: Decimal
    day_rate: int
    cap: int | None
    starts: date
    ends: date | None
    reason: str
    state: str
    requested_by_id: int
    requested_by: str
    requested: datetime
    approved_by: str

    @property
    def above(self) -> bool:
        """More than the cap of the day asked about, or without one."""
        return self.cap is None or self.day_rate > self.cap

    @property
    def over(self) -> int | None:
        """Pence a day above the cap, nought within it; None where there is no cap."""
        return None if self.cap is None else max(0, self.day_rate - self.cap)


_RATES: Final = """
select b.id, w.id, w.name, h.agency, p.id, p.title, t.name, p.grade, h.wte, b.day_rate,
       (select c.day_rate from recruitment_ratecap c where c.grade = p.grade
           and c.starts <= greatest(%(on)s, b.starts) and (c.ends is null or c.ends > greatest(%(on)s, b.starts))),
       b.starts, least(b.ends, h.ends), b.reason,
       case when b.refused is not null then 'refused' when b.agreed is not null then 'agreed' else 'waiting' end,
       asks.id, asks.name, b.requested, coalesce(yes.name, '')
  from recruitment_booking b
  join workforce_holding h on h.id = b.holding_id
  join workforce_worker w on w.id = h.worker_id
  join workforce_post p on p.id = h.post_id
  join workforce_team t on t.id = p.team_id
  join access_account asks on asks.id = b.requested_by_id
  left join access_account yes on yes.id = b.approved_by_id
 where (%(id)s::bigint is null or b.id = %(id)s)
   and (%(id)s is not null or least(b.ends, h.ends) is null or least(b.ends, h.ends) > %(on)s)
 order by b.agreed is not null, w.name, b.starts
"""


def rates(on: date, booking: int | None = None) -> list[Rate]:
    """Every rate in force on a day or asked for from then on, those that wait for a decision first; or one. One
    query. A booking that has not begun is held against the cap of its first day."""
    with connection.cursor() as cursor:
        cursor.execute(_RATES, {"on": on, "id": booking})
        return [Rate(*row) for row in cursor.fetchall()]


def without_rate(on: date) -> list[tuple[int, str]]:
    """Who holds a post through an agency on a day without a rate on record: ``(holding, "Name, title, team")``."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select h.id, w.name || ', ' || p.title || ', ' || t.name || ' (' || h.agency || ')'
              from workforce_holding h join workforce_worker w on w.id = h.worker_id
              join workforce_post p on p.id = h.post_id join workforce_team t on t.id = p.team_id
             where h.basis = 'agency' and (h.ends is null or h.ends > %(on)s)
               and not exists (select from recruitment_booking b where b.holding_id = h.id and b.refused is null
                                and (b.ends is null or b.ends > %(on)s))
             order by w.name""",
            {"on": on},
        )
        return list(cursor.fetchall())


@dataclass(frozen=True)
class Spend:
    """What agency staff with a rate cost in a month, in pence; ``above`` is the part above the caps of the days."""

    month: date
    people: int
    days: int
    cost: int
    above: int


_SPEND: Final = """
select date_trunc('month', d.date)::date, count(distinct h.worker_id), count(*),
       round(sum(b.day_rate * h.wte))::bigint,
       round(sum(case when c.day_rate < b.day_rate then (b.day_rate - c.day_rate) * h.wte else 0 end))::bigint
  from recruitment_booking b
  join workforce_holding h on h.id = b.holding_id
  join workforce_post p on p.id = h.post_id
  join calendar_day d on d.working and d.date >= b.starts and d.date < coalesce(least(b.ends, h.ends), 'infinity')
  left join recruitment_ratecap c on c.grade = p.grade and c.starts <= d.date and (c.ends is null or c.ends > d.date)
 where b.agreed is not null and d.date >= %(first)s and d.date <= %(last)s
   and not exists (select from workforce_absence a
                    where a.worker_id = h.worker_id and a.starts <= d.date and a.ends > d.date)
 group by 1 order by 1 desc
"""


def spend(first: date, last: date) -> list[Spend]:
    """What each month from ``first`` to ``last`` came to, the latest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_SPEND, {"first": first, "last": last})
        return [Spend(*row) for row in cursor.fetchall()]
