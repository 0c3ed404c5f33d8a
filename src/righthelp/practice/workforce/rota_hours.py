"""How a rota divides a day into shifts, on London's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from righthelp.foundation.calendar import from_local, is_working_day
from righthelp.practice.workforce.models_rota import Hours, ShiftKind

OPENS: Final = time(8, 45)
MIDDAY: Final = time(13, 0)
CLOSES: Final = time(17, 15)
NIGHT: Final = time(23, 0)


@dataclass(frozen=True)
class Stretch:
    """One shift of a day: which part, and from when until when (UTC)."""

    kind: ShiftKind
    starts: datetime
    ends: datetime


def stretches(hours: str, day: date) -> list[Stretch]:
    """The shifts that begin on a day. A night belongs to the day on which it begins and ends the next morning."""
    office = is_working_day(day)
    if hours == Hours.DAYS:
        return [_stretch(ShiftKind.DAY, day, OPENS, CLOSES)] if office else []
    if hours == Hours.HALVES:
        halves = [
            _stretch(ShiftKind.MORNING, day, OPENS, MIDDAY),
            _stretch(ShiftKind.AFTERNOON, day, MIDDAY, CLOSES),
        ]
        return halves if office else []
    daytime = [] if office else [_stretch(ShiftKind.DAY, day, OPENS, CLOSES)]
    night = Stretch(ShiftKind.NIGHT, _moment(day, NIGHT), _moment(day + timedelta(days=1), OPENS))
    return [*daytime, _stretch(ShiftKind.EVENING, day, CLOSES, NIGHT), night]


def _stretch(kind: ShiftKind, day: date, starts: time, ends: time) -> Stretch:
    return Stretch(kind, _moment(day, starts), _moment(day, ends))


def _moment(day: date, at: time) -> datetime:
    return from_local(datetime.combine(day, at))


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
