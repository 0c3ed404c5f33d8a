"""Actions that may be the same work twice: those that share the words few others use."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from righthelp.governance.plan.models import Action

NEAR: Final = 0.28
"""From here on two actions are shown as a pair: in the development plan of 2019 the three overlaps that its readers
had found, and few pairs more of 1,891. ``tests/spec/test_plan_overlap.py`` holds it to that."""
FEWEST: Final = 2
"""One word alone, however rare, is no overlap."""
_SMALL: Final = frozenset(
    {
        *("all", "and", "any", "are", "down", "each", "every", "for", "from", "into", "its", "off", "out", "over"),
        *("than", "that", "the", "their", "with"),
    }
)
_ENDING: Final = re.compile(r"(?:ations?|ings?|ments?|ies|es|s|ed|e|y)$")


@dataclass(frozen=True)
class Pair:
    """Two actions, how near they are (1 is the same words), and what they share, the rarest first."""

    one: Action
    other: Action
    nearness: float
    shared: tuple[str, ...]


def stems(text: str) -> dict[str, str]:
    """The words of a text that mean something, by what is left of them without their endings."""
    words = re.findall(r"[a-z]{3,}", text.lower())
    return {_ENDING.sub("", word): word for word in words if word not in _SMALL}


def pairs(actions: Iterable[Action]) -> list[Pair]:
    """Every two actions that are near, the nearest first. A word weighs more the fewer actions have it."""
    found = list(actions)
    said = [stems(action.text) for action in found]
    having = Counter(stem for each in said for stem in each)
    weight = {stem: math.log((len(found) + 1) / count) for stem, count in having.items()}
    length = [math.sqrt(sum(weight[stem] ** 2 for stem in each)) for each in said]
    made = []
    for one, other in combinations(range(len(found)), 2):
        both = sorted(said[one].keys() & said[other].keys(), key=lambda stem: (-weight[stem], stem))
        if len(both) < FEWEST:
            continue
        nearness = sum(weight[stem] ** 2 for stem in both) / (length[one] * length[other])
        if nearness >= NEAR:
            made.append(Pair(found[one], found[other], nearness, tuple(said[one][stem] for stem in both)))
    return sorted(made, key=lambda pair: (-pair.nearness, pair.one.pk or 0, pair.other.pk or 0))


__all__ = ["NEAR", "Pair", "pairs", "stems"]
