"""Rows of families: who is what to whom, and where somebody lives; each as long as its table's columns."""

from __future__ import annotations

from datetime import date
from typing import Final

from righthelp.city.dice import Dice

# Below these ids stand the residents; above them relatives, doubles and the demonstration's own family.
KIN_FROM: Final = 1_150_000
FAMILY_FROM: Final = 1_199_000
HOMES_FROM: Final = 520_000
FAMILY_HOMES_FROM: Final = 599_000
REGISTERED_SINCE: Final = date(2003, 12, 1)  # fathers named on the birth certificate are responsible from here on

_QUALITY: Final = {"": 870, "close": 55, "strained": 40, "conflict": 15, "cut_off": 12, "violent": 8}
_AMONG_CHILDREN: Final = {"": 880, "close": 90, "strained": 20, "conflict": 10}


def tie(
    person: int,
    other: int,
    kind: str,
    responsible: bool = False,
    how: str = "",
    since: date | None = None,
    *,
    together: str = "",
    parted: str = "",
    starts: date | None = None,
    ends: date | None = None,
    quality: str = "",
    words: str = "",
) -> tuple[object, ...]:
    """A row of ``people.Relationship``: ``other`` is the ``kind`` of ``person``."""
    return (person, other, kind, responsible, how, since, together, parted, starts, ends, quality, words)


def lives(
    person: int,
    address: int | None,
    starts: date,
    ends: date | None = None,
    protected: bool = False,
    situation: str = "address",
    temporary: bool = False,
) -> tuple[object, ...]:
    """A row of ``people.Residence``."""
    return (person, address, starts, ends, protected, situation, temporary)


def mother_of(child: int, mother: int, born: date, dice: Dice) -> tuple[object, ...]:
    """A mother holds parental responsibility from the birth on."""
    return tie(child, mother, "mother", True, "birth", born, quality=dice.weighed(_QUALITY))


def father_of(child: int, father: int, born: date, dice: Dice, *, responsible: bool) -> tuple[object, ...]:
    """A father holds it when married to the mother, or named on the certificate since December 2003."""
    quality = dice.weighed(_QUALITY)
    if not responsible:
        return tie(child, father, "father", quality=quality)
    how = "registered" if born >= REGISTERED_SINCE and dice.chance(0.6) else "birth"
    return tie(child, father, "father", True, how, born, quality=quality)


def siblings(one: int, other: int, dice: Dice) -> tuple[object, ...]:
    """Brothers or sisters."""
    return tie(one, other, "sibling", quality=dice.weighed(_AMONG_CHILDREN))


def asked(ethnicity: str, person: int) -> str:
    """The ethnicity, but of one in 27 it has not been asked: there is something for the completeness list to say."""
    return "" if person % 27 == 0 else ethnicity
