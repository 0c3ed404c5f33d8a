"""Calendar months: the unit in which the Trust accounts for itself."""

import calendar as _gregorian
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from righthelp.foundation.calendar.clock import local_date, start_of_day

_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month in London, from the start of its first day up to (not including) the start of the
    next month.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= _MONTHS_IN_YEAR:
            raise ValueError(f"A month is numbered 1 to 12, not {self.month}.")

    @classmethod
    def of(cls, when: date | datetime) -> Self:
        """The month of a date, or of a moment as London dates it."""
        day = local_date(when) if isinstance(when, datetime) else when
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, code: str) -> Self:
        """The month of a code such as ``2019-01``. Raises ValueError otherwise."""
        year, _, month = code.partition("-")
        if not (year.isdigit() and month.isdigit()):
            raise ValueError(f"A month is written like 2019-01, not {code!r}.")
        return cls(int(year), int(month))

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, _gregorian.monthrange(self.year, self.month)[1])

    @property
    def starts_at(self) -> datetime:
        """The first moment of the month, in UTC."""
        return start_of_day(self.first_day)

    @property
    def ends_at(self) -> datetime:
        """The first moment of the next month, in UTC: the open end of this one."""
        return (self + 1).starts_at

    def __add__(self, count: int) -> Self:
        years, month = divmod(self.month - 1 + count, _MONTHS_IN_YEAR)
        return type(self)(self.year + years, month + 1)

    def __sub__(self, count: int) -> Self:
        return self + -count

    def back(self, count: int) -> list[Self]:
        """The ``count`` months that end with this one, oldest first."""
        return [self - ago for ago in range(count - 1, -1, -1)]

    @property
    def code(self) -> str:
        """``2019-01``: sorts as time does."""
        return f"{self.year:04d}-{self.month:02d}"

    def __str__(self) -> str:
        return f"{_gregorian.month_name[self.month]} {self.year}"


def month_start(day: date) -> date:
    """The first day of the month of ``day``."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first day of the month after that of ``day``."""
    return (Month.of(day) + 1).first_day


def months_back(day: date, count: int) -> list[date]:
    """The first days of the ``count`` months that end with the month of ``day``, oldest first."""
    return [month.first_day for month in Month.of(day).back(count)]


def add_months(day: date, count: int) -> date:
    """The same day of the month ``count`` months on (or back), or that month's last day where it is shorter."""
    target = Month.of(day) + count
    return target.first_day.replace(day=min(day.day, target.last_day.day))
