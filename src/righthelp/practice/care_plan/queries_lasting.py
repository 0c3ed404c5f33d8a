"""Named reads beside the plan for permanence: children whose long-term carers might be guardians, support after
orders, the clinics, all of it of one child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition, within_reach
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.care.codes_homes import LONG_TERM
from righthelp.practice.care.models import Stay
from righthelp.practice.care_plan.codes import Willing
from righthelp.practice.care_plan.models_lasting import (
    ClinicCase,
    GuardianshipAsked,
    SiblingPlace,
    SiblingPlan,
    Support,
    SupportReview,
)
from righthelp.practice.people.standing import may

SEE: Final = "care.see"
CONSIDERED_AFTER: Final = 365
"""Days in a long-term foster home after which special guardianship is looked at."""


@dataclass(frozen=True)
class Fostered:
    """A child in a long-term foster home for a year or more, and what the carers say of guardianship."""

    child: int
    name: str
    home: str
    since: date
    worker: str
    answer: str
    asked: date | None
    due: datetime | None
    now: datetime

    @property
    def years(self) -> float:
        """How long the child has lived there, in years to one place."""
        return round((local_date(self.now) - self.since).days / 365.25, 1)

    @property
    def answer_words(self) -> str:
        return str(Willing(self.answer).label) if self.answer else "Not asked yet"


_FOSTERED: Final = """
select s.child_id, p.forename || ' ' || p.surname, coalesce(h.name, s.elsewhere), lived.since, coalesce(w.name, ''),
       coalesce(g.answer, ''), g.asked, d.due_at
  from care_stay s
  join people_person p on p.id = s.child_id
  left join care_home h on h.id = s.home_id
  join lateral (select min(b.starts) as since from care_stay b
                 where b.care_id = s.care_id and b.home_id is not distinct from s.home_id and b.place = any(%(kinds)s)
                ) lived on true
  left join workforce_allocation al on al.child_id = s.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
  left join lateral (select * from care_plan_guardianshipasked x where x.care_id = s.care_id and x.withdrawn is null
                                                                   and x.asked >= lived.since
                      order by x.asked desc limit 1) g on true
  left join journey_duemoment d on d.journey = 'care-guardianship' and d.episode_id = g.id
 where s.ends is null and s.place = any(%(kinds)s) and lived.since <= %(today)s::date - %(days)s and {reached}
 order by lived.since, s.child_id"""


def fostered(account: Account, now: datetime) -> list[Fostered]:
    """Children within reach for whom guardianship should be considered, those longest there first. One query."""
    reached = reach_condition(account, SEE, kind="child", column="s.child_id")
    given = {"kinds": sorted(LONG_TERM), "today": local_date(now), "days": CONSIDERED_AFTER}
    with connection.cursor() as cursor:
        cursor.execute(_FOSTERED.format(reached=reached), values(account, "child", now) | given)
        return [Fostered(*[*row, now]) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Supported:
    """Support after an order, as the list shows it."""

    row: Support
    due: datetime | None
    now: datetime

    @property
    def late(self) -> bool:
        """Its review is overdue."""
        return self.due is not None and self.due < self.now


def supports(account: Account, now: datetime) -> list[Supported]:
    """Support within reach, what still runs first. Three queries."""
    rows = Support.objects.filter(withdrawn__isnull=True).select_related("child")
    reached = list(
        within_reach(rows, account, SEE, kind="child", field="child_id", now=now).order_by("ends", "starts", "pk")
    )
    open_ones = SupportReview.objects.filter(support__in=[row.pk for row in reached], held__isnull=True)
    support_of = dict(open_ones.values_list("pk", "support_id"))
    moments = DueMoment.objects.filter(journey="care-support-review", episode_id__in=list(support_of))
    due = {support_of[episode]: at for episode, at in moments.values_list("episode_id", "due_at")}
    found = [Supported(row, due.get(row.pk), now) for row in reached]
    return sorted(found, key=lambda each: each.row.ends is not None)


def clinics(account: Account, now: datetime) -> list[ClinicCase]:
    """Children on the lists of permanence clinics within reach, the newest day first."""
    rows = ClinicCase.objects.filter(withdrawn__isnull=True).select_related("child", "recorded_by")
    reached = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return list(reached.order_by("-on", "child__surname", "pk"))


@dataclass(frozen=True)
class Together:
    """What was decided about brothers and sisters, seen from one child. ``hidden``: how many of them the reader may not
    open. ``at_home``: those who live where the child lives now."""

    plan: SiblingPlan
    together: list[SiblingPlace]
    apart: list[SiblingPlace]
    hidden: int
    at_home: set[int]


@dataclass(frozen=True)
class Lasting:
    """All of one child, the newest first, with what was taken back."""

    asked: list[GuardianshipAsked]
    supports: list[Support]
    clinic: list[ClinicCase]
    siblings: list[Together]
    due: dict[tuple[str, int], datetime]


def lasting_of(child: int, account: Account, now: datetime) -> Lasting:
    """All of one child. About ten queries."""
    reviews = Prefetch("reviews", SupportReview.objects.select_related("reviewer").order_by("-since"))
    held = list(Support.objects.filter(child_id=child).prefetch_related(reviews).order_by("-starts", "-pk"))
    moments = DueMoment.objects.filter(
        subject_id=child, journey__in=("care-guardianship", "care-support-review", "care-permanence-advice")
    )
    return Lasting(
        asked=list(GuardianshipAsked.objects.filter(child_id=child).order_by("-asked", "-pk")),
        supports=held,
        clinic=list(ClinicCase.objects.filter(child_id=child).order_by("-on", "-pk")),
        siblings=_siblings(child, account, now),
        due={(journey, row): at for journey, row, at in moments.values_list("journey", "episode_id", "due_at")},
    )


def _siblings(child: int, account: Account, now: datetime) -> list[Together]:
    mine = dict(SiblingPlace.objects.filter(child_id=child).values_list("plan_id", "side"))
    places = SiblingPlace.objects.select_related("child").order_by("child__birth_date", "pk")
    plans = SiblingPlan.objects.filter(pk__in=list(mine)).select_related("recorded_by")
    rows = list(plans.prefetch_related(Prefetch("places", places)).order_by("-decided", "-pk"))
    people = {place.child_id for row in rows for place in row.places.all()}
    seen = may(account, SEE, people - {child}, now)
    homes = dict(
        Stay.objects.filter(child_id__in=people, ends__isnull=True, home__isnull=False).values_list(
            "child_id", "home_id"
        )
    )
    at_home = {each for each in people - {child} if child in homes and homes.get(each) == homes[child]}
    found = []
    for row in rows:
        others = [place for place in row.places.all() if place.child_id != child]
        known = [place for place in others if place.child_id in seen]
        with_child = [place for place in known if place.side == mine[row.pk]]
        apart = [place for place in known if place.side != mine[row.pk]]
        found.append(Together(row, with_child, apart, len(others) - len(known), at_home))
    return found


__all__ = ["Fostered", "Lasting", "Supported", "Together", "clinics", "fostered", "lasting_of", "supports"]
