"""A family turned into rows of blocks: who has children with whom, and who stands beside whom.

A *clan* is one or two parents (or none that are drawn) with children that came to them in one way. Partners
stand in one *block*. A tie that passes through a row holds a narrow place of its own there, so that no line runs
through a person.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from righthelp.practice.people.drawing.family import Beside, Bond, Descent, Family, How, Parted, Shape, Tie
from righthelp.practice.people.drawing.levels import levels

PERSON_WIDTH = 124
PASSING_WIDTH = 26


@dataclass
class Clan:
    """Parents in row ``row``, and their children. ``passing`` are the places held in the rows between, by the row of
    the children they lead to."""

    parents: tuple[int, ...]
    how: How
    row: int
    children: list[int] = field(default_factory=list)
    relations: set[int] = field(default_factory=set)
    passing: dict[int, list[int]] = field(default_factory=dict)


@dataclass
class Plan:
    """Everything that is drawn and in which row; ``rows`` hold blocks, blocks hold keys from left to right."""

    family: Family
    row: dict[int, int]
    rows: list[list[list[int]]]
    clans: list[Clan]
    bonds: list[Bond]
    level: list[Beside]  # drawn as a line beneath the row
    astray: list[tuple[int, int, int]]  # (a, b, relation): contradictory, drawn straight

    def width(self, key: int) -> int:
        """How much room a person, or a line passing through, takes in a row."""
        return PERSON_WIDTH if key > 0 else PASSING_WIDTH

    @property
    def links(self) -> list[tuple[tuple[int, ...], int]]:
        """What hangs beneath what in the next row: (those above, the one below)."""
        found: list[tuple[tuple[int, ...], int]] = []
        for clan in self.clans:
            if not clan.parents:
                continue
            for child_row in sorted({self.row[child] for child in clan.children}):
                above: tuple[int, ...] = clan.parents
                for place in clan.passing.get(child_row, []):
                    found.append((above, place))
                    above = (place,)
                found += [(above, child) for child in clan.children if self.row[child] == child_row]
        return found


def planned(family: Family) -> Plan:
    """The rows of a family, not yet in their best order."""
    family = _within(family)
    row = levels(family)
    figures = {figure.key: figure for figure in family.figures}
    bonds = [bond for bond in family.bonds if row[bond.a] == row[bond.b]]
    astray = [(bond.a, bond.b, bond.relation) for bond in family.bonds if row[bond.a] != row[bond.b]]
    clans, level = _clans(family, row, bonds, astray)
    _sibships(family, row, clans, level)
    for clan in clans:
        clan.children.sort(key=lambda key: (figures[key].order, key))
    rows: list[list[list[int]]] = [[] for _ in range(max(row.values(), default=-1) + 1)]
    for block in _blocks(family, row, bonds):
        rows[row[block[0]]].append(block)
    _passing(clans, row, rows)
    return Plan(family, row, rows, clans, bonds, level, astray)


def _within(family: Family) -> Family:
    """Without ties to people who are not drawn, and without a person's ties to themselves."""
    known = {figure.key for figure in family.figures}
    return Family(
        family.figures,
        tuple(each for each in family.bonds if {each.a, each.b} <= known and each.a != each.b),
        tuple(each for each in family.descents if {each.child, each.parent} <= known and each.child != each.parent),
        tuple(each for each in family.beside if {each.a, each.b} <= known and each.a != each.b),
        tuple(each for each in family.between if {each.a, each.b} <= known and each.a != each.b),
    )


def _clans(
    family: Family, row: dict[int, int], bonds: list[Bond], astray: list[tuple[int, int, int]]
) -> tuple[list[Clan], list[Beside]]:
    paired = {frozenset((bond.a, bond.b)) for bond in bonds}
    by_child: dict[tuple[int, How], list[Descent]] = defaultdict(list)
    level: list[Beside] = []
    for descent in family.descents:
        if row[descent.parent] < row[descent.child]:
            by_child[descent.child, descent.how].append(descent)
        elif row[descent.parent] == row[descent.child]:
            level.append(Beside(descent.parent, descent.child, False, descent.relation))
        else:
            astray.append((descent.parent, descent.child, descent.relation))
    found: dict[tuple[tuple[int, ...], How], Clan] = {}
    for (child, how), descents in by_child.items():
        for parents in _pairs(descents, how, row, paired):
            clan = found.setdefault((parents, how), Clan(parents, how, row[parents[0]]))
            clan.children.append(child) if child not in clan.children else None
            clan.relations |= {each.relation for each in descents if each.parent in parents}
            if len(parents) == 2 and frozenset(parents) not in paired:
                bonds.append(Bond(parents[0], parents[1], Tie.PARENTS, Parted.NO, 0))
                paired.add(frozenset(parents))
    return list(found.values()), level


