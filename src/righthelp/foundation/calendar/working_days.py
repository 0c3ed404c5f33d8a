"""England's working days, as one running count.

Each date from 2010 to 2035 carries the number of working days up to and including it. "Ten working days on"
is then one subtraction and one look-up, here and in SQL (model ``Day``), and nobody ever counts days in a
loop.

Source of the bank holidays: the ``holidays`` package, England, with the holidays made by proclamation (the
Jubilee, the State Funeral, the Coronation). A later year's proclamation arrives with a newer package;
``migrate`` then refreshes the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

FIRST_DAY: Final = date(2010, 1, 1)
LAST_DAY: Final = date(2035, 12, 31)

_SATURDAY: Final = 5


class OutsideCalendar(ValueError):  # noqa: N818  # named as people say it
    """A date before 2010 or after 2035, whose bank holidays the house does not know."""


@dataclass(frozen=True, slots=True)
class _Calendar:
    """``count[i]`` working days up to and including the i-th date; ``dates[n]`` the date of the n-th working
    day.
    """

    count: tuple[int, ...]
    dates: tuple[date, ...]
    holidays: Mapping[date, str]


def is_working_day(day: date) -> bool:
    """Monday to Friday and not a bank holiday in England. Raises :class:`OutsideCalendar`."""
    return _calendar().dates[working_number(day)] == day


def working_number(day: date) -> int:
    """How many working days there have been since 2010, up to and including ``day``. Raises
    :class:`OutsideCalendar`.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideCalendar(_outside(day))
    return _calendar().count[(day - FIRST_DAY).days]


def working_days_between(start: date, end: date) -> int:
    """Working days after ``start``, up to and including ``end``; negative when ``end`` is the earlier.

    A Friday and the Monday after are 1 apart. Raises :class:`OutsideCalendar`.
    """
    return working_number(end) - working_number(start)


def add_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after ``day`` (before it, when negative). Day 0 is the day itself, worked or not.

    Counted as the statutory guidance counts: the day something happens is day 0, and the next working day is
    day 1. Raises :class:`OutsideCalendar` when the answer, or ``day``, is.
    """
    if count == 0:
        return day
    reached = working_number(day) + count
    if count < 0 and not is_working_day(day):
        reached += 1  # from a Sunday, one working day back is Friday, which Sunday's running count already holds
    dates = _calendar().dates
    if not 1 <= reached < len(dates):
        raise OutsideCalendar(_outside(None))
    return dates[reached]


def bank_holidays() -> Mapping[date, str]:
    """Every bank holiday in England 2010 to 2035 with its name."""
    return _calendar().holidays


@lru_cache(maxsize=1)
def _calendar() -> _Calendar:
    # Imported here: the package takes a third of a second, and a command that prints its help needs no bank
    # holiday.
    from holidays import country_holidays

    known = country_holidays("GB", subdiv="ENG", years=range(FIRST_DAY.year, LAST_DAY.year + 1))
    names = {day: known[day] for day in sorted(known)}
    count: list[int] = []
    dates: list[date] = [
        FIRST_DAY - timedelta(days=1)
    ]  # there is no 0th working day; keeps the numbers counting from 1
    for offset in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=offset)
        if day.weekday() < _SATURDAY and day not in names:
            dates.append(day)
        count.append(len(dates) - 1)
    return _Calendar(tuple(count), tuple(dates), names)


def _outside(day: date | None) -> str:
    which = "The answer lies" if day is None else f"{day.day}/{day.month}/{day.year} lies"
    return f"{which} outside the working-day calendar, which runs from {FIRST_DAY.year} to {LAST_DAY.year}."
