"""The partner register: schools, surgeries and services that do not exist, with made-up numbers and no real telephone.

School numbers (URN) begin with 9 and surgeries' codes (ODS) with YS, which neither register gives out. Telephone
numbers are of the range that Ofcom keeps for drama.
"""

# ruff: noqa: SIM905 pools of words read better as running text

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from righthelp.city import names
from righthelp.city.dice import Dice
from righthelp.city.places import DISTRICTS, STREETS, UNITS
from righthelp.city.tables import Tables

_SAINTS = "Aldric Brenna Cuthwin Edberga Ferrand Hildreth Osmund Wystan".split()
_PRIMARY: Final = ("Primary School", "Primary Academy", "Junior and Infant School", "Community Primary School")
_SECONDARY: Final = ("School", "Academy", "High School", "Academy for the Arts")
_AREAS: Final = ("east", "south", "nwc")

# Kind, what is put after the place's name, how many in each area, how many of the whole city.
_SERVICES: Final = (
    ("nursery", "Nursery and Children’s Centre", 14),
    ("college", "Sixth Form College", 3),
    ("alternative", "Learning Centre", 4),
    ("dentist", "Dental Practice", 12),
    ("hospital", "Children’s Hospital Wing", 1),
    ("hv", "Health Visiting and School Nursing", 4),
    ("camhs", "Young Minds Clinic", 1),
    ("police", "Child Abuse Investigation Team", 1),
    ("yot", "Youth Justice Team", 1),
    ("housing", "Housing Advice", 1),
    ("voluntary", "Family Project", 5),
)
_PARTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "school": (("need", "Asked for attendance, progress and worries"), ("conference", "Sends the safeguarding lead")),
    "college": (("need", "Asked for attendance and plans"),),
    "nursery": (("need", "Asked how the child is doing"),),
    "gp": (("strategy", "Asked for what is relevant, the same day"), ("conference", "Sends a report")),
    "hospital": (("strategy", "Takes part, on the day"), ("care", "Initial health assessments")),
    "hv": (("conference", "Takes part"), ("need", "Takes part in the plan")),
    "camhs": (("care", "Asked for what helps"),),
    "police": (("strategy", "Takes part, on the day"), ("missing", "Sends notices; shares intelligence")),
    "yot": (("youth_justice", "Leads"),),
    "voluntary": (("need", "Family support"), ("missing", "Somebody to talk to")),
}
_CONTACT: Final = {
    "school": "Designated safeguarding lead",
    "college": "Safeguarding lead",
    "gp": "Practice safeguarding lead",
    "police": "Detective sergeant",
    "voluntary": "Project manager",
    "hv": "Team leader",
}


@dataclass
class Partners:
    """Ids of the organisations by kind and area; schools as ``primary`` and ``secondary``."""

    ids: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    names: dict[int, str] = field(default_factory=dict)

    def near(self, kind: str, area: str, number: int) -> int:
        """One of a kind in an area; the same number leads to the same one."""
        some = self.ids[kind, area if area in _AREAS else "east"]
        return some[number % len(some)]


def partners(tables: Tables | None = None) -> Partners:
    """Draw the register; write it to ``tables`` when given."""
    dice = Dice("partners")
    found = Partners()
    taken: set[str] = set()

    def add(kind: str, called: str, key: str, area: str, code: str) -> None:
        locality, outward = dice.pick(DISTRICTS[area])
        name = called.format(place=locality, street=dice.pick(STREETS).split()[0], saint=f"St {dice.pick(_SAINTS)}")
        while name in taken:
            name = called.format(place=locality, street=dice.pick(STREETS).split()[0], saint=f"St {dice.pick(_SAINTS)}")
        taken.add(name)
        number = len(found.names) + 1
        found.names[number] = name
        found.ids[key, area].append(number)
        line = f"{dice.whole(1, 190)} {dice.pick(STREETS)}"
        postcode = f"{outward} {dice.pick(UNITS)}"
        phone = f"0121 496 0{number % 1000:03d}"
        contact = names.of_worker(dice)
        if tables is None:
            return
        email = f"office.{number}@partners.example"
        tables.add("people.Organisation", number, kind, name, code, line, locality, postcode, area, phone, email)
        for process, part in _PARTS.get(kind, ()):
            tables.add("people.OrganisationRole", number, process, part)
        if kind in _CONTACT:
            tables.add("people.OrganisationContact", number, contact, _CONTACT[kind], phone, email)

    for area in _AREAS:
        for each in range(100):
            pattern = "{saint}’s, {street}" if each % 4 == 0 else "{street} " + _PRIMARY[each % 4]
            add("school", pattern, "primary", area, f"9{_AREAS.index(area)}{each:04d}")
        for each in range(27):
            add("school", "{street} " + _SECONDARY[each % 4], "secondary", area, f"9{_AREAS.index(area)}5{each:03d}")
        for each in range(58):
            pattern = ("{street} Surgery", "{street} Medical Centre", "{street} Health Centre")[each % 3]
            add("gp", pattern, "gp", area, f"YS{_AREAS.index(area)}{each:03d}")
        for kind, called, count in _SERVICES:
            for _ in range(count):
                add(kind, "{street} " + called, kind, area, "")
    return found
