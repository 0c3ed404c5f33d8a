"""Ages and birth dates as people say them."""

from __future__ import annotations

from datetime import date

from righthelp.foundation.calendar import say_date
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


def _count(number: int, unit: str) -> str:
    return f"1 {unit}" if number == 1 else f"{number} {unit}s"
