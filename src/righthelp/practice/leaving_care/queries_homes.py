"""Named reads of ways to a home: who waits, whose home is at risk, who came homeless, one young person's way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.leaving_care.models import HomeAtRisk, Homeless, HousingAsked, HousingOffered, Lodging
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import Person

SEE: Final = "leaving.see"


def ours(rows: QuerySet[Any], account: Account, now: datetime) -> QuerySet[Any]:
    """Those of rows about young people within reach that were not taken back, with the young person."""
    rows = rows.filter(withdrawn__isnull=True).select_related("child")
    return within_reach(rows, account, SEE, kind="child", field="child_id", now=now)


def name_of(row: Any) -> str:
    """The young person of a row."""
    return f"{row.child.forename} {row.child.surname}"


def age_of(row: Any, day: date) -> int | None:
    """In years."""
    return years(row.child.birth_date, day) if row.child.birth_date else None


def applications(account: Account, now: datetime) -> list[Any]:
    """Applications for housing, those that wait longest first; with ``refused`` and ``offered`` (homes), and ``lives``,
    the code of where the young person lives now. One query."""
    stands = Q(offers__withdrawn__isnull=True)
    lives = Lodging.objects.filter(child_id=OuterRef("child_id"), ends__isnull=True).values("kind")[:1]
    rows = ours(HousingAsked.objects.all(), account, now).annotate(
        offered=Count("offers", filter=stands),
        refused=Count("offers", filter=stands & Q(offers__accepted=False)),
        lives=Subquery(lives),
    )
    return list(rows.order_by("asked", "pk"))


def risks(account: Account, now: datetime) -> list[HomeAtRisk]:
    """Homes that may be, or might have been, lost; the newest first. One query."""
    rows = ours(HomeAtRisk.objects.select_related("lodging"), account, now)
    return list(rows.order_by("-since", "-pk"))


def came_homeless(account: Account, now: datetime) -> list[Homeless]:
    """Who came to us homeless at 16 or 17, the newest first. One query."""
    return list(ours(Homeless.objects.all(), account, now).order_by("-came", "-pk"))


@dataclass(frozen=True)
class Ways:
    """One young person's ways to a home, the newest first."""

    applications: Sequence[HousingAsked]
    homes: Sequence[Lodging]
    homeless: Sequence[Homeless]
    due: datetime | None
    born: date | None
    today: date

    @property
    def young(self) -> bool:
        """Sixteen or seventeen, or was in the year past, within which it can still be recorded."""
        return self.born is None or 16 <= years(self.born, self.today) <= 18

    @property
    def open(self) -> HousingAsked | None:
        """The application that waits."""
        return next((each for each in self.applications if each.closed is None and each.withdrawn is None), None)

    @property
    def waits(self) -> Homeless | None:
        """Being assessed."""
        return next((each for each in self.homeless if each.assessed is None and each.counts), None)


def ways_of(child: int, now: datetime) -> Ways:
    """Applications with their offers, homes with their risks, and whether they came to us homeless. Seven queries."""
    offers = Prefetch("offers", queryset=HousingOffered.objects.order_by("on", "pk"))
    at_risk = Prefetch("risks", queryset=HomeAtRisk.objects.order_by("since", "pk"))
    came = list(Homeless.objects.filter(child_id=child).order_by("-came", "-pk"))
    waits = [each.pk for each in came if each.assessed is None and each.counts]
    moments = DueMoment.objects.filter(journey="leaving-homeless", episode_id__in=waits)
    return Ways(
        list(HousingAsked.objects.filter(child_id=child).prefetch_related(offers).order_by("-asked", "-pk")),
        list(Lodging.objects.filter(child_id=child).prefetch_related(at_risk).order_by("-starts")),
        came,
        moments.values_list("due_at", flat=True).first(),
        Person.objects.values_list("birth_date", flat=True).get(pk=child),
        local_date(now),
    )


__all__ = ["Ways", "age_of", "applications", "came_homeless", "name_of", "ours", "risks", "ways_of"]
