"""Named reads of private fostering: every arrangement within reach, one child's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.people.ages import years
from righthelp.practice.private_fostering.models import Arrangement, Back, Checked, VisitDue

SEE: Final = "private.see"


@dataclass(frozen=True)
class Fostered:
    """A privately fostered child, as the list shows them."""

    child: int
    name: str
    born: date | None
    carer: str
    tie: str
    notified: date
    starts: date
    suits: str
    ends: date | None
    checks: int
    worker: str
    seen: date | None
    visit_due: datetime | None
    assess_due: datetime | None
    now: datetime

    @property
    def age(self) -> int | None:
        """In years, today."""
        return years(self.born, local_date(self.now)) if self.born else None

    @property
    def late(self) -> bool:
        """Whether a visit or the assessment is overdue."""
        return any(each is not None and each < self.now for each in (self.visit_due, self.assess_due))


_FOSTERED: Final = """
select a.child_id, concat_ws(' ', p.forename, p.surname), p.birth_date, a.carer, a.tie, a.notified, a.starts,
       coalesce(a.suits, ''), a.ends,
       (select count(*) from private_fostering_checked c where c.arrangement_id = a.id)::int, coalesce(w.name, ''),
       (select max(v.held) from private_fostering_visitdue v where v.arrangement_id = a.id),
       (select min(d.due_at) from private_fostering_visitdue v
          join journey_duemoment d on d.journey = 'private-visit-due' and d.episode_id = v.id
         where v.arrangement_id = a.id and v.held is null and v.ended is null),
       (select min(d.due_at) from journey_duemoment d
         where d.journey = 'private-fostering' and d.episode_id = a.id and a.assessed is null)
  from private_fostering_arrangement a
  join people_person p on p.id = a.child_id
  left join workforce_allocation al on al.child_id = a.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where a.counts and (a.ends is null or a.ends > %(since)s) and {reached}
 order by a.ends is not null, a.ends desc, a.notified desc, a.id"""


def fostered(account: Account, now: datetime) -> list[Fostered]:
    """Children privately fostered now or within a year, within the account's reach. One query."""
    given = values(account, "child", now) | {"since": local_date(now) - timedelta(days=366)}
    with connection.cursor() as cursor:
        cursor.execute(
            _FOSTERED.format(reached=reach_condition(account, SEE, kind="child", column="a.child_id")), given
        )
        return [Fostered(*[*row, now]) for row in cursor.fetchall()]


def arrangements_of(child: int) -> list[Arrangement]:
    """Every arrangement for a child, the newest first, with checks and visits due."""
    rows = Arrangement.objects.filter(child_id=child).select_related("recorded_by", "assessed_by")
    checks = Prefetch("checks", Checked.objects.select_related("recorded_by").order_by("on", "pk"))
    visits = Prefetch("visits_due", VisitDue.objects.order_by("-place"))
    return list(rows.prefetch_related(checks, visits).order_by("-notified", "-pk"))


def backs_of(child: int) -> list[Back]:
    """What was taken back, the newest first."""
    return list(Back.objects.filter(child_id=child).select_related("recorded_by").order_by("-recorded", "-pk"))


def dues(rows: list[Arrangement]) -> dict[tuple[str, int], datetime]:
    """When what is due is due, by journey and row. One query."""
    visits = [each.pk for row in rows for each in row.visits_due.all()]
    found = DueMoment.objects.filter(journey="private-visit-due", episode_id__in=visits) | DueMoment.objects.filter(
        journey="private-fostering", episode_id__in=[row.pk for row in rows]
    )
    return {(code, number): at for code, number, at in found.values_list("journey", "episode_id", "due_at")}
