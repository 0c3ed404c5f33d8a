"""Times in care as health and school need to know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from righthelp.city.care_times import Workers
from righthelp.city.help_days import YESTERDAY
from righthelp.city.help_pen import asked

SINCE: Final = date(2020, 3, 31)
"""Times in care that were over by then have their health and schools on paper."""
_TIMES: Final = """
select c.id, c.child_id, p.birth_date, c.starts, c.ends,
       (select l.law from care_legalstatus l where l.care_id = c.id order by l.starts limit 1)
  from care_incare c join people_person p on p.id = c.child_id
 where c.ends is null or c.ends > %s order by c.id
"""
_MANAGER: Final = """
select w.id from workforce_worker w join access_account a on a.id = w.account_id
 where 'team_manager' = any(a.roles) and w.ends is null order by w.id limit 1
"""


@dataclass(frozen=True, slots=True)
class Looked:
    """A time in care. ``law`` is the first."""

    care: int
    child: int
    born: date
    starts: date
    ends: date | None
    law: str

    @property
    def until(self) -> date:
        """The last day on which something may have happened."""
        return min(self.ends - timedelta(days=1), YESTERDAY) if self.ends else YESTERDAY


def looked_after() -> list[Looked]:
    """Every time in care that the record tells of in full."""
    return [Looked(*row) for row in asked(_TIMES, SINCE)]


def workers() -> Workers:
    """Whoever held a child’s work on a day; a manager where nobody is known to have."""
    ((manager,),) = asked(_MANAGER)
    return Workers(manager)


__all__ = ["Looked", "looked_after", "workers"]