def _pairs(
    descents: list[Descent], how: How, row: dict[int, int], paired: set[frozenset[int]]
) -> list[tuple[int, ...]]:
    """The parents two by two: partners together first, then parents by birth or adoption of one row."""
    left = sorted({each.parent for each in descents})
    if how is How.OTHER:
        return [(parent,) for parent in left]
    found: list[tuple[int, ...]] = []
    for partners_only in (True, False):
        if not partners_only and how is How.CARED:
            break
        for one in list(left):
            two = next(
                (
                    each
                    for each in left
                    if each > one and row[each] == row[one] and (not partners_only or frozenset((one, each)) in paired)
                ),
                None,
            )
            if one in left and two is not None:
                found.append((one, two))
                left.remove(one)
                left.remove(two)
    return found + [(parent,) for parent in left]


def _sibships(family: Family, row: dict[int, int], clans: list[Clan], level: list[Beside]) -> None:
    """Siblings without a common parent in the drawing hang from a line of their own; other ties run beneath the row."""
    of: dict[int, set[int]] = defaultdict(set)
    for place, clan in enumerate(clans):
        if clan.how is not How.OTHER:
            for parent in clan.parents:
                for child in clan.children:
                    of[child].add(-parent)  # half siblings share a parent, not a clan
                    of[child].add(10**9 + place)
    ships: list[Clan] = []
    for tie in family.beside:
        if tie.siblings and of[tie.a] & of[tie.b]:
            shared = next(clan for clan in clans if tie.a in clan.children and _shares(clan, clans, tie.b))
            shared.relations.add(tie.relation)
        elif tie.siblings and row[tie.a] == row[tie.b]:
            met = [ship for ship in ships if {tie.a, tie.b} & set(ship.children)]
            ship = met[0] if met else Clan((), How.BIRTH, row[tie.a] - 1)
            if not met:
                ships.append(ship)
            for other in met[1:]:
                ships.remove(other)
                ship.children += [child for child in other.children if child not in ship.children]
                ship.relations |= other.relations
            ship.children += [child for child in (tie.a, tie.b) if child not in ship.children]
            ship.relations.add(tie.relation)
        else:
            level.append(tie)
    clans += ships


def _shares(clan: Clan, clans: list[Clan], other: int) -> bool:
    return any(
        other in each.children and set(each.parents) & set(clan.parents) and each.how is not How.OTHER for each in clans
    )


def _passing(clans: list[Clan], row: dict[int, int], rows: list[list[list[int]]]) -> None:
    """Hold a place in every row that a clan's line passes through. Places have negative keys."""
    last = 0
    for clan in clans:
        for child_row in sorted({row[child] for child in clan.children}):
            if not clan.parents:
                continue
            for between in range(clan.row + 1, child_row):
                last -= 1
                row[last] = between
                rows[between].append([last])
                clan.passing.setdefault(child_row, []).append(last)


def _blocks(family: Family, row: dict[int, int], bonds: list[Bond]) -> list[list[int]]:
    """Partners beside one another. Who had many stands between the first two of them."""
    partners: dict[int, list[int]] = defaultdict(list)
    for bond in bonds:
        partners[bond.a].append(bond.b)
        partners[bond.b].append(bond.a)
    figures = {figure.key: figure for figure in family.figures}
    done: set[int] = set()
    found: list[list[int]] = []
    for figure in family.figures:
        if figure.key not in done:
            chain = _chain(figure.key, partners, done)
            if len(chain) == 2 and figures[chain[0]].shape is Shape.FEMALE and figures[chain[1]].shape is Shape.MALE:
                chain.reverse()  # men on the left, as genograms have it
            found.append(chain)
    return found


def _chain(start: int, partners: dict[int, list[int]], done: set[int]) -> list[int]:
    far = _farthest(_farthest(start, partners)[-1], partners)
    chain = list(far)
    done |= set(chain)
    waiting = list(chain)
    while waiting:
        person = waiting.pop(0)
        for partner in partners[person]:
            if partner not in done:
                done.add(partner)
                chain.insert(chain.index(person) + 1, partner)
                waiting.append(partner)
    return chain


def _farthest(start: int, partners: dict[int, list[int]]) -> list[int]:
    """The path to whoever is the most partnerships away."""
    paths = {start: [start]}
    waiting = [start]
    best = [start]
    while waiting:
        person = waiting.pop(0)
        for partner in partners[person]:
            if partner not in paths:
                paths[partner] = [*paths[person], partner]
                waiting.append(partner)
                best = paths[partner] if len(paths[partner]) > len(best) else best
    return best
