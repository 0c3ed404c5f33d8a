"""School terms and year groups: pure. Every day belongs to a term; a term’s plan is due by the last day of school."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from righthelp.practice.people.ages import LAST_YEAR, RECEPTION, say_year, starts_school, year_group

_NAMES: Final = {1: "Autumn", 2: "Spring", 3: "Summer"}


class Term(NamedTuple):
    """A term of the school year that begins on 1 September ``year``: 1 autumn, 2 spring, 3 summer."""

    year: int
    number: int

    @property
    def code(self) -> str:
        """As it is stored: 2021-1."""
        return f"{self.year}-{self.number}"

    @property
    def words(self) -> str:
        """Autumn 2021."""
        return f"{_NAMES[self.number]} {self.first.year}"

    @property
    def first(self) -> date:
        """Its first day."""
        starts = {1: (0, 9, 1), 2: (1, 1, 1), 3: (1, 4, 16)}
        more, month, day = starts[self.number]
        return date(self.year + more, month, day)

    @property
    def last(self) -> date:
        """The day by which its plan is due."""
        ends = {1: (0, 12, 31), 2: (1, 4, 15), 3: (1, 7, 31)}
        more, month, day = ends[self.number]
        return date(self.year + more, month, day)

    @property
    def next(self) -> Term:
        """The one after it."""
        return Term(self.year + 1, 1) if self.number == 3 else Term(self.year, self.number + 1)

    @property
    def before(self) -> Term:
        """The one before it."""
        return Term(self.year - 1, 3) if self.number == 1 else Term(self.year, self.number - 1)


def term_of(day: date) -> Term:
    """The term in which a day lies; the summer holidays belong to the summer."""
    if day.month >= 9:
        return Term(day.year, 1)
    return Term(day.year - 1, 2 if (day.month, day.day) < (4, 16) else 3)


def term_from(code: str) -> Term | None:
    """The term with this code, if there is one."""
    year, _, number = code.partition("-")
    if not (year.isdecimal() and len(year) == 4 and number in {"1", "2", "3"} and 1990 <= int(year) <= 2100):
        return None
    return Term(int(year), int(number))


__all__ = ["LAST_YEAR", "RECEPTION", "Term", "say_year", "starts_school", "term_from", "term_of", "year_group"]
