"""Relatives of the children whom the trust knows: grandparents, aunts and uncles, step-parents, carers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from righthelp.city import names
from righthelp.city.dice import Dice
from righthelp.city.known import Known
from righthelp.city.places import DISTRICTS, STREETS, UNITS
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables
from righthelp.city.ties import lives, tie


@dataclass
class Kin:
    """Draws the relatives. ``person`` and ``address`` are the next free numbers; ``carers`` who fosters where."""

    tables: Tables
    dice: Dice
    person: int
    address: int
    carers: dict[int, list[int]] = field(default_factory=dict)
    relatives: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def somebody(
        self, group: str, sex: str, born: date, surname: str = "", *, died: date | None = None, home: int | None = None,
        housed: bool = True,
    ) -> int:  # fmt: skip
        """Somebody, mostly an adult, with a home unless they have died or are not ``housed`` here; returns the id."""
        dice, number = self.dice, self.person
        self.person += 1
        forename = names.forename(dice, group, sex)
        self.tables.add(
            "people.Person", number, forename, surname or names.surname(dice, group), "", born,
            "estimated" if dice.chance(0.05) else "known", sex, names.ethnicity(dice, group),
            names.language(dice, group), False, False, "330", 1, died,
        )  # fmt: skip
        if died is None and housed:
            since = max(born, TODAY - timedelta(days=dice.whole(200, 6000)))
            self.tables.add("people.Residence", *lives(number, home or self.home(), since))
        return number

    def home(self, kind: str = "home") -> int:
        """A new address, with house numbers that no other resident has."""
        number = self.address
        self.address += 1
        area = self.dice.pick(("east", "south", "nwc"))
        locality, outward = self.dice.pick(DISTRICTS[area])
        line = f"{number % 199 + 500} {STREETS[number * 11 % len(STREETS)]}"
        code = f"{outward} {UNITS[number * 7 % len(UNITS)]}"
        self.tables.add("people.Address", number, "", kind, line, locality, code, area, "330")
        return number

    def of(self, children: list[Known]) -> None:
        """Relatives of all of them, family by family."""
        families: dict[int, list[Known]] = defaultdict(list)
        for child in children:
            families[child.mother or child.father or -child.id].append(child)
        for brood in families.values():
            self._parents(brood)
            mothers = ((each.mother, each.mother_born, each.mother_surname) for each in brood)
            fathers = ((each.father, each.father_born, each.father_surname) for each in brood)
            for parent, born, surname in dict.fromkeys((*mothers, *fathers)):
                if born and parent:
                    self._above(brood, parent, born, surname)
            self._step(brood)
        for child in children:
            if child.placement in ("trust_foster", "agency_foster") and child.placed_at:
                self._carers(child)
            elif child.placement == "relatives" and child.placed_at:
                self._relative_carer(child)

    def _parents(self, brood: list[Known]) -> None:
        """Mother and father are partners, or were."""
        dice = self.dice
        for mother, father in sorted({(each.mother, each.father) for each in brood if each.mother and each.father}):
            youngest = max(each.born for each in brood)
            begun = min(each.born for each in brood) - timedelta(days=dice.whole(300, 1800))
            together = dice.weighed({"married": 40, "cohabiting": 45, "together": 15})
            over = youngest + timedelta(days=dice.whole(60, 3000))
            if over < TODAY and dice.chance(0.62):
                parted = "divorced" if together == "married" and dice.chance(0.6) else "separated"
                quality = dice.weighed({"": 60, "strained": 15, "conflict": 10, "violent": 9, "cut_off": 6})
                row = tie(
                    mother or 0, father or 0, "partner", together=together, parted=parted, starts=begun, ends=over,
                    quality=quality,
                )  # fmt: skip
            else:
                quality = dice.weighed({"": 84, "close": 6, "strained": 6, "violent": 4})
                row = tie(mother or 0, father or 0, "partner", together=together, starts=begun, quality=quality)
            self.tables.add("people.Relationship", *row)

    def _above(self, brood: list[Known], parent: int, born: date, surname: str) -> None:
        """A grandmother, a grandfather and somebody's sister or brother: parents of the parent, so all share them."""
        dice, group = self.dice, brood[0].group
        if not any(each.open for each in brood) and not dice.chance(0.25):
            return
        above: list[int] = []
        for sex, kind, share in (("F", "mother", 0.72), ("M", "father", 0.42)):
            if not dice.chance(share):
                continue
            day = born - timedelta(days=dice.whole(18 * 366, 38 * 365))
            age = (TODAY - day).days / 365.25
            died = None
            if dice.chance(0.03 if age < 55 else 0.14 if age < 75 else 0.6) or age > 97:
                died = max(born, TODAY - timedelta(days=dice.whole(30, 6000)))
            older = self.somebody(group, sex, day, surname if dice.chance(0.75) else "", died=died)
            quality = dice.weighed({"": 86, "close": 8, "strained": 4, "cut_off": 2})
            self.tables.add("people.Relationship", *tie(parent, older, kind, quality=quality))
            if died is None:
                above.append(older)
                for each in brood:
                    self.relatives[each.id].append(older)
        if above and dice.chance(0.3):
            day = born + timedelta(days=dice.pick((-1, 1)) * dice.whole(420, 2600))
            sex = dice.pick("FM")
            other = self.somebody(group, sex, min(day, TODAY - timedelta(days=6600)), surname)
            self.tables.add("people.Relationship", *tie(parent, other, "sibling"))
            for each in brood:
                self.relatives[each.id].append(other)

    def _step(self, brood: list[Known]) -> None:
        """The mother's new partner, who is a step-father to her children."""
        dice, first = self.dice, brood[0]
        if not first.mother or not first.mother_born or not first.open or not dice.chance(0.16):
            return
        born = first.mother_born + timedelta(days=dice.whole(-1500, 2500))
        born = min(born, TODAY - timedelta(days=7300))
        begun = TODAY - timedelta(days=dice.whole(60, 1500))
        him = self.somebody(first.group, "M", born)
        quality = dice.weighed({"": 80, "strained": 10, "violent": 6, "close": 4})
        self.tables.add(
            "people.Relationship",
            *tie(first.mother, him, "partner", together="cohabiting", starts=begun, quality=quality),
        )
        for each in brood:
            if each.mother == first.mother:
                start = max(begun, each.born)
                self.tables.add("people.Relationship", *tie(each.id, him, "step_parent", starts=start))

    def _carers(self, child: Known) -> None:
        """Whoever fosters at the address where the child is placed."""
        dice, address = self.dice, child.placed_at or 0
        if address not in self.carers:
            group = names.group_of_child(dice)
            surname = names.surname(dice, group)
            born = TODAY - timedelta(days=dice.whole(34 * 365, 64 * 365))
            pair = [self.somebody(group, "F", born, surname, home=address)]
            if dice.chance(0.6):
                pair.append(
                    self.somebody(group, "M", born - timedelta(days=dice.whole(0, 2000)), surname, home=address)
                )
                self.tables.add("people.Relationship", *tie(pair[0], pair[1], "partner", together="married"))
            self.carers[address] = pair
        for each in self.carers[address]:
            quality = dice.weighed({"": 80, "close": 14, "strained": 6})
            self.tables.add(
                "people.Relationship", *tie(child.id, each, "foster", starts=child.placed_since, quality=quality)
            )

    def _relative_carer(self, child: Known) -> None:
        """A relative who cares for the child; of some a court has made a special guardian."""
        dice = self.dice
        born = (child.mother_born or child.born - timedelta(days=11000)) - timedelta(days=dice.whole(0, 6000))
        sex = "F" if dice.chance(0.8) else "M"
        carer = self.somebody(child.group, sex, born, child.mother_surname, home=child.placed_at)
        since = child.placed_since
        if dice.chance(0.35):
            row = tie(child.id, carer, "special", True, "special", since, starts=since, quality="close")
        else:
            row = tie(child.id, carer, "carer", starts=since)
        self.tables.add("people.Relationship", *row)
        self.relatives[child.id].append(carer)
