"""Named reads of providers of supported accommodation: all of them with places and how good they are, and one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Q

from righthelp.foundation.calendar import add_months
from righthelp.practice.care.codes_homes import HomeKind, Quality
from righthelp.practice.care.models import Home, Monitored, OnFramework, Suspension
from righthelp.practice.care.queries_homes import Room, rooms
from righthelp.practice.people.models import Organisation

SUPPORTED: Final = HomeKind.SUPPORTED.value
_FROM_GOOD_TO_POOR: Final = Quality.values


@dataclass
class Offering:
    """A provider as the list shows it."""

    organisation: int
    name: str
    today: date
    homes: list[Room] = field(default_factory=list)
    framework: date | None = None
    suspension: Suspension | None = None
    looks: dict[int | None, Monitored] = field(default_factory=dict)
    waits: int = 0
    late: int = 0

    @property
    def places(self) -> int:
        """In all its homes."""
        return sum(room.places for room in self.homes)

    @property
    def living(self) -> int:
        """How many young people live there tonight."""
        return sum(room.taken for room in self.homes)

    @property
    def free(self) -> int:
        """Places that could be used."""
        return sum(room.free for room in self.homes)

    def look(self, home: int | None = None) -> Monitored | None:
        """The visit by which a home is judged: the last one there, or a later one to the provider as a whole."""
        found = [each for each in (self.looks.get(home), self.looks.get(None)) if each is not None]
        return max(found, key=lambda each: (each.on, each.pk), default=None)

    @property
    def _judged(self) -> list[Monitored | None]:
        return [self.look(room.home) for room in self.homes] or [self.look()]

    @property
    def last(self) -> Monitored | None:
        """The visit by which the provider is judged: that of its worst open home, the latest of equals."""
        found = [each for each in self._judged if each is not None]
        return max(found, key=lambda each: (_FROM_GOOD_TO_POOR.index(each.quality), each.on, each.pk), default=None)

    @property
    def unseen(self) -> bool:
        """An open home, or a provider without one, has not been looked at for a year."""
        year = add_months(self.today, -12)
        return any(each is None or each.on < year for each in self._judged)


def providers(today: date) -> list[Offering]:
    """Every provider on the framework, suspended, or with an open home of supported accommodation. Five queries."""
    homes = rooms(today, kinds=[SUPPORTED])
    on = {row.organisation_id: row.starts for row in OnFramework.objects.filter(_holds(today))}
    stopped = {row.organisation_id: row for row in Suspension.objects.filter(_holds(today))}
    theirs = {room.agency_id for room in homes if room.agency_id}
    names = Organisation.objects.filter(pk__in={*on, *stopped, *theirs})
    found = {row.pk: Offering(row.pk, row.name, today) for row in names.order_by("name", "pk")}
    for room in homes:
        if room.agency_id:
            found[room.agency_id].homes.append(room)
    for number, row in stopped.items():
        found[number].suspension = row
    visits = Monitored.objects.filter(organisation__in=found, withdrawn__isnull=True).select_related("home")
    for visit in visits.order_by("on", "pk"):
        one = found[visit.organisation_id]
        one.looks[visit.home_id] = visit
        one.waits += visit.waits
        one.late += visit.by_when is not None and visit.waits and visit.by_when < today
    for number, starts in on.items():
        found[number].framework = starts
    return list(found.values())


def _holds(today: date) -> Q:
    return Q(starts__lte=today, withdrawn__isnull=True) & (Q(ends__isnull=True) | Q(ends__gt=today))


@dataclass(frozen=True)
class Kept:
    """All that is kept of one provider, the newest first."""

    framework: list[OnFramework]
    visits: list[Monitored]
    suspensions: list[Suspension]


def kept_of(organisation: int) -> Kept:
    """One provider. Three queries."""
    mine = {"organisation": organisation}
    return Kept(
        framework=list(OnFramework.objects.filter(**mine).select_related("recorded_by").order_by("-starts", "-pk")),
        visits=list(Monitored.objects.filter(**mine).select_related("recorded_by", "home").order_by("-on", "-pk")),
        suspensions=list(Suspension.objects.filter(**mine).select_related("recorded_by").order_by("-starts", "-pk")),
    )


def homes_of(organisation: int) -> list[tuple[int, str]]:
    """Its homes of supported accommodation that are open, to choose from."""
    rows = Home.objects.filter(agency=organisation, kind=SUPPORTED, ends__isnull=True).order_by("name", "pk")
    return list(rows.values_list("pk", "name"))


__all__ = ["Kept", "Offering", "homes_of", "kept_of", "providers"]
