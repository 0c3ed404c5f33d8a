"""What a genogram is drawn from: people, and what ties each to another. Every tie has the ``relation`` it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """The symbol of a person: square, circle, diamond, and a triangle for a child not yet born."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"
    UNBORN = "unborn"


class Tie(StrEnum):
    """How two partners are, or were, together; the line between them."""

    MARRIED = "married"
    COHABITING = "cohabiting"
    TOGETHER = "together"
    PARENTS = "parents"  # parents of one child of whose partnership nothing is recorded


class Parted(StrEnum):
    """How a partnership ended; the strokes through its line."""

    NO = ""
    ENDED = "ended"
    SEPARATED = "separated"
    DIVORCED = "divorced"


class How(StrEnum):
    """How a child is somebody's child; the line that comes down to them."""

    BIRTH = "birth"
    ADOPTED = "adopted"
    CARED = "cared"  # foster carer, special guardian, step-parent: bringing up, not born to
    OTHER = "other"  # a tie between generations that is not between parent and child


class Feeling(StrEnum):
    """How two people get on."""

    CLOSE = "close"
    STRAINED = "strained"
    CONFLICT = "conflict"
    CUT_OFF = "cut_off"
    VIOLENT = "violent"


@dataclass(frozen=True)
class Figure:
    """One person. ``age`` is written inside the symbol, ``years`` under the name; ``order`` sorts siblings, eldest
    first (a birth date's ordinal). ``says`` is the whole in words for who does not see it."""

    key: int
    name: str
    shape: Shape
    age: str = ""
    years: str = ""
    order: int = 10**7
    died: bool = False
    index: bool = False
    at_home: bool = False
    href: str | None = None
    says: str = ""
    born: str = ""  # siblings of one family with the same day are drawn as twins


@dataclass(frozen=True)
class Bond:
    """A partnership."""

    a: int
    b: int
    tie: Tie
    parted: Parted
    relation: int


@dataclass(frozen=True)
class Descent:
    """``child`` comes after ``parent``: born to, adopted by, cared for by, or another tie across generations.

    ``rise`` is how many generations lie between: one for a parent, two for a grandparent.
    """

    child: int
    parent: int
    how: How
    relation: int
    rise: int = 1


@dataclass(frozen=True)
class Beside:
    """Two people of one generation: siblings, cousins, friends. ``siblings`` of whom no common parent is drawn."""

    a: int
    b: int
    siblings: bool
    relation: int


@dataclass(frozen=True)
class Between:
    """How two people get on."""

    a: int
    b: int
    feeling: Feeling
    relation: int


@dataclass(frozen=True)
class Family:
    """All that is drawn. A tie that names somebody who is not among ``figures`` is left out."""

    figures: tuple[Figure, ...]
    bonds: tuple[Bond, ...] = ()
    descents: tuple[Descent, ...] = ()
    beside: tuple[Beside, ...] = ()
    between: tuple[Between, ...] = ()
