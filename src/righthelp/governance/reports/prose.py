"""What a writer's own words may not do: speak of "this month", claim a trend that nothing checks, or hold a
stray number.

Figures and trends stand in sentences that the house makes and checks. The writer's paragraphs explain them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_RELATIVE: Final = re.compile(
    r"\b(this (?:month|year|quarter|time last year)|last (?:week|month|year|quarter)|next (?:week|month|year)|today|"
    r"yesterday|currently|at present|recently|nowadays|to date)\b",
    re.IGNORECASE,
)
_TREND: Final = re.compile(
    r"\b(ris(?:ing|en)|rose|fall(?:s|ing|en)|fell|declin\w+|increas\w+|decreas\w+|reduc(?:ed|ing|es|tion)\w*|stable|"
    r"improv(?:ed|ing|es|ement)\w*|worsen\w*|overwhelming\w*|dropp\w+|surg(?:ed|ing)|soar\w+|plummet\w+)\b",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(r"\b(\d[\d,.]*) ?(%|per cent|percentage points?|children\b|episodes\b)", re.IGNORECASE)
_UNFINISHED: Final = re.compile(r"\b(TBC|TBA|XX+|lorem ipsum|insert here|to follow)\b|\[[^\]]*\]", re.IGNORECASE)


def problems(text: str, figures: Iterable[str]) -> list[str]:
    """What must be put right in a paragraph before its report can be approved, each as a sentence.

    ``figures`` are the figures that the section prints, as printed (``49%``, ``20``).
    """
    printed = {figure.rstrip("%").replace(",", "") for figure in figures}
    found = [
        f"“{match.group()}” will mean nothing to a reader in a year. Write the month or the date."
        for match in _RELATIVE.finditer(text)
    ]
    found += [
        f"“{match.group()}” is a claim about figures. Add it as a checked claim, and leave it out of the prose."
        for match in _TREND.finditer(text)
    ]
    found += [
        f"“{match.group()}” is not among the figures of this section. Use a figure that is printed there, or "
        f"leave it out."
        for match in _FIGURE.finditer(text)
        if match.group(1).replace(",", "").rstrip(".") not in printed
    ]
    found += [f"“{match.group()}” looks unfinished." for match in _UNFINISHED.finditer(text)]
    return found
