"""Named reads of placements: where everybody is placed and what is owed of it, one child's placements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.care.codes_homes import PlaceCode, Provider
from righthelp.practice.care.models import InCare
from righthelp.practice.care.placements import Placement, placements
from righthelp.practice.care.queries import LIVES
from righthelp.practice.matching import placed
from righthelp.practice.matching.codes_placed import Far, Owed
from righthelp.practice.matching.models_placed import Delegated, Notice, Outside, PlacedDue, PlacementPlan
from righthelp.practice.people.protected import PROTECTED_PLACEMENT

SEE: Final = "matching.see"


@dataclass(frozen=True)
class Placed:
    """A child's placement as the list shows it. ``owed`` and ``told`` count those who are to be told; a protected
    address is not in it."""

    child: int
    name: str
    where: str
    place: str
    provider: str
    since: date
    outside: bool
    miles: Decimal | None
    plan: date | None
    plan_due: datetime | None
    owed: int
    told: int
    told_due: datetime | None
    far: str
    council: str
    decided: date | None
    seen: datetime | None
    worker: str
    now: datetime

    @property
    def place_words(self) -> str:
        return str(PlaceCode(self.place).label)

    @property
    def provider_words(self) -> str:
        return str(Provider(self.provider).label) if self.provider else ""

    @property
    def far_words(self) -> str:
        return str(Far(self.far).label) if self.far else ""

    @property
    def plan_late(self) -> bool:
        return self.plan is None and self.plan_due is not None and self.plan_due < self.now

    @property
    def told_late(self) -> bool:
        return self.told_due is not None and self.told_due < self.now

    @property
    def decided_before(self) -> bool:
        """It was decided before the child was placed, or on that day."""
        return self.decided is not None and self.decided <= self.since


_PLACED: Final = f"""
select s.child_id, p.forename || ' ' || p.surname,
       {LIVES},
       s.place, coalesce(s.provider, ''), coalesce(due.since, s.starts), s.outside, s.miles,
       due.plan, due.plan_at, coalesce(due.owed, 0)::int, coalesce(due.told, 0)::int, due.told_at,
       coalesce(o.far, ''), case when kept.hidden then '' else coalesce(o.council, '') end, o.decided,
       (select max(v.at) from casework_visited v where v.child_id = s.child_id and v.seen and v.withdrawn is null),
       coalesce(w.name, '')
  from care_stay s
  join people_person p on p.id = s.child_id
  left join care_home h on h.id = s.home_id
  join people_placement pl on pl.id = s.placement_id
  cross join lateral (select {PROTECTED_PLACEMENT.format(placed="pl")} as hidden) kept
  left join lateral (
        select d.since, min(d.stay_id) as stay_id, max(d.held) filter (where d.kind = 'plan') as plan,
               min(m.due_at) filter (where d.kind = 'plan') as plan_at,
               count(*) filter (where d.kind <> 'plan' and d.ended is null) as owed,
               count(*) filter (where d.kind <> 'plan' and d.held is not null) as told,
               min(m.due_at) filter (where d.kind <> 'plan' and d.held is null and d.ended is null) as told_at
          from matching_placeddue d
          left join journey_duemoment m on m.journey = 'home-placed-due' and m.episode_id = d.id
         where d.child_id = s.child_id
           and (s.place <> all(%(elsewhere)s)
                or exists (select from care_stay f where f.id = d.stay_id and f.care_id = s.care_id
                              and coalesce(f.home_id::text, nullif(f.elsewhere, ''))
                                = coalesce(s.home_id::text, nullif(s.elsewhere, ''))))
         group by d.since order by d.since desc limit 1) due on true
  left join matching_outside o on o.stay_id = coalesce(due.stay_id, s.id) and o.withdrawn is null
  left join workforce_allocation al on al.child_id = s.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where s.ends is null and {{reached}}
 order by p.surname, p.forename, s.child_id"""  # noqa: S608  ours


def placed_now(account: Account, now: datetime) -> list[Placed]:
    """Where the children looked after live within the account's reach, and what is owed of each placement. One
    query."""
    reached = reach_condition(account, SEE, kind="child", column="s.child_id")
    with connection.cursor() as cursor:
        cursor.execute(
            _PLACED.format(reached=reached), values(account, "child", now) | {"elsewhere": sorted(placed.ELSEWHERE)}
        )
        return [Placed(*[*row, now]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Item:
    """One thing a placement asks for: when it came (``held``), or until when it is due."""

    kind: str
    since: date
    held: date | None
    ended: date | None
    due: datetime | None

    @property
    def words(self) -> str:
        return str(Owed(self.kind).label)


@dataclass(frozen=True)
class Kept:
    """One placement of a child with all that is kept about it, newest version first."""

    placement: Placement
    items: list[Item]
    plans: list[PlacementPlan]
    notices: list[Notice]
    outside: list[Outside]

    @property
    def plan(self) -> PlacementPlan | None:
        """The plan that holds: the newest that was agreed and stands."""
        return next((each for each in self.plans if each.agreed and each.withdrawn is None), None)

    @property
    def draft(self) -> PlacementPlan | None:
        """The version that is being written."""
        return next((each for each in self.plans if each.agreed is None and each.withdrawn is None), None)

    @property
    def decided(self) -> Outside | None:
        """The decision that stands to place the child outside the city."""
        return next((each for each in self.outside if each.withdrawn is None), None)

    @property
    def waiting(self) -> list[Item]:
        """Those who are still to be told."""
        return [each for each in self.items if each.kind != Owed.PLAN and each.held is None and each.ended is None]


def kept_of(child: int) -> list[Kept]:
    """Every placement of a child, the newest first. The same few queries, however many."""
    delegated = Prefetch("delegated", Delegated.objects.order_by("pk"))
    plans = PlacementPlan.objects.filter(child_id=child).select_related("agreed_by", "recorded_by")
    dues = list(PlacedDue.objects.filter(child_id=child).order_by("place"))
    moments = DueMoment.objects.filter(journey="home-placed-due", episode_id__in=[each.pk for each in dues])
    due = dict(moments.values_list("episode_id", "due_at"))
    said = list(plans.prefetch_related(delegated).order_by("-number"))
    told = list(Notice.objects.filter(child_id=child).select_related("recorded_by").order_by("on", "pk"))
    outside = list(Outside.objects.filter(child_id=child).select_related("decided_by").order_by("-decided", "-pk"))
    cares = InCare.objects.filter(child_id=child).prefetch_related("stays__home").order_by("starts")
    found = [each for care in cares for each in placements(list(care.stays.all()))]
    return [_kept(each, dues, due, said, told, outside) for each in reversed(found)]


def _kept(
    placement: Placement, dues: list[PlacedDue], due: dict[int, datetime], plans: list[PlacementPlan],
    told: list[Notice], outside: list[Outside],
) -> Kept:  # fmt: skip
    mine = {each.pk for each in placement.stays}
    return Kept(
        placement=placement,
        items=[
            Item(each.kind, each.since, each.held, each.ended, due.get(each.pk))
            for each in dues
            if each.stay_id in mine
        ],
        plans=[each for each in plans if each.stay_id in mine],
        notices=[each for each in told if each.stay_id in mine],
        outside=[each for each in outside if each.stay_id in mine],
    )


def plan_of(plan: int) -> PlacementPlan | None:
    """One version with who decides what."""
    rows = PlacementPlan.objects.select_related("stay__home", "agreed_by", "recorded_by")
    return rows.prefetch_related(Prefetch("delegated", Delegated.objects.order_by("pk"))).filter(pk=plan).first()


__all__ = ["Item", "Kept", "Placed", "kept_of", "placed_now", "plan_of"]
