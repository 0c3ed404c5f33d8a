"""Which generation each person of a genogram stands in.

Partners, siblings and cousins stand in one row and parents in a row above their children. Records contradict
themselves (an uncle who is a step-father too), so a tie that would make somebody their own ancestor is not followed; it
is still drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from righthelp.practice.people.drawing.family import Family


class _Groups:
    """People who stand in one row together."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.of = {key: key for key in keys}

    def find(self, key: int) -> int:
        while self.of[key] != key:
            self.of[key] = self.of[self.of[key]]
            key = self.of[key]
        return key


def levels(family: Family) -> dict[int, int]:
    """The row of every person, 0 for the oldest generation."""
    groups = _Groups(figure.key for figure in family.figures)
    below: dict[int, list[tuple[int, int]]] = defaultdict(list)  # parent -> (child, rise), by person
    for descent in sorted(family.descents, key=lambda each: (each.rise, each.how != "birth")):
        if not _reaches(descent.child, descent.parent, groups, below):
            below[descent.parent].append((descent.child, descent.rise))
    level_ties = [(each.a, each.b) for each in family.beside if each.siblings]
    level_ties += [(each.a, each.b) for each in family.bonds]
    level_ties += [(each.a, each.b) for each in family.beside if not each.siblings]
    for a, b in level_ties:
        one, two = groups.find(a), groups.find(b)
        if one != two and not _reaches(a, b, groups, below) and not _reaches(b, a, groups, below):
            groups.of[two] = one
    return _rows(family, groups, below)


def _reaches(start: int, goal: int, groups: _Groups, below: dict[int, list[tuple[int, int]]]) -> bool:
    """Whether ``goal`` stands in the row of ``start`` or comes after it."""
    target = groups.find(goal)
    members: dict[int, list[int]] = defaultdict(list)
    for key in groups.of:
        members[groups.find(key)].append(key)
    seen: set[int] = set()
    waiting = [groups.find(start)]
    while waiting:
        group = waiting.pop()
        if group == target:
            return True
        if group not in seen:
            seen.add(group)
            waiting += [groups.find(child) for key in members[group] for child, _ in below.get(key, ())]
    return False


def _rows(family: Family, groups: _Groups, below: dict[int, list[tuple[int, int]]]) -> dict[int, int]:
    edges: dict[int, list[tuple[int, int]]] = defaultdict(list)
    above: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for parent, children in below.items():
        for child, rise in children:
            one, two = groups.find(parent), groups.find(child)
            edges[one].append((two, rise))
            above[two].append((one, rise))
    order = _sorted(sorted({groups.find(key) for key in groups.of}), edges, above)
    row = dict.fromkeys(order, 0)
    for group in order:
        row[group] = max((row[parent] + rise for parent, rise in above[group]), default=0)
    for group in reversed(order):  # as near to their children as they can stand
        if edges[group]:
            row[group] = min(row[child] - rise for child, rise in edges[group])
    used = sorted({row[groups.find(figure.key)] for figure in family.figures})
    return {figure.key: used.index(row[groups.find(figure.key)]) for figure in family.figures}


def _sorted(
    groups: list[int], edges: dict[int, list[tuple[int, int]]], above: dict[int, list[tuple[int, int]]]
) -> list[int]:
    """Every group after all of those above it."""
    waits = {group: len(above[group]) for group in groups}
    ready = [group for group in groups if not waits[group]]
    found: list[int] = []
    while ready:
        group = ready.pop(0)
        found.append(group)
        for child, _ in edges[group]:
            waits[child] -= 1
            if not waits[child]:
                ready.append(child)
    return found
