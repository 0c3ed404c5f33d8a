"""What the law calls a young person who is or was looked after, worked out from the times in care. Never typed.

Children Act 1989, schedule 2, paragraph 19B (eligible), sections 23A (relevant), 23C (former relevant) and 24
(qualifying); Care Leavers (England) Regulations 2010, regulation 3; Care Planning, Placement and Case Review (England)
Regulations 2010, regulation 40. Pure: days in, an answer with its reasons out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from righthelp.foundation.calendar import add_months, say_date
from righthelp.practice.care.codes import GUARDIAN, HOME

ENOUGH: Final = 91
"""Days looked after that count: 13 weeks."""
HOME_FOR: Final = 6
"""Months with a parent after which a young person under 18 is no longer relevant (regulation 3(5))."""
_DAY: Final = timedelta(days=1)


class Category(StrEnum):
    """What the law calls a young person who is or was looked after."""

    ELIGIBLE = "eligible"
    RELEVANT = "relevant"
    FORMER = "former"
    QUALIFYING = "qualifying"
    NONE = "none"

    @property
    def label(self) -> str:
        """In words."""
        return _WORDS[self]


_WORDS: Final = {
    Category.ELIGIBLE: "Eligible",
    Category.RELEVANT: "Relevant",
    Category.FORMER: "Former relevant",
    Category.QUALIFYING: "Qualifying",
    Category.NONE: "None",
}


@dataclass(frozen=True)
class Stretch:
    """One time in care, from a day (inclusive) to a day (exclusive). Short breaks are not times in care."""

    starts: date
    ends: date | None = None
    left: str = ""

    def covers(self, day: date) -> bool:
        """Whether the young person was looked after on that day."""
        return self.starts <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Counted:
    """The part of a time in care that counts: both days included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Standing:
    """The category on a day, the days that counted for it, and why, in sentences."""

    category: Category
    counted: tuple[Counted, ...]
    why: tuple[str, ...]

    @property
    def days(self) -> int:
        """Days looked after since the fourteenth birthday, all stretches together."""
        return sum(each.days for each in self.counted)


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age."""
    return add_months(born, age * 12)


def counted(born: date, times: Iterable[Stretch], day: date) -> tuple[Counted, ...]:
    """The parts of times in care that count by ``day``: after the 14th birthday, before the 18th, that day included."""
    least, most = birthday(born, 14), min(day, birthday(born, 18) - _DAY)
    found = []
    for each in sorted(times, key=lambda one: one.starts):
        first = max(each.starts, least)
        last = min(each.ends - _DAY, most) if each.ends else most
        if first <= last:
            found.append(Counted(first, last))
    return tuple(found)


def standing(born: date, times: Iterable[Stretch], day: date) -> Standing:
    """What the law calls the young person on ``day``.

    From 18 on what held on the last day of being 17 decides: somebody who had been home for six months by then is
    qualifying, whoever was eligible or relevant is former relevant. Former relevant lasts until 25 (section 23CZB),
    qualifying until 21.
    """
    held = sorted((each for each in times if each.starts <= day), key=lambda one: one.starts)
    parts = counted(born, held, day)
    adult = birthday(born, 18)
    if day < birthday(born, 16):
        return Standing(Category.NONE, parts, (_said(parts), f"Sixteen on {say_date(birthday(born, 16))}."))
    if day >= birthday(born, 25):
        return Standing(Category.NONE, parts, (_said(parts), f"Reached 25 on {say_date(birthday(born, 25))}."))
    if day < adult:
        category, why = _minor(born, held, parts, day)
        return Standing(category, parts, (_said(parts), why))
    before, _ = _minor(born, held, parts, adult - _DAY)
    if before in (Category.ELIGIBLE, Category.RELEVANT):
        return Standing(Category.FORMER, parts, (_said(parts), f"{before.label} on the last day before turning 18."))
    if before is Category.QUALIFYING or _guarded(held) or _after_sixteen(born, parts):
        if day >= birthday(born, 21):
            return Standing(Category.NONE, parts, (_said(parts), "Was qualifying until turning 21."))
        return Standing(Category.QUALIFYING, parts, (_said(parts), "Looked after at 16 or 17, or left to a guardian."))
    return Standing(Category.NONE, parts, (_said(parts), "Not looked after at 16 or 17."))


def _minor(born: date, held: list[Stretch], parts: tuple[Counted, ...], day: date) -> tuple[Category, str]:
    """At 16 or 17."""
    late, enough = _after_sixteen(born, parts), sum(each.days for each in parts) >= ENOUGH
    if any(each.covers(day) for each in held):
        if enough:
            return Category.ELIGIBLE, "Looked after, for 13 weeks or more since turning 14, some of it at 16 or 17."
        return Category.NONE, "Looked after, not yet for 13 weeks since turning 14."
    if late and enough:
        last = held[-1]
        if last.left in HOME and last.ends is not None and add_months(last.ends, HOME_FOR) <= day:
            return Category.QUALIFYING, f"Home with a parent for six months, since {say_date(last.ends)}."
        return Category.RELEVANT, "Left care at 16 or 17 after 13 weeks or more since turning 14."
    if late:
        return Category.QUALIFYING, "Looked after at 16 or 17, for less than 13 weeks since turning 14."
    if _guarded(held):
        return Category.QUALIFYING, "Left care to a special guardian."
    return Category.NONE, "Not looked after at 16 or 17."


def _after_sixteen(born: date, parts: tuple[Counted, ...]) -> bool:
    return any(each.last >= birthday(born, 16) for each in parts)


def _guarded(held: list[Stretch]) -> bool:
    return bool(held) and held[-1].ends is not None and held[-1].left in GUARDIAN


def _said(parts: tuple[Counted, ...]) -> str:
    if not parts:
        return "No day looked after since turning 14."
    total = sum(each.days for each in parts)
    spans = "; ".join(f"{say_date(each.first)} to {say_date(each.last)} ({each.days})" for each in parts)
    return f"{total} {'day' if total == 1 else 'days'} looked after since turning 14: {spans}. {ENOUGH} are needed."


def eligible_since(born: date, times: Iterable[Stretch]) -> date | None:
    """The first day on which the young person was eligible, if ever; days still to come count for a time in care that
    runs."""
    held, total = sorted(times, key=lambda one: one.starts), 0
    for each in counted(born, held, birthday(born, 18) - _DAY):
        reached = each.first + timedelta(days=max(ENOUGH - total - 1, 0))
        found = max(reached, birthday(born, 16))
        if found <= each.last:
            return found
        total += each.days
    return None


__all__ = ["ENOUGH", "Category", "Counted", "Standing", "Stretch", "birthday", "counted", "eligible_since", "standing"]
