"""The clocks of child protection against a count of their own, over random facts: written without the house's code.

The oracle walks day by day over weekends and the bank holidays typed in below, and counts months by the calendar.
"""

from __future__ import annotations

import calendar as months_of_the_year
import random
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from righthelp.foundation.journey import Clock, State, explain
from righthelp.practice.protection import journey
from righthelp.practice.protection.stages import drawn

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = {
    date(*each)
    for each in [
        (2019, 1, 1), (2019, 4, 19), (2019, 4, 22), (2019, 5, 6), (2019, 5, 27), (2019, 8, 26), (2019, 12, 25),
        (2019, 12, 26), (2020, 1, 1), (2020, 4, 10), (2020, 4, 13), (2020, 5, 8), (2020, 5, 25), (2020, 8, 31),
        (2020, 12, 25), (2020, 12, 28), (2021, 1, 1), (2021, 4, 2), (2021, 4, 5), (2021, 5, 3), (2021, 5, 31),
        (2021, 8, 30), (2021, 12, 27), (2021, 12, 28), (2022, 1, 3), (2022, 4, 15), (2022, 4, 18), (2022, 5, 2),
        (2022, 6, 2), (2022, 6, 3), (2022, 8, 29),
    ]
}  # fmt: skip
CASES = 250


def working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def last_day(start: date, kind: str, amount: int) -> date:
    """The last day on which it is still in time."""
    if kind == "days":
        return start + timedelta(days=amount)
    if kind == "months":
        month = start.month - 1 + amount
        year, month = start.year + month // 12, month % 12 + 1
        return date(year, month, min(start.day, months_of_the_year.monthrange(year, month)[1]))
    day = start
    while amount:
        day += timedelta(days=1)
        amount -= working_day(day)
    return day


def close_of(day: date) -> datetime:
    """The first moment that is too late."""
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)


RULES: list[tuple[Clock, str, str, dict[str, object], str, int]] = [
    (journey.INITIAL_CONFERENCE, "strategy", "held", {"kind": "icpc"}, "working", 15),
    (journey.TRANSFER_CONFERENCE, "notified", "held", {"kind": "transfer"}, "working", 15),
    (journey.FIRST_CORE_GROUP, "since", "held", {"step": "core-group", "first": True}, "working", 10),
    (journey.LATER_CORE_GROUP, "since", "held", {"step": "core-group", "first": False}, "days", 42),
    (journey.FIRST_REVIEW, "since", "held", {"step": "review", "first": True}, "months", 3),
    (journey.LATER_REVIEW, "since", "held", {"step": "review", "first": False}, "months", 6),
    (journey.LONG_PLAN, "reached", "reviewed", {"months": 9}, "working", 10),
    (journey.ANSWER, "raised", "answered", {}, "working", 5),
    (journey.THEIR_CONFERENCE, "notified", "accepted", {}, "working", 15),
]
DAYS = {"since", "reached", "accepted"}
HELD_ON_A_DAY = {journey.FIRST_CORE_GROUP, journey.LATER_CORE_GROUP, journey.FIRST_REVIEW, journey.LATER_REVIEW}
ENDED = {
    journey.FIRST_CORE_GROUP,
    journey.LATER_CORE_GROUP,
    journey.FIRST_REVIEW,
    journey.LATER_REVIEW,
    journey.LONG_PLAN,
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule[0].name)
def test_a_clock_agrees_with_a_count_of_days(rule: tuple[Clock, str, str, dict[str, object], str, int]) -> None:
    clock, starts, stops, more, kind, amount = rule
    dice = random.Random(clock.code)
    seen = set()
    for _ in range(CASES):
        begun = datetime(2019, 1, 2, tzinfo=UTC) + timedelta(minutes=dice.randrange(1000 * 24 * 60))
        began = begun.astimezone(LONDON).date()
        stopped = begun + timedelta(minutes=dice.randrange(250 * 24 * 60)) if dice.random() < 0.6 else None
        now = begun + timedelta(minutes=dice.randrange(260 * 24 * 60))
        facts: dict[str, object] = {**more, starts: began if starts in DAYS else begun}
        as_day = stops in DAYS or clock in HELD_ON_A_DAY
        if stopped is not None:
            facts[stops] = stopped.astimezone(LONDON).date() if as_day else stopped
            if as_day:  # a day counts from its beginning
                stopped = datetime.combine(stopped.astimezone(LONDON).date(), time(), LONDON).astimezone(UTC)
        limit = close_of(last_day(began, kind, amount))
        gone: datetime | None = None
        if clock in ENDED and stopped is None and dice.random() < 0.4:
            facts["ended"] = day = (begun + timedelta(minutes=dice.randrange(260 * 24 * 60))).astimezone(LONDON).date()
            gone = datetime.combine(day, time(), LONDON).astimezone(UTC)
        told = explain(clock, facts, now=now)  # type: ignore[arg-type]  # the facts of each journey differ
        done = stopped is not None and stopped <= now
        if done:
            expected = State.MET if stopped and stopped < limit else State.LATE
        elif gone is not None and gone <= now:  # the plan ended: what was late already stays late
            expected = State.EXCUSED if gone < limit else State.LATE
        else:
            expected = State.OVERDUE if now >= limit else State.RUNNING
        assert told.state is expected, (facts, now, limit)
        assert told.due_at == limit - timedelta(microseconds=1)
        seen.add(expected)
    assert {State.MET, State.LATE, State.OVERDUE, State.RUNNING} <= seen


@pytest.mark.parametrize("clock", [journey.INITIAL_CONFERENCE, journey.TRANSFER_CONFERENCE], ids=lambda each: each.name)
def test_a_conference_that_is_not_needed_is_owed_by_nobody(clock: Clock) -> None:
    at = datetime(2021, 5, 4, 9, tzinfo=UTC)
    for kind in ("icpc", "transfer", "rcpc"):
        facts = {"kind": kind, "strategy": at, "notified": at, "withdrawn": at + timedelta(days=2)}
        told = explain(clock, facts, now=at + timedelta(days=90))
        assert told.state is State.NOT_APPLICABLE


def test_what_comes_round_covers_the_plan_without_gap_or_overlap() -> None:
    dice = random.Random("stages")
    for _ in range(500):
        starts = date(2019, 1, 1) + timedelta(days=dice.randrange(700))
        length = dice.randrange(1, 500)
        ends = starts + timedelta(days=length) if dice.random() < 0.7 else None
        events = [starts + timedelta(days=dice.randrange(-30, 560)) for _ in range(dice.randrange(0, 9))]
        found = drawn(starts, events, ends)
        assert found[0].since == starts
        for before, after in pairwise(found):
            assert before.held == after.since
            assert before.ended is None
        inside = sorted({day for day in events if day > starts and (ends is None or day <= ends)})
        assert [each.held for each in found if each.held] == inside
        last = found[-1]
        if ends is None:
            assert (last.held, last.ended) == (None, None)
        else:
            assert last.held == ends or last.ended == ends
            assert (last.held is None) != (last.ended is None)
