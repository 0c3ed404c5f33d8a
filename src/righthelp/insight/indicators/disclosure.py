"""Small numbers: what may be shown to people outside the trust's own work with children.

A count of one to four children could point at a child, so it is withheld from what is published, and from pages for
partners and councillors. Where a total would give a withheld part away, a second part is withheld too. Zero is shown:
that nobody went missing tells nothing about anybody. A share is withheld when it is of fewer than five, or when fewer
than five (but somebody) are in its numerator; published shares are printed as whole per cent without their counts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Final

from righthelp.foundation.calendar import Month
from righthelp.insight.indicators.figures import Point, Series

SMALLEST_SHOWN: Final = 5


def is_small(point: Point) -> bool:
    """Whether a figure by itself could point at a child."""
    few = 0 < point.numerator < SMALLEST_SHOWN
    return few or (point.denominator is not None and 0 < point.denominator < SMALLEST_SHOWN)


def for_publication(series: Series) -> Series:
    """The series with small figures withheld, and a second part wherever the whole would give one away."""
    points = tuple(point.hidden() if is_small(point) else point for point in series.points)
    shown_whole = {point.month for point in points if not point.withheld}
    by_month: dict[Month, list[Point]] = defaultdict(list)
    for part in series.parts:
        by_month[part.month].append(part)
    kept: dict[tuple[Month, str], Point] = {}
    for month, parts in by_month.items():
        for part in _protected(parts, whole_is_shown=month in shown_whole):
            kept[month, part.group] = part
    return replace(series, points=points, parts=tuple(kept[part.month, part.group] for part in series.parts))


def _protected(parts: list[Point], *, whole_is_shown: bool) -> list[Point]:
    hidden = {part.group for part in parts if is_small(part)}
    if whole_is_shown and _given_away(parts, hidden):
        # The smallest of the rest goes too: somebody in it if possible, since a zero hides nothing.
        rest = sorted(
            (part for part in parts if part.group not in hidden), key=lambda part: (part.numerator == 0, part.numerator)
        )
        if rest:
            hidden.add(rest[0].group)
    return [part.hidden() if part.group in hidden else part for part in parts]


def _given_away(parts: list[Point], hidden: set[str]) -> bool:
    """Whether taking the shown parts from the whole leaves a hidden one known: one alone, or all of them at
    their least.

    Every hidden part holds at least one and at most four, so a remainder of as many as there are parts (or of four
    times as many) tells each of them exactly.
    """
    remainder = sum(part.numerator for part in parts if part.group in hidden)
    return len(hidden) == 1 or (len(hidden) > 1 and remainder in (len(hidden), len(hidden) * (SMALLEST_SHOWN - 1)))
