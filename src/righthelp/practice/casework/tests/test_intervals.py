"""The stretches from visit to visit, held against a count made another way: day by day."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from righthelp.practice.casework.intervals import Interval, drawn

FIRST = date(2021, 3, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def walked(starts: date, events: set[date], ends: date | None, last: date) -> list[Interval]:
    """Walk the calendar one day at a time, as a worker with a diary would."""
    found: list[Interval] = []
    since, today = starts, starts
    while today <= last:
        if today == ends:
            return [*found, Interval(since, None, ends)]
        if today in events:
            found.append(Interval(since, today, None))
            since = today
        today += timedelta(days=1)
    return [*found, Interval(since, None, None)]


@pytest.mark.parametrize("seed", range(300))
def test_the_stretches_are_those_of_a_walk_through_the_calendar(seed: int) -> None:
    dice = random.Random(seed)
    starts = day(dice.randrange(20))
    ends = starts + timedelta(days=dice.randrange(1, 60)) if dice.random() < 0.6 else None
    events = [day(dice.randrange(-10, 90)) for _ in range(dice.randrange(12))]
    assert drawn(starts, events, ends) == walked(starts, set(events), ends, day(120))


def test_a_visit_on_the_first_day_of_no_plan_is_not_under_it() -> None:
    assert drawn(day(0), [day(9)], day(9)) == [Interval(day(0), None, day(9))]


def test_the_order_of_typing_does_not_matter() -> None:
    events = [day(4), day(11), day(2), day(11)]
    assert drawn(day(0), events, None) == drawn(day(0), sorted(events, reverse=True), None)
