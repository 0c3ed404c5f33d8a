"""Lengths of time: elapsed hours, calendar days and months, England's working days.

They are four different things. Seventy-two hours after Saturday noon on the weekend the clocks change is not
noon on Tuesday; three days after is.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from righthelp.foundation.journey.errors import DefinitionError


class Unit(StrEnum):
    """How a length of time is counted."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    WORKING_DAY = "working day"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in one unit.

    Hours are absolute time. Days, months and working days are counted on London's calendar and keep the time
    of day, unless ``to_end_of_day``: then they run to the last moment of the day reached, as a limit counted
    in days does.
    """

    amount: int
    unit: Unit
    to_end_of_day: bool = False

    def __neg__(self) -> Self:
        return replace(self, amount=-self.amount)

    @property
    def whole_days(self) -> bool:
        """Whether it is counted in days of the calendar rather than in hours."""
        return self.unit is not Unit.HOUR

    def ending_the_day(self) -> Self:
        """The same length, run to the end of the day reached. Hours stay as they are: they end when they end."""
        return replace(self, to_end_of_day=True) if self.whole_days else self

    def __str__(self) -> str:
        count = abs(self.amount)
        return f"{count} {self.unit}" if count == 1 else f"{count} {self.unit}s"


def hours(amount: int) -> Span:
    """Elapsed hours: absolute time, which no change of the clocks lengthens or shortens."""
    return _span(amount, Unit.HOUR)


def days(amount: int) -> Span:
    """Calendar days in London, weekends and holidays included."""
    return _span(amount, Unit.DAY)


def months(amount: int) -> Span:
    """Calendar months in London: 31 January and one month is the last day of February."""
    return _span(amount, Unit.MONTH)


def working_days(amount: int) -> Span:
    """Working days in England. The day itself is day 0; the next working day is day 1."""
    if amount == 0:
        raise DefinitionError("working_days(0) is the same moment: leave the offset out.")
    return _span(amount, Unit.WORKING_DAY)


def _span(amount: int, unit: Unit) -> Span:
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise DefinitionError(f"A length of time is a whole number of {unit}s, not {amount!r}.")
    return Span(amount, unit)
