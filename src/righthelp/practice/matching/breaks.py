"""How many nights of short breaks there are, and how many there may be (regulation 48): pure counting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from righthelp.foundation.calendar import add_months

LONGEST: Final = 17
"""Nights in one stay."""
A_YEAR: Final = 75
"""Nights in any twelve months."""
SOON: Final = 15
"""So few nights left are warned of."""

Stay = tuple[date, date]
"""From a day until the day of going home."""


def nights(stays: Iterable[Stay]) -> list[date]:
    """The nights of some stays, in order, each named by the day on which it begins."""
    return sorted({first + timedelta(days=day) for first, last in stays for day in range((last - first).days)})


def counted(stays: Iterable[Stay], since: date) -> Iterator[tuple[int, date]]:
    """For each night after a day: how many nights the twelve months have that end with it, and the night."""
    found, first = [night for night in nights(stays) if night > since], 0
    for number, night in enumerate(found):
        while found[first] <= add_months(night, -12):
            first += 1
        yield number - first + 1, night


def most(stays: Iterable[Stay], since: date) -> tuple[int, date | None]:
    """The most nights in any twelve months after a day, and the first night on which they are so many."""
    return max(counted(stays, since), key=lambda each: each[0], default=(0, None))


def beyond(stays: Iterable[Stay], since: date) -> date | None:
    """The first night after a day that is more than twelve months may have."""
    return next((night for number, night in counted(stays, since) if number > A_YEAR), None)


def year_before(day: date) -> date:
    """The day after which nights still count with those from ``day`` on: an excess of long ago is over."""
    return add_months(day, -12)


__all__ = ["A_YEAR", "LONGEST", "SOON", "Stay", "beyond", "counted", "most", "nights", "year_before"]
