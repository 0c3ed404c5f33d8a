"""Planted searches: people of the loaded city looked for as callers spoil them, and how often the right one is shown.

A thousand cases, the same each time: real rows of the city wherever the city has what is spoilt, and people planted
beside them (in a transaction that is undone) for what it has not: double-barrelled names, former names, estimated birth
dates, pupil numbers, telephones. A case counts when the person is among the first twenty.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Final

from django.db import connection, transaction

from righthelp.foundation.access.models import Account
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import Identifier, Person, Residence
from righthelp.practice.people.models_identity import ContactPoint, Name
from righthelp.practice.people.search import SHOWN, find

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_NICKNAMES: Final = (
    ("Thomas", "Tom"), ("Elizabeth", "Liz"), ("Joshua", "Josh"), ("William", "Bill"), ("Katherine", "Kate"),
    ("Mohammed", "Mo"), ("Daniel", "Danny"), ("Samuel", "Sam"), ("Jessica", "Jess"), ("Alexander", "Sasha"),
)  # fmt: skip
_SPELLINGS: Final = (
    ("Mohammed", "Muhammad"), ("Ahmed", "Achmad"), ("Yusuf", "Yousef"), ("Siobhan", "Shevaun"), ("Niamh", "Neve"),
    ("Omar", "Cumar"), ("Aisha", "Ayesha"), ("Hassan", "Xasan"), ("Aleksandra", "Oleksandra"), ("Zainab", "Zeinab"),
)  # fmt: skip
_SCRIPTS: Final = (
    ("Ivan", "Иван"), ("Sofia", "Σοφία"), ("Mohammed", "محمد"), ("Gurprit", "ਗੁਰਪ੍ਰੀਤ"), ("Amina", "আমিনা"),
)  # fmt: skip
_ACCENTED: Final = (("Zoë", "zoe"), ("Łukasz", "lukasz"), ("Renée", "renee"), ("Ștefan", "stefan"), ("Chloé", "chloe"))
_PARTICLES: Final = (
    ("Al-Hashar", "alhashar"), ("O'Neill", "oneill"), ("O'Connor", "o connor"), ("McDonald", "mac donald"),
    ("El-Khadri", "khadri"), ("van der Berg", "vanderberg"), ("Al-Badri", "al badri"), ("MacLeod", "mcleod"),
)  # fmt: skip
_DOUBLE: Final = (("Ashford-Thornton", "thornton"), ("Pengate-Khan", "pengate khan"), ("Holmlow-Reed", "reed-holmlow"),
                  ("Marstead Ali", "marsteadali"), ("Fenwick-Shahrani", "shahrani fenwick"))  # fmt: skip


@dataclass
class Kind:
    """One kind of slip: how many were looked for, how many found, and the first misses (nobody in them is real)."""

    name: str
    cases: int = 0
    found: int = 0
    first: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """The share found among the first twenty."""
        return self.found / self.cases if self.cases else 0.0


@dataclass
class Result:
    """All kinds together, and the times of a search: median and 95th of a hundred, in milliseconds; ``database`` is the
    part spent waiting for the database."""

    kinds: list[Kind]
    median_ms: float
    p95_ms: float
    database_median_ms: float
    database_p95_ms: float

    @property
    def rate(self) -> float:
        """The share of all cases found among the first twenty."""
        return sum(each.found for each in self.kinds) / max(1, sum(each.cases for each in self.kinds))

    def as_json(self) -> dict[str, object]:
        """For ``--json``."""
        kinds = [{**asdict(each), "rate": each.rate} for each in self.kinds]
        return {**asdict(self), "kinds": kinds, "rate": self.rate}


class _UndoError(Exception):
    """Ends the measuring: nothing planted stays."""


class Planter:
    """Chooses people of the city and plants those it has not."""

    def __init__(self, seed: int, today: date) -> None:
        self.dice, self.today = random.Random(seed), today
        self.people = self._children()

    def _children(self) -> list[Person]:
        """Two thousand of the city's young people, the same each time."""
        with connection.cursor() as cursor:
            cursor.execute("select max(id) from people_person")
            largest = (cursor.fetchone() or (0,))[0] or 0
        ids = [self.dice.randint(1, largest) for _ in range(9000)] if largest else []
        born = date(self.today.year - 18, self.today.month, 1)
        rows = Person.objects.filter(pk__in=ids, birth_date__gte=born, tier=1, merged_into=None).order_by("pk")
        people = list(rows[:2000])
        self.dice.shuffle(people)
        return people

    def child(self) -> Person:
        """Another child of the city."""
        return self.people.pop()

    def planted(self, *, forename: str = "", surname: str = "", **more: object) -> Person:
        """A person beside those of the city, with the names given and the rest drawn from the city's."""
        like = self.child()
        return Person.objects.create(
            **{
                "forename": forename or like.forename,
                "surname": surname or like.surname,
                "birth_date": like.birth_date,
                "sex": like.sex,
                **more,
            }
        )

    def slip(self, word: str, how: str) -> str:
        """``word`` with one slip of the hand: insert, delete, replace or swap, not in the first letter."""
        place = self.dice.randrange(1, len(word) - 1) if len(word) > 2 else 1
        if how == "insert":
            return word[:place] + self.dice.choice(_LETTERS) + word[place:]
        if how == "delete":
            return word[:place] + word[place + 1 :]
        if how == "swap":
            return word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
        return word[:place] + self.dice.choice(_LETTERS) + word[place + 1 :]

    def digit(self, born: date) -> date:
        """A birth date with one digit wrong that is still a date."""
        while True:
            text = list(f"{born:%d%m%Y}")
            text[self.dice.choice((0, 1, 2, 3, 6, 7))] = self.dice.choice("0123456789")
            with suppress(ValueError):
                other = datetime.strptime("".join(text), "%d%m%Y").date()  # noqa: DTZ007  a date, not a moment
                if other != born and other <= self.today:
                    return other


