"""Named reads of adoption: children on their way to it, one child's way, disruptions; never past the reader's reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import F, Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition, within_reach
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.adoption.models import Adopting, Linked, ReviewDue, TakingBack
from righthelp.practice.people.ages import years

SEE: Final = "adoption.see"
STEPS: Final = {
    "planned": "To be decided",
    "decided": "Family finding",
    "matched": "Matched",
    "placed": "Placed",
    "adopted": "Order made, to be sealed",
}


@dataclass(frozen=True)
class Way:
    """A child on the way to adoption, as the board shows it."""

    plan: int
    child: int
    name: str
    born: date | None
    entered: date
    planned: date
    decided: date | None
    ordered: date | None
    matched: date | None
    placed: date | None
    adopted: date | None
    finder: str
    worker: str
    links: int
    due: datetime | None
    review_due: datetime | None
    now: datetime

    @property
    def step(self) -> str:
        """How far the child has come: a key of :data:`STEPS`."""
        for name in ("adopted", "placed", "matched", "decided"):
            if getattr(self, name):
                return name
        return "planned"

    @property
    def age(self) -> int | None:
        return years(self.born, local_date(self.now)) if self.born else None

    @property
    def waits(self) -> int:
        """Days from coming into care to moving in with adopters, or so far."""
        return ((self.placed or local_date(self.now)) - self.entered).days


_WAYS: Final = """
select a.id, a.child_id, concat_ws(' ', p.forename, p.surname), p.birth_date, a.entered, a.planned, a.decided,
       a.ordered, a.matched, a.placed, a.adopted, coalesce(f.name, ''), coalesce(w.name, ''),
       (select count(*) from adoption_linked l
         where l.plan_id = a.id and l.declined is null and l.disrupted is null)::int,
       (select min(d.due_at) from journey_duemoment d where d.journey = 'adoption' and d.episode_id = a.id),
       (select min(d.due_at) from adoption_reviewdue r
          join journey_duemoment d on d.journey = 'adoption-review-due' and d.episode_id = r.id
         where r.plan_id = a.id and r.held is null and r.ended is null)
  from adoption_adopting a
  join people_person p on p.id = a.child_id
  left join workforce_worker f on f.id = a.finder_id
  left join workforce_allocation al on al.child_id = a.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where a.ceased is null and a.withdrawn is null and {reached}
 order by a.entered, a.id"""


def ways(account: Account, now: datetime) -> list[Way]:
    """Children with a plan of adoption within the account's reach, those who have waited longest first. One query."""
    reached = reach_condition(account, SEE, kind="child", column="a.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_WAYS.format(reached=reached), values(account, "child", now))
        return [Way(*[*row, now]) for row in cursor.fetchall()]


def plans_of(child: int) -> list[Adopting]:
    """Every plan of adoption for a child, the newest first, with the adopters considered."""
    links = Linked.objects.select_related("adopters__agency", "matched_by", "stay").order_by("-considered", "-pk")
    reviews = ReviewDue.objects.order_by("place")
    backs = TakingBack.objects.select_related("asked_by", "answered_by").order_by("asked", "pk")
    rows = Adopting.objects.filter(child_id=child).select_related(
        "decided_by", "finder", "recorded_by", "ceased_by", "adopted_by"
    )
    return list(
        rows.prefetch_related(
            Prefetch("taken_back", backs),
            Prefetch("links", links),
            Prefetch("reviews_due", reviews),
        ).order_by("-planned", "-pk")
    )


def dues(plans: list[Adopting]) -> dict[tuple[str, int], datetime]:
    """When what is due for these plans is due, by journey and row."""
    reviews = [row.pk for plan in plans for row in plan.reviews_due.all()]
    rows = DueMoment.objects.filter(journey="adoption", episode_id__in=[plan.pk for plan in plans]) | (
        DueMoment.objects.filter(journey="adoption-review-due", episode_id__in=reviews)
    )
    found: dict[tuple[str, int], datetime] = {}
    for journey, episode, at in rows.order_by("-due_at").values_list("journey", "episode_id", "due_at"):
        found[(journey, episode)] = at
    return found


def disruptions(account: Account, now: datetime) -> list[Linked]:
    """Placements for adoption that disrupted, within the account's reach, the newest first."""
    rows = Linked.objects.filter(disrupted__isnull=False).select_related("child", "adopters", "stay")
    reached = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return list(reached.order_by(F("disrupted").desc(), "-pk"))
