"""Ages and birth dates as people say them, and the school years they make."""

from __future__ import annotations

from datetime import date

from righthelp.foundation.calendar import add_months, say_date
from righthelp.practice.people.models import BirthDateKind


def years(birth_date: date, on: date) -> int:
    """Whole years lived on a day. Someone born on 29 February is a year older on 1 March."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def say_age(birth_date: date | None, on: date, kind: str = BirthDateKind.KNOWN) -> str:
    """``14``, ``8 months``, ``3 weeks``, ``2 days``, ``not yet born``; ``about 16`` where the date is an estimate."""
    if birth_date is None:
        return "age not known"
    if kind == BirthDateKind.DUE or birth_date > on:
        return "not yet born"
    about = "about " if kind == BirthDateKind.ESTIMATED else ""
    lived = years(birth_date, on)
    if lived >= 2:
        return f"{about}{lived}"
    months = (on.year - birth_date.year) * 12 + on.month - birth_date.month - (on.day < birth_date.day)
    if months >= 2:
        return f"{about}{months} months"
    days = (on - birth_date).days
    return about + (_count(days // 7, "week") if days >= 14 else _count(days, "day"))


def say_birth(birth_date: date | None, kind: str = BirthDateKind.KNOWN) -> str:
    """``3 November 2006``, with what kind of date it is where that matters."""
    if birth_date is None:
        return "Birth date not known"
    said = say_date(birth_date)
    if kind == BirthDateKind.DUE:
        return f"Due {said}"
    return f"{said} (estimated)" if kind == BirthDateKind.ESTIMATED else said


RECEPTION, COMPULSORY, LAST_YEAR = 0, 11, 13
"""Year groups: the first, the last of compulsory school age, the last of all."""


def school_year(day: date) -> int:
    """The year in whose September the school year of a day began."""
    return day.year if day.month >= 9 else day.year - 1


def starts_school(born: date) -> date:
    """The first day of reception: the September after the fourth birthday."""
    four = add_months(born, 48)
    return date(four.year if (four.month, four.day) <= (8, 31) else four.year + 1, 9, 1)


def year_group(born: date, day: date) -> int | None:
    """The year group on a day: 0 is reception, 13 the last; None before and after."""
    group = school_year(day) - starts_school(born).year
    return group if RECEPTION <= group <= LAST_YEAR else None


def say_year(group: int | None) -> str:
    """Reception, Year 6; or not of school age."""
    return "Not of school age" if group is None else f"Year {group}" if group else "Reception"


def _count(number: int, unit: str) -> str:
    return f"1 {unit}" if number == 1 else f"{number} {unit}s"
