"""Which moves of children in care really happen: few do twice in a year, and most stay for long once they have settled.

Moves are drawn first, too many of them, and then left out here: what was drawn beside them stays as it was. In the
papers 2 % had three or more placements within a year, and 76 % of those in care for two and a half years had lived in
the same one for two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from righthelp.city.dice import Dice

RESTLESS: Final = 0.15
"""Children none of whose moves is left out."""
EARLY: Final = 0.7
LATER: Final = 0.1
_SOON: Final = 400
"""Days after coming into care within which most who move, move."""


def kept(dice: Dice, days: Sequence[date]) -> list[int]:
    """Of the days on which placements were to begin, those on which they do: their places in the sequence."""
    if dice.chance(RESTLESS):
        return list(range(len(days)))
    found = [0]
    for place, day in enumerate(days[1:], 1):
        soon = found == [0] and (day - days[0]).days < _SOON
        rested = found == [0] or (day - days[found[-1]]).days >= 366
        if rested and dice.chance(EARLY if soon else LATER):
            found.append(place)
    return found


__all__ = ["kept"]
