"""Who lives in a home on a day, how many places are free, and which homes could take a child."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection
from django.db.models import Q

from righthelp.foundation.calendar import say_date
from righthelp.practice.care.codes_homes import HomeKind, Skill
from righthelp.practice.care.models import Stay
from righthelp.practice.people.models import Organisation
from righthelp.practice.people.models_partners import OrganisationKind
from righthelp.practice.people.queries_family import siblings_of


def agencies() -> list[tuple[int, str]]:
    """Organisations that may provide homes, to choose from."""
    kinds = (OrganisationKind.VOLUNTARY, OrganisationKind.AUTHORITY, OrganisationKind.OTHER)
    rows = Organisation.objects.filter(closed_on__isnull=True, kind__in=kinds).order_by("name")
    return list(rows.values_list("pk", "name"))


def living_there(home: int, on: date) -> list[Stay]:
    """The stays of children placed in a home on a day, in the order in which they came."""
    return list(
        Stay.objects.filter(home_id=home, starts__lte=on)
        .filter(Q(ends__isnull=True) | Q(ends__gt=on))
        .select_related("child")
        .order_by("starts", "pk")
    )


def brothers_and_sisters(child: int) -> set[int]:
    """Those recorded as a child's brothers and sisters, and as theirs: a family need not be recorded pair by pair."""
    found = {child}
    for _ in range(2):
        found |= siblings_of(found)
    return found - {child}


@dataclass(frozen=True)
class Room:
    """A home that could take children on a day, and how many places are taken or held back. ``suspended``: since when
    nobody is newly placed with its provider (of supported accommodation: no other home of it is touched)."""

    home: int
    name: str
    kind: str
    provider: str
    agency: str
    area: str
    postcode: str
    places: int
    together: int
    taken: int
    held: int
    youngest: int
    oldest: int
    sexes: str
    skills: list[str]
    about: str
    agency_id: int | None = None
    suspended: date | None = None

    @property
    def free(self) -> int:
        """Places neither taken nor held back; never below nothing, where brothers and sisters fill a home further."""
        return max(0, self.places - self.taken - self.held)

    @property
    def over(self) -> bool:
        """More children than terms allow even for brothers and sisters: somebody has allowed an exemption."""
        return self.taken > self.together

    @property
    def warning(self) -> str:
        """Why nobody should be newly placed there for now, as the end of a sentence; empty if they may."""
        if self.suspended is None:
            return ""
        return f"its provider is suspended from new placements since {say_date(self.suspended)}"

    @property
    def warned(self) -> str:
        """The warning as a sentence of its own."""
        return f"I{self.warning[1:]}." if self.warning else ""


_ROOMS: Final = """
select h.id, h.name, h.kind, h.provider, coalesce(o.name, ''), a.area, a.postcode, t.places, t.together,
    (select count(*) from care_stay s
      where s.home_id = h.id and s.starts <= %(on)s and (s.ends is null or s.ends > %(on)s))::int,
    coalesce((select sum(coalesce(d.places, t.places)) from care_held d
      where d.home_id = h.id and d.starts <= %(on)s and (d.ends is null or d.ends > %(on)s)), 0)::int,
    t.youngest, t.oldest, t.sexes, t.skills, t.about,
    h.agency_id,
    (select min(u.starts) from care_suspension u
      where u.organisation_id = h.agency_id and h.kind = 'supported' and u.withdrawn is null
        and u.starts <= %(on)s and (u.ends is null or u.ends > %(on)s))
from care_home h
join care_terms t on t.home_id = h.id and t.starts <= %(on)s and (t.ends is null or t.ends > %(on)s)
join people_address a on a.id = h.address_id
left join people_organisation o on o.id = h.agency_id
where h.starts <= %(on)s and (h.ends is null or h.ends > %(on)s)
  and (%(kinds)s::text[] is null or h.kind = any(%(kinds)s::text[]))
  and (%(home)s::bigint is null or h.id = %(home)s::bigint)
order by h.name, h.id"""


def rooms(on: date, *, kinds: Iterable[str] | None = None, home: int | None = None) -> list[Room]:
    """Every open home on a day with its terms, how many places are taken and how many cannot be used; in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ROOMS, {"on": on, "kinds": sorted(kinds) if kinds is not None else None, "home": home})
        return [Room(*row) for row in cursor.fetchall()]


def supported(on: date) -> list[Room]:
    """Supported accommodation: the only homes whose provider can be suspended, and who chooses one is warned."""
    return rooms(on, kinds=[HomeKind.SUPPORTED])


@dataclass(frozen=True)
class Wanted:
    """Children who need a home together: the age of each on the day (None if not known), sexes, and what the home
    should be good at."""

    ages: Sequence[int | None]
    sexes: frozenset[str]
    skills: frozenset[str] = frozenset()
    area: str = ""


@dataclass(frozen=True)
class Fit:
    """A home held against what is wanted: ``fits`` and ``not_fits`` say why, in words."""

    room: Room
    fits: tuple[str, ...]
    not_fits: tuple[str, ...]

    @property
    def possible(self) -> bool:
        return not self.not_fits


def fits(wanted: Wanted, found: Sequence[Room]) -> list[Fit]:
    """Homes held against what is wanted: those without a reason against them first, then by how much speaks for them.

    Siblings count as one party: terms may allow more children if they are brothers and sisters. Homes of a provider
    that is suspended from new placements come last.
    """
    held = [_fit(wanted, room) for room in found]
    return sorted(held, key=_order)


def _order(fit: Fit) -> tuple[bool, int, int, str]:
    return fit.room.suspended is not None, len(fit.not_fits), -len(fit.fits), fit.room.name


_SAID: Final = {each.value: each.label[:1].lower() + each.label[1:] for each in Skill}


def _fit(wanted: Wanted, room: Room) -> Fit:
    for_them: list[str] = []
    against: list[str] = []
    wants = len(wanted.ages)
    most = room.together if wants > 1 and room.taken == 0 else room.places
    free = most - room.taken - room.held
    if free < wants:
        against.append("no place is free" if free <= 0 else f"only {free} of {wants} places are free")
    else:
        for_them.append("1 place is free" if free == 1 else f"{free} places are free")
    ages = [each for each in wanted.ages if each is not None]
    if ages and (min(ages) < room.youngest or max(ages) > room.oldest):
        against.append(f"approved for children from {room.youngest} to {room.oldest}")
    if room.sexes != "any" and wanted.sexes - {room.sexes}:
        against.append("takes girls only" if room.sexes == "F" else "takes boys only")
    missing = wanted.skills - set(room.skills)
    for_them += [f"good at: {_SAID[each]}" for each in sorted(wanted.skills & set(room.skills))]
    if missing:
        against.append("not known for: " + ", ".join(_SAID[each] for each in sorted(missing)))
    if room.warning:
        against.append(room.warning)
    if wanted.area and room.area == wanted.area:
        for_them.append("in the child’s area")
    if room.provider == "PR1":
        for_them.append("the trust’s own")
    return Fit(room, tuple(for_them), tuple(against))
