"""Counting one row at a time, in plain Python: the judge of the database's count, and what worked examples run
through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from righthelp.foundation.calendar import Month, end_of_day
from righthelp.foundation.journey import evaluate, holds
from righthelp.foundation.journey.engines.row import Facts, Others
from righthelp.insight.indicators.counting import Tally
from righthelp.insight.indicators.definition import Dimension, Example, ExampleChild, Indicator, Window


@dataclass(frozen=True, slots=True)
class Row:
    """One episode in memory. ``subject`` tells children apart."""

    id: int
    subject: object
    facts: Facts


@dataclass(frozen=True, slots=True)
class Counted:
    """A row that counts, in which month and group, and whether its success is true."""

    row: Row
    month: Month
    dated: datetime
    group: str
    success: bool


def counted(indicator: Indicator, rows: Iterable[Row], window: Window, by: Dimension | None = None) -> list[Counted]:
    """Every row that counts, in the order in which it happened; one for each child and month where children
    are counted."""
    rows = list(rows)
    by_subject: dict[object, list[Facts]] = defaultdict(list)
    for row in rows:
        by_subject[row.subject].append(row.facts)
    found: list[Counted] = []
    for row in rows:
        others: Others = {indicator.journey: by_subject[row.subject]}
        found += _of_row(indicator, row, others, window, by)
    found.sort(key=lambda each: (each.month, each.dated, each.row.id))
    if indicator.counting == "episodes":
        return found
    first: dict[tuple[Month, object], Counted] = {}
    for each in found:
        first.setdefault((each.month, each.row.subject), each)
    return list(first.values())


def _of_row(indicator: Indicator, row: Row, others: Others, window: Window, by: Dimension | None) -> list[Counted]:
    now = end_of_day(window.as_at)
    dated = evaluate(indicator.dated_by.as_at(now), row.facts, others=others, now=now)
    if not isinstance(dated, datetime):
        return []
    success = indicator.success is None or holds(indicator.success.as_at(now), row.facts, others=others, now=now)
    group = "" if by is None else str(row.facts.get(by.key) or "")
    of = indicator.of.as_at(now)
    if indicator.stock:
        return [
            Counted(row, month, dated, group, success)
            for month in window.months
            if holds(of, row.facts, others=others, now=now, month_end=window.end_of(month))
        ]
    inside = window.starts_at <= dated < window.ends_at
    if not inside or not holds(of, row.facts, others=others, now=now):
        return []
    return [Counted(row, Month.of(dated), dated, group, success)]


def tallies_of(found: Sequence[Counted]) -> list[Tally]:
    """The rows of each month and group counted, as the database gives them."""
    groups: dict[tuple[Month, str], list[Counted]] = defaultdict(list)
    for each in found:
        groups[each.month, each.group].append(each)
    return [Tally(month, group, len(rows), sum(row.success for row in rows)) for (month, group), rows in groups.items()]


@dataclass(frozen=True, slots=True)
class Judged:
    """One episode of a worked example and what the definition makes of it."""

    child: ExampleChild
    counts: bool
    success: bool


def judged(indicator: Indicator, example: Example) -> list[Judged]:
    """What the definition makes of each episode of an example: worked out here, never written down."""
    window = Window(example.as_at, (example.month,))
    rows = rows_of(example)
    counting = {each.row.id: each.success for each in counted(indicator, rows, window)}
    return [
        Judged(child, row.id in counting, counting.get(row.id, False))
        for child, row in zip(example.episodes, rows, strict=True)
    ]


def rows_of(example: Example) -> list[Row]:
    """The episodes of an example as rows; children of one name are one child."""
    return [Row(number, child.name, child.facts) for number, child in enumerate(example.episodes, start=1)]


def answer(indicator: Indicator, example: Example) -> tuple[int, int | None]:
    """Numerator and denominator of an example (denominator None for a count)."""
    found = [each for each in judged(indicator, example) if each.counts]
    if indicator.success is None:
        return len(found), None
    return sum(each.success for each in found), len(found)
