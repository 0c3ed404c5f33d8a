"""How many children have a plan, by age, month by month, and where that grows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from righthelp.foundation.calendar import add_months
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import BirthDateKind, Involvement, InvolvementKind
from righthelp.practice.protection import law
from righthelp.practice.protection.codes import BANDS, WATCHED

_AGES = (("1-4", 5), ("5-9", 10), ("10-15", 16))


def band(born: date | None, kind: str, on: date) -> str:
    """The age group of a child on a day; empty when the birth date is not known."""
    if born is None:
        return ""
    if kind == BirthDateKind.DUE or born > on:
        return "unborn"
    age = years(born, on)
    if age < 1:
        return "baby"
    return next((code for code, below in _AGES if age < below), "16-17")


@dataclass(frozen=True)
class Group:
    """One age group: how many on each of the days, and whether it has grown over the year."""

    code: str
    words: str
    numbers: list[int]
    grown: bool

    @property
    def change(self) -> int:
        """How many more than a year before."""
        return self.numbers[-1] - self.numbers[0]


def by_age(on: date) -> tuple[list[date], list[Group]]:
    """Children with a plan by age group, on this day and on the same day of each of the twelve months before.

    Everybody but closely held records, which are in no number. One query. Plans are read from the periods that every
    plan keeps, so that those of the years before this room are counted too.
    """
    days = [add_months(on, -n) for n in range(12, -1, -1)]
    rows = list(
        Involvement.objects.filter(kind=InvolvementKind.PROTECTION, starts__lte=on, child__tier=1)
        .exclude(ends__lte=days[0])
        .values_list("child__birth_date", "child__birth_date_kind", "starts", "ends")
    )
    counts = {code: [0] * len(days) for code, _ in BANDS}
    for born, kind, starts, ends in rows:
        for place, day in enumerate(days):
            if starts <= day and (ends is None or ends > day):
                code = band(born, kind, day)
                if code:
                    counts[code][place] += 1
    return days, [
        Group(code, words, counts[code], code in WATCHED and grew(counts[code][0], counts[code][-1]))
        for code, words in BANDS
    ]


def grew(before: int, now: int) -> bool:
    """Whether that is growth to tell of: a fifth more, and at least five more."""
    more = now - before
    return more >= law.GROWTH_LEAST and more >= before * law.GROWTH_SHARE
