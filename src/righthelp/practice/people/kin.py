"""What people are to one another, said from either side, and where each stands in a genogram.

A relationship is recorded once: ``other`` is the *mother* of ``person``. From the mother's side the same row says
*daughter*, *son* or *child*. Nothing is kept twice, so the two sides cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from righthelp.practice.people.drawing.family import How
from righthelp.practice.people.kinds import RelationshipKind as Kind


@dataclass(frozen=True)
class _Said:
    """Words for a woman, a man, and where the sex is not recorded."""

    female: str
    male: str
    either: str

    def of(self, sex: str) -> str:
        return {"F": self.female, "M": self.male}.get(sex, self.either)


def _same(words: str) -> _Said:
    return _Said(words, words, words)


_CHILD = _Said("Daughter", "Son", "Child")
_SIBLING = _Said("Sister", "Brother", "Brother or sister")
_HALF = _Said("Half-sister", "Half-brother", "Half-brother or half-sister")
_STEP = _Said("Step-sister", "Step-brother", "Step-brother or step-sister")
_PARTNER = _same("Partner")

# (what ``other`` is to ``person``, what ``person`` is to ``other``)
_SAID: Final[dict[str, tuple[_Said, _Said]]] = {
    Kind.MOTHER: (_same("Mother"), _CHILD),
    Kind.FATHER: (_same("Father"), _CHILD),
    Kind.PARENT: (_Said("Mother", "Father", "Parent"), _CHILD),
    Kind.ADOPTER: (
        _Said("Adoptive mother", "Adoptive father", "Adoptive parent"),
        _Said("Adopted daughter", "Adopted son", "Adopted child"),
    ),
    Kind.STEP_PARENT: (
        _Said("Step-mother", "Step-father", "Step-parent"),
        _Said("Step-daughter", "Step-son", "Step-child"),
    ),
    Kind.SIBLING: (_SIBLING, _SIBLING),
    Kind.HALF_SIBLING: (_HALF, _HALF),
    Kind.STEP_SIBLING: (_STEP, _STEP),
    Kind.FOSTER: (_same("Foster carer"), _same("Fostered by them")),
    Kind.SPECIAL: (_same("Special guardian"), _same("Under their special guardianship")),
    Kind.GUARDIAN: (_same("Guardian"), _same("Their ward")),
    Kind.CARER: (_same("Carer"), _same("Cared for by them")),
    Kind.PARTNER: (_PARTNER, _PARTNER),
    Kind.GRANDPARENT: (
        _Said("Grandmother", "Grandfather", "Grandparent"),
        _Said("Granddaughter", "Grandson", "Grandchild"),
    ),
    Kind.GREAT: (
        _Said("Great-grandmother", "Great-grandfather", "Great-grandparent"),
        _Said("Great-granddaughter", "Great-grandson", "Great-grandchild"),
    ),
    Kind.AUNT_UNCLE: (_Said("Aunt", "Uncle", "Aunt or uncle"), _Said("Niece", "Nephew", "Niece or nephew")),
    Kind.COUSIN: (_same("Cousin"), _same("Cousin")),
    Kind.FRIEND: (_same("Close friend"), _same("Close friend")),
    Kind.IMPORTANT: (_same("Important adult"), _same("Important to them")),
    Kind.OTHER: (_same("Other tie"), _same("Other tie")),
}
_ORDER: Final = list(_SAID)

PARENTS: Final = frozenset({Kind.MOTHER, Kind.FATHER, Kind.PARENT, Kind.ADOPTER})
BIRTH_PARENTS: Final = frozenset({Kind.MOTHER, Kind.FATHER, Kind.PARENT})
SIBLINGS: Final = frozenset({Kind.SIBLING, Kind.HALF_SIBLING, Kind.STEP_SIBLING})
BRINGING_UP: Final = frozenset({Kind.STEP_PARENT, Kind.FOSTER, Kind.SPECIAL, Kind.GUARDIAN, Kind.CARER})
BOTH_WAYS: Final = frozenset({*SIBLINGS, Kind.PARTNER, Kind.COUSIN, Kind.FRIEND, Kind.OTHER})
"""Kinds that are the same from either side: recorded once, whichever way round."""
MAY_BE_RESPONSIBLE: Final = frozenset(
    {*PARENTS, Kind.STEP_PARENT, Kind.SPECIAL, Kind.GUARDIAN, Kind.CARER, Kind.GRANDPARENT, Kind.AUNT_UNCLE, Kind.GREAT}
)
FAMILY_TIES: Final = frozenset({*PARENTS, *SIBLINGS, Kind.PARTNER, Kind.STEP_PARENT, Kind.GRANDPARENT, Kind.GREAT})
"""Ties along which a family picture goes on; a foster carer's other foster children are not this child's family."""

_HOW: Final = {
    Kind.ADOPTER: How.ADOPTED,
    **dict.fromkeys(BRINGING_UP, How.CARED),
    **dict.fromkeys((Kind.GRANDPARENT, Kind.GREAT, Kind.AUNT_UNCLE, Kind.IMPORTANT), How.OTHER),
    **dict.fromkeys(BIRTH_PARENTS, How.BIRTH),
}
_RISE: Final = {Kind.GRANDPARENT: 2, Kind.GREAT: 3}


def said(kind: str, *, forward: bool, sex: str = "U", over: bool = False) -> str:
    """What somebody of this sex is: ``forward`` when they are the ``other`` of the row. ``over``: it has ended."""
    words = _SAID[kind][0 if forward else 1].of(sex)
    if not over:
        return words
    return f"Ex-{words[0].lower()}{words[1:]}" if kind == Kind.PARTNER else f"{words} (until then)"


def order(kind: str, *, forward: bool) -> int:
    """Where a relative stands in a list: parents and those who bring up first, then siblings, then the rest."""
    return _ORDER.index(Kind(kind)) * 2 + (0 if forward else 1)


def how(kind: str) -> How | None:
    """How ``person`` comes after ``other`` in a genogram; None for kinds between people of one generation."""
    return _HOW.get(Kind(kind))


def rise(kind: str) -> int:
    """How many generations ``other`` stands above ``person``."""
    return _RISE.get(Kind(kind), 1)
