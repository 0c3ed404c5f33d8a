"""What stands beside each person a search found: where they live, what they have with us, and which team holds them.

This is the index of the register: name, birth date, status and responsible team, never a reason. A protected address is
not read, so no list can hold it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.database import kept
from righthelp.practice.people.ages import say_age, say_birth
from righthelp.practice.people.models import Area, InvolvementKind
from righthelp.practice.people.protected import PROTECTED, PROTECTED_HOME
from righthelp.practice.people.search import Found, with_plans
from righthelp.practice.people.search_lookups import Narrowed

_BESIDE: Final = f"""
select p.id, p.died_on, {PROTECTED_HOME.format(home="home")}, a.line, a.locality,
       array(select kind::text from people_involvement
              where child_id = p.id and starts <= %(on)s::date and (ends is null or ends > %(on)s::date)),
       w.name, t.name
  from people_person p
  left join people_residence home on home.person_id = p.id and home.starts <= %(on)s::date
        and (home.ends is null or home.ends > %(on)s::date)
  left join people_address a on a.id = home.address_id
  left join workforce_allocation al on al.child_id = p.id and al."primary" and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
  left join workforce_team t on t.id = w.team_id
 where p.id = any(%(people)s::bigint[])
"""  # noqa: S608  ours
_KINDS: Final = 4
_MANY: Final = 60
_HIGHEST: Final = {InvolvementKind.CARE: 0, InvolvementKind.PROTECTION: 1, InvolvementKind.NEED: 2}
AGES: Final = {"0-4": (0, 5), "5-9": (5, 10), "10-15": (10, 16), "16-17": (16, 18), "18-24": (18, 25), "25": (25, 120)}
AGE_CHOICES: Final = (
    ("0-4", "Under 5"),
    ("5-9", "5 to 9"),
    ("10-15", "10 to 15"),
    ("16-17", "16 and 17"),
    ("18-24", "18 to 24"),
    ("25", "25 and over"),
)


@dataclass(frozen=True)
class Line:
    """One person of the list, ready to print."""

    href: str
    name: str
    preferred: str
    born: str
    age: str
    address: str
    status: str
    team: str
    worker: str
    why: str


class Beside:
    """What stands beside people, asked once for all of a page: the search puts those with a plan first by it."""

    def __init__(self, now: datetime) -> None:
        self._now, self.on = now, local_date(now)
        self._rows: dict[int, tuple[Any, ...]] = {}

    def held(self, ids: list[int]) -> set[int]:
        """Which of them have a plan now, or are in care."""
        if len(ids) > _MANY:  # a birth date alone: too many to read their homes for
            return with_plans(ids, self._now)
        self._read(ids)
        return {pk for pk in ids if self._rows[pk][_KINDS]}

    def lines(self, found: Sequence[Found]) -> list[Line]:
        """The people found with what stands beside them, in their order."""
        self._read([each.id for each in found])
        pattern = reverse("child", args=[0])
        return [_line(each, self._rows[each.id], self.on, pattern) for each in found]

    def _read(self, ids: Sequence[int]) -> None:
        wanted = [pk for pk in ids if pk not in self._rows]
        if wanted:
            rows = kept.rows(_BESIDE, {"people": wanted, "on": self.on})
            self._rows |= {row[0]: row[1:] for row in rows}


def _line(each: Found, beside: tuple[Any, ...], on: date, pattern: str) -> Line:
    died, hidden, street, locality, kinds, worker, team = beside
    highest = min(kinds, key=lambda kind: _HIGHEST[InvolvementKind(kind)], default="")
    status = str(InvolvementKind(highest).label) if highest else "No open plan"
    address = PROTECTED if hidden else f"{street}, {locality}" if street else ""
    return Line(
        href=pattern.replace("0", str(each.id)),
        name=each.name,
        preferred=each.preferred_name,
        born=say_birth(each.birth_date, each.birth_date_kind),
        age=f"Died {say_date(died)}" if died else say_age(each.birth_date, on, each.birth_date_kind),
        address="" if died else address,
        status="" if died else status,
        team=team or "",
        worker=worker or "",
        why=each.why,
    )


def narrowed(asked: Mapping[str, str], on: date) -> Narrowed:
    """The filters of the page, from its address; what is not one of the choices is left out."""
    ages = AGES.get(asked.get("age", ""))
    area, status = asked.get("area", ""), asked.get("status", "")
    return Narrowed(
        born_from=_years_before(on, ages[1], 1) if ages else None,
        born_until=_years_before(on, ages[0], 0) if ages else None,
        area=area if area in Area.values else "",
        status=status if status in InvolvementKind.values else "",
    )


def _years_before(day: date, years: int, days: int) -> date:
    """The first (``days`` 1) or last (0) birth date of those who are younger than, or at least, so many years."""
    year = day.year - years
    last = day.replace(year=year) if (day.month, day.day) != (2, 29) else date(year, 2, 28)
    return date.fromordinal(last.toordinal() + days)
