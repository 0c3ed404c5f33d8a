"""People who are on the register twice, by the slips that make doubles; and people much alike who are two.

Which pairs are which is nowhere kept: whoever looks at the list of pairs has to find out, as in life.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import connection

from righthelp.city import names
from righthelp.city.dice import Dice
from righthelp.city.facts_words import misspelt
from righthelp.city.kin import Kin
from righthelp.city.places import nhs_numbers
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables
from righthelp.city.ties import FAMILY_FROM, KIN_FROM, lives, tie

DOUBLES: Final = 5_500
NAMESAKES: Final = 500
TWINS: Final = 300
ALIKE_TWINS: Final = 60  # of the twins, so many like Hassan and Hussain
OF_ONE_NAME: Final = 100  # a son who has his father's name
_NHS_FROM: Final = 852_000  # of the test range; residents have those below

_READ: Final = """
select p.id, p.forename, p.surname, p.birth_date, p.sex, p.ethnicity, p.language, m.other_id, r.address_id, r.starts,
       (select count(*) from people_relationship s where s.other_id = m.other_id and s.kind = 'mother')
  from people_person p
  join people_relationship m on m.person_id = p.id and m.kind = 'mother'
  join people_residence r on r.person_id = p.id and r.ends is null and not r.protected and r.address_id is not null
 where p.id < %s and p.authority = '330' and p.birth_date > '2003-09-02' and {} order by p.id limit %s
"""


@dataclass(slots=True)
class _Child:
    id: int
    forename: str
    surname: str
    born: date
    sex: str
    ethnicity: str
    language: str
    mother: int
    address: int
    since: date
    brood: int


def _read(where: str, limit: int) -> list[_Child]:
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(where), [KIN_FROM, limit])
        return [_Child(*row) for row in cursor.fetchall()]


class Doubles:
    """Draws them into ``tables``; ``pairs`` are the doubles and those alike, by ids, the lower first."""

    def __init__(self, tables: Tables, kin: Kin) -> None:
        self.tables = tables
        self.kin = kin
        self.dice = Dice("doubles")
        self.pairs: list[tuple[int, int]] = []
        self.apart: list[tuple[int, int]] = []

    def drawn(self, doubles: int = DOUBLES, share: float = 1.0) -> None:
        """All of them; ``share`` makes those alike fewer in a small city."""
        for number, child in enumerate(_read("p.id %% 47 = 7", doubles)):
            self._double(child, number)
        for child in _read("p.id %% 101 = 11", int(NAMESAKES * share)):
            self._namesake(child)
        alike = _read("p.id %% 3 = 1 and p.forename in ('Hassan', 'Zahra')", int(ALIKE_TWINS * share))
        for child in alike:
            self._twin(child, "Hussain" if child.forename == "Hassan" else "Zara")
        for child in _read("p.id %% 103 = 13", int((TWINS - ALIKE_TWINS) * share)):
            group = next((code for code, g in names.GROUPS.items() if child.ethnicity in g.ethnicities), "english")
            pool = names.GROUPS[group].girls if child.sex == "F" else names.GROUPS[group].boys
            other = self.dice.pick([each for each in pool if each[0] != child.forename[0]])
            self._twin(child, other)
        self._of_one_name(int(OF_ONE_NAME * share))

    def _person(self, child: _Child, forename: str, surname: str, born: date | None) -> int:
        number = self.kin.person
        self.kin.person += 1
        if number >= FAMILY_FROM:
            raise ValueError("There is no more room for people beside the residents.")
        self.tables.add(
            "people.Person", number, forename, surname, "", born, "known", child.sex, child.ethnicity, child.language,
            False, False, "330", 1, None,
        )  # fmt: skip
        return number

    def _double(self, child: _Child, number: int) -> None:
        born, dice = child.born, self.dice
        swapped = date(born.year, born.day, born.month) if born.day <= 12 and born.day != born.month else None
        if swapped is None or swapped > TODAY:
            swapped = born - timedelta(days=1)
        forename, surname, home, mother = child.forename, child.surname, True, True
        day: date | None = born
        match number % 8:
            case 0:
                home = mother = False
            case 1:
                surname, mother = misspelt(surname), False
            case 2:
                day = swapped
            case 3:
                surname = names.surname(dice, "english")
            case 4:
                forename, surname, home, mother = surname, forename, False, False
            case 5:
                day = None
            case 6:
                forename, surname, home = forename[:-1] + "ee", misspelt(surname), False
            case _:
                forename, mother = forename + forename[-1], False
        other = self._person(child, forename, surname, day)
        since = TODAY - timedelta(days=dice.whole(20, 900))
        self.tables.add("people.Residence", *lives(other, child.address if home else self.kin.home(), max(since, born)))
        if mother:
            self.tables.add("people.Relationship", *tie(other, child.mother, "mother", True, "birth", day))
        self.pairs.append((child.id, other))

    def _namesake(self, child: _Child) -> None:
        """Somebody else of the same name and birth date, with a home and an NHS number of their own."""
        other = self._person(child, child.forename, child.surname, child.born)
        self.tables.add("people.Residence", *lives(other, self.kin.home(), child.born))
        value = int(nhs_numbers(_NHS_FROM + other - KIN_FROM, 1)[0])
        self.tables.add("people.Identifier", other, "nhs", str(value))
        self.apart.append((child.id, other))

    def _twin(self, child: _Child, forename: str) -> None:
        other = self._person(child, forename, child.surname, child.born)
        self.tables.add("people.Residence", *lives(other, child.address, child.since))
        self.tables.add("people.Relationship", *tie(other, child.mother, "mother", True, "birth", child.born))
        self.tables.add("people.Relationship", *tie(child.id, other, "sibling", quality="close"))
        self.apart.append((child.id, other))

    def _of_one_name(self, count: int) -> None:
        """A son named as his father is, in families with one child."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select f.person_id, f.other_id, p.forename, p.surname from people_relationship f "
                "join people_person p on p.id = f.other_id where f.kind = 'father' and f.person_id %% 53 = 5 limit %s",
                [count * 12],
            )
            fathers = {row[0]: row[1:] for row in cursor.fetchall()}
        for child in _read(f"p.id in ({', '.join(map(str, sorted(fathers))) or '0'})", count * 12):
            born = child.born + timedelta(days=800)
            if child.brood != 1 or born >= TODAY or count <= 0:
                continue
            count -= 1
            father, forename, surname = fathers[child.id]
            child.sex = "M"
            son = self._person(child, forename, surname, born)
            self.tables.add("people.Residence", *lives(son, child.address, max(born, child.since)))
            self.tables.add("people.Relationship", *tie(son, child.mother, "mother", True, "birth", born))
            self.tables.add("people.Relationship", *tie(son, father, "father", True, "birth", born))
            self.apart.append((father, son))
