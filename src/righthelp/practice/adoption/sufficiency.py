"""Are there enough adopters? Children who wait for a match held against adopters who wait for a child: by age, by how
many brothers and sisters wait together, by ethnicity. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from righthelp.practice.people.codes import Ethnicity

BY: Final = ("Age", "Brothers and sisters", "Ethnicity")
AGES: Final = (
    (0, 0, "Under one"),
    (1, 1, "One"),
    (2, 4, "Two to four"),
    (5, 9, "Five to nine"),
    (10, 17, "Ten or older"),
)
GROUPS: Final = ((1, "One child"), (2, "Two together"), (3, "Three or more together"))
GROUPS_OF: Final = {
    "W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "C": "Chinese", "O": "Another group", "": "Not known",
}  # fmt: skip


@dataclass(frozen=True)
class Child:
    """A child who waits. ``group``: which brothers and sisters wait together, by any number they share."""

    age: int | None
    ethnicity: str
    group: int


@dataclass(frozen=True)
class Family:
    """Approved adopters who wait: how many children, of which ages; the ethnicities of those who adopt."""

    places: int
    youngest: int
    oldest: int
    ethnicities: frozenset[str]


@dataclass(frozen=True)
class Row:
    """One line: children (or groups of children) against the families who could take them."""

    by: str
    which: str
    children: int
    families: int

    @property
    def short(self) -> int:
        """How many families are missing, if each took one."""
        return max(0, self.children - self.families)


def ethnic_group(code: str) -> str:
    """The broad group of an ethnicity code: a key of :data:`GROUPS_OF`."""
    if code in {Ethnicity.REFUSED, Ethnicity.NOT_YET}:
        return ""
    first = code[:1].upper()
    return first if first in GROUPS_OF else "O"


def compared(children: Collection[Child], families: Collection[Family]) -> list[Row]:
    """Every line, those that are of nobody left out. A family counts in each line that it could answer."""
    rows: list[Row] = []
    for first, last, words in AGES:
        wait = sum(1 for each in children if each.age is not None and first <= each.age <= last)
        could = sum(1 for each in families if each.youngest <= last and each.oldest >= first)
        rows.append(Row(BY[0], words, wait, could))
    sizes = [sum(1 for each in children if each.group == group) for group in {each.group for each in children}]
    for many, words in GROUPS:
        wait = sum(1 for size in sizes if min(size, 3) == many)
        rows.append(Row(BY[1], words, wait, sum(1 for each in families if each.places >= many)))
    for key, words in GROUPS_OF.items():
        wait = sum(1 for each in children if ethnic_group(each.ethnicity) == key)
        could = sum(1 for each in families if key in {ethnic_group(one) for one in each.ethnicities})
        rows.append(Row(BY[2], words, wait, could))
    return [row for row in rows if row.children or row.families]


def grouped(people: Sequence[int], ties: Collection[tuple[int, int]]) -> dict[int, int]:
    """For each of ``people`` the smallest number among those whom ties between brothers and sisters join to them."""
    found = {one: one for one in people}
    changed = True
    while changed:
        changed = False
        for one, other in ties:
            if one in found and other in found and found[one] != found[other]:
                found[one] = found[other] = min(found[one], found[other])
                changed = True
    return found


__all__ = ["Child", "Family", "Row", "compared", "ethnic_group", "grouped"]
