"""Which child a line of a file is about. Nobody guesses: a pupil number that one record has, or full name, birth date
and the school on whose roll the child is; otherwise the line waits for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Lower

from righthelp.practice.education.lines import Line
from righthelp.practice.people.models import Identifier, IdentifierKind, KeptApart, Organisation, Person, Tier
from righthelp.practice.people.models_partners import Attendance
from righthelp.practice.people.record_partners import SCHOOLS

MOST_CANDIDATES = 20
_PUPIL = (IdentifierKind.UPN, IdentifierKind.FORMER_UPN)


@dataclass(frozen=True)
class Match:
    """The child and the school of a line; or why not."""

    child: int | None = None
    school: int | None = None
    why: str = ""
    waits: bool = False


def matched(lines: Sequence[Line]) -> dict[int, Match]:
    """The match of each line, by its number. Four queries, however many lines."""
    schools = schools_of({line.school for line in lines})
    numbers = _by_number({line.upn for line in lines if line.upn})
    names = _by_name([line for line in lines if not line.upn])
    return {line.number: _decided(line, schools, numbers, names) for line in lines}


Known = tuple[int, date | None, str, frozenset[str]]
"""A child of the register: number, birth date, surname in small letters, forenames likewise."""


def schools_of(said: Iterable[str]) -> dict[str, list[int]]:
    """The schools of the partner register by what a line calls them: the DfE’s number, or the whole name."""
    wanted = {each.lower() for each in said}
    rows = Organisation.objects.filter(kind__in=SCHOOLS).annotate(called=Lower("name"))
    found: dict[str, list[int]] = defaultdict(list)
    for pk, called, code in rows.filter(Q(called__in=wanted) | Q(code__in=wanted)).values_list("pk", "called", "code"):
        for each in {called, code} & wanted:
            found[each].append(pk)
    return found


def _known(person: Person) -> Known:
    names = {person.forename.lower(), person.preferred_name.lower()} - {""}
    return person.pk, person.birth_date, person.surname.lower(), frozenset(names)


def _by_number(numbers: set[str]) -> dict[str, list[Known]]:
    rows = Identifier.objects.filter(
        kind__in=_PUPIL, value__in=numbers, ended_on=None,
        person__tier__lt=Tier.SEALED,
    ).select_related("person")  # fmt: skip
    found: dict[str, list[Known]] = defaultdict(list)
    for row in rows:
        if _known(row.person) not in found[row.value]:
            found[row.value].append(_known(row.person))
    return found


def _by_name(lines: Sequence[Line]) -> dict[tuple[str, date], list[tuple[Known, int]]]:
    """Children on a roll by surname and birth date, each with the school."""
    rows = Attendance.objects.filter(
        person__birth_date__in={line.born for line in lines}, person__tier__lt=Tier.SEALED,
        person__merged_into=None, organisation__isnull=False, ends=None,
    ).select_related("person") if lines else ()  # fmt: skip
    found: dict[tuple[str, date], list[tuple[Known, int]]] = defaultdict(list)
    for row in rows:
        known = _known(row.person)
        if known[1] is not None and row.organisation_id is not None:
            found[known[2], known[1]].append((known, row.organisation_id))
    return found


def _decided(
    line: Line,
    schools: dict[str, list[int]],
    numbers: dict[str, list[Known]],
    names: dict[tuple[str, date], list[tuple[Known, int]]],
) -> Match:
    at = schools.get(line.school.lower(), [])
    if not at:
        return Match(why=f"No school on the partner register is called ‘{line.school[:80]}’.")
    if len(at) > 1:
        return Match(why=f"More than one school is called ‘{line.school[:80]}’: send its number (URN).")
    if line.upn:
        found = numbers.get(line.upn, [])
        if len(found) == 1:
            return _agrees(line, found[0], at[0])
        why = "More than one record has this pupil number." if found else "No record has this pupil number."
        return Match(school=at[0], why=why, waits=True)
    born = line.born
    alike = names.get((line.surname.lower(), born), []) if born else []
    people = {known[0] for known, school in alike if school == at[0] and line.forename.lower() in known[3]}
    if len(people) == 1:
        return Match(child=people.pop(), school=at[0])
    why = "More than one child of this name and birth date is on this roll." if people else ""
    return Match(school=at[0], why=why or "No child of this name and birth date is on this school’s roll.", waits=True)


def _agrees(line: Line, known: Known, school: int) -> Match:
    """A number that one record has, unless the line says another birth date or name: twins
    differ in one name alone."""
    child, born, surname, forenames = known
    if line.born and born and line.born != born:
        why = "The record with this pupil number has another birth date."
        return Match(school=school, why=why, waits=True)
    other = line.surname and line.surname.lower() != surname
    if other or (line.forename and line.forename.lower() not in forenames):
        return Match(school=school, why="The record with this pupil number has another name.", waits=True)
    return Match(child=child, school=school)


def candidates(said: dict[str, str], born: date | None) -> list[Person]:
    """Children who may be the one of a line: the same number, then the same birth date with one name alike, then the
    same name. Whose new identity is kept apart is found by the number alone."""
    people = Person.objects.filter(tier__lt=Tier.SEALED, merged_into=None)
    found: dict[int, Person] = {}
    tries = []
    upn = "".join(said.get("upn", "").split()).upper()
    if upn:
        tries.append(
            people.filter(
                pk__in=Identifier.objects.filter(kind__in=_PUPIL, value=upn, ended_on=None).values("person_id")
            )
        )
    forename, surname = said.get("forename", ""), said.get("surname", "")
    open_ones = people.exclude(pk__in=KeptApart.objects.values("person_id"))
    if born:
        alike = Q(surname__iexact=surname) | Q(forename__iexact=forename) | Q(preferred_name__iexact=forename)
        tries.append(open_ones.filter(alike, birth_date=born))
    if forename and surname:
        named = open_ones.annotate(a=Lower("surname"), b=Lower("forename"))
        tries.append(named.filter(a=surname.lower(), b=forename.lower()))
    for each in tries:
        for person in each[:MOST_CANDIDATES]:
            found.setdefault(person.pk, person)
    return list(found.values())[:MOST_CANDIDATES]


__all__ = ["Match", "candidates", "matched", "schools_of"]
