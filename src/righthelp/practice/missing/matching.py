"""Which child a notice is about.

A notice is matched without a person only by a number one organisation gives to one person (the police's person
reference, the NHS number), or by full name, birth date *and* the postcode of a present or past home. A name and a
birth date alone never match: two children of one name and birthday exist, and telling the wrong family is harm done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Lower

from righthelp.practice.missing.notices import ChildSaid
from righthelp.practice.people.models import Identifier, IdentifierKind, KeptApart, Person, Placement, Residence, Tier

MOST_CANDIDATES = 20


@dataclass(frozen=True)
class Match:
    """The child, if the notice names exactly one; else why not, for the person who must decide."""

    child_id: int | None
    authority: str = ""
    why_not: str = ""


def match(said: Iterable[ChildSaid]) -> dict[ChildSaid, Match]:
    """Match many descriptions at once, in at most four queries."""
    wanted = set(said)
    by_number = _by_number(wanted)
    by_home = _by_home(wanted)
    return {child: _decide(child, by_number, by_home.get(child, {})) for child in wanted}


@dataclass(frozen=True)
class _Known:
    id: int
    birth_date: date | None
    authority: str


def _numbers(child: ChildSaid) -> list[tuple[str, str]]:
    given = [(IdentifierKind.POLICE, child.police_reference), (IdentifierKind.NHS, child.nhs_number)]
    return [(kind.value, value) for kind, value in given if value]


def _by_number(wanted: set[ChildSaid]) -> dict[tuple[str, str], _Known]:
    numbers = {number for child in wanted for number in _numbers(child)}
    if not numbers:
        return {}
    rows = Identifier.objects.filter(
        kind__in=(IdentifierKind.POLICE, IdentifierKind.NHS),
        value__in={value for _, value in numbers},
        person__tier__lt=Tier.SEALED,
    ).values_list("kind", "value", "person_id", "person__birth_date", "person__authority")
    return {(kind, value): _Known(pk, born, council) for kind, value, pk, born, council in rows}


def _by_home(wanted: set[ChildSaid]) -> dict[ChildSaid, dict[int, _Known]]:
    complete = [c for c in wanted if c.forename and c.surname and c.birth_date and c.postcode]
    if not complete:
        return {}
    homes: dict[tuple[str, date], dict[int, tuple[_Known, set[str], set[str]]]] = {}
    for table in (Residence.objects.all(), Placement.objects.all()):
        who = "person" if table.model is Residence else "child"
        rows = (
            table.annotate(family=Lower(f"{who}__surname"))
            .filter(
                **{
                    f"{who}__birth_date__in": {c.birth_date for c in complete},
                    f"{who}__tier__lt": Tier.SEALED,
                    "family__in": {c.surname.lower() for c in complete},
                    "address__postcode__in": {c.postcode for c in complete},
                }
            )
            .values_list(
                f"{who}_id",
                "family",
                f"{who}__birth_date",
                f"{who}__authority",
                f"{who}__forename",
                f"{who}__preferred_name",
                "address__postcode",
            )
        )
        for pk, family, born, council, forename, preferred, postcode in rows:
            known = homes.setdefault((family, born), {}).setdefault(
                pk, (_Known(pk, born, council), {forename.lower(), preferred.lower()} - {""}, set())
            )
            known[2].add(postcode)
    found: dict[ChildSaid, dict[int, _Known]] = {}
    for child in complete:
        assert child.birth_date is not None  # noqa: S101  # complete means so
        people = homes.get((child.surname.lower(), child.birth_date), {})
        found[child] = {
            pk: known
            for pk, (known, names, postcodes) in people.items()
            if child.forename.lower() in names and child.postcode in postcodes
        }
    return found


def _decide(child: ChildSaid, by_number: dict[tuple[str, str], _Known], at_home: dict[int, _Known]) -> Match:
    numbers = _numbers(child)
    known = {by_number[number].id: by_number[number] for number in numbers if number in by_number} or at_home
    if len(known) == 1:
        [only] = known.values()
        if child.birth_date and only.birth_date and child.birth_date != only.birth_date:
            return Match(
                None,
                why_not="The number given belongs to a person with another birth date. "
                "Check with the police which child this is.",
            )
        return Match(only.id, only.authority)
    if len(known) > 1:
        return Match(None, why_not="More than one record fits this notice. Choose the child, and report the duplicate.")
    if child == ChildSaid() or child == ChildSaid(authority=child.authority):
        return Match(None, why_not="It does not say who the child is. Ask the police, then choose the child.")
    return Match(
        None,
        why_not="No record fits for certain. Choose the child, add them as new, or say which council is responsible.",
    )


@dataclass(frozen=True)
class Candidate:
    """A person who may be the child in a notice, and what speaks for it."""

    id: int
    name: str
    birth_date: date | None
    authority: str
    because: str


def candidates(said: ChildSaid) -> list[Candidate]:
    """People who may be the child, the best first: same number, same name, then half of both."""
    found: dict[int, Candidate] = {}

    def add(people: Iterable[Person], because: str) -> None:
        for person in people:
            found.setdefault(person.pk, Candidate(person.pk, str(person), person.birth_date, person.authority, because))

    open_to_us = Person.objects.filter(tier__lt=Tier.SEALED)
    numbers = Q(pk__in=[])
    for kind, value in _numbers(said):
        numbers |= Q(identifiers__kind=kind, identifiers__value=value)
    add(open_to_us.filter(numbers).distinct()[:MOST_CANDIDATES], "same number")
    if said.surname and said.birth_date:
        born = open_to_us.filter(birth_date=said.birth_date)
        same = born.filter(surname__iexact=said.surname)
        add(same.filter(forename__iexact=said.forename)[:MOST_CANDIDATES], "same name and birth date")
        add(same.filter(preferred_name__iexact=said.forename)[:MOST_CANDIDATES], "same name and birth date")
        add(same[:MOST_CANDIDATES], "same surname and birth date")
        if said.forename:
            apart = KeptApart.objects.values("person_id")  # what stays the same must not lead to a new identity
            alike = born.exclude(pk__in=apart).filter(forename__iexact=said.forename)
            add(alike[:MOST_CANDIDATES], "same forename and birth date")
    if said.surname and said.forename:
        named = open_to_us.annotate(a=Lower("surname"), b=Lower("forename")).filter(
            a=said.surname.lower(), b=said.forename.lower()
        )
        add(named[:MOST_CANDIDATES], "same name")
    return list(found.values())[:MOST_CANDIDATES]
