"""The quarterly check: of how many children were the agency checks complete when MASH decided? Numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from righthelp.foundation.calendar import add_months, local_date, month_start, start_of_day
from righthelp.practice.mash import law
from righthelp.practice.mash.codes import BY_FACTOR, CORE, Agency


def quarter_start(day: date) -> date:
    """The first day of the calendar quarter of a day."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


@dataclass(frozen=True)
class Quarter:
    """Decisions of one quarter. ``complete``: every agency expected had answered, or was left out for a stated reason,
    and no question was open, when the manager decided."""

    starts: date
    decided: int
    complete: int
    silent: int
    unasked: int
    left_out: int
    in_time: int
    domestic: int
    specialist: int

    @property
    def name(self) -> str:
        """As people say it."""
        months = ("January to March", "April to June", "July to September", "October to December")
        return f"{months[(self.starts.month - 1) // 3]} {self.starts.year}"

    @property
    def share(self) -> int | None:
        """Per cent complete; None where nothing was decided."""
        return round(100 * self.complete / self.decided) if self.decided else None


# Judged as things stood when it was decided: an answer that came later does not make the check complete.
_QUARTERS: Final = """
with e as (
  select e.id, e.decided, e.factors, date_trunc('quarter', e.decided at time zone 'Europe/London')::date as quarter,
         %(core)s::text[] || array(
             select agency from unnest(%(factors)s::text[], %(agencies)s::text[]) as f(factor, agency)
              where f.factor = any(e.factors)) as expected,
         case e.rating when 'red' then interval '4 hours' when 'amber' then interval '24 hours'
                       else interval '72 hours' end + e.running as due
    from mash_enquiry e where e.decided >= %(first)s and e.decided < %(last)s),
judged as (
  select e.*,
         exists (select from mash_check c where c.enquiry_id = e.id and c.asked <= e.decided
                  and (c.dropped is null or c.dropped > e.decided)
                  and (c.answered is null or c.answered > e.decided)) as silent,
         exists (select from unnest(e.expected) as wanted(agency)
                  where not exists (select from mash_check c where c.enquiry_id = e.id and c.agency = wanted.agency
                                     and c.asked <= e.decided and (c.dropped is null or c.dropped > e.decided))
                    and not exists (select from mash_leftout o where o.enquiry_id = e.id and o.agency = wanted.agency)
                ) as unasked,
         exists (select from mash_leftout o where o.enquiry_id = e.id) as left_out,
         exists (select from mash_check c where c.enquiry_id = e.id and c.agency = 'domestic'
                  and c.answered <= e.decided) as specialist
    from e)
select quarter, count(*), count(*) filter (where not silent and not unasked), count(*) filter (where silent),
       count(*) filter (where unasked), count(*) filter (where left_out), count(*) filter (where decided <= due),
       count(*) filter (where 'domestic' = any(factors)),
       count(*) filter (where 'domestic' = any(factors) and specialist)
  from judged group by quarter
"""

_AGENCIES: Final = """
select c.agency, count(*), count(*) filter (where c.answered is not null),
       count(*) filter (where c.answered <= c.running + case c.rating when 'red' then interval '4 hours'
                              when 'amber' then interval '24 hours' else interval '72 hours' end),
       percentile_cont(0.5) within group (order by extract(epoch from c.answered - c.asked)) / 3600
  from mash_check c where c.asked >= %(first)s and c.asked < %(last)s and c.dropped is null
 group by c.agency
"""


def quarters(now: datetime, many: int = law.QUARTERS_SHOWN) -> list[Quarter]:
    """The present quarter and those before it, the newest first; quarters without decisions too. One query."""
    this = quarter_start(local_date(now))
    starts = [add_months(this, -3 * n) for n in range(many)]
    given: dict[str, Any] = {
        "core": list(CORE),
        "factors": list(BY_FACTOR),
        "agencies": list(BY_FACTOR.values()),
        "first": start_of_day(starts[-1]),
        "last": start_of_day(add_months(this, 3)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_QUARTERS, given)
        found = {row[0]: Quarter(*row) for row in cursor.fetchall()}
    return [found.get(each, Quarter(each, 0, 0, 0, 0, 0, 0, 0, 0)) for each in starts]


@dataclass(frozen=True)
class OfAgency:
    """What one agency was asked in a period, and how fast it answered."""

    agency: str
    asked: int
    answered: int
    in_time: int
    median_hours: float | None

    @property
    def name(self) -> str:
        """The agency, as people say it."""
        return str(Agency(self.agency).label)

    @property
    def share(self) -> int | None:
        """Per cent answered in time."""
        return round(100 * self.in_time / self.asked) if self.asked else None


def agencies(quarter: date, now: datetime) -> list[OfAgency]:
    """Agency by agency, the questions of one quarter, in the order in which they are asked. One query."""
    first = month_start(quarter)
    given = {"first": start_of_day(first), "last": start_of_day(add_months(first, 3))}
    with connection.cursor() as cursor:
        cursor.execute(_AGENCIES, given)
        found = {
            row[0]: OfAgency(row[0], row[1], row[2], row[3], None if row[4] is None else float(row[4]))
            for row in cursor.fetchall()
        }
    return [found[each] for each in Agency.values if each in found]
