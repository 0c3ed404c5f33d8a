"""Genograms of families nobody thought of: nobody stands on anybody, every tie is drawn, no line crosses a person."""

from __future__ import annotations

import random
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from righthelp.practice.people.drawing.family import (
    Beside,
    Between,
    Bond,
    Descent,
    Family,
    Feeling,
    Figure,
    How,
    Parted,
    Shape,
    Tie,
)
from righthelp.practice.people.drawing.genogram import genogram
from righthelp.practice.people.drawing.lines import HALF, Drawn, routed
from righthelp.practice.people.drawing.places import placed
from righthelp.practice.people.drawing.plan import PERSON_WIDTH, planned

SVG = "{http://www.w3.org/2000/svg}"


def some_family(seed: int, *, muddle: bool = False) -> Family:
    """Up to forty people in four generations, some with several partners; ``muddle`` adds ties that contradict."""
    dice = random.Random(seed)
    figures: list[Figure] = []
    bonds: list[Bond] = []
    descents: list[Descent] = []
    number = iter(range(1, 10_000))
    relation = iter(range(1, 10_000))

    def somebody(generation: int) -> int:
        key = next(number)
        shape = dice.choice([Shape.MALE, Shape.FEMALE, Shape.MALE, Shape.FEMALE, Shape.UNKNOWN])
        figures.append(Figure(key, f"Person Number-{key}", shape, order=generation * 100 + dice.randint(0, 40)))
        return key

    row = [somebody(0) for _ in range(dice.randint(1, 4))]
    for generation in range(1, 5):
        below: list[int] = []
        for person in row:
            for _ in range(dice.choice([0, 1, 1, 1, 2, 3])):
                if len(figures) >= 38:
                    break
                others = [each for each in row if each != person]
                partner = dice.choice(others) if others and dice.random() < 0.2 else somebody(generation - 1)
                if dice.random() < 0.85:
                    tie, parted = dice.choice(list(Tie)[:3]), dice.choice(list(Parted))
                    bonds.append(Bond(person, partner, tie, parted, next(relation)))
                for _ in range(dice.randint(0, 3)):
                    if len(figures) < 40 and generation < 4:
                        child = somebody(generation)
                        below.append(child)
                        how = dice.choice([How.BIRTH, How.BIRTH, How.BIRTH, How.ADOPTED, How.CARED])
                        descents.append(Descent(child, person, how, next(relation)))
                        if dice.random() < 0.8:
                            descents.append(Descent(child, partner, how, next(relation)))
        row = below
    keys = [figure.key for figure in figures]
    beside = [
        Beside(*pair, dice.random() < 0.5, next(relation))
        for pair in (dice.sample(keys, 2) for _ in range(dice.randint(0, 3)) if len(keys) > 1)
    ]
    for _ in range(dice.randint(0, 3) if len(keys) > 1 else 0):
        child, elder = dice.sample(keys, 2)
        descents.append(Descent(child, elder, How.OTHER, next(relation), rise=dice.choice([1, 2])))
    if muddle and len(keys) > 1:
        for _ in range(4):
            one, two = dice.sample(keys, 2)
            descents.append(Descent(one, two, How.BIRTH, next(relation)))
            bonds.append(Bond(*dice.sample(keys, 2), Tie.TOGETHER, Parted.NO, next(relation)))
    feelings = [
        Between(*dice.sample(keys, 2), dice.choice(list(Feeling)), next(relation)) for _ in range(3) if len(keys) > 1
    ]
    return Family(tuple(figures), tuple(bonds), tuple(descents), tuple(beside), tuple(feelings))


def relations_of(family: Family) -> set[int]:
    ties = (*family.bonds, *family.descents, *family.beside, *family.between)
    return {tie.relation for tie in ties}


def drawn_of(family: Family) -> Drawn:
    plan = planned(family)
    return routed(plan, placed(plan))


def through_a_person(drawn: Drawn) -> list[tuple[str, int]]:
    """Upright and level stretches of a line that lie inside somebody's symbol."""
    found = []
    for line in drawn.lines:
        if line.kind == "astray":  # contradictory ties are drawn straight across
            continue
        for (x1, y1), (x2, y2) in pairwise(line.points):
            for key, (x, y) in drawn.at.items():
                near = 2.0
                if (
                    min(x1, x2) < x + HALF - near
                    and max(x1, x2) > x - HALF + near
                    and min(y1, y2) < y + HALF - near
                    and max(y1, y2) > y - HALF + near
                ):
                    found.append((line.kind, key))
    return found


@pytest.mark.parametrize("muddle", [False, True])
def test_nobody_stands_on_anybody_and_every_tie_is_drawn(muddle: bool) -> None:
    largest = 0
    for seed in range(250):
        family = some_family(seed, muddle=muddle)
        picture = genogram(family, title="A family", says="A family")
        largest = max(largest, len(family.figures))
        spots = sorted(picture.at.values(), key=lambda at: (at[1], at[0]))
        assert len(spots) == len(family.figures), seed
        for one, two in pairwise(spots):
            assert one[1] != two[1] or two[0] - one[0] >= PERSON_WIDTH - 0.2, seed
        rows = sorted({y for _, y in spots})
        assert all(lower - upper >= 2 * HALF + 50 for upper, lower in pairwise(rows)), seed
        assert picture.relations == relations_of(family), seed
    assert largest >= 38


def test_no_line_runs_through_a_person() -> None:
    wrong = {seed: found for seed in range(250) if (found := through_a_person(drawn_of(some_family(seed))))}
    assert wrong == {}


def test_parents_stand_above_their_children_and_partners_beside_one_another() -> None:
    for seed in range(100):
        family = some_family(seed)
        born = tuple(each for each in family.descents if each.how is not How.OTHER)
        drawn = drawn_of(Family(family.figures, family.bonds, born))
        assert all(drawn.at[each.parent][1] < drawn.at[each.child][1] for each in born), seed
        assert all(drawn.at[each.a][1] == drawn.at[each.b][1] for each in family.bonds), seed


def test_the_same_family_gives_the_same_picture() -> None:
    one = genogram(some_family(7), title="A family", says="A family").svg
    assert one == genogram(some_family(7), title="A family", says="A family").svg


def test_the_picture_is_well_formed_and_obeys_a_strict_policy() -> None:
    figure = Figure(1, "<b>O'Malley & 'Sons'</b>", Shape.FEMALE, href="/children/1", says='"quoted" & <b>')
    other = Figure(2, "Zed", Shape.UNBORN)
    family = Family((figure, other), descents=(Descent(2, 1, How.BIRTH, 1),))
    for alone in (True, False):
        svg = str(genogram(family, title="T <x>", says="S & more", alone=alone).svg)
        tree = ElementTree.fromstring(svg)  # noqa: S314  our own
        assert tree.find(f"{SVG}title") is not None
        assert tree.get("role") == ("img" if alone else "group")
        assert (tree.find(f".//{SVG}a") is None) is alone
        names = {attribute for element in tree.iter() for attribute in element.attrib}
        assert not {name for name in names if name == "style" or name.startswith("on")}
        assert not {element.tag for element in tree.iter()} & {f"{SVG}script", f"{SVG}style", f"{SVG}image"}


def test_nobody_at_all_is_an_empty_picture() -> None:
    assert "svg" in str(genogram(Family(()), title="Nobody", says="Nobody").svg)
