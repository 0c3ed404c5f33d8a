"""Children with a plan or in care who never went missing: so many are in force today, and those who had one before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

import numpy as np

from righthelp.city.cast import birthday
from righthelp.city.dice import Dice, at
from righthelp.city.households import CHILD, Block, day_words
from righthelp.city.roofs import Roofs
from righthelp.city.settled import kept
from righthelp.city.staff import TODAY, Staff
from righthelp.city.ties import siblings
from righthelp.city.work_homes import home_away, home_beside, moved

# In force today in the whole city, those who have been missing among them.
IN_FORCE: Final = {"care": 1789, "cp": 1211, "cin": 3000}
_FOSTER = {"agency_foster": 37, "trust_foster": 32, "relatives": 17, "parents": 14}
_STRANGERS = {"agency_foster": 37, "trust_foster": 32}
"""Where those live who will move to adopters: the court saw that it could be neither parents nor relatives."""
_OLDER = {"agency_foster": 28, "trust_foster": 22, "residential": 24, "relatives": 14, "parents": 12}
_OLDEST = {"supported": 42, "agency_foster": 20, "trust_foster": 14, "residential": 16, "relatives": 8}
ADOPTED: Final = 0.34
"""Of those who came into care small, long enough ago: placed with adopters now."""
_WAIT: Final = (290, 640)
"""After so many days in care at least, and at most."""
_AWAIT_ORDER: Final = 400
"""For so many days at most: then the court has made the order of adoption."""
_SHARED = {"residential": "residential", "agency_foster": "foster", "trust_foster": "foster", "supported": "supported"}


# Where, from when to when, whether the address is protected, the situation, whether it is temporary.
Stay = tuple[int | None, date, date | None, bool, str, bool]
# A placement while it is drawn: from when, of which kind, near which shared home, if any.
Drawn = tuple[date, str, int | None]


def stay(address: int, starts: date, ends: date | None) -> Stay:
    """An ordinary home."""
    return (address, starts, ends, False, "address", False)


@dataclass
class Work:
    """Rows about the children of one block. ``lived`` replaces a person's one residence by others."""

    involved: list[tuple[object, ...]] = field(default_factory=list)
    placed: list[tuple[object, ...]] = field(default_factory=list)
    allocated: list[tuple[object, ...]] = field(default_factory=list)
    lived: dict[int, list[Stay]] = field(default_factory=dict)
    places: list[tuple[object, ...]] = field(default_factory=list)
    kept_from: list[tuple[object, ...]] = field(default_factory=list)
    siblings: list[tuple[object, ...]] = field(default_factory=list)


@dataclass
class Desk:
    """What the blocks draw on: the workers and their caseloads, the shared addresses, and what is in force already."""

    staff: Staff
    loads: dict[int, int]
    shared: dict[str, list[int]]
    in_force: dict[str, int]
    roofs: Roofs

    def lightest(self, dice: Dice, status: str, area: str) -> int:
        """The worker with the fewest children of some who may take this one, who then has one more."""
        options = [each.id for each in self.staff.holders(status, area) if each.ends is None]
        known = {self.staff.worker("social_worker").id}
        some = [each for each in dice.some(options, 9) if each not in known] or options
        chosen = min(some, key=lambda each: self.loads.get(each, 0))
        self.loads[chosen] = self.loads.get(chosen, 0) + 1
        return chosen


def with_work(number: int, drawn: Block, desk: Desk, first_person: int, first_address: int) -> Work:
    """Plans and placements of one block's children: the first holds all that are in force, the next three the past."""
    work = Work()
    if number > 3:
        return work
    dice = Dice("work", number)
    facts = Dice("ties", number)
    families: dict[int, list[int]] = defaultdict(list)
    for row in np.flatnonzero(drawn.part == CHILD):
        families[int(drawn.household[row])].append(int(row))
    maker = _Maker(work, drawn, desk, dice, first_person, first_address)
    if number == 0:
        maker.in_force(families)
        moved(work, drawn, first_person, first_address)
    else:
        maker.before(families)
    for rows in families.values():
        for one in rows:
            for other in rows:
                if one != other:
                    work.siblings.append(siblings(first_person + one, first_person + other, facts))
    return work


