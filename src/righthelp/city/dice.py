"""Chance with a seed: the same seed draws the same city every time."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar

from righthelp.foundation.calendar import LONDON, is_working_day, local

T = TypeVar("T")

SEED: Final = 20210901

# How likely a child goes missing in each hour of the London day: after school, in the evening, at night.
_HOURS: Final = (34, 22, 12, 6, 3, 2, 3, 5, 8, 10, 9, 10, 12, 13, 15, 24, 34, 40, 48, 58, 72, 84, 86, 62)
# Friday and Saturday nights are the busiest.
_WEEKDAYS: Final = (90, 88, 92, 98, 128, 126, 96)


class Dice:
    """A random source with the draws that the city needs. Moments are aware and in UTC, on whole minutes."""

    def __init__(self, *names: object) -> None:
        self.random = random.Random("/".join(map(str, (SEED, *names))))

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return self.random.randint(low, high)

    def between(self, low: float, high: float) -> float:
        return self.random.uniform(low, high)

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.random.random() * len(options))]

    def weighed(self, options: Mapping[T, float]) -> T:
        return self.random.choices(list(options), list(options.values()))[0]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        return self.random.sample(options, min(count, len(options)))

    def shuffled(self, options: Sequence[T]) -> list[T]:
        mixed = list(options)
        self.random.shuffle(mixed)
        return mixed

    def spread(self, mean: float) -> float:
        """An exponential draw."""
        return self.random.expovariate(1 / mean)

    def moment_between(self, low: datetime, high: datetime) -> datetime:
        """A moment from low up to high, on a whole minute."""
        minutes = max(0, int((high - low).total_seconds() // 60))
        return low.replace(second=0, microsecond=0) + timedelta(minutes=self.random.randint(0, minutes))

    def going_missing(self, first: date, last: date) -> datetime:
        """When a child goes missing, on a day from first to last: mostly evenings, most of all at weekends."""
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        day = self.random.choices(days, [_WEEKDAYS[each.weekday()] for each in days])[0]
        return self.evening(day)

    def evening(self, day: date) -> datetime:
        """A moment on a London day by the hours at which children go missing."""
        hour = self.random.choices(range(24), _HOURS)[0]
        return at(day, hour, self.random.randint(0, 59))

    def lasting(self) -> timedelta:
        """How long most children are missing: hours, a night, sometimes days."""
        kind = self.random.random()
        if kind < 0.42:
            hours = self.random.uniform(1.2, 9)
        elif kind < 0.80:
            hours = self.random.uniform(7, 26)
        elif kind < 0.93:
            hours = self.random.uniform(24, 72)
        else:
            hours = self.random.uniform(72, 190)
        return timedelta(minutes=int(hours * 60))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A London wall-clock time as UTC; an hour that the clocks skip or repeat is moved to one that is plain."""
    if hour in (1, 2) and day.month in (3, 10) and day.day > 24 and day.weekday() == 6:
        hour = 3
    return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)


def in_office_hours(moment: datetime) -> bool:
    """A working day between nine and five in London."""
    here = local(moment)
    return 9 <= here.hour < 17 and is_working_day(here.date())


def next_office_time(moment: datetime, dice: Dice) -> datetime:
    """The moment itself if it lies in office hours, else some minutes into the next working morning."""
    if in_office_hours(moment):
        return moment
    here = local(moment)
    day = here.date() if here.hour < 9 else here.date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return at(day, 9, 0) + timedelta(minutes=dice.whole(5, 170))


def in_the_day(moment: datetime, dice: Dice, first: int = 9, last: int = 19) -> datetime:
    """The moment, moved on to waking hours when it lies at night."""
    here = local(moment)
    if first <= here.hour < last:
        return moment
    day = here.date() if here.hour < first else here.date() + timedelta(days=1)
    return at(day, first, 0) + timedelta(minutes=dice.whole(0, 150))
