"""Dates, times and lengths of time as people in England say them (the GOV.UK style), never American."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from righthelp.foundation.calendar.clock import LONDON, end_of_day, local

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]  # not strftime: the house speaks English whatever the server's locale
_NOON = 12
_KEPT = lru_cache(maxsize=8192)  # the same days and moments stand on page after page


@_KEPT
def say_date(when: date | datetime) -> str:
    """``1 September 2021``. A moment is dated as London dates it."""
    day = _day(when)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@_KEPT
def say_short(when: date | datetime) -> str:
    """``1 Sep 2021``, for tables."""
    day = _day(when)
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


@_KEPT
def say_time(clock: time) -> str:
    """``9:30am``, ``9am``, ``midday``, ``midnight``."""
    hour, minute = clock.hour, clock.minute
    if minute == 0 and hour in (0, _NOON):
        return "midday" if hour else "midnight"
    suffix = "am" if hour < _NOON else "pm"
    said = (hour - 1) % _NOON + 1
    return f"{said}:{minute:02d}{suffix}" if minute else f"{said}{suffix}"


def say_moment(moment: datetime) -> str:
    """``1 September 2021 at 9:30am`` in London. In the hour that happens twice, it says which one."""
    return _moment(moment.astimezone(UTC) if moment.tzinfo else local(moment))  # London's two such hours are equal


@_KEPT
def _moment(moment: datetime) -> str:
    wall = local(moment)
    said = f"{say_date(wall)} at {say_time(wall.time())}"
    if wall.replace(tzinfo=LONDON, fold=0).astimezone(UTC) == wall.replace(tzinfo=LONDON, fold=1).astimezone(UTC):
        return said
    return f"{said} ({'winter' if wall.fold else 'summer'} time)"


def say_deadline(moment: datetime) -> str:
    """When something is due: ``the end of 4 January 2019`` for a limit counted in days, otherwise as a
    moment.
    """
    day = local(moment).date()
    return f"the end of {say_date(day)}" if moment == end_of_day(day) else say_moment(moment)


def say_hours(length: timedelta) -> str:
    """Whole hours, rounded down: ``71 hours``. Under an hour, minutes: ``20 minutes``."""
    minutes = int(abs(length).total_seconds() // 60)
    if minutes < 60:
        return _count(minutes, "minute")
    return _count(minutes // 60, "hour")


def say_duration(length: timedelta) -> str:
    """Days and hours, rounded down: ``3 days 4 hours``, ``4 hours 10 minutes``, ``20 minutes``."""
    minutes = int(abs(length).total_seconds() // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    larger = [(days, "day"), (hours, "hour")] if days else [(hours, "hour"), (minutes, "minute")]
    said = [_count(number, unit) for number, unit in larger if number]
    return " ".join(said) or "0 minutes"


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"


def _day(when: date | datetime) -> date:
    return local(when).date() if isinstance(when, datetime) else when
