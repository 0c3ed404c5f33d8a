"""What time it is, and how a London clock reads it.

Every moment in the house is an aware datetime in UTC. London's wall clock is only a way to show one, or to
hear one from a person, and twice a year it lies: in March an hour never happens, in October an hour happens
twice. The functions here refuse to guess.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

LONDON: Final = ZoneInfo("Europe/London")

_SMALLEST: Final = timedelta(microseconds=1)


class AmbiguousTime(ValueError):  # noqa: N818  # named as people say it
    """A wall-clock time that happened twice, because the clocks went back. The text is for the person who
    typed it.
    """


class NonexistentTime(ValueError):  # noqa: N818  # named as people say it
    """A wall-clock time that never happened, because the clocks went forward. The text is for the person who
    typed it.
    """


def now() -> datetime:
    """The present moment, in UTC. For doors only.

    In a demonstration (``settings.RIGHTHELP_TODAY`` is a date) it is that date at the present London time of
    day.
    """
    real = datetime.now(UTC)
    pinned = _pinned_today()
    if pinned is None:
        return real
    return resolve_later(datetime.combine(pinned, real.astimezone(LONDON).time()))


def today() -> date:
    """The present date in London. For doors only."""
    return local_date(now())


def local(moment: datetime) -> datetime:
    """The same moment as London's wall clock shows it (still aware)."""
    return _aware(moment).astimezone(LONDON)


def local_date(moment: datetime) -> date:
    """The London date on which a moment falls."""
    return local(moment).date()


def start_of_day(day: date) -> datetime:
    """London midnight at the beginning of a day, in UTC. London's clocks never change at midnight."""
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The last moment of a London day, in UTC: one microsecond before the next begins.

    A limit counted in days runs to this moment, so that its date is still the day people speak of ("due on
    the 4th").
    """
    return start_of_day(day + timedelta(days=1)) - _SMALLEST


def from_local(wall: datetime, fold: int | None = None) -> datetime:
    """The UTC moment at which London's wall clock showed ``wall`` (a naive datetime).

    ``fold`` says which of two was meant when the hour happened twice: 0 the first (summer time), 1 the
    second.

    Raises :class:`NonexistentTime` when the hour was skipped, :class:`AmbiguousTime` when it happened twice
    and ``fold`` was not given, ``ValueError`` when ``wall`` carries a time zone.
    """
    if wall.tzinfo is not None:
        raise ValueError("from_local wants the time on the wall, without a time zone; this one has a zone.")
    first = wall.replace(tzinfo=LONDON, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=LONDON, fold=1).astimezone(UTC)
    if first == second:
        return first
    # Imported here: words need LONDON from this module.
    from righthelp.foundation.calendar.words import say_date, say_time

    said, day = say_time(wall.time()), say_date(wall.date())
    if first > second:
        raise NonexistentTime(
            f"{said} on {day} did not happen: the clocks went forward from 1am to 2am. "
            "Check the time and enter it again."
        )
    if fold is None:
        raise AmbiguousTime(
            f"{said} on {day} happened twice, because the clocks went back at 2am. "
            "Say whether it was the first (summer time) or the second (winter time)."
        )
    return second if fold else first


def resolve_later(wall: datetime) -> datetime:
    """The UTC moment of a wall-clock reading that we computed ourselves: the later one where there are two.

    For arithmetic ("the same time next month"), where nobody can be asked. PostgreSQL and DuckDB read such
    times the same way, and the later reading never takes time away from whoever has to act.
    """
    return max(wall.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))


def _pinned_today() -> date | None:
    pinned: date | None = getattr(settings, "RIGHTHELP_TODAY", None)
    return pinned


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("This moment has no time zone. Moments in the house are aware and in UTC.")
    return moment
