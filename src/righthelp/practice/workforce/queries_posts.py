"""Named reads of the establishment: posts, who holds them, agency share, turnover; as on any day.

Every figure is a sum over seats: one row for each holding of a post on a day, and one for a post that nobody holds.
The list behind a number is the same rows.

*Established*: the whole-time equivalent of posts agreed. *Filled*: what is held. *Vacant*: established less filled.
*Agency share*: established posts filled by agency or interim staff, in percent of those established (contract indicator
12). *Permanent share*: posts held by other than agency staff, in percent of those filled (86% in November 2018, when
agency was 14%). *Turnover*: whole-time equivalent that permanent and fixed-term staff gave up on leaving in the twelve
months to the day, in percent of what such staff hold on that day (the definition of the workforce census).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db import connection

from righthelp.foundation.calendar import Month, add_months


@dataclass(frozen=True)
class Of:
    """Which posts: social work posts alone or all; of one area, service or team, or of the whole trust."""

    qualified: bool = True
    area: str = ""
    service: str = ""
    team: int | None = None


@dataclass(frozen=True)
class Establishment:
    """The figures of one day, in whole-time equivalents; ``key`` is the group (a month, an area, a service, a team)."""

    key: str
    established: Decimal
    permanent: Decimal
    fixed: Decimal
    seconded: Decimal
    agency: Decimal
    left: Decimal

    @property
    def filled(self) -> Decimal:
        """Held by anybody."""
        return self.permanent + self.fixed + self.seconded + self.agency

    @property
    def vacant(self) -> Decimal:
        """Held by nobody."""
        return self.established - self.filled

    @property
    def agency_share(self) -> Decimal | None:
        """Of those established, in percent; None where none is established."""
        return _share(self.agency, self.established)

    @property
    def vacant_share(self) -> Decimal | None:
        """Of those established, in percent; None where none is established."""
        return _share(self.vacant, self.established)

    @property
    def permanent_share(self) -> Decimal | None:
        """Of those filled, in percent: all but agency; None where none is filled."""
        return _share(self.filled - self.agency, self.filled)

    @property
    def turnover(self) -> Decimal | None:
        """Leavers of twelve months in percent of those in post; None where nobody is."""
        return _share(self.left, self.filled - self.agency)


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    return (100 * part / whole).quantize(Decimal("0.1")) if whole else None


# One row for each holding of a post on a day, and one without a holder where nobody holds any of it.
_SEATS: Final = """
with days(day) as (select unnest(%(days)s::date[])),
seats as (
  select d.day, p.id as post, p.number, p.title, p.wte, p.qualified, p.team_id,
         coalesce(s.area, t.area) as area, t.service, coalesce(s.name, t.name) as team,
         h.id as holding, h.worker_id, h.basis, h.agency, h.starts as since, coalesce(h.wte, 0) as held,
         row_number() over (partition by d.day, p.id order by h.id) as place
    from days d
    join workforce_post p on p.starts <= d.day and (p.ends is null or p.ends > d.day)
    join workforce_team t on t.id = p.team_id
    left join workforce_teamstanding s on s.team_id = t.id and s.starts <= d.day and (s.ends is null or s.ends > d.day)
    left join workforce_holding h on h.post_id = p.id and h.starts <= d.day and (h.ends is null or h.ends > d.day)
   where (p.qualified or not %(qualified)s)
     and (%(area)s = '' or coalesce(s.area, t.area) = %(area)s or (%(area)s = 'city' and coalesce(s.area, t.area) = ''))
     and (%(service)s = '' or t.service = %(service)s)
     and (%(team)s::bigint is null or t.id = %(team)s)
)
"""

# What those who left in the twelve months to a day had held; moving to another post is not leaving.
_LEAVERS: Final = """
, leavers as (
  select d.day, p.id as post, p.team_id, coalesce(s.area, t.area) as area, t.service,
         h.id as holding, h.worker_id, h.wte, h.ends, p.number, p.title, coalesce(s.name, t.name) as team, h.starts
    from days d
    join workforce_holding h on h.ends <= d.day and h.ends > (d.day - interval '12 months')::date
         and h.basis in ('permanent', 'fixed-term')
    join workforce_post p on p.id = h.post_id
    join workforce_team t on t.id = p.team_id
    left join workforce_teamstanding s
           on s.team_id = t.id and s.starts < h.ends and (s.ends is null or s.ends >= h.ends)
   where (p.qualified or not %(qualified)s)
     and (%(area)s = '' or coalesce(s.area, t.area) = %(area)s or (%(area)s = 'city' and coalesce(s.area, t.area) = ''))
     and (%(service)s = '' or t.service = %(service)s)
     and (%(team)s::bigint is null or t.id = %(team)s)
     and not exists (select from workforce_holding o where o.worker_id = h.worker_id and o.id <> h.id
                      and o.basis <> 'agency' and o.starts <= h.ends and (o.ends is null or o.ends > h.ends))
)
"""

_GROUPS: Final = {"month": "day::text", "area": "area", "service": "service", "team": "team_id::text"}


def establishment(days: Sequence[date], of: Of, by: str = "month") -> list[Establishment]:
    """The figures of each day (``by="month"``), or of the one day by area, service or team. One query."""
    group = _GROUPS[by]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{_SEATS}{_LEAVERS}
            select coalesce(f.key, l.key), coalesce(established, 0), coalesce(permanent, 0), coalesce(fixed, 0),
                   coalesce(seconded, 0), coalesce(agency, 0), coalesce(gone, 0)
              from (select {group} as key,
                           sum(wte) filter (where place = 1) as established,
                           sum(held) filter (where basis = 'permanent') as permanent,
                           sum(held) filter (where basis = 'fixed-term') as fixed,
                           sum(held) filter (where basis = 'secondment') as seconded,
                           sum(held) filter (where basis = 'agency') as agency
                      from seats group by 1) f
              full join (select {group} as key, sum(wte) as gone from leavers group by 1) l on l.key = f.key
             order by 1""",  # noqa: S608  the group is one of four constants
            _parameters(days, of),
        )
        return [Establishment(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Seat:
    """A holding of a post on a day, or (no worker) a post or the rest of one that nobody holds."""

    post: int
    number: str
    title: str
    team_id: int
    team: str
    area: str
    service: str
    worker_id: int | None
    worker: str
    basis: str
    agency: str
    since: date | None
    wte: Decimal


def seats(day: date, of: Of) -> list[Seat]:
    """The rows behind the figures of a day: every holding, and every post or part of one that is vacant. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{_SEATS}
            select s.post, s.number, s.title, s.team_id, s.team, s.area, s.service, s.worker_id, w.name, s.basis,
                   s.agency, s.since, s.held
              from seats s join workforce_worker w on w.id = s.worker_id where holding is not null
            union all
            select post, number, title, team_id, team, area, service, null, '', '', '', null, wte - sum(held)
              from seats group by post, number, title, team_id, team, area, service, wte
            having wte > sum(held)
             order by 5, 3, 2""",  # noqa: S608  constants of ours
            _parameters([day], of),
        )
        return [Seat(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Leaver:
    """Somebody who gave up a post on leaving: what they held and their last day."""

    worker_id: int
    worker: str
    number: str
    title: str
    team_id: int
    team: str
    since: date
    last_day: date
    wte: Decimal


def leavers(day: date, of: Of) -> list[Leaver]:
    """The rows behind the turnover of the twelve months to a day, the last to leave first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{_SEATS}{_LEAVERS}
            select l.worker_id, w.name, l.number, l.title, l.team_id, l.team, l.starts, l.ends - 1, l.wte
              from leavers l join workforce_worker w on w.id = l.worker_id order by l.ends desc, w.name""",  # noqa: S608
            _parameters([day], of),
        )
        return [Leaver(*row) for row in cursor.fetchall()]


def months_to(day: date, count: int) -> list[date]:
    """The last day of each of ``count`` months, the last of them cut off at ``day``."""
    last = Month.of(day)
    return [min(day, (last - back).last_day) for back in range(count - 1, -1, -1)]


def year_before(day: date) -> date:
    """The day a year before, for comparing."""
    return add_months(day, -12)


def _parameters(days: Sequence[date], of: Of) -> dict[str, list[date] | bool | str | int | None]:
    return {
        "days": list(days),
        "qualified": of.qualified,
        "area": of.area,
        "service": of.service,
        "team": of.team,
    }


def vacancies(day: date) -> list[tuple[str, str]]:
    """Posts with room on a day, to choose from: id, and number, title, team and how much is free. One query."""
    found = [seat for seat in seats(day, Of(qualified=False)) if seat.worker_id is None]
    return [
        (str(seat.post), f"{seat.team}: {seat.title} ({seat.number}{'' if seat.wte == 1 else f', {seat.wte:f} free'})")
        for seat in found
    ]
