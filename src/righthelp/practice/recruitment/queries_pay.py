"""Pay beside what other authorities pay, and which way the gap moves.

*Ours*: the highest point of the grade in force on the day. *Theirs*: of each authority the latest figure on or before
the day that is not older than two years, and of those the median. *Gap*: theirs less ours; positive means others pay
more.
*Widening*: the gap of the day is larger than the gap a year before; unknown where either day lacks a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.db import connection

from righthelp.foundation.calendar import add_months
from righthelp.practice.recruitment import law


@dataclass(frozen=True)
class Gap:
    """A grade on a day: ours, theirs (a median of so many authorities) and the gap, in pence a year."""

    grade: str
    on: date
    ours: int | None
    theirs: int | None
    authorities: int

    @property
    def gap(self) -> int | None:
        """Theirs less ours; None where either is not known."""
        return None if self.ours is None or self.theirs is None else self.theirs - self.ours

    @property
    def share(self) -> Decimal | None:
        """The gap in percent of ours."""
        if self.gap is None or not self.ours:
            return None
        return (Decimal(100 * self.gap) / self.ours).quantize(Decimal("0.1"), ROUND_HALF_UP)


_GAPS: Final = """
with days(day) as (select unnest(%(days)s::date[])),
grades(grade) as (select grade from recruitment_paypoint union select grade from recruitment_marketpay),
latest as (
  select distinct on (d.day, m.grade, m.authority) d.day, m.grade, m.annual
    from days d join recruitment_marketpay m
      on m."on" <= d.day and m."on" > (d.day - make_interval(months => %(months)s))::date
   order by d.day, m.grade, m.authority, m."on" desc)
select g.grade, d.day,
       (select max(p.annual) from recruitment_paypoint p
         where p.grade = g.grade and p.starts <= d.day and (p.ends is null or p.ends > d.day)),
       (select round(percentile_cont(0.5) within group (order by l.annual))::bigint
          from latest l where l.day = d.day and l.grade = g.grade),
       (select count(*) from latest l where l.day = d.day and l.grade = g.grade)
  from days d cross join grades g
 order by g.grade, d.day
"""


def gaps(days: Sequence[date]) -> list[Gap]:
    """Every grade that has any figure, on each of some days, by grade and then by day. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_GAPS, {"days": list(days), "months": law.MARKET_MONTHS})
        return [Gap(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Movement:
    """A grade's gap on a day, and a year before."""

    now: Gap
    before: Gap

    @property
    def change(self) -> int | None:
        """By how much the gap has grown in the year, in pence; negative when it has closed. None when unknown."""
        if self.now.gap is None or self.before.gap is None:
            return None
        return self.now.gap - self.before.gap

    @property
    def words(self) -> str:
        """Which way it moves."""
        if self.change is None:
            return "Not known"
        return "Widening" if self.change > 0 else "Closing" if self.change < 0 else "The same"


def movements(on: date) -> list[Movement]:
    """Each grade's gap on a day beside that of a year before. One query."""
    before = add_months(on, -12)
    found = {(each.grade, each.on): each for each in gaps([before, on])}
    return [Movement(each, found[(each.grade, before)]) for each in found.values() if each.on == on]


def half_years(on: date, count: int) -> list[date]:
    """``count`` days half a year apart, each a 1 April or 1 October, the last of them on or before ``on``."""
    last = date(on.year, 10, 1) if on >= date(on.year, 10, 1) else date(on.year, 4, 1)
    last = last if last <= on else date(on.year - 1, 10, 1)
    return [add_months(last, -6 * back) for back in range(count - 1, -1, -1)]