@dataclass
class _Maker:
    work: Work
    drawn: Block
    desk: Desk
    dice: Dice
    first_person: int
    first_address: int
    others: Dice = field(default_factory=lambda: Dice("relatives"))
    related: dict[int, int] = field(default_factory=dict)
    adopted: dict[int, tuple[date, int] | None] = field(default_factory=dict)

    def in_force(self, families: dict[int, list[int]]) -> None:
        """Brothers and sisters mostly share a plan, and are often in care together."""
        need = {kind: count - self.desk.in_force.get(kind, 0) for kind, count in IN_FORCE.items()}
        for household, rows in families.items():
            open_kinds = {kind: float(count) for kind, count in need.items() if count > 0}
            if not open_kinds:
                return
            if self.dice.chance(0.12):
                continue
            kind = self.dice.weighed(open_kinds)
            for row in rows:
                if need[kind] > 0 and self.dice.chance(0.62 if kind == "care" else 0.93):
                    self._open(row, household, kind)
                    need[kind] -= 1

    def _born(self, row: int) -> date:
        return date.fromisoformat(str(day_words()[self.drawn.born[row]]))

    def _open(self, row: int, household: int, kind: str) -> None:
        dice, born = self.dice, self._born(row)
        mean = {"care": 900, "cp": 190, "cin": 150}[kind]
        age = (TODAY - born).days
        begun = TODAY - timedelta(days=min(4 + int(dice.spread(mean)), max(2, age - 2), 3000))
        child, area = self.first_person + row, self.drawn.area(household)
        self.work.involved.append((child, kind, begun, None))
        if kind == "care":
            self._placements(row, household, begun, None)
        if kind != "cin" and dice.chance(0.6):
            earlier = begun - timedelta(days=dice.whole(40, 300))
            if earlier > born:
                self.work.involved.append((child, "cin", earlier, begun))
        since = max(begun, TODAY - timedelta(days=dice.whole(5, 800)))
        worker = self.desk.lightest(dice, kind, area)
        if begun < since:
            before = dice.pick(self.desk.staff.holders(kind, area)).id
            self.work.allocated.append((child, before, True, at(begun, 10), at(since, 10), ""))
        self.work.allocated.append((child, worker, True, at(since, 10), None, ""))

    def before(self, families: dict[int, list[int]]) -> None:
        """Plans and times in care that are over, of the last six years."""
        for household, rows in families.items():
            if not self.dice.chance(0.48):
                continue
            kind = self.dice.weighed({"cin": 62, "cp": 33, "care": 5})
            over = self.dice.whole(10, 2100)
            lasted = 30 + int(self.dice.spread({"cin": 150, "cp": 260, "care": 420}[kind]))
            for row in rows:
                ended = TODAY - timedelta(days=over)
                begun = max(ended - timedelta(days=lasted), self._born(row))
                if begun >= ended:
                    continue
                child, area = self.first_person + row, self.drawn.area(household)
                self.work.involved.append((child, kind, begun, ended))
                worker = self.dice.pick(self.desk.staff.holders(kind, area)).id
                self.work.allocated.append((child, worker, True, at(begun, 10), at(ended, 10), ""))
                if kind == "care":
                    self._placements(row, household, begun, ended)

    def _at_relatives(self, household: int) -> int:
        """Where relatives of a household live: brothers and sisters go to the same ones."""
        if household not in self.related:
            number = self.first_address + len(self.drawn.place) + len(self.work.places)
            self.work.places.append(home_beside(number, household, self.drawn, self.others))
            self.related[household] = number
        return self.related[household]

    def _adopters(self, household: int, child: int, born: date, begun: date) -> tuple[date, int] | None:
        """Where and since when some of those who came into care small live with adopters, before any order of
        adoption; brothers and sisters together."""
        first, last = begun + timedelta(days=_WAIT[0]), min(begun + timedelta(days=_WAIT[1]), TODAY - timedelta(days=6))
        first = max(first, TODAY - timedelta(days=_AWAIT_ORDER))
        if last < first or (begun - born).days > 4 * 365:
            return None
        if household not in self.adopted:
            dice, found = Dice("adopted", child), None
            if dice.chance(ADOPTED):
                number = self.first_address + len(self.drawn.place) + len(self.work.places)
                self.work.places.append(home_away(number, household, self.drawn, dice))
                found = first + timedelta(days=dice.whole(0, (last - first).days)), number
            self.adopted[household] = found
        found = self.adopted[household]
        return found if found and first <= found[0] <= last else None

    def _fostered(self, child: int, happen: list[Drawn]) -> list[Drawn]:
        """The stays before a move to adopters: with foster carers wherever they were with the family."""
        dice = Dice("fostered first", child)
        found: list[Drawn] = []
        for start, kind, near in happen:
            if near is not None:
                found.append((start, kind, near))
                continue
            strangers = dice.weighed(_STRANGERS)
            found.append((start, strangers, dice.pick(self.desk.shared[_SHARED[strangers]])))
        return found

    def _placements(self, row: int, household: int, begun: date, ended: date | None) -> None:
        dice, born = self.dice, self._born(row)
        child = self.first_person + row
        moved = date.fromisoformat(str(day_words()[self.drawn.moved[household]]))
        home = self.first_address + household
        lived: list[Stay] = []
        first = max(born, min(moved, begun - timedelta(days=200)))
        if first < begun:
            lived.append(stay(home, first, begun))
        changes = [begun]
        stop = ended or TODAY
        while True:
            day = changes[-1] + timedelta(days=int(60 + dice.spread(420)))
            if day >= stop - timedelta(days=14) or len(changes) > 5:
                break
            changes.append(day)
        drawn: list[Drawn] = []
        for start in changes:
            age = (start - born).days
            kind = dice.weighed(_OLDEST if start >= birthday(born, 16) else _OLDER if age > 3650 else _FOSTER)
            near = None if kind in ("relatives", "parents") else dice.pick(self.desk.shared[_SHARED[kind]])
            drawn.append((start, kind, near))
        happen = [drawn[place] for place in kept(Dice("settled", child), changes)]
        family = None if ended else self._adopters(household, child, born, begun)
        if family:
            happen = self._fostered(child, [each for each in happen if each[0] < family[0] - timedelta(days=40)])
        last = family[0] if family else ended
        for number, (start, kind, near) in enumerate(happen):
            until = happen[number + 1][0] if number + 1 < len(happen) else last
            if kind == "relatives":
                address = self._at_relatives(household)
            elif near is None:
                address = home
            else:
                address = self.desk.roofs.found(kind, near, start, until, anywhere=True)
            self.work.placed.append((child, address, kind, start, until))
            lived.append(stay(address, start, until))
        if family:
            self.work.placed.append((child, family[1], "adopters", family[0], None))
            lived.append(stay(family[1], family[0], None))
        if ended:
            lived.append(stay(home, ended, None))
        self.work.lived[row] = lived
