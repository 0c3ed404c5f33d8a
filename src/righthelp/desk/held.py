"""Restricted children for whom something must be done now: the head of service sees that somebody named does it.

No board and no number tells of a restricted child to those who are not named. So this is the one place where it shows
that such a child is missing or that something is late: by the record's number, with who can act. Sealed records are
not among them: nobody here can open one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.ties import CONFLICT, values

ACT: Final = "notice.closed"
"""The act of who sees this: heads of service."""


@dataclass(frozen=True)
class Held:
    """A restricted record. ``missing_from``: of the child, if missing now. ``late``: how many clocks are overdue, the
    oldest since ``late_since``. ``people``: who is named on it now; empty when nobody can act."""

    child: int
    missing_from: datetime | None
    late: int
    late_since: datetime | None
    people: list[str]


_HELD: Final = f"""
select p.id, gone.since, late.number, late.since,
       array(select a.name from access_namedaccess n join access_account a on a.id = n.account_id
              where n.kind = 'child' and n.subject_id = p.id and n.starts <= %(now)s and n.ends > %(now)s
                and a.is_active group by a.name order by a.name)
  from people_person p
  left join lateral (select min(missing_from) as since from missing_episode e where e.child_id = p.id
                        and e.returned is null and e.cancelled is null and e.missing_from <= %(now)s) gone on true
  left join lateral (select count(*) as number, min(due_at) as since from journey_duemoment d
                      where d.subject_id = p.id and d.due_at < %(now)s) late on true
 where p.tier = 2 and p.died_on is null and (gone.since is not null or late.number > 0)
   and not {CONFLICT.format(id="p.id")}
 order by gone.since nulls last, late.since, p.id
"""  # noqa: S608  conditions of ours


def held_to_watch(account: Account, now: datetime) -> list[Held]:
    """Restricted children who are missing or have something overdue, those missing longest first; without records the
    reader has a conflict of interest with. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, values(account, "child", now))
        return [Held(*row) for row in cursor.fetchall()]


__all__ = ["ACT", "Held", "held_to_watch"]
