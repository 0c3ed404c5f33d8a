"""Days and moments of casework: working days counted both ways, and nothing after the demonstration's day has begun."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.city.after import board_day
from righthelp.city.dice import Dice, at
from righthelp.city.staff import TODAY
from righthelp.foundation.calendar import FIRST_DAY, is_working_day

YESTERDAY: Final = TODAY - timedelta(days=1)
CARRIED_OVER: Final = date(2018, 4, 1)
"""The Trust's first day: visits and core groups before it were not carried over from the council's records."""


def _works(day: date) -> bool:
    return is_working_day(day) if day >= FIRST_DAY else day.weekday() < 5


_FROM: Final = date(2002, 1, 1)
_WORKING: Final = [
    day for n in range((date(2022, 12, 31) - _FROM).days) if _works(day := _FROM + timedelta(days=n))
]  # fmt: skip


def working(day: date) -> bool:
    """Whether offices are open."""
    place = bisect_left(_WORKING, day)
    return _WORKING[place] == day


def on_or_before(day: date) -> date:
    """The day itself if it is a working day, else the last one before it."""
    return _WORKING[bisect_right(_WORKING, day) - 1]


def shifted(day: date, count: int) -> date:
    """So many working days after a day, or before it; from a day off they count from the working day before."""
    return _WORKING[bisect_right(_WORKING, day) - 1 + count]


def between(one: date, other: date) -> int:
    """Working days from one day to another."""
    return bisect_right(_WORKING, other) - bisect_right(_WORKING, one)


def office(dice: Dice, day: date, first: int = 9, last: int = 16) -> datetime:
    """A moment in the hours of a day."""
    return at(day, dice.whole(first, last), dice.whole(0, 11) * 5)


def past(moment: datetime | None) -> datetime | None:
    """The moment, if it has come before the demonstration's day."""
    return moment if moment is not None and moment < board_day() else None


def capped(moment: datetime) -> datetime:
    """The moment, or the last one before the demonstration's day."""
    return min(moment, board_day() - timedelta(minutes=1))


def lasting(dice: Dice) -> int:
    """For how many working days an assessment goes on: nine in ten inside the forty-five."""
    if dice.chance(0.905):
        return dice.weighed({12: 3, 18: 5, 24: 8, 30: 12, 35: 16, 39: 22, 42: 24, 44: 18})
    return dice.whole(46, 68)
