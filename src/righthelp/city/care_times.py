"""Times in care: why, by which law, living where and with whom as reviewing officer; as the placements say."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from righthelp.city.care_homes import Roof
from righthelp.city.care_words import LEFT, MOVED, SIGNED, WHY
from righthelp.city.cast import birthday
from righthelp.city.dice import at
from righthelp.city.help_days import shifted
from righthelp.city.help_pen import Pen, asked
from righthelp.city.staff import TODAY
from righthelp.practice.care.codes_homes import ADOPTIVE

COLUMNS: Final = {
    "care.InCare": (
        "child_id", "involvement_id", "starts", "ends", "need", "why", "left", "left_why", "officer_id",
        "officer_named", "plan_made", "recorded", "recorded_by_id",
    ),
    "care.LegalStatus": ("child_id", "care_id", "law", "order", "starts", "ends", "recorded", "recorded_by_id"),
    "care.Stay": (
        "child_id", "care_id", "placement_id", "home_id", "place", "provider", "urn", "outside", "starts", "ends",
        "long_visits", "exemption", "change", "change_note", "recorded", "recorded_by_id",
    ),
}  # fmt: skip
_TIMES: Final = """
select i.id, i.child_id, i.starts, i.ends, p.birth_date, p.unaccompanied, p.surname
  from people_involvement i join people_person p on p.id = i.child_id
 where i.kind = 'care' and p.authority = '330'
   and exists (select from people_placement x where x.child_id = i.child_id and x.starts = i.starts)
 order by i.starts, i.id
"""
_PLACED: Final = """
select child_id, id, address_id, kind, starts, ends from people_placement order by child_id, starts
"""
_HELD: Final = """
select child_id, worker_id, (starts at time zone 'Europe/London')::date
  from workforce_allocation where "primary" order by child_id, starts
"""
_OFFICERS: Final = """
select w.id from workforce_worker w join access_account a on a.id = w.account_id
 where 'reviewing_officer' = any(a.roles) and w.ends is null order by w.id
"""
_NEED: Final = {"N1": 75, "N2": 2, "N4": 8, "N5": 10, "N6": 2}
_LEAVES: Final = {"E4A": 34, "E4B": 9, "E13": 9, "E41": 8, "E47": 16}
_FIRST_LAW: Final = {"V2": 20, "V2 C1": 26, "C1": 54}
_CHANGES: Final = {"CARPL": 62, "CREQB": 12, "CREQO": 6, "CHILD": 6, "LAREQ": 7, "CLOSE": 3, "STAND": 1, "OTHER": 3}
_CODES: Final = {"residential": "K2", "supported": "H5", "parents": "P1", "adopters": "A6"}
E1, ORDERED_SINCE = 0.55, timedelta(days=750)
"""Of young children whose case the court decided lately: who may be placed for adoption. Where no family was found for
longer, the plan is another one."""
EXEMPT: Final = "One child more for a time, so that brothers and sisters or school need not change. The panel agreed."


@dataclass(frozen=True, slots=True)
class Placed:
    """A stay, as visits need to know it."""

    id: int
    place: str
    starts: date
    ends: date | None
    long_visits: date | None
    home: int | None
    temporary: tuple[tuple[date, date | None], ...]


@dataclass(slots=True)
class Time:
    """A time in care, as reviews and visits need to know it."""

    id: int
    child: int
    born: date
    starts: date
    ends: date | None
    officer: int | None
    laws: list[tuple[date, str]] = field(default_factory=list)
    stays: list[Placed] = field(default_factory=list)

    @property
    def adopters(self) -> date | None:
        """The day on which the child moved in with adopters."""
        return next((each.starts for each in self.stays if each.place in ADOPTIVE), None)


class Workers:
    """Whoever held a child's work on a day; before the first, the first."""

    def __init__(self, fallback: int) -> None:
        self._since: dict[int, list[date]] = defaultdict(list)
        self._who: dict[int, list[int]] = defaultdict(list)
        self._fallback = fallback
        for child, worker, starts in asked(_HELD):
            self._since[child].append(starts)
            self._who[child].append(worker)

    def on(self, child: int, day: date) -> int:
        """Who held it."""
        who = self._who.get(child)
        return who[max(0, bisect_right(self._since[child], day) - 1)] if who else self._fallback


