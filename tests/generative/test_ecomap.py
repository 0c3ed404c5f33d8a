"""Ecomaps of any size: circles that touch nothing, a line to each, the picture well formed."""

from __future__ import annotations

import math
import random
from itertools import combinations
from xml.etree import ElementTree

import pytest

from righthelp.practice.people.drawing.ecomap import _CHILD, _RADIUS, Circle, ecomap
from righthelp.practice.people.drawing.family import Shape

STRENGTHS = ("strong", "ordinary", "weak", "stressful", "broken")
ENERGIES = ("to_child", "from_child", "both", "none")


def some_world(number: int) -> list[Circle]:
    dice = random.Random(number)
    return [
        Circle(
            key, "Club or hobby", f"Boxing & dance <{key}> with a long name", dice.choice(STRENGTHS),
            dice.choice(ENERGIES), f"Number {key}", "/children/1" if key % 3 == 0 else None,
        )
        for key in range(number)
    ]  # fmt: skip


@pytest.mark.parametrize("number", [0, 1, 2, 3, 7, 12, 13, 20, 30, 31, 45])
def test_no_circle_touches_another_or_the_child(number: int) -> None:
    drawn = ecomap("Aliyah", Shape.FEMALE, some_world(number), title="Ecomap", says="A world")
    assert len(drawn.at) == number
    for one, two in combinations(drawn.at.values(), 2):
        assert math.dist(one, two) >= 2 * _RADIUS
    tree = ElementTree.fromstring(str(drawn.svg))  # noqa: S314  our own
    wide, high = (float(tree.get(side) or 0) for side in ("width", "height"))
    middle = (wide / 2, wide / 2)
    for x, y in drawn.at.values():
        assert math.dist((x, y), middle) >= _RADIUS + _CHILD
        assert _RADIUS <= x <= wide - _RADIUS
        assert _RADIUS <= y <= high - _RADIUS


def test_a_file_has_no_links_and_is_one_image() -> None:
    svg = str(ecomap("Aliyah", Shape.FEMALE, some_world(9), title="Ecomap", says="A world", alone=True).svg)
    assert 'role="img"' in svg
    assert "<a " not in svg
