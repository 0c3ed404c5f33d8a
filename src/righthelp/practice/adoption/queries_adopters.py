"""Named reads of adopters: the register, who waits, one household with the children within the reader's reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.adoption.models import Adopting, Linked
from righthelp.practice.adoption.models_adopters import Adopter, Adopters, Keepsake, Stage, Wait
from righthelp.practice.adoption.sufficiency import Child, Family, Row, compared, grouped
from righthelp.practice.people.ages import years
from righthelp.practice.people.kin import SIBLINGS
from righthelp.practice.people.models import Relationship

STANDS: Final = {
    "asked": "Asked",
    "1": "Stage one",
    "2": "Stage two",
    "waiting": "Approved, waiting",
    "busy": "Matched or placed",
    "left": "Left",
}


_LAST: Final = ("busy", "left")


@dataclass(frozen=True)
class Household:
    """Adopters as the register shows them."""

    id: int
    name: str
    agency: str
    worker: str
    asked: date
    approved: date | None
    stands: str
    still: bool
    places: int | None
    youngest: int | None
    oldest: int | None
    due: datetime | None
    now: datetime

    @property
    def waited(self) -> int | None:
        """Days since they were approved, while they wait."""
        return (local_date(self.now) - self.approved).days if self.stands == "waiting" and self.approved else None


_HOUSEHOLDS: Final = """
select h.id, h.name, coalesce(o.name, ''), coalesce(w.name, ''), h.asked, h.approved,
       case when h.left is not null then 'left'
            when s.number is not null then s.number
            when h.approved is null then 'asked'
            when exists (select from adoption_wait x
                          where x.adopters_id = h.id and x.held is null and x.ended is null) then 'waiting'
            else 'busy' end,
       coalesce(s.still, false), t.places, t.youngest, t.oldest,
       (select min(d.due_at) from journey_duemoment d
         where (d.journey = 'adopters-stage' and d.episode_id = s.id)
            or (d.journey = 'adopters-wait' and d.episode_id in (
                   select x.id from adoption_wait x
                    where x.adopters_id = h.id and x.held is null and x.ended is null)))
  from adoption_adopters h
  left join people_organisation o on o.id = h.agency_id
  left join workforce_worker w on w.id = h.worker_id
  left join adoption_stage s on s.adopters_id = h.id and s.ends is null
  left join care_terms t on t.home_id = h.home_id and t.ends is null
 order by h.asked, h.id"""


def households(now: datetime) -> list[Household]:
    """Everybody on the register of adopters: those who ask or wait first, then those with a child, then those who left.
    One query."""
    with connection.cursor() as cursor:
        cursor.execute(_HOUSEHOLDS)
        found = [Household(*[*row, now]) for row in cursor.fetchall()]
    return sorted(found, key=lambda each: _LAST.index(each.stands) + 1 if each.stands in _LAST else 0)


def household(number: int) -> Adopters | None:
    """One household with its people, stages and reviews."""
    stages = Stage.objects.prefetch_related("pauses").order_by("-starts", "-pk")
    rows = Adopters.objects.select_related("agency", "worker", "home__address").prefetch_related(
        "people__person", Prefetch("stages", stages), Prefetch("waits", Wait.objects.order_by("-since", "-pk"))
    )
    return rows.filter(pk=number).first()


def keepsakes_of(found: Adopters) -> list[tuple[Keepsake, datetime | None]]:
    """Celebrations of a household, the newest first, each with when the book or the letter is due next."""
    rows = list(found.keepsakes.select_related("recorded_by").order_by("-celebrated", "-pk"))
    moments = DueMoment.objects.filter(journey="adopters-keepsake", episode_id__in=[row.pk for row in rows])
    due = dict(moments.order_by("-due_at").values_list("episode_id", "due_at"))
    return [(row, due.get(row.pk)) for row in rows]


def due_of(found: Adopters) -> datetime | None:
    """When the stage that runs ends by law, or the next review is due."""
    stages = [each.pk for each in found.stages.all() if each.ends is None]
    waits = [each.pk for each in found.waits.all() if each.held is None and each.ended is None]
    rows = DueMoment.objects.filter(journey="adopters-stage", episode_id__in=stages) | (
        DueMoment.objects.filter(journey="adopters-wait", episode_id__in=waits)
    )
    return rows.order_by("due_at").values_list("due_at", flat=True).first()


def children_of(found: Adopters, account: Account, now: datetime) -> list[Linked]:
    """Children for whom they are or were considered, as far as the reader may open their records."""
    rows = Linked.objects.filter(adopters=found).select_related("child", "plan", "stay")
    return list(
        within_reach(rows, account, "adoption.see", kind="child", field="child_id", now=now).order_by("-considered")
    )


def sufficiency(account: Account, now: datetime) -> list[Row]:
    """Children within reach who wait for a match, against adopters who wait. Five queries."""
    rows = Adopting.objects.filter(
        decided__isnull=False, matched__isnull=True, adopted__isnull=True, ceased__isnull=True, withdrawn__isnull=True
    )
    reached = within_reach(rows, account, "adoption.see", kind="child", field="child_id", now=now)
    people = list(reached.values_list("child_id", "child__birth_date", "child__ethnicity"))
    numbers = [child for child, _, _ in people]
    ties = Relationship.objects.filter(
        person_id__in=numbers, other_id__in=numbers, kind__in=SIBLINGS, ends__isnull=True
    )
    group = grouped(numbers, list(ties.values_list("person_id", "other_id")))
    today = local_date(now)
    children = [Child(years(born, today) if born else None, said or "", group[one]) for one, born, said in people]
    waits = [each for each in households(now) if each.stands == "waiting" and each.places]
    of: dict[int, set[str]] = {}
    adopters_of = Adopter.objects.filter(adopters_id__in=[each.id for each in waits])
    for number, said in adopters_of.values_list("adopters_id", "person__ethnicity"):
        of.setdefault(number, set()).add(said or "")
    families = [
        Family(
            each.places or 0,
            each.youngest or 0,
            17 if each.oldest is None else each.oldest,
            frozenset(of.get(each.id) or {""}),
        )
        for each in waits
    ]
    return compared(children, families)


def choices() -> list[tuple[int, str]]:
    """Adopters who may be considered for a child, to choose from."""
    rows = Adopters.objects.filter(left__isnull=True).select_related("agency").order_by("name")
    return [(each.pk, f"{each.name}, {each.agency.name if each.agency else 'our own'}") for each in rows]