class Times:
    """Draws the times in care of every child of ours."""

    def __init__(self, pen: Pen, homes: dict[int, Roof]) -> None:
        self.pen, self.homes = pen, homes
        self.officers = [int(row[0]) for row in asked(_OFFICERS)]
        self.workers = Workers(self.officers[0])
        self._nights: dict[int, list[tuple[date, date | None]]] = defaultdict(list)

    def drawn(self) -> list[Time]:
        """All of them, with their laws and stays."""
        placed: dict[int, list[tuple[int, int, str, date, date | None]]] = defaultdict(list)
        for child, *row in asked(_PLACED):
            placed[child].append((row[0], row[1], row[2], row[3], row[4]))
        return [self._time(row, placed[row[1]]) for row in asked(_TIMES)]

    def _time(
        self, row: tuple[int, int, date, date | None, date, bool, str],
        placed: Sequence[tuple[int, int, str, date, date | None]],
    ) -> Time:  # fmt: skip
        involvement, child, starts, ends, born, alone, _ = row
        pen, dice = self.pen, self.pen.dice
        mine = [each for each in placed if each[3] >= starts and (ends is None or each[3] < ends)]
        need = "N8" if alone else dice.weighed(_NEED)
        officer, named = self._officer(starts)
        plan = shifted(starts, dice.whole(1, 10) if dice.chance(0.94) else dice.whole(11, 25))
        left = self._left(born, ends, mine[-1][2], alone) if ends else None
        by = self.workers.on(child, starts)
        care = pen.add(
            "care.InCare", child, involvement, starts, ends, need, dice.pick(WHY[need]), left,
            LEFT[left] if left else "", officer, named, _until(plan, ends), at(starts, 17), by,
        )  # fmt: skip
        time = Time(care, child, born, starts, ends, officer)
        self._laws(time, alone, [each[2] for each in mine], mine[-1][3])
        for number, each in enumerate(mine):
            self._stay(time, each, mine[number + 1] if number + 1 < len(mine) else None)
        return time

    def _officer(self, starts: date) -> tuple[int | None, date | None]:
        """One of the reviewing officers; of those who came this week, some have none yet."""
        dice = self.pen.dice
        named = shifted(starts, dice.whole(1, 5) if dice.chance(0.93) else dice.whole(6, 14))
        if named >= TODAY:
            return None, None
        return dice.pick(self.officers), named

    def _left(self, born: date, ends: date, last: str, alone: bool) -> str:
        dice = self.pen.dice
        if ends >= birthday(born, 18):
            return "E17" if last.endswith("foster") and dice.chance(0.5) else dice.weighed({"E5": 5, "E6": 1})
        if alone:
            return "E5"
        if last == "parents":
            return "E4A"
        if last == "relatives":
            return dice.weighed({"E45": 6, "E4A": 3, "E41": 2})
        return dice.weighed(_LEAVES)

    def _laws(self, time: Time, alone: bool, kinds: Sequence[str], newest: date) -> None:
        """Section 20, interim orders, the care order after about forty weeks; with parents only under an order. Whoever
        lives with adopters was under a placement order for weeks before they moved there on the ``newest`` day."""
        dice, last = self.pen.dice, time.ends or TODAY
        path = "V2" if alone else "C1" if {"parents", "adopters"} & {*kinds} else dice.weighed(_FIRST_LAW)
        laws = [(time.starts, path[:2])]
        if path == "V2 C1":
            laws.append((time.starts + timedelta(days=dice.whole(5, 70)), "C1"))
        if path != "V2":
            final = laws[-1][0] + timedelta(days=dice.whole(120, 320))
            young = (final - time.born).days < 6 * 365 and "parents" not in kinds
            placed = kinds[-1] == "adopters"
            if placed:
                final = max(newest - timedelta(days=dice.whole(75, 230)), laws[-1][0] + timedelta(days=60))
            lately = final > TODAY - ORDERED_SINCE
            laws.append((final, "E1" if placed or (young and lately and dice.chance(E1)) else "C2"))
        laws = [each for each in laws if each[0] < last]
        for number, (starts, law) in enumerate(laws):
            ends = laws[number + 1][0] if number + 1 < len(laws) else time.ends
            order = dice.pick(SIGNED) if law == "V2" else f"Family court at Birmingham, {starts.day}/{starts.month}/"
            order = "Arrived alone" if alone else order if law == "V2" else f"{order}{starts.year}"
            by = self.workers.on(time.child, starts)
            self.pen.add("care.LegalStatus", time.child, time.id, law, order, starts, ends, at(starts, 17), by)
        time.laws = laws

    def _stay(
        self, time: Time, placed: tuple[int, int, str, date, date | None],
        following: tuple[int, int, str, date, date | None] | None,
    ) -> None:  # fmt: skip
        pen, dice = self.pen, self.pen.dice
        placement, address, kind, starts, ends = placed
        home = None if kind == "parents" else self.homes[address]
        lasting = ((ends or TODAY) - starts).days > 430 and dice.chance(0.55)
        if kind in _CODES:
            place = _CODES[kind]
        else:
            place = ("U1" if lasting else "U3") if kind == "relatives" else "U4" if lasting else "U6"
        long = starts + timedelta(days=dice.whole(370, 420)) if place in ("U1", "U4") and dice.chance(0.3) else None
        change = None
        if following is not None:
            change = "PLACE" if following[1] == address else dice.weighed(_CHANGES)
            if following[2] == "adopters":
                change = "CARPL"  # what everybody worked for
        stay = pen.add(
            "care.Stay", time.child, time.id, placement, home.id if home else None, place,
            home.provider if home else "PR0", home.urn if home and place not in ("P1", "H5") else "",
            home.outside if home else False, starts, ends, long if long and long < (ends or TODAY) else None,
            self._exemption(home, address, starts, ends), change, MOVED[change] if change else "", at(starts, 17),
            self.workers.on(time.child, starts),
        )  # fmt: skip
        lived = home.id if home else None
        time.stays.append(Placed(stay, place, starts, ends, long, lived, home.temporary if home else ()))

    def _exemption(self, home: Roof | None, address: int, starts: date, ends: date | None) -> str:
        """Why the child lives there beyond the terms, where they do."""
        if home is None:
            return ""
        there = self._nights[address]
        living = sum(1 for begun, over in there if begun <= starts and (over is None or starts < over))
        there.append((starts, ends))
        return EXEMPT if living >= home.places else ""


def _until(day: date, ends: date | None) -> date | None:
    """The day, if it has come while the time in care lasted."""
    return day if day < (ends or TODAY) else None
