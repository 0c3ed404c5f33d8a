"""Councils that most often answer for a child we are told of, by the Department for Education's numbers."""

from __future__ import annotations

from typing import Final

OURS: Final = "330"
COUNCILS: Final[dict[str, str]] = {
    "331": "Coventry",
    "332": "Dudley",
    "333": "Sandwell",
    "334": "Solihull",
    "335": "Walsall",
    "336": "Wolverhampton",
    "830": "Derbyshire",
    "831": "Derby",
    "856": "Leicester",
    "860": "Staffordshire",
    "861": "Stoke-on-Trent",
    "885": "Worcestershire",
    "892": "Nottingham",
    "937": "Warwickshire",
}


def council(code: str) -> str:
    """A council by its number; ``another council`` for one that is not in the list."""
    return COUNCILS.get(code, "another council")
