"""A planted population on which the scoring is measured: true doubles with the slips that make them, and people who
are much alike and are not one: namesakes, twins, parents and children of one name, brothers and sisters.

Nothing of it is kept: whoever measures rolls the transaction back. Every name is made up.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from righthelp.practice.duplicates import scoring
from righthelp.practice.people.models import Address, Area, Identifier, Person, Relationship, Residence

_SYLLABLES: Final = (
    "ba",
    "den",
    "ri",
    "mo",
    "sha",
    "kel",
    "tor",
    "lin",
    "qua",
    "fer",
    "yan",
    "hos",
    "ver",
    "nim",
    "gar",
)
_FORENAMES: Final = (
    "Aisha", "Bilal", "Chloe", "Daniel", "Emeka", "Fatima", "George", "Hana", "Imran", "Jessica", "Khadija", "Leo",
    "Maryam", "Nathan", "Olivia", "Priya", "Reece", "Sana", "Tomasz", "Uzma", "Victoria", "William", "Yusuf", "Zara",
)  # fmt: skip
_MISHEARD: Final = {"sha": "sia", "den": "dan", "ri": "ry", "kel": "kal", "fer": "far", "mo": "mu", "qua": "kwa"}
THRESHOLDS: Final = (0, 2, 4, 6, 8, 10)


@dataclass(frozen=True)
class Planted:
    """Pairs of ids by what they are: ``double`` true doubles by slip, ``apart`` people who are two by likeness."""

    doubles: dict[tuple[int, int], str]
    apart: dict[tuple[int, int], str]


@dataclass(frozen=True)
class Rate:
    """At a threshold in bits: how many of the true doubles were found, and how many of those found are true."""

    threshold: float
    found: int
    of: int
    false: int

    @property
    def recall(self) -> float:
        """Share of the true doubles that were found."""
        return self.found / self.of if self.of else 0.0

    @property
    def precision(self) -> float:
        """Share of the pairs found that are true doubles."""
        return self.found / (self.found + self.false) if self.found + self.false else 0.0


@dataclass(frozen=True)
class Measured:
    """Rates by threshold, and by sort of planted pair how many were put on the list and out of how many."""

    rates: list[Rate]
    by_kind: dict[str, tuple[int, int]]


class _Town:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.number = 0
        self.people: list[Person] = []
        self.homes: list[tuple[Person, Address]] = []
        self.numbers: list[tuple[Person, str]] = []
        self.mothers: list[tuple[Person, Person]] = []

    def surname(self) -> str:
        return "".join(self.dice.choices(_SYLLABLES, k=3)).capitalize()

    def born(self) -> date:
        return date(2003, 1, 1) + timedelta(days=self.dice.randrange(6500))

    def nhs(self) -> str:
        """A number with a right check digit, from the range that the NHS keeps for tests (999)."""
        while True:
            digits = [9, 9, 9, *(self.dice.randrange(10) for _ in range(6))]
            check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11
            if check != 10:
                return "".join(map(str, [*digits, check % 11]))

    def home(self) -> Address:
        self.number += 1
        street = self.surname()
        postcode = f"B{self.number % 60 + 60} {self.number % 9 + 1}ZZ"
        return Address(line=f"{self.number} {street} Road", locality="Madeup", postcode=postcode, area=Area.EAST)

    def person(
        self,
        forename: str,
        surname: str,
        born: date | None,
        *,
        home: Address | None = None,
        mother: Person | None = None,
        nhs: bool | str = False,
        sex: str = "U",
    ) -> Person:
        made = Person(forename=forename, surname=surname, birth_date=born, sex=sex)
        self.people.append(made)
        if home:
            self.homes.append((made, home))
        if mother:
            self.mothers.append((made, mother))
        if nhs:
            self.numbers.append((made, nhs if isinstance(nhs, str) else self.nhs()))
        return made

    def kept(self) -> None:
        """Write it all to the database."""
        Person.objects.bulk_create(self.people)
        Address.objects.bulk_create({id(home): home for _, home in self.homes}.values())
        Residence.objects.bulk_create(
            Residence(person=who, address=home, starts=date(2015, 1, 1)) for who, home in self.homes
        )
        numbers = {value: who for who, value in self.numbers}
        Identifier.objects.bulk_create(
            Identifier(person=who, kind="nhs", value=value) for value, who in numbers.items()
        )
        Relationship.objects.bulk_create(
            Relationship(person=child, other=mother, kind="mother") for child, mother in self.mothers
        )


def planted(*, doubles: int = 500, apart: int = 500, seed: int = 7) -> Planted:
    """Write the population; returns the pairs and what each is. Half of those ``apart`` are namesakes born on one day,
    the others twins, brothers and sisters, and parents and children of one name."""
    town = _Town(seed)
    pairs: list[tuple[Person, Person, str, bool]] = []
    for place in range(doubles):
        kind, (one, other) = _double(town, place)
        pairs.append((one, other, kind, True))
    for place in range(apart):
        kind, (one, other) = _apart(town, place)
        pairs.append((one, other, kind, False))
    town.kept()
    found = Planted({}, {})
    for one, other, kind, same in pairs:
        key = (min(one.pk, other.pk), max(one.pk, other.pk))
        (found.doubles if same else found.apart)[key] = kind
    return found


def _double(town: _Town, place: int) -> tuple[str, tuple[Person, Person]]:
    """One person entered twice, with the slip that let it happen."""
    forename, surname, born, home = town.dice.choice(_FORENAMES), town.surname(), town.born(), town.home()
    mother = town.person(town.dice.choice(_FORENAMES), surname, date(1980, 1, 1) + timedelta(days=place), home=home)
    first = town.person(forename, surname, born, home=home, mother=mother, nhs=True)
    misheard = next((surname.replace(a, b, 1) for a, b in _MISHEARD.items() if a in surname.lower()), surname + "e")
    day = born.replace(day=min(born.day, 12), month=min(born.day, 12) if born.month > 12 else born.month)
    swapped = date(day.year, day.day, day.month) if day.day <= 12 and day == born else born + timedelta(days=1)
    slips: list[tuple[str, Callable[[], Person]]] = [
        ("moved, no number", lambda: town.person(forename, surname, born, home=town.home())),
        ("surname misheard", lambda: town.person(forename, misheard, born, home=home)),
        ("birth date wrong", lambda: town.person(forename, surname, swapped, home=home, mother=mother)),
        ("another surname", lambda: town.person(forename, town.surname(), born, home=home, mother=mother)),
        ("names the other way round", lambda: town.person(surname, forename, born)),
        ("birth date not known", lambda: town.person(forename, surname, None, home=home, mother=mother)),
        ("two slips", lambda: town.person(forename[:-1] + "ee", misheard, born, mother=mother)),
        ("forename only alike", lambda: town.person(forename + forename[-1], surname, born, home=home)),
    ]
    kind, made = slips[place % len(slips)]
    return kind, (first, made())


def _apart(town: _Town, place: int) -> tuple[str, tuple[Person, Person]]:
    """Two people much alike."""
    dice = town.dice
    forename, surname, born, home = dice.choice(_FORENAMES), town.surname(), town.born(), town.home()
    if place % 2 == 0:
        mothers = [
            town.person(dice.choice(_FORENAMES), surname, date(1981, 2, 3) + timedelta(days=place + n)) for n in (0, 1)
        ]
        first = town.person(forename, surname, born, home=home, mother=mothers[0], nhs=True)
        numbered = place % 4 == 0
        second = town.person(forename, surname, born, home=town.home(), mother=mothers[1], nhs=numbered)
        return ("namesakes, two numbers" if numbered else "namesakes, one number"), (first, second)
    mother = town.person(dice.choice(_FORENAMES), surname, date(1979, 3, 4) + timedelta(days=place), home=home)
    if place % 8 == 1:
        first = town.person("Hassan", surname, born, home=home, mother=mother, sex="M")
        return "twins whose names sound alike", (
            first,
            town.person("Hussain", surname, born, home=home, mother=mother, sex="M"),
        )
    if place % 8 == 3:
        first = town.person(forename, surname, born, home=home, mother=mother)
        another = dice.choice([each for each in _FORENAMES if each[0] != forename[0]])
        return "twins", (first, town.person(another, surname, born, home=home, mother=mother))
    if place % 8 == 5:
        first = town.person(forename, surname, born, home=home, mother=mother)
        return "parent and child of one name", (first, town.person(forename, surname, date(1978, 5, 6), home=home))
    first = town.person(forename, surname, born, home=home, mother=mother)
    another = dice.choice([each for each in _FORENAMES if each[0] != forename[0]])
    later = born + timedelta(days=700)
    return "brothers and sisters", (first, town.person(another, surname, later, home=home, mother=mother))


def measured(*, doubles: int = 500, apart: int = 500, seed: int = 7) -> Measured:
    """Plant the population beside whoever is on the register, score all, and count. Everything is rolled back."""
    with transaction.atomic():
        truth = planted(doubles=doubles, apart=apart, seed=seed)
        found, _ = scoring.scored()
        transaction.set_rollback(True)
    weights = {(each.first, each.second): each.weight for each in found}
    ours = {person for pair in (*truth.doubles, *truth.apart) for person in pair}
    rates = []
    for threshold in THRESHOLDS:
        hits = {pair for pair, weight in weights.items() if weight >= threshold and set(pair) & ours}
        true = sum(1 for pair in hits if pair in truth.doubles)
        rates.append(Rate(threshold, true, len(truth.doubles), len(hits) - true))
    by_kind: dict[str, tuple[int, int]] = {}
    for pair, kind in (*truth.doubles.items(), *truth.apart.items()):
        listed, of = by_kind.get(kind, (0, 0))
        by_kind[kind] = (listed + (pair in weights), of + 1)
    return Measured(rates, by_kind)
