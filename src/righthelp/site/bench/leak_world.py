"""A small family to try the documents gate on, and what must not reach its father: made inside a transaction that is
undone, so that it may be tried on top of a whole city. Nobody in it can exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.documents.gate import Addressee, Asked, Withheld
from righthelp.practice.front_door.models import Call, Contact
from righthelp.practice.people.models import (
    Address,
    ContactPoint,
    Identifier,
    MustNotKnow,
    Organisation,
    Person,
    Placement,
    Relationship,
    Residence,
)
from righthelp.practice.workforce.models import Team, Worker

KEPT_APART: Final = "An officer reports that a cousin hides a firearm in the lock-up behind the parade of shops."
SAID_ELSEWHERE: Final = "She told her teacher that her uncle comes into the bathroom at night and turns off the light."


@dataclass(frozen=True)
class Fact:
    """Something that must not reach the father. ``also`` are other ways in which people write it."""

    kind: str
    label: str
    text: str
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class World:
    """The recipient and the facts."""

    asked: Asked
    facts: tuple[Fact, ...]
    child: int
    father: int
    by: Account


def _person(forename: str, surname: str, born: date, home: Address | None, **more: Any) -> Person:
    protected = more.pop("protected", False)
    made = Person.objects.create(forename=forename, surname=surname, birth_date=born, **more)
    if home:
        Residence.objects.create(person=made, address=home, starts=date(2020, 2, 1), protected=protected)
    return made


def _address(line: str, locality: str, postcode: str, name: str = "") -> Address:
    return Address.objects.create(name=name, line=line, locality=locality, postcode=postcode, area="east")


def made(now: datetime) -> World:
    """The family, the neighbours, the closely held, and a call about the neighbours’ daughter."""
    refuge = _address("7 Larchwood Row", "Kings Norton", "B98 7ZZ")
    flat = _address("31 Tollgate Street", "Aston", "B97 4QQ")
    home = _address("4 Fernleigh Drive", "Northfield", "B95 1PW", "Silverbirch House")
    next_door = _address("19 Quillmaker Lane", "Erdington", "B96 5RT")
    _address("12 Station Road", "Erdington", "B94 2HH")
    child = _person("Amira", "Quillfeather", date(2006, 5, 14), refuge, protected=True, sex="F")
    brother = _person("Yusuf", "Quillfeather", date(2012, 2, 9), None, sex="M")
    Placement.objects.create(child=brother, address=home, kind="residential", starts=date(2021, 5, 1))
    mother = _person("Salma", "Quillfeather", date(1984, 3, 3), refuge, protected=True, sex="F")
    father = _person("Karim", "Quillfeather", date(1981, 6, 1), flat, sex="M")
    for one in (child, brother):
        Relationship.objects.create(person=one, other=mother, kind="mother", parental_responsibility=True)
        Relationship.objects.create(person=one, other=father, kind="father", parental_responsibility=True)
        MustNotKnow.objects.create(person=one, other=father, why="Violence", starts=date(2020, 2, 1))
    MustNotKnow.objects.create(person=mother, other=father, why="Violence", starts=date(2020, 2, 1))
    other = _person("Zofia", "Brzozanska", date(2009, 11, 23), next_door, sex="F")
    danuta = _person("Danuta", "Brzozanska", date(1979, 4, 17), next_door, sex="F")
    Relationship.objects.create(person=other, other=danuta, kind="mother", parental_responsibility=True)
    Identifier.objects.create(person=other, kind="nhs", value="9434765919")
    Identifier.objects.create(person=other, kind="police", value="WMP-552817")
    ContactPoint.objects.create(person=danuta, kind="phone", value="07700 900461", starts=date(2020, 1, 1))
    ContactPoint.objects.create(person=danuta, kind="email", value="danuta.b@mail.example", starts=date(2020, 1, 1))
    _person("Leopold", "Vantongeren", date(2008, 8, 8), None, tier=2)
    _person("Ottilie", "Marchbanksford", date(2010, 1, 30), None, tier=3)
    _elsewhere(other, now)
    school = Organisation.objects.create(
        kind="school",
        name="Sheepcote Vale Primary",
        line="40 Quillmaker Lane",
        locality="Erdington",
        postcode="B96 5RW",
    )
    invited = (
        Addressee("1", "Sarah Khan", school.name, words="Sarah Khan"),
        Addressee("2", "DC Dean Marlow", "Police", words="DC Dean Marlow"),
    )
    to = Addressee("3", "Karim Quillfeather", "Father", person=father.pk)
    asked = Asked(to, (child.pk, brother.pk), (Withheld("A part kept from them", KEPT_APART),), (*invited, to))
    return World(asked, _FACTS, child.pk, father.pk, _writer(now))


def _writer(now: datetime) -> Account:
    """Whoever writes the letters: an account with a worker behind it."""
    account = Account.objects.create(email="leak.check@example.org", name="Wilhelmina Tapscotte")
    Worker.objects.filter(name="Wilhelmina Tapscotte", team__code="leak-check").update(account=account)
    return account


def _elsewhere(child: Person, now: datetime) -> None:
    team = Team.objects.create(code="leak-check", name="Leak check")
    worker = Worker.objects.create(name="Wilhelmina Tapscotte", title="Officer", team=team, starts=date(2018, 1, 1))
    call = Call.objects.create(
        received=now,
        recorded=now,
        channel="phone",
        source="2A",
        why="neglect",
        words=SAID_ELSEWHERE,
        consent="given",
        caller="A teacher",
        team=team,
        worker=worker,
        recorded_by=worker,
    )
    Contact.objects.create(call=call, child=child, received=now, source="2A")


_FACTS: Final = (
    Fact(
        "protected address",
        "the mother’s refuge",
        "7 Larchwood Row, Kings Norton, B98 7ZZ",
        (
            ("abbreviated", "7 Larchwood Rw, Kings Nortn B987ZZ"),
            ("postcode alone", "b98 7zz"),
            ("letter O for nought", "collect from B98 7ZZ"),
            ("number in words", "seven Larchwood Row"),
            ("one letter wrong", "7 Larchwod Row, Kings Norton"),
            ("without a postcode", "Larchwood Row in Kings Norton"),
        ),
    ),
    Fact("protected address", "the brother’s placement", "Silverbirch House, 4 Fernleigh Drive, Northfield"),
    Fact(
        "other family",
        "a neighbour’s daughter",
        "Zofia Brzozanska",
        (
            ("surname first", "BRZOZANSKA, Zofia"),
            ("initial", "Z. Brzozanska"),
            ("small letters", "we spoke with zofia brzozanska"),
            ("middle name between", "Zofia Maria Brzozanska"),
            ("birth date beside forename", "Zofia (born 23 November 2009)"),
            ("birth date in figures", "Zofia, 23/11/2009"),
            ("accents", "Zófia Brzozańska"),
            ("forename alone", "the girl next door, Zofia,"),
            ("misspelt surname", "Zofia Brzosanska"),
        ),
    ),
    Fact("other family", "the neighbour", "Danuta Brzozanska"),
    Fact(
        "other family",
        "an NHS number",
        "943 476 5919",
        (("without spaces", "NHS 9434765919"), ("with hyphens", "943-476-5919")),
    ),
    Fact("other family", "a police reference", "WMP-552817", (("with a slash", "WMP/552817"),)),
    Fact(
        "other family",
        "a telephone number",
        "07700 900461",
        (("with the country", "+44 7700 900 461"), ("in brackets", "(07700) 900-461")),
    ),
    Fact("other family", "an e-mail address", "danuta.b@mail.example"),
    Fact(
        "other family",
        "the neighbours’ home",
        "19 Quillmaker Lane, Erdington",
        (("short", "19 Quillmaker Ln, Erdington"),),
    ),
    Fact("restricted person", "somebody restricted", "Leopold Vantongeren"),
    Fact("sealed person", "somebody sealed", "Ottilie Marchbanksford"),
    Fact("confidential part", "what officers said", KEPT_APART, (("part of it", "hides a firearm in the lock-up"),)),
    Fact(
        "other record",
        "from a call about the neighbours’ daughter",
        SAID_ELSEWHERE,
        (
            ("part of it", "her uncle comes into the bathroom at night and turns"),
            ("reworded", "her uncle visits her room late"),
        ),
    ),
)

__all__ = ["KEPT_APART", "SAID_ELSEWHERE", "Fact", "World", "made"]
