"""How many nights of short breaks there are, and how many there may be (regulation 48): pure counting."""

from __future__ import annotations

from collections.abc import Iterable
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


def most(stays: Iterable[Stay]) -> tuple[int, date | None]:
    """The most nights in any twelve months, and the last night of those twelve months."""
    found = nights(stays)
    best: tuple[int, date | None] = (0, None)
    first = 0
    for number, night in enumerate(found):
        while found[first] <= add_months(night, -12):
            first += 1
        if number - first + 1 > best[0]:
            best = (number - first + 1, night)
    return best


def beyond(stays: Iterable[Stay]) -> date | None:
    """The first night that is more than twelve months may have."""
    found, first = nights(stays), 0
    for number, night in enumerate(found):
        while found[first] <= add_months(night, -12):
            first += 1
        if number - first + 1 > A_YEAR:
            return night
    return None


__all__ = ["A_YEAR", "LONGEST", "SOON", "Stay", "beyond", "most", "nights"]
