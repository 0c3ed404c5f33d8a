"""Named reads of short breaks: who has them, how many nights are left, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.practice.matching import breaks
from righthelp.practice.matching.models_breaks import BreakSeries, BreakStay

SEE: Final = "matching.see"


@dataclass(frozen=True)
class Breaks:
    """A child who has short breaks. ``stays``: those of the child that count, in any series."""

    child: int
    name: str
    home: str
    law: str
    since: date
    reviewed: date | None
    due: datetime | None
    stays: list[breaks.Stay]
    waiting: int
    worker: str
    now: datetime

    @property
    def used(self) -> int:
        """The most nights in any twelve months that still count, with what is planned."""
        return breaks.most(self.stays, breaks.year_before(local_date(self.now)))[0]

    @property
    def left(self) -> int:
        """Nights that may still be planned in the same twelve months; less than nothing beyond the limit."""
        return breaks.A_YEAR - self.used

    @property
    def state(self) -> str:
        """``beyond`` the limit, ``soon`` at it, or nothing."""
        return "beyond" if self.left < 0 else "soon" if self.left <= breaks.SOON else ""

    @property
    def next(self) -> date | None:
        """The first day of the next stay."""
        today = local_date(self.now)
        return min((first for first, _ in self.stays if first >= today), default=None)

    @property
    def review_late(self) -> bool:
        return self.reviewed is None and self.due is not None and self.due < self.now


_BREAKS: Final = """
select b.child_id, p.forename || ' ' || p.surname, h.name, b.law, b.starts, b.reviewed,
       (select min(d.due_at) from journey_duemoment d where d.journey = 'home-breaks' and d.episode_id = b.id),
       coalesce((select array_agg(s.starts order by s.starts, s.id) from matching_breakstay s
                  where s.child_id = b.child_id and s.withdrawn is null), array[]::date[]),
       coalesce((select array_agg(s.ends order by s.starts, s.id) from matching_breakstay s
                  where s.child_id = b.child_id and s.withdrawn is null), array[]::date[]),
       (select count(*) from matching_breakstay s where s.series_id = b.id and s.withdrawn is null and not s.over
           and s.ends <= %(today)s)::int,
       coalesce(w.name, '')
  from matching_breakseries b
  join people_person p on p.id = b.child_id
  join care_home h on h.id = b.home_id
  left join workforce_allocation al on al.child_id = b.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where b.withdrawn is null and b.ends is null and {reached}
 order by p.surname, p.forename, b.id"""


def breaks_now(account: Account, now: datetime) -> list[Breaks]:
    """Children who have short breaks, within the account's reach. One query."""
    reached = reach_condition(account, SEE, kind="child", column="b.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_BREAKS.format(reached=reached), values(account, "child", now) | {"today": local_date(now)})
        return [Breaks(*[*row[:7], list(zip(row[7], row[8], strict=True)), *row[9:], now]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class OfChild:
    """The short breaks of one child: every series, newest first, and how many nights twelve months have at most."""

    series: list[BreakSeries]
    used: int
    until: date | None
    beyond: date | None

    @property
    def left(self) -> int:
        return breaks.A_YEAR - self.used

    @property
    def soon(self) -> bool:
        """Few nights are left."""
        return self.left <= breaks.SOON


def of_child(child: int, now: datetime) -> OfChild:
    """Everything that is kept of a child's short breaks."""
    stays = BreakStay.objects.order_by("-starts", "-pk")
    rows = BreakSeries.objects.filter(child_id=child).select_related("home").prefetch_related(Prefetch("stays", stays))
    series = list(rows.order_by("-starts", "-pk"))
    counted = [(each.starts, each.ends) for row in series for each in row.stays.all() if each.withdrawn is None]
    since = breaks.year_before(local_date(now))
    used, until = breaks.most(counted, since)
    return OfChild(series, used, until, breaks.beyond(counted, since))


__all__ = ["Breaks", "OfChild", "breaks_now", "of_child"]