def _said(born: date, dice: random.Random) -> str:
    return born.strftime(dice.choice(("%d/%m/%Y", "%d.%m.%y", "%d %b %Y", "%d%m%y")))


Case = tuple[Person, str]


def _cases(p: Planter) -> dict[str, Callable[[int], Case]]:
    """Every kind of slip, each a maker of its number-th case."""
    dice = p.dice

    def born(person: Person) -> date:
        assert person.birth_date is not None  # noqa: S101  children are chosen by it
        return person.birth_date

    def spelt(how: str) -> Callable[[int], Case]:
        def case(number: int) -> Case:
            who = p.child()
            last = p.slip(who.surname, how) if number % 2 else who.surname
            first = who.forename if number % 2 else p.slip(who.forename, how)
            return who, f"{first} {last} {_said(born(who), dice)}"

        return case

    def from_table(table: tuple[tuple[str, str], ...], of: str) -> Callable[[int], Case]:
        def case(number: int) -> Case:
            held, typed = table[number % len(table)]
            who = p.planted(**{of: held})
            names = f"{typed} {who.surname}" if of == "forename" else f"{who.forename} {typed}"
            return who, f"{names} {_said(born(who), dice)}"

        return case

    def swapped_date(_: int) -> Case:
        who = p.child()
        while born(who).day > 12 or born(who).day == born(who).month:
            who = p.child()
        return who, f"{who.forename} {who.surname} {born(who):%m/%d/%Y}"

    def year(_: int) -> Case:
        who = p.child()
        off = born(who).year + dice.choice((-2, -1, 1))
        return who, f"{who.forename} {who.surname} {born(who):%d/%m/}{off}"

    def both(number: int) -> Case:
        who = p.child()
        how = ("insert", "delete", "replace", "swap")[number % 4]
        last = p.slip(who.surname, how) if number % 2 else who.surname
        first = who.forename if number % 2 else p.slip(who.forename, how)
        return who, f"{first} {last} {p.digit(born(who)):%d/%m/%Y}"

    def estimated(_: int) -> Case:
        who = p.planted(birth_date_kind="estimated")
        off = born(who) + timedelta(days=dice.randint(-700, 700))
        return who, f"{who.forename} {who.surname} {min(off, p.today):%d/%m/%Y}"

    def aged(number: int) -> Case:
        who = p.child()
        age = years(born(who), p.today)
        while not age:
            who = p.child()
            age = years(born(who), p.today)
        return who, f"{who.forename} {who.surname} {age if number % 2 else f'about {age}'}"

    def former(number: int) -> Case:
        who = p.planted()
        was = p.child().surname
        Name.objects.create(person=who, kind="former", forename=who.forename if number % 2 else "", surname=was)
        return who, f"{who.forename} {was} {_said(born(who), dice)}"

    def nhs(number: int) -> Case:
        row = Identifier.objects.filter(kind="nhs", person_id__gt=p.child().pk).select_related("person").first()
        if row is None:
            who = p.planted()
            value = f"9{dice.randrange(10**8, 10**9)}"
            row = Identifier.objects.create(person=who, kind="nhs", value=value)
        gap = (" ", "-", "")[number % 3]
        return row.person, f"{row.value[:3]}{gap}{row.value[3:6]}{gap}{row.value[6:]}"

    def other_number(number: int) -> Case:
        who = p.planted()
        if number % 2:
            digits = f"{dice.randrange(10**10, 10**11)}4"
            Identifier.objects.create(person=who, kind="upn", value=f"A{digits}")
            return who, f"a {digits[:4]} {digits[4:8]} {digits[8:]}"
        middle = dice.randrange(10**4, 10**5)
        Identifier.objects.create(person=who, kind="police", value=f"20/{middle}/{number:02}X")
        return who, f"20 / {middle} / {number:02}x"

    def phone(_: int) -> Case:
        who = p.planted()
        digits = f"7700{dice.randrange(10**5, 10**6)}"
        ContactPoint.objects.create(person=who, kind="phone", value=f"0{digits[:4]} {digits[4:]}", starts=p.today)
        return who, f"+44 {digits[:4]} {digits[4:]}"

    def lives(number: int) -> Case:
        while True:
            who = p.child()
            home = Residence.objects.filter(person=who, ends=None, protected=False).select_related("address").first()
            if home and home.address:
                break
        line, code = home.address.line, home.address.postcode
        return who, (
            f"{who.surname}, {line}",
            f"{line} {code}",
            f"{who.forename} {code.replace(' ', '').lower()}",
            f"{who.forename} {who.surname} {code.split()[0]}",
        )[number % 4]

    def partner(number: int) -> Case:
        who = p.child()
        home = Residence.objects.filter(person=who, ends=None).select_related("address").first()
        part = home.address.postcode.split()[0] if home and home.address else "B15"
        day = f"{born(who).day}/{born(who).month}/{born(who):%y}"
        return who, (
            f"{who.surname}, {who.forename} {day} {part}",
            f"re: {who.forename} {who.surname.upper()} (dob {born(who):%d/%m/%Y}) of {part}",
        )[number % 2]

    def goes_by(_: int) -> Case:
        who = p.planted(preferred_name="Ziggy")
        return who, f"ziggy {who.surname} {_said(born(who), dice)}"

    def order(number: int) -> Case:
        who = p.child()
        comma = ("", ",")[number % 2]
        return who, f"{who.surname}{comma} {who.forename} {_said(born(who), dice)}"

    def names_only(number: int) -> Case:
        who = p.child()
        return who, (f"{who.forename} {who.surname}", f"{who.surname}, {who.forename}")[number % 2]

    def date_only_name_slip(number: int) -> Case:
        who = p.child()
        last = p.slip(p.slip(who.surname, "replace"), "delete")
        return who, f"{p.slip(who.forename, 'insert')} {last} {born(who):%d/%m/%Y}"

    return {
        "letter added": spelt("insert"),
        "letter left out": spelt("delete"),
        "letter wrong": spelt("replace"),
        "letters swapped": spelt("swap"),
        "both names misspelt": date_only_name_slip,
        "surname first": order,
        "day and month swapped": swapped_date,
        "one digit of the date wrong": lambda _: (
            (who := p.child()),
            f"{who.forename} {who.surname} {p.digit(born(who)):%d/%m/%Y}",
        ),
        "year wrong": year,
        "a name and the date wrong": both,
        "estimated birth date": estimated,
        "age in place of the date": aged,
        "names alone": names_only,
        "double-barrelled": from_table(_DOUBLE, "surname"),
        "particles": from_table(_PARTICLES, "surname"),
        "short forms": from_table(_NICKNAMES, "forename"),
        "another spelling": from_table(_SPELLINGS, "forename"),
        "another script": from_table(_SCRIPTS, "forename"),
        "accents": from_table(_ACCENTED, "forename"),
        "former name": former,
        "name they go by": goes_by,
        "NHS number": nhs,
        "pupil and police numbers": other_number,
        "telephone": phone,
        "address": lives,
        "a partner's phrase": partner,
    }


