"""The birthdays for which the national return asks how a care leaver is: when one may be in touch, and what counts.

OC3 of SSDA903: of everybody who turned 17, 18, 19, 20 or 21 in the year to 31 March and was looked after for 13 weeks
or more since turning 14, some of it at 16 or 17; at 17 and 18 only those who had left care by then. The contact that
answers is one from three months before the birthday to one month after it. Pure: days in, an answer out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from righthelp.foundation.calendar import add_months
from righthelp.practice.care.codes import Left
from righthelp.practice.leaving_care.codes import NOT_ASKED, Touch
from righthelp.practice.leaving_care.eligibility import ENOUGH, Stretch, birthday, counted

AGES: Final = (17, 18, 19, 20, 21)
BEFORE, AFTER = 3, 1
"""Months before and after the birthday in which a contact answers."""
NOT_OURS: Final = frozenset({Left.E2.value, Left.E3.value})
"""Died in care, or another council looks after them now: not asked of us."""


@dataclass(frozen=True)
class Window:
    """The days on which a contact answers for a birthday, the first and the last included."""

    age: int
    on: date

    @property
    def opens(self) -> date:
        """The first day."""
        return add_months(self.on, -BEFORE)

    @property
    def last(self) -> date:
        """The last day."""
        return add_months(self.on, AFTER)

    def holds(self, day: date) -> bool:
        """Whether a contact on that day answers."""
        return self.opens <= day <= self.last


@dataclass(frozen=True)
class Answer:
    """What answers for a birthday: whether we are in touch (a code of ``Touch``), and the day on which we knew."""

    status: str
    on: date


def windows(born: date, times: Iterable[Stretch]) -> list[Window]:
    """The birthdays of a young person for which the return asks, the first one first. A time in care that still runs is
    taken to last until 18, when nobody is looked after any more."""
    held = sorted(times, key=lambda each: each.starts)
    parts = counted(born, held, birthday(born, 18))
    late = any(each.last >= birthday(born, 16) for each in parts)
    if not late or sum(each.days for each in parts) < ENOUGH or held[-1].left in NOT_OURS:
        return []
    found = [Window(age, birthday(born, age)) for age in AGES]
    return [each for each in found if each.age > 18 or not _in_care(held, each)]


def _in_care(held: Sequence[Stretch], window: Window) -> bool:
    """At 18 a time in care without an end has ended."""
    return any(each.covers(window.on) and not (window.age == 18 and each.ends is None) for each in held)


def answer(window: Window, contacts: Iterable[tuple[date, str]], died: date | None = None) -> Answer | None:
    """What answers for a birthday; None while nothing does.

    A day in touch in the window counts before a day not in touch, and of several the one nearest to the birthday. Who
    said before the window that they want no contact, and has not been in touch since, has answered: nobody chases them.
    """
    if died is not None and died <= window.last:
        return Answer(Touch.DIED, died)
    known = sorted((day, status) for day, status in contacts if day <= window.last)
    within = [each for each in known if window.holds(each[0])]
    touched = [day for day, status in within if status == Touch.YES]
    if touched:
        return Answer(Touch.YES, min(touched, key=lambda day: (abs((day - window.on).days), day)))
    if within:
        return Answer(within[-1][1], within[-1][0])
    if known and known[-1][1] in NOT_ASKED:
        return Answer(known[-1][1], known[-1][0])
    return None


__all__ = ["AGES", "Answer", "Window", "answer", "windows"]
