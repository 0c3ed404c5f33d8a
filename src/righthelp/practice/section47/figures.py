"""Volumes and conversion, month by month: discussions against enquiries against conferences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from righthelp.foundation.calendar import Month


@dataclass(frozen=True)
class MonthRow:
    """One month, counted in children: discussions held, of those in time; what was decided; enquiries finished in the
    month, what they found, how many led to a conference being needed, and to one being held."""

    month: Month
    held: int = 0
    in_time: int = 0
    quorate: int = 0
    not_needed: int = 0
    opened: int = 0
    joint: int = 0
    authorised: int = 0
    unfounded: int = 0
    no_risk: int = 0
    at_risk: int = 0
    needed: int = 0
    conferences: int = 0

    @property
    def conversion(self) -> int | None:
        """Of the enquiries authorised in the month, the share that led to an initial conference being needed."""
        return round(100 * self.needed / self.authorised) if self.authorised else None

    @property
    def to_enquiry(self) -> int | None:
        """Of the discussions held in the month, the share that led to an enquiry."""
        return round(100 * self.opened / self.held) if self.held else None


_COUNTED: Final = """
with months as (select * from unnest(%(codes)s::text[], %(starts)s::timestamptz[], %(ends)s::timestamptz[])
                         as m(code, starts, ends))
select m.code, s.held, s.in_time, s.quorate, s.not_needed, s.opened, s.joint,
       e.authorised, e.unfounded, e.no_risk, e.at_risk, e.needed, e.conferences
  from months m
  cross join lateral (
    select count(*) as held,
           count(*) filter (where c.held <= c.asked + interval '24 hours') as in_time,
           count(*) filter (where c.quorate) as quorate,
           count(*) filter (where c.decision = 'not-needed') as not_needed,
           count(*) filter (where c.decision in ('joint', 'single')) as opened,
           count(*) filter (where c.decision = 'joint') as joint
      from section47_concerned c where c.held >= m.starts and c.held < m.ends {of_c}) s
  cross join lateral (
    select count(*) as authorised,
           count(*) filter (where n.outcome = 'unfounded') as unfounded,
           count(*) filter (where n.outcome = 'no-risk') as no_risk,
           count(*) filter (where n.outcome = 'risk') as at_risk,
           count(*) filter (where n.conference_needed is not null) as needed,
           count(*) filter (where n.conference_needed is not null and exists (
             select from casework_meetingabout a where a.child_id = n.child_id and a.kind = 'icpc'
               and a.held >= n.strategy_held)) as conferences
      from section47_enquiry n where n.authorised >= m.starts and n.authorised < m.ends {of_n}) e
 order by m.code desc
"""

# The area of a child is that of the team of whoever made the enquiry, or chaired the discussion.
_OF_C: Final = """and exists (select from section47_discussion d join casework_meeting g on g.id = d.meeting_id
    join workforce_worker w on w.id = g.chair_id join workforce_team t on t.id = w.team_id
    where d.id = c.discussion_id and t.area = %(area)s)"""
_OF_N: Final = """and exists (select from workforce_worker w join workforce_team t on t.id = w.team_id
    where w.id = n.worker_id and t.area = %(area)s)"""


def monthly(months: list[Month], *, area: str = "") -> list[MonthRow]:
    """These months, the newest first; of the whole Trust, or of one area. Numbers only; one query."""
    given: dict[str, Any] = {
        "codes": [each.code for each in months],
        "starts": [each.starts_at for each in months],
        "ends": [each.ends_at for each in months],
        "area": area,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(of_c=_OF_C if area else "", of_n=_OF_N if area else ""), given)
        return [MonthRow(Month.parse(code), *counts) for code, *counts in cursor.fetchall()]


def total(rows: list[MonthRow]) -> MonthRow:
    """Several months together; their ``month`` is the first's."""
    names = [name for name in MonthRow.__dataclass_fields__ if name != "month"]
    return MonthRow(rows[0].month, **{name: sum(getattr(row, name) for row in rows) for name in names})
