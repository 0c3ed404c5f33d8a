"""Who must be told when somebody moves, and who must not: worked out from who is in their life on the day.

Rooms above this one add whom they know of (the allocated worker) through :func:`configure`; ``site`` does so once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from righthelp.practice.people.models import (
    Area,
    Attendance,
    Involvement,
    InvolvementKind,
    MustNotKnow,
    Person,
    Registration,
    Relationship,
    Residence,
)
from righthelp.practice.people.models_family import ToldKind

OURS: Final = "330"


@dataclass(frozen=True)
class Who:
    """Somebody to tell of a move, or who must not be told. ``words`` never hold an address."""

    kind: str
    words: str
    why: str = ""
    person: int | None = None
    organisation: int | None = None
    must_not: bool = False

    @property
    def key(self) -> str:
        """The same for the same recipient, for the ticks of a form."""
        words = "" if self.person or self.organisation else self.words
        return f"{self.kind}-{self.person or ''}-{self.organisation or ''}-{words}"


Source = Callable[[Collection[int], datetime], Sequence[Who]]


@dataclass
class _Sources:
    workers: Source | None = None


_sources = _Sources()


def configure(workers: Source) -> None:
    """Install what knows of the people's workers; called once by ``site`` when it starts."""
    _sources.workers = workers


def who_to_tell(
    people: Collection[int], *, on: date, now: datetime, protected: bool = False, area: str = ""
) -> list[Who]:
    """Everyone who is told of, or must not hear of, a move of ``people`` on a day. Must-nots come first, and whoever is
    among them is never among those to tell. ``area``: where they move to. About eight queries."""
    must_not = _must_not(people, on, protected)
    kept = {who.person for who in must_not if who.person}
    found = [*(_sources.workers(people, now) if _sources.workers else ()), *_places(people, on)]
    found += [who for who in _parents(people, on) if who.person not in kept]
    found += _offices(people, on, area)
    seen: dict[str, Who] = {}
    for who in found:
        seen.setdefault(who.key, who)
    return [*must_not, *seen.values()]


def _running(
    rows: QuerySet[Attendance] | QuerySet[Registration], on: date
) -> QuerySet[Attendance] | QuerySet[Registration]:
    return rows.filter(Q(ends__isnull=True) | Q(ends__gt=on))


def _must_not(people: Collection[int], on: date, protected: bool) -> list[Who]:
    """Those on the list; and when the new home is protected, whoever stays behind in the old one."""
    found: dict[str, Who] = {}
    listed = MustNotKnow.objects.filter(person__in=people, ends__isnull=True).select_related("other")
    for row in listed:
        words = str(row.other) if row.other else row.words
        who = Who(ToldKind.OTHER, words, row.why, row.other_id, must_not=True)
        found.setdefault(who.key, who)
    if protected or found:
        old = Residence.objects.filter(person__in=people, ends__isnull=True, address__isnull=False).values("address_id")
        left = (
            Residence.objects.filter(address__in=old, ends__isnull=True, address__kind="home")
            .exclude(person__in=people)
            .select_related("person")
            .order_by("person_id")[:40]
        )
        for home in left:
            who = Who(ToldKind.OTHER, str(home.person), "Stays at the address they left", home.person_id, must_not=True)
            found.setdefault(who.key, who)
    return list(found.values())


def _places(people: Collection[int], on: date) -> list[Who]:
    schools = _running(Attendance.objects.filter(person__in=people, organisation__isnull=False, starts__lte=on), on)
    health = _running(Registration.objects.filter(person__in=people, starts__lte=on), on)
    found = [
        Who(ToldKind.SCHOOL, row.organisation.name, str(row.get_kind_display()), organisation=row.organisation_id)
        for row in schools.select_related("organisation").order_by("pk")
        if row.organisation
    ]
    return found + [
        Who(ToldKind.HEALTH, row.organisation.name, str(row.get_kind_display()), organisation=row.organisation_id)
        for row in health.select_related("organisation").order_by("pk")
        if row.organisation
    ]


def _parents(people: Collection[int], on: date) -> list[Who]:
    rows = (
        Relationship.objects.filter(person__in=people, parental_responsibility=True, other__died_on__isnull=True)
        .exclude(other__in=people)
        .filter(Q(ends__isnull=True) | Q(ends__gt=on))
        .select_related("other")
        .order_by("pk")
    )
    return [
        Who(ToldKind.PARENT, str(row.other), f"{row.get_kind_display()}, with parental responsibility", row.other_id)
        for row in rows
    ]


def _offices(people: Collection[int], on: date, area: str) -> list[Who]:
    running = set(
        Involvement.objects.filter(child__in=people, starts__lte=on)
        .filter(Q(ends__isnull=True) | Q(ends__gt=on))
        .values_list("kind", flat=True)
    )
    placed_by_others = Person.objects.filter(pk__in=people).exclude(authority=OURS).exists()
    found = []
    if InvolvementKind.CARE in running:
        found.append(Who(ToldKind.REVIEWER, "Independent reviewing officer", "Child in care"))
    if {InvolvementKind.CARE, InvolvementKind.PROTECTION} & running:
        found.append(
            Who(ToldKind.POLICE, "Police, so that a missing child is looked for at the right door", "Plan or care")
        )
    if placed_by_others:
        found.append(
            Who(ToldKind.AUTHORITY, "The authority responsible for the child", "Placed here by another council")
        )
    if area == Area.OUTSIDE and running:
        found.append(Who(ToldKind.AUTHORITY, "The authority where they now live", "Moved out of the city with a plan"))
    return found


__all__ = ["Source", "Who", "configure", "who_to_tell"]
