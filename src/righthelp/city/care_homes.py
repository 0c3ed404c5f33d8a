"""Homes for children in care: every address where one is or was placed, with who cares there and for how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from righthelp.city import adopters_homes, bulk, names, roofs
from righthelp.city.adopters_homes import TRUST, Agency
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import shifted
from righthelp.city.help_pen import Pen, asked
from righthelp.city.kin import Kin
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables

COLUMNS: Final = {
    "care.Home": (
        "kind", "name", "address_id", "provider", "agency_id", "urn", "starts", "ends", "ending_why", "worker_id",
        "registered_by_id", "registered",
    ),
    "care.Carer": ("home_id", "person_id", "cares", "starts", "ends"),
    "care.Terms": (
        "home_id", "places", "together", "youngest", "oldest", "sexes", "skills", "about", "decided", "temporary_until",
        "starts", "ends", "decided_by_id",
    ),
    "care.Held": ("home_id", "places", "why", "starts", "ends", "by_id"),
}  # fmt: skip
EMPTY: Final = 60
"""Foster homes of the trust in which no child has lived yet, and as many of agencies."""
_HOMES: Final = """
select a.id, a.kind, a.name, a.area,
       coalesce(array_agg(p.starts order by p.starts) filter (where p.id is not null), '{}'),
       coalesce(array_agg(p.ends order by p.starts) filter (where p.id is not null), '{}'),
       coalesce(array_agg(c.birth_date order by p.starts) filter (where p.id is not null), '{}'),
       coalesce(bool_or(p.kind = 'adopters'), false)
  from people_address a
  left join people_placement p on p.address_id = a.id and p.kind <> 'parents'
  left join people_person c on c.id = p.child_id
 where a.kind in ('foster', 'residential', 'supported') or p.id is not null
 group by a.id order by a.id
"""
_ADULTS: Final = """
select r.address_id, p.id, p.forename, p.surname from people_residence r join people_person p on p.id = r.person_id
 where r.ends is null and p.birth_date < '2000-09-01' and r.address_id = any(%s) order by r.address_id, p.id
