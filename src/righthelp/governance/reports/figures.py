"""Where a report's figures come from: the live facts as at its date, or the rows frozen when it was published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from righthelp.foundation.calendar import Month
from righthelp.insight.indicators import catalogue, queries
from righthelp.insight.indicators.counting import labels
from righthelp.insight.indicators.definition import Window
from righthelp.insight.indicators.disclosure import for_publication
from righthelp.insight.indicators.figures import Group, Point, Series


class Figures(Protocol):
    """A source of series as at one date. Months still running at that date are left out: a report compares
    whole months."""

    as_at: date

    def series(self, code: str, months: int = 13, by: str = "") -> Series: ...


def last_whole_month(as_at: date) -> Month:
    """The last month that had ended by the end of a day."""
    month = Month.of(as_at)
    return month if as_at == month.last_day else month - 1


@dataclass
class Live:
    """Figures from the facts as they are now, seen as at a date. The state of the facts is read once for each
    journey."""

    as_at: date
    _stamps: dict[str, queries.Stamp] = field(default_factory=dict, repr=False)

    def series(self, code: str, months: int = 13, by: str = "") -> Series:
        running = last_whole_month(self.as_at) != Month.of(self.as_at)
        one = catalogue.indicator(code)
        if one.journey.code not in self._stamps:
            self._stamps[one.journey.code] = queries.facts_stamp(one.journey)
        found = queries.series(one, self.as_at, months + running, by, stamp=self._stamps[one.journey.code])
        return whole_months(found) if running else found


def whole_months(series: Series) -> Series:
    """The series without its last month, which was still running."""
    last = series.window.months[-1]
    return replace(
        series,
        points=series.points[:-1],
        parts=tuple(part for part in series.parts if part.month != last),
        window=Window(series.window.as_at, series.window.months[:-1]),
    )


@dataclass
class Published:
    """Another source's figures with small numbers withheld."""

    source: Figures
    as_at: date = field(init=False)

    def __post_init__(self) -> None:
        self.as_at = self.source.as_at

    def series(self, code: str, months: int = 13, by: str = "") -> Series:
        return for_publication(self.source.series(code, months, by))


@dataclass(frozen=True)
class FrozenPoint:
    """One stored figure: which indicator, edition and breakdown, and its two numbers."""

    code: str
    edition: int
    by: str
    month: str
    group: str
    numerator: int
    denominator: int | None


@dataclass
class Frozen:
    """Figures from the rows that publishing wrote."""

    as_at: date
    points: Iterable[FrozenPoint]

    def __post_init__(self) -> None:
        self.points = tuple(self.points)

    def series(self, code: str, months: int = 13, by: str = "") -> Series:
        """The stored series. Raises ``LookupError`` when the report never printed it."""
        one = catalogue.indicator(code)
        rows = [row for row in self.points if row.code == one.code and row.by == by]
        if not rows:
            raise LookupError(f"{code} is not among the published figures.")
        held = tuple(Month.parse(code) for code in sorted({row.month for row in rows}))[-months:]
        found = [
            (
                Month.parse(row.month),
                row.group,
                Point(Month.parse(row.month), row.numerator, row.denominator, row.group),
            )
            for row in rows
            if Month.parse(row.month) in held
        ]
        if not by:
            return Series(one, Window(self.as_at, held), tuple(sorted((p for _, _, p in found), key=lambda p: p.month)))
        dimension = one.dimension(by)
        names = labels(one, dimension)
        groups = tuple(
            Group(key, names.get(key, key) if key else dimension.blank)
            for key in dict.fromkeys(group for _, group, _ in found)
        )
        parts = tuple(point for group in groups for _, key, point in found if key == group.key)
        wholes = tuple(
            _whole(month, [p for m, _, p in found if m == month], split=dimension.numerator_only) for month in held
        )
        return Series(one, Window(self.as_at, held), wholes, dimension, groups, parts)


def _whole(month: Month, parts: list[Point], *, split: bool) -> Point:
    denominators = [part.denominator for part in parts if part.denominator is not None]
    out_of = (denominators[0] if split else sum(denominators)) if denominators else None
    return Point(month, sum(part.numerator for part in parts), out_of)
