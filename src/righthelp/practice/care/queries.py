"""Named reads of care: who is looked after and where they sleep tonight, what is due, one child's time in care."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.care import episodes, journey
from righthelp.practice.care.codes import Law
from righthelp.practice.care.codes_homes import PlaceCode
from righthelp.practice.care.models import (
    CareReview,
    CareReviewDue,
    CareVisitDue,
    ChangeBack,
    InCare,
    LegalStatus,
    Stay,
)
from righthelp.practice.people.protected import PROTECTED, PROTECTED_PLACEMENT

SEE: Final = "care.see"
LIVES: Final = (
    f"case when kept.hidden then '{PROTECTED}' when h.id is not null then h.name "
    "when s.place = 'P1' then 'With parents' else s.elsewhere end"
)
"""In SQL, where a child lives in a stay ``s``, in its home ``h`` or none; ``kept.hidden``: the address is protected."""
_CARE: Final = [each.code for each in (journey.InCare, journey.CareReviewDue, journey.CareVisitDue, journey.CareReview)]


@dataclass(frozen=True)
class Looked:
    """A child looked after as a list shows them; a protected address is not in it."""

    care: int
    child: int
    name: str
    born: date | None
    since: date
    law: str
    place: str
    placed: date
    home: int | None
    where: str
    area: str
    outside: bool
    worker: str
    officer: str
    review_due: datetime | None
    visit_due: datetime | None
    moves: int
    missing: bool
    now: datetime

    @property
    def law_words(self) -> str:
        return str(Law(self.law).label)

    @property
    def place_words(self) -> str:
        return str(PlaceCode(self.place).label)

    @property
    def review_late(self) -> bool:
        return self.review_due is not None and self.review_due < self.now

    @property
    def visit_late(self) -> bool:
        return self.visit_due is not None and self.visit_due < self.now


CARERS: Final = "coalesce({stay}.home_id::text, nullif({stay}.elsewhere, ''), {stay}.place)"
"""With whom a child is in a stay, in SQL: who moves to others moved (``placements`` tells placements apart so too)."""

_LOOKED: Final = f"""
select looked.id, looked.child_id, p.forename || ' ' || p.surname, p.birth_date, looked.starts, l.law,
       s.place, s.starts, s.home_id,
       {LIVES},
       case when kept.hidden then '' else coalesce(a.area, '') end, s.outside,
       coalesce(w.name, ''), coalesce(o.name, ''), review.due, visit.due,
       (select count(*) from care_stay x where x.care_id = looked.id and x.starts > %(today)s - 365
                                           and x.starts > looked.starts and x.place not like 'T%%'
                                           and {CARERS.format(stay="x")} <> (
                select {CARERS.format(stay="b")} from care_stay b where b.care_id = x.care_id and b.starts < x.starts
                   and b.place not like 'T%%' order by b.starts desc limit 1))::int,
       exists (select from missing_episode m where m.child_id = looked.child_id and m.returned is null
                                               and m.cancelled is null and m.missing_from <= %(now)s)
  from care_incare looked
  join people_person p on p.id = looked.child_id
  join care_legalstatus l on l.care_id = looked.id and l.ends is null
  join care_stay s on s.care_id = looked.id and s.ends is null
  left join care_home h on h.id = s.home_id
  join people_placement pl on pl.id = s.placement_id
  join people_address a on a.id = pl.address_id
  cross join lateral (select {PROTECTED_PLACEMENT.format(placed="pl")} as hidden) kept
  left join workforce_allocation al on al.child_id = looked.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
  left join workforce_worker o on o.id = looked.officer_id
  left join lateral (
        select min(d.due_at) as due from care_carereviewdue r
          join journey_duemoment d on d.journey = 'care-review-due' and d.episode_id = r.id
         where r.care_id = looked.id and r.held is null and r.ended is null) review on true
  left join lateral (
        select min(d.due_at) as due from care_carevisitdue r
          join journey_duemoment d on d.journey = 'care-visit-due' and d.episode_id = r.id
         where r.stay_id = s.id and r.held is null and r.ended is null) visit on true
 where looked.ends is null and {{reached}}
 order by looked.starts, looked.id"""  # noqa: S608  ours


def looked_after(account: Account, now: datetime) -> list[Looked]:
    """Children looked after now within the account's reach, with where they sleep tonight. One query."""
    reached = reach_condition(account, SEE, kind="child", column="looked.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_LOOKED.format(reached=reached), values(account, "child", now) | {"today": local_date(now)})
        return [Looked(*[*row, now]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class TimeInCare:
    """One time in care with everything that belongs to it, newest first; episodes as the national return has them."""

    care: InCare
    laws: list[LegalStatus]
    stays: list[Stay]
    reviews: list[CareReview]
    episodes: list[episodes.Episode]
    review_due: CareReviewDue | None
    visit_due: CareVisitDue | None
    protected: frozenset[int]
    """Stays whose address is protected: not for whoever is not tied to the child."""

    @property
    def law(self) -> LegalStatus:
        """The newest legal status."""
        return self.laws[0]

    @property
    def stay(self) -> Stay:
        """The newest stay."""
        return self.stays[0]


def times_in_care(child: int) -> list[TimeInCare]:
    """Every time a child was looked after, the newest first. The same few queries, however many."""
    rows = (
        InCare.objects.filter(child_id=child)
        .select_related("officer", "recorded_by", "child")
        .prefetch_related(
            Prefetch("statuses", LegalStatus.objects.order_by("-starts")),
            Prefetch("stays", Stay.objects.select_related("home", "placement__address").order_by("-starts")),
            Prefetch("reviews", CareReview.objects.select_related("chair").order_by("-held", "-pk")),
            Prefetch("taken_back", ChangeBack.objects.select_related("by").order_by("-at")),
            Prefetch("reviews_due", CareReviewDue.objects.filter(held__isnull=True, ended__isnull=True)),
        )
        .order_by("-starts")
    )
    due = {
        row.stay_id: row for row in CareVisitDue.objects.filter(child_id=child, held__isnull=True, ended__isnull=True)
    }
    protected = protected_stays([child])
    return [_time(row, due, protected) for row in rows]


_PROTECTED: Final = f"""
select s.id from care_stay s join people_placement p on p.id = s.placement_id
 where s.child_id = any(%s) and {PROTECTED_PLACEMENT.format(placed="p")}"""  # noqa: S608  ours


def protected_stays(children: Sequence[int]) -> frozenset[int]:
    """The stays of some children whose address is protected."""
    with connection.cursor() as cursor:
        cursor.execute(_PROTECTED, [list(children)])
        return frozenset(pk for (pk,) in cursor.fetchall())


def _time(care: InCare, due: dict[int, CareVisitDue], protected: frozenset[int]) -> TimeInCare:
    stays = list(care.stays.all())
    reviews_due: Sequence[CareReviewDue] = list(care.reviews_due.all())
    return TimeInCare(
        care=care,
        laws=list(care.statuses.all()),
        stays=stays,
        reviews=list(care.reviews.all()),
        episodes=list(reversed(episodes.of(care))),
        review_due=reviews_due[0] if reviews_due else None,
        visit_due=due.get(stays[0].pk) if stays else None,
        protected=protected,
    )


def due_of(child: int) -> list[tuple[str, datetime]]:
    """What care waits for with a child: the clock's name and until when, the soonest first. One query."""
    rows = DueMoment.objects.filter(journey__in=_CARE, subject_id=child).order_by("due_at", "clock")
    return [(registry.clock(clock).name, due_at) for clock, due_at in rows.values_list("clock", "due_at")]