def measured(
    account: Account, *, now: datetime, today: date, cases: int = 1000, seed: int = 7
) -> Iterator[Kind | Result]:
    """Each kind as it is done, then all together. Nothing planted stays."""
    done: list[Kind] = []
    times: list[float] = []
    waits: list[float] = []
    waited = [0.0]

    def clock(
        execute: Callable[..., object], sql: str, params: object, many: bool, context: dict[str, object]
    ) -> object:
        begun = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            waited[0] += perf_counter() - begun

    with suppress(_UndoError), transaction.atomic():
        planter = Planter(seed, today)
        made = _cases(planter)
        for index, (name, maker) in enumerate(made.items()):
            kind = Kind(name)
            wanted = cases // len(made) + (index < cases % len(made))
            for number in range(wanted):
                person, typed = maker(number)
                waited[0] = 0.0
                begun = perf_counter()
                with connection.execute_wrapper(clock):
                    found = [each.id for each in find(typed, account=account, now=now).found[:SHOWN]]
                times.append(perf_counter() - begun)
                waits.append(waited[0])
                kind.cases += 1
                kind.found += person.pk in found
                kind.first += found[:1] == [person.pk]
                if person.pk not in found and len(kind.missed) < 5:
                    kind.missed.append(f"{typed} for {person.forename} {person.surname} {person.birth_date}")
            done.append(kind)
            yield kind
        raise _UndoError
    yield Result(done, *_summary(times), *_summary(waits))


def _summary(seconds: list[float]) -> tuple[float, float]:
    ordered = sorted(seconds)
    return statistics.median(ordered) * 1000, ordered[int(len(ordered) * 0.95)] * 1000
