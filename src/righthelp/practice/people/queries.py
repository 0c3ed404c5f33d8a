"""Named reads of the register: who a child is, in as few queries as the record page can bear."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q

from righthelp.practice.people.ages import say_age, say_birth
from righthelp.practice.people.models import (
    Identifier,
    IdentifierKind,
    Involvement,
    InvolvementKind,
    Person,
    Placement,
    PlacementKind,
    Relationship,
    RelationshipKind,
    Residence,
)

_INVERSE = {
    RelationshipKind.MOTHER: "Child",
    RelationshipKind.FATHER: "Child",
    RelationshipKind.CARER: "Cared for by them",
    RelationshipKind.GRANDPARENT: "Grandchild",
}
_ORDER = [InvolvementKind.CARE, InvolvementKind.PROTECTION, InvolvementKind.NEED]
PROTECTED = "Address protected"


@dataclass(frozen=True)
class Relative:
    """Somebody who matters to the child: ``what`` they are, and whether they hold parental responsibility."""

    id: int
    name: str
    what: str
    age: str
    responsible: bool
    restricted: bool


@dataclass(frozen=True)
class Header:
    """Who a child is, as the head of the record page shows it. Dates are half open; texts are ready to print."""

    id: int
    called: str
    name: str
    age: str
    born: str
    sex: str
    address: str
    address_protected: bool
    lives_there_since: date | None
    placement: str
    placement_since: date | None
    plans: list[tuple[str, date]]
    family: list[Relative]
    identifiers: list[tuple[str, str]]
    language: str
    needs_interpreter: bool
    unaccompanied: bool
    died_on: date | None
    authority: str
    restricted: bool = field(default=False)

    @property
    def status(self) -> str:
        """The highest plan or status now, in words."""
        return self.plans[0][0] if self.plans else "No current open plan"


def _running(on: date) -> Q:
    return Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gt=on))


def header(person: int, on: date, *, shows_protected: bool = False, without: Collection[int] = ()) -> Header | None:
    """The head of a person's record as it stood on ``on``; None when there is no such person. Six queries.

    ``shows_protected``: whether the reader needs a protected address. ``without``: relatives whose records the reader
    may not know of.
    """
    held = (
        Person.objects.filter(pk=person)
        .prefetch_related(
            Prefetch("residences", Residence.objects.filter(_running(on)).select_related("address"), "now_at"),
            Prefetch("placements", Placement.objects.filter(_running(on)).select_related("address"), "placed_now"),
            Prefetch("involvements", Involvement.objects.filter(_running(on)), "running"),
            Prefetch("identifiers", Identifier.objects.order_by("kind"), "numbers"),
        )
        .first()
    )
    if held is None:
        return None
    home: Residence | None = next(iter(held.now_at), None)
    placement: Placement | None = next(iter(held.placed_now), None)
    hidden = bool(home and home.protected and not shows_protected)
    return Header(
        id=held.pk,
        called=held.called,
        name=f"{held.forename} {held.surname}",
        age=say_age(held.birth_date, held.died_on or on, held.birth_date_kind),
        born=say_birth(held.birth_date, held.birth_date_kind),
        sex=held.get_sex_display(),
        address=PROTECTED if hidden else str(home.address) if home else "",
        address_protected=bool(home and home.protected),
        lives_there_since=home.starts if home else None,
        placement=str(PlacementKind(placement.kind).label) if placement else "",
        placement_since=placement.starts if placement else None,
        plans=_plans(held.running),
        family=family(held.pk, on, without=without),
        identifiers=[(str(IdentifierKind(each.kind).label), each.value) for each in held.numbers],
        language=held.language,
        needs_interpreter=held.needs_interpreter,
        unaccompanied=held.unaccompanied,
        died_on=held.died_on,
        authority=held.authority,
        restricted=held.tier > 1,
    )


def _plans(running: Iterable[Involvement]) -> list[tuple[str, date]]:
    ordered = sorted(running, key=lambda each: _ORDER.index(InvolvementKind(each.kind)))
    return [(str(InvolvementKind(each.kind).label), each.starts) for each in ordered]


def family(person: int, on: date, *, without: Collection[int] = ()) -> list[Relative]:
    """Who matters to a person, both ways round: those named in their record, and those whose records name them."""
    rows = Relationship.objects.filter(Q(person_id=person) | Q(other_id=person)).select_related("person", "other")
    found: dict[tuple[int, str], Relative] = {}
    for row in rows:
        forward = row.person_id == person
        them = row.other if forward else row.person
        kind = RelationshipKind(row.kind)
        what = str(kind.label) if forward else _INVERSE.get(kind, str(kind.label))
        if them.pk in without:
            continue
        found.setdefault(
            (them.pk, what),
            Relative(
                them.pk,
                f"{them.forename} {them.surname}",
                what,
                say_age(them.birth_date, them.died_on or on, them.birth_date_kind),
                row.parental_responsibility and forward,
                them.tier > 1,
            ),
        )
    order = [str(kind.label) for kind in RelationshipKind] + list(_INVERSE.values())
    return sorted(found.values(), key=lambda each: (order.index(each.what), each.name))


@dataclass(frozen=True)
class Named:
    """A person's name and age, for the head of a page about one part of their record."""

    id: int
    name: str
    called: str
    born: str
    age: str


def named(person: int, on: date) -> Named | None:
    """A person by name and age; None when there is no such person. One query."""
    held = Person.objects.filter(pk=person).first()
    if held is None:
        return None
    born = say_birth(held.birth_date, held.birth_date_kind)
    age = say_age(held.birth_date, held.died_on or on, held.birth_date_kind)
    return Named(held.pk, f"{held.forename} {held.surname}", held.called, born, age)


@dataclass(frozen=True)
class Brief:
    """Where somebody lives and what they have with us, for a line in a list."""

    address: str
    status: str


def briefs(people: Collection[int], on: date) -> dict[int, Brief]:
    """Locality and status of several people, for lists. A protected address shows as such. Two queries."""
    living = Residence.objects.filter(_running(on), person_id__in=people)
    homes = {
        person: PROTECTED if protected else f"{line}, {locality}"
        for person, protected, line, locality in living.values_list(
            "person_id", "protected", "address__line", "address__locality"
        )
    }
    kinds: dict[int, list[str]] = {}
    for child, kind in Involvement.objects.filter(_running(on), child_id__in=people).values_list("child_id", "kind"):
        kinds.setdefault(child, []).append(kind)
    highest = {
        child: str(InvolvementKind(min(held, key=lambda each: _ORDER.index(InvolvementKind(each)))).label)
        for child, held in kinds.items()
    }
    return {person: Brief(homes.get(person, ""), highest.get(person, "")) for person in people}
