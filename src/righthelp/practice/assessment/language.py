"""Words that hurt: pointed out to whoever writes, with better ones, and never in anybody’s way.

The list is data (``words_that_hurt.csv``): a pattern, what to say instead, and why.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_LIST: Final = Path(__file__).with_name("words_that_hurt.csv")
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")


@dataclass(frozen=True)
class Found:
    """Words that stand in a text, what to say instead, and why."""

    words: str
    instead: str
    why: str


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    with _LIST.open(encoding="utf-8", newline="") as lines:
        return tuple(
            (re.compile(rf"\b(?:{row['pattern']})", _flags(row["pattern"])), row["instead"], row["why"])
            for row in csv.DictReader(lines)
        )


def _flags(pattern: str) -> re.RegexFlag:
    return re.NOFLAG if r"\bLAC\b" in pattern else re.IGNORECASE


def found(text: str) -> list[Found]:
    """What in a text could be said better, each once, in its order. What somebody said (between quotation marks) is
    theirs, and left alone."""
    ours = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text)
    places: dict[str, tuple[int, Found]] = {}
    for pattern, instead, why in _patterns():
        for hit in pattern.finditer(ours):
            key = hit.group().lower()
            if key not in places:
                places[key] = (hit.start(), Found(hit.group(), instead, why))
    return [each for _, each in sorted(places.values(), key=lambda at: at[0])]
