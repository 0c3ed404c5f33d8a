"""Homes of the families with a plan: those before the present one, those that are temporary or none, and those that
somebody must not know."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from righthelp.city.dice import Dice
from righthelp.city.households import PLACES, Block, day_words
from righthelp.city.places import STREETS, UNITS
from righthelp.city.staff import TODAY

if TYPE_CHECKING:
    from righthelp.city.work import Stay, Work

_BEFORE: Final = {0: 18, 1: 34, 2: 27, 3: 14, 4: 7}
WHY: Final = (
    "Violence towards the mother; a non-molestation order is in force.",
    "Threats to find the family after they moved to a refuge.",
    "Convicted of an assault in the home; licence conditions keep him away.",
    "Said that he would take the children abroad.",
)
WORDS: Final = ("Her former partner", "The uncle who was at the house", "Friends of the former partner")


def moved(work: Work, drawn: Block, first_person: int, first_address: int) -> None:
    """Give the families with a plan in force that live together the homes they had; protect some of the present ones.

    Who is in care has their own homes already.
    """
    dice = Dice("homes")
    members: dict[int, list[int]] = defaultdict(list)
    known = {int(row[0]) - first_person for row in work.involved}  # type: ignore[call-overload]  # ids
    homes = {int(drawn.household[row]) for row in known}
    for found in np.flatnonzero(np.isin(drawn.household, list(homes))).tolist():
        members[int(drawn.household[found])].append(int(found))
    days = day_words()
    next_address = first_address + len(drawn.place) + len(work.places)
    for household in sorted(members):
        rows = [row for row in members[household] if row not in work.lived]
        if not any(row in known for row in rows):
            continue
        since = date.fromisoformat(str(days[drawn.moved[household]]))
        if dice.chance(0.36):
            since = TODAY - timedelta(days=dice.whole(2, 362))
        changes = [since]
        for _ in range(dice.weighed(_BEFORE)):
            changes.append(changes[-1] - timedelta(days=dice.whole(70, 1100)))
        changes.reverse()
        places: list[int | None] = [first_address + household]
        for _ in changes[1:]:
            places.insert(0, next_address)
            work.places.append(home_beside(next_address, household, drawn, dice))
            next_address += 1
        situation = dice.weighed({"address": 960, "no_fixed": 22, "unknown": 18})
        temporary = situation == "address" and dice.chance(0.09)
        if situation != "address":
            places[-1] = None
        hidden = _hidden(work, drawn, rows, first_person, since, dice) if situation == "address" else False
        for row in rows:
            born = date.fromisoformat(str(days[drawn.born[row]]))
            stays: list[Stay] = []
            for number, place in enumerate(places):
                ends = changes[number + 1] if number + 1 < len(changes) else None
                begun = max(changes[number], born)
                if ends is not None and begun >= ends:
                    continue
                last = ends is None
                stays.append(
                    (place, begun, ends, hidden and last, situation if last else "address", temporary and last)
                )
            work.lived[row] = stays


def _hidden(work: Work, drawn: Block, rows: list[int], first_person: int, since: date, dice: Dice) -> bool:
    """Whether the home is protected; then from whom: the father who lives elsewhere, or somebody in words."""
    here = int(drawn.household[rows[0]])
    fathers = {int(drawn.father[row]) for row in rows if drawn.father[row] >= 0}
    if any(int(drawn.household[each]) == here for each in fathers) or not dice.chance(0.3):
        return False
    father = min(fathers, default=None)
    mothers = {int(drawn.mother[row]) for row in rows if drawn.mother[row] >= 0}
    why, words = dice.pick(WHY), dice.pick(WORDS)
    starts = max(since, TODAY - timedelta(days=900))
    reviewed = starts + timedelta(days=(TODAY - starts).days // 2) if dice.chance(0.34) else None
    for row in rows:
        if drawn.father[row] >= 0 or row in mothers or father is None:
            born = date.fromisoformat(str(day_words()[drawn.born[row]]))
            other = None if father is None else first_person + father
            work.kept_from.append(
                (first_person + row, other, words if father is None else "", why, max(starts, born), reviewed)
            )
    return True


def home_away(number: int, household: int, drawn: Block, dice: Dice) -> tuple[object, ...]:
    """Where adopters live: never in the locality of the family."""
    _, known, _ = PLACES[int(drawn.place[household])]
    return _home(number, dice.pick([each for each in PLACES if each[1] != known]))


def home_beside(number: int, household: int, drawn: Block, dice: Dice) -> tuple[object, ...]:
    """Where the family lived before, or relatives live; house numbers that no resident has."""
    return _home(number, PLACES[int(drawn.place[household])] if dice.chance(0.6) else dice.pick(PLACES))


def _home(number: int, place: tuple[str, str, str]) -> tuple[object, ...]:
    area, locality, outward = place
    line = f"{number % 211 + 200} {STREETS[number * 7 % len(STREETS)]}"
    return (number, "", "home", line, locality, f"{outward} {UNITS[number * 3 % len(UNITS)]}", area, "330")
