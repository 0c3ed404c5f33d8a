"""Figures: one month's count or share, and a series of them. Zero, none and withheld are three values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from righthelp.foundation.calendar import Month
from righthelp.insight.indicators.definition import Dimension, Indicator, Unit, Window

WITHHELD: Final = "withheld"
NONE: Final = "none"


def whole(value: Decimal | int) -> int:
    """To the nearest whole number, halves up: the house's one rounding rule."""
    return int(Decimal(value).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Point:
    """One month (of one group, where broken down). For a count ``denominator`` is None and ``numerator`` the count.

    A share of nothing has the value None: none, never 0%. ``withheld`` hides all three numbers from readers.
    """

    month: Month
    numerator: int
    denominator: int | None
    group: str = ""
    withheld: bool = False

    @property
    def value(self) -> Decimal | int | None:
        """The count; or the share in per cent, to two decimals; None for a share of nothing or a withheld figure."""
        if self.withheld:
            return None
        if self.denominator is None:
            return self.numerator
        if self.denominator == 0:
            return None
        return (Decimal(100) * self.numerator / self.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def said(self) -> str:
        """As people read it: ``17``, ``49%``, ``none``, ``withheld``."""
        if self.withheld:
            return WITHHELD
        value = self.value
        if value is None:
            return NONE
        return f"{value:,}" if self.denominator is None else f"{whole(value)}%"

    def hidden(self) -> Point:
        return replace(self, withheld=True)


@dataclass(frozen=True, slots=True)
class Group:
    """One value of a breakdown."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator month by month; with ``by``, also for each group. ``points`` are the whole, oldest first."""

    indicator: Indicator
    window: Window
    points: tuple[Point, ...]
    by: Dimension | None = None
    groups: tuple[Group, ...] = ()
    parts: tuple[Point, ...] = ()

    @property
    def latest(self) -> Point:
        return self.points[-1]

    @property
    def year_before(self) -> Point | None:
        """The same month a year before, where the series reaches so far."""
        wanted = self.points[-1].month - 12
        return next((point for point in self.points if point.month == wanted), None)

    def at(self, month: Month) -> Point:
        """The whole's point of a month. Raises ``KeyError``."""
        for point in self.points:
            if point.month == month:
                return point
        raise KeyError(month.code)

    def of_group(self, key: str) -> tuple[Point, ...]:
        """The points of one group, oldest first."""
        return tuple(point for point in self.parts if point.group == key)

    def title_of(self, key: str) -> str:
        return next(group.title for group in self.groups if group.key == key)


def change_said(indicator: Indicator, now: Point | None, before: Point | None) -> str:
    """``4 fewer``, ``9 points up``, ``the same``; nothing where either is none or withheld.

    Shares are compared as printed (whole per cent), so that a reader's own subtraction agrees.
    """
    if now is None or before is None or now.value is None or before.value is None:
        return ""
    if indicator.unit is Unit.PERCENT:
        points = whole(now.value) - whole(before.value)
        if points == 0:
            return "the same"
        return f"{abs(points)} percentage point{'' if abs(points) == 1 else 's'} {'up' if points > 0 else 'down'}"
    change = int(now.value) - int(before.value)
    return "the same" if change == 0 else f"{abs(change):,} {'more' if change > 0 else 'fewer'}"


def as_json(series: Series) -> dict[str, object]:
    """A series as the command line and other systems read it. Shares are numbers to two decimals; none is null."""

    def row(point: Point) -> dict[str, object]:
        value = point.value
        return {
            "month": point.month.code,
            **({"group": point.group, "group_title": series.title_of(point.group)} if series.by else {}),
            "numerator": None if point.withheld else point.numerator,
            "denominator": None if point.withheld else point.denominator,
            "value": float(value) if isinstance(value, Decimal) else value,
            **({"withheld": True} if point.withheld else {}),
        }

    indicator = series.indicator
    return {
        "code": indicator.code,
        "title": indicator.title,
        "unit": indicator.unit.value,
        "edition": str(indicator.edition),
        "as_at": series.window.as_at.isoformat(),
        **({"by": series.by.key} if series.by else {}),
        "series": [row(point) for point in (series.parts if series.by else series.points)],
    }
