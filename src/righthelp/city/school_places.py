"""Where children with an education, health and care plan go to school: in the city mostly, some around it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final

from righthelp.city import bulk
from righthelp.city.dice import Dice
from righthelp.city.help_pen import asked
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import add_months
from righthelp.practice.people.ages import starts_school

_AROUND: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "special": (
        ("Larkmeadow School", "Solihull"), ("The Osier Beds School", "Sandwell"), ("Foxholes School", "Dudley"),
        ("Three Gates School", "Walsall"),
    ),
    "independent": (
        ("Rowan Hill House School", "Bromsgrove"), ("Wychbury Manor School", "Stourbridge"),
        ("The Weir School", "Tamworth"), ("Hollow Lane School", "Lichfield"), ("Pear Tree Farm School", "Redditch"),
        ("Stonebow House School", "Warwick"),
    ),
    "maintained": (("Marlpit Lane School", "Solihull"), ("Brickfields Academy", "Sandwell")),
}  # fmt: skip
"""Schools that do not exist, in places around the city."""
_SPECIAL: Final = (
    ("Lark Rise School", "east"), ("Damson Grove School", "east"), ("The Wharf School", "east"),
    ("Hazel Mount School", "east"), ("Foundry Lane School", "south"), ("Merle Court School", "south"),
    ("Cherry Orchard School", "south"), ("Two Brooks School", "south"), ("Lime Walk School", "nwc"),
    ("The Kingfisher School", "nwc"), ("Bellmakers School", "nwc"), ("Rookery Park School", "nwc"),
)  # fmt: skip
"""Special schools in the city, which do not exist either."""
_INDEPENDENT: Final = (
    ("Ferrier House School", "east"), ("Plover Court School", "south"), ("The Tannery School", "nwc"),
)  # fmt: skip
_OUTSIDE: Final = {"independent": 0.85, "special": 0.06, "maintained": 0.02, "other": 0.0}
"""How many of those in a kind of provision go outside the city, as long as there are to be any more."""
_SCHOOLS: Final = """
select case when substr(code, 3, 1) = '5' then 'secondary' else 'primary' end, id
  from people_organisation where kind = 'school' and area <> 'outside' order by id
"""
_COLLEGES: Final = "select id from people_organisation where kind = 'college' and area <> 'outside' order by id"
_KNOWN: Final = """
select person_id, bool_or(ends is null and organisation_id is not null), bool_or(ends is null and kind = 'home')
  from people_attendance group by person_id
"""


class Places:
    """Gives each child of a plan a place on a roll. ``outside``: how many are still to go outside the city."""

    def __init__(self, tables: Tables) -> None:
        self.tables, self.dice, self.outside = tables, Dice("education", "places"), 0
        self.known = {int(row[0]): "other" if row[2] and not row[1] else "maintained" for row in asked(_KNOWN)}
        self.schools: dict[str, list[int]] = defaultdict(list)
        for kind, school in asked(_SCHOOLS):
            self.schools[kind].append(school)
        self.schools["college"] = [int(row[0]) for row in asked(_COLLEGES)]
        self.number = bulk.highest("people.Organisation")
        self.around = {
            sector: [self._founded(name, locality, "outside") for name, locality in several]
            for sector, several in _AROUND.items()
        }
        for sector, several in (("special", _SPECIAL), ("independent", _INDEPENDENT)):
            self.schools[sector] = [self._founded(name, "Birmingham", area) for name, area in several]
        bulk.sequence_set("people.Organisation", self.number + 1)

    def _founded(self, name: str, locality: str, area: str) -> int:
        self.number += 1
        phone, email = f"0121 496 0{self.number % 1000:03d}", f"office.{self.number}@partners.example"
        code = f"98{self.number:04d}"
        self.tables.add("people.Organisation", self.number, "school", name, code, "", locality, "", area, phone, email)
        return self.number

    def at(self, child: int, born: date, issued: date, sector: str) -> bool:
        """The child is on a roll from the plan on, or from when children of that age change school if that is later.
        Returns whether the school is outside the city."""
        if child in self.known or sector == "other":
            return False
        dice = self.dice
        out = self.outside > 0 and dice.chance(_OUTSIDE[sector])
        phase, since = _phase(born)
        kind = "on_roll"
        if out:
            self.outside -= 1
            school = dice.pick(self.around[sector])
        elif sector in _AROUND and sector != "maintained":
            school = dice.pick(self.schools[sector])
        else:
            school, kind = dice.pick(self.schools[phase]), "college" if phase == "college" else "on_roll"
        self.tables.add("people.Attendance", child, school, kind, max(issued, since), None, "")
        return out


def _phase(born: date) -> tuple[str, date]:
    """Which kind of school children of an age go to now, and since when at the earliest."""
    begins = starts_school(born)
    since = {"primary": begins, "secondary": add_months(begins, 84), "college": add_months(begins, 144)}
    phase = next((each for each in ("college", "secondary") if since[each] <= TODAY), "primary")
    return phase, since[phase]


__all__ = ["Places"]
