"""How recruitment of foster carers goes: of those who asked in a month, how many came how far, in how many days, and
why the others did not.

An application counts in the month in which people asked. *Days*: the middle number of days from the enquiry to the
stage, of those that reached it. Every count is of the same applications that its list shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from righthelp.foundation.calendar import month_start, months_back
from righthelp.practice.fostering.codes import STAGES, Why
from righthelp.practice.fostering.models import Application


@dataclass(frozen=True)
class Month:
    """Applications of people who asked in one month."""

    starts: date
    reached: dict[str, int]
    dropped: int
    open: int

    @property
    def key(self) -> str:
        """For the address of its list: "2021-08"."""
        return f"{self.starts:%Y-%m}"


@dataclass(frozen=True)
class Funnel:
    """Months, the latest first; over all of them, the middle days to each stage and why people dropped out."""

    months: list[Month]
    days: dict[str, float | None]
    why: list[tuple[str, str, int]]


def funnel(rows: Iterable[Application], today: date, count: int = 12) -> Funnel:
    """Of the applications given, those of the last ``count`` months. No query is made."""
    starts = months_back(today, count)
    kept = [row for row in rows if month_start(row.enquired) in set(starts)]
    by_month = {each: [row for row in kept if month_start(row.enquired) == each] for each in starts}
    reasons = Counter(row.why for row in kept if row.ended)
    return Funnel(
        months=sorted(
            (_month(each, held) for each, held in by_month.items()), key=lambda one: one.starts, reverse=True
        ),
        days={stage: _days(kept, stage) for stage in STAGES[1:]},
        why=[(key, Why(key).label, number) for key, number in reasons.most_common()],
    )


def _month(starts: date, rows: list[Application]) -> Month:
    reached = {stage: sum(getattr(row, stage) is not None for row in rows) for stage in STAGES}
    return Month(starts, reached, sum(row.ended is not None for row in rows), sum(row.runs for row in rows))


def _days(rows: list[Application], stage: str) -> float | None:
    taken = [(getattr(row, stage) - row.enquired).days for row in rows if getattr(row, stage)]
    return median(taken) if taken else None


__all__ = ["Funnel", "Month", "funnel"]