"""
_KINDS: Final = {"foster": "foster", "residential": "childrens", "supported": "supported"}
_AGENCIES: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "foster": (
        ("Hearthside Fostering", "PR4", "Solihull"),
        ("Lanternlight Fostering", "PR4", "Walsall"),
        ("Open Gate Foster Care", "PR5", "Dudley"),
        ("Larkrise Families", "PR4", "Birmingham"),
        ("Three Spires Fostering", "PR4", "Coventry"),
        ("The Kestrel Fostering Trust", "PR5", "Stafford"),
    ),
    "childrens": (
        ("Wayside Homes", "PR4", "Birmingham"),
        ("Ashgrove Residential", "PR4", "Wolverhampton"),
        ("Stepping Stone Homes", "PR5", "Telford"),
    ),
    "supported": (("First Key", "PR4", "Birmingham"), ("Harbour Lodgings", "PR5", "Birmingham")),
}
_SKILLS: Final = {
    "babies": 14, "teenagers": 20, "siblings": 18, "emergency": 12, "long-term": 22, "breaks": 8, "parent-child": 4,
    "disability": 8, "health": 6, "harm": 6, "asylum": 5, "no-pets": 12, "solo": 5,
}  # fmt: skip
_AGES: Final = {(0, 17): 50, (0, 8): 14, (0, 12): 12, (5, 17): 14, (10, 17): 10}
_CLOSED: Final = "The approval was for one child, who has moved on."
_HELD_WHY: Final = (
    "Building work on the bedroom upstairs.",
    "The carer is getting over an operation.",
    "The young person needs to be the only one for now.",
    "The carers asked for a rest after a hard placement.",
)


@dataclass(frozen=True, slots=True)
class Roof:
    """A home as a stay needs to know it."""

    id: int
    provider: str
    urn: str
    outside: bool
    places: int
    temporary: tuple[tuple[date, date | None], ...]


@dataclass
class Homes:
    """Draws the homes. ``found``: by address. People and addresses that do not exist yet are drawn by ``kin``."""

    pen: Pen
    kin: Kin
    tables: Tables
    found: dict[int, Roof] = field(default_factory=dict)
    _agencies: dict[str, list[tuple[int, str, str]]] = field(default_factory=lambda: defaultdict(list))

    def drawn(self) -> None:
        """Every home there is."""
        self._organisations()
        rows = asked(_HOMES)
        adults: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        for address, *person in asked(_ADULTS, [row[0] for row in rows]):
            adults[address].append((person[0], person[1], person[2]))
        for address, kind, name, area, starts, ends, born, adopts in rows:
            if adopts:
                self._adopters(address, starts, born)
            else:
                self._home(address, _KINDS.get(kind, "connected"), name, area, starts, ends, born, adults[address])
        for _ in range(2 * EMPTY):
            self._home(self.kin.home("foster"), "foster", "", "", [], [], [], [])

    def _organisations(self) -> None:
        number = bulk.highest("people.Organisation")
        for kind, several in _AGENCIES.items():
            for place, (name, provider, locality) in enumerate(several):
                number += 1
                area = "nwc" if locality == "Birmingham" else "outside"
                phone = f"0121 496 0{900 + number % 100}"
                self.tables.add("people.Organisation", number, "other", name, "", "", locality, "", area, phone, "")
                self._agencies[kind].append((number, provider, f"SC97{number % 100:02d}{place:02d}"))
        bulk.sequence_set("people.Organisation", number + 1)

    def _home(
        self, address: int, kind: str, name: str, area: str, starts: Sequence[date], ends: Sequence[date | None],
        born: Sequence[date], adults: Sequence[tuple[int, str, str]],
    ) -> None:  # fmt: skip
        pen, dice = self.pen, self.pen.dice
        ours = kind == "connected" or (kind == "foster" and roofs.whose("foster", address) == roofs.OUR_OWN)
        agency, provider, urn = (None, "PR1", "SC970001") if ours else dice.pick(self._agencies[kind])
        if kind == "childrens":
            urn = f"SC98{address % 10000:04d}"
        elif kind == "supported":
            urn = ""
        first = min(starts, default=TODAY)
        opened = first - timedelta(days=0 if kind == "connected" else dice.whole(60, 2400))
        over = max((each for each in ends if each), default=None) if kind == "connected" and None not in ends else None
        team = pen.office.team(dice, "fostering", area)
        writer = pen.office.worker(dice, team, max(opened, date(2018, 4, 1)))
        supervisor = pen.office.worker(dice, team, TODAY) if ours and over is None else None
        carers = list(adults[:2])
        if kind in ("foster", "connected") and not carers:
            carers = self._somebody(address)
        title = name or _called(carers) or f"{_number(address)} supported accommodation"
        home = pen.add(
            "care.Home", kind, title, address, provider, agency, urn, opened, over, _CLOSED if over else "",
            supervisor, writer, at(opened, 12),
        )  # fmt: skip
        for person, *_ in carers if kind in ("foster", "connected") else ():
            pen.add("care.Carer", home, person, True, opened, over)
        places = _most(starts, ends) if kind == "connected" else roofs.places(_of(kind), address)
        together = places + 1 if kind == "foster" and places > 1 and dice.chance(0.3) else places
        short = kind == "connected" and over is None and (TODAY - first).days < 112
        until = first + timedelta(days=112) if short else None
        youngest, oldest = self._ages(kind, starts, ends, born)
        skills = sorted({dice.weighed(_SKILLS) for _ in range(dice.whole(0, 3))}) if kind == "foster" else []
        pen.add(
            "care.Terms", home, places, together, youngest, oldest, "any", skills, "", _decided(kind, opened), until,
            opened, over, writer,
        )  # fmt: skip
        if kind in ("foster", "childrens") and dice.chance(0.05):
            since = TODAY - timedelta(days=dice.whole(3, 60))
            living = sum(1 for each in ends if each is None)
            if living < places and opened < since:
                pen.add("care.Held", home, 1, dice.pick(_HELD_WHY), since, None, supervisor or writer)
        temporary = ((opened, over),) if until else ()
        self.found[address] = Roof(home, provider, urn, area == "outside", together, temporary)

    def _adopters(self, address: int, starts: Sequence[date], born: Sequence[date]) -> None:
        """The home of approved adopters with whom children live: seven in ten the trust's own."""
        dice = Dice("adopters", address)
        others = [Agency(*each) for each in self._agencies["foster"] if each[1] == "PR5"]
        agency = TRUST if dice.chance(0.7) else dice.pick(others)
        approved = shifted(min(starts), -dice.whole(60, 220))
        who = adopters_homes.couple(dice, self.kin, address)
        oldest = max((TODAY - each).days // 365 for each in born)
        places = len(starts)
        made = adopters_homes.opened(self.pen, dice, who, address, agency, approved, places=places, oldest=oldest)
        self.found[address] = Roof(made.home, agency.provider, agency.urn, outside=False, places=places, temporary=())

    def _somebody(self, address: int) -> list[tuple[int, str, str]]:
        """Who cares where nobody lives yet."""
        dice = self.pen.dice
        group = names.group_of_child(dice)
        surname = names.surname(dice, group)
        made = []
        for sex in ("F", "M") if dice.chance(0.6) else ("F",):
            born = TODAY - timedelta(days=dice.whole(34 * 365, 66 * 365))
            number = self.kin.somebody(group, sex, born, surname, home=address)
            made.append((number, str(self.tables.rows["people.Person"][-1][1]), surname))
        return made

    def _ages(
        self, kind: str, starts: Sequence[date], ends: Sequence[date | None], born: Sequence[date]
    ) -> tuple[int, int]:
        """From which age to which: whoever lives there now is among them."""
        now = [(each, birth) for each, last, birth in zip(starts, ends, born, strict=True) if last is None]
        youngest, oldest = {"foster": (0, 17), "connected": (0, 17), "childrens": (8, 17), "supported": (16, 17)}[kind]
        if kind == "foster":
            youngest, oldest = self.pen.dice.weighed(_AGES)
        for since, birth in now:
            youngest = min(youngest, (since - birth).days // 366)
            oldest = max(oldest, (TODAY - birth).days // 365)
        return max(youngest, 0), max(oldest, youngest)


def _of(kind: str) -> str:
    return next(each for each, named in _KINDS.items() if named == kind)


def _number(address: int) -> str:
    return f"Flats {address % 90 + 10},"


def _called(carers: Sequence[tuple[int, str, str]]) -> str:
    """A home of people has their names."""
    if not carers:
        return ""
    (_, forename, surname), *others = carers
    both = [other for other in others if other[2] == surname]
    return f"{forename} and {both[0][1]} {surname}" if both else f"{forename} {surname}"


def _decided(kind: str, day: date) -> str:
    if kind in ("foster", "connected"):
        return f"Decision-maker after panel, {day.day}/{day.month}/{day.year}"
    return "Registered with the inspectorate" if kind == "childrens" else "Checked by the commissioning team"


def _most(starts: Sequence[date], ends: Sequence[date | None]) -> int:
    """The most children who lived there at once."""
    spans = list(zip(starts, ends, strict=True))
    return max(sum(1 for begun, over in spans if begun <= day and (over is None or day < over)) for day in starts)
