"""The clocks of children in need over random facts, against a count that shares nothing with the engine: months are
counted on the calendar by hand, working days one by one on a list of bank holidays."""

from __future__ import annotations

import calendar
import itertools
import random
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from righthelp.foundation.journey import Clock, State, explain
from righthelp.practice.casework.intervals import drawn
from righthelp.practice.child_in_need import journey

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = {
    date(2020, 12, 25), date(2020, 12, 28), date(2021, 1, 1), date(2021, 4, 2), date(2021, 4, 5),
    date(2021, 5, 3), date(2021, 5, 31), date(2021, 8, 30), date(2021, 12, 27), date(2021, 12, 28),
    date(2022, 1, 3), date(2022, 4, 15), date(2022, 4, 18),
}  # fmt: skip
Facts = dict[str, Any]


def midnight(day: date) -> datetime:
    """The first moment of a London day."""
    return datetime.combine(day, datetime.min.time(), tzinfo=LONDON).astimezone(UTC)


def months_on(day: date, count: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def working_days_on(day: date, count: int) -> date:
    """So many working days later, counted one by one."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in HOLIDAYS
    return day


def stands(
    start: datetime | None,
    stop: datetime | None,
    last: date,
    excused: bool,
    now: datetime,
    gone: date | None = None,
) -> State:
    """Where a duty stands that is to be met by the end of the day ``last``; ``gone``: the day on which it fell away."""
    if start is None or start > now:
        return State.NOT_STARTED
    stopped = stop is not None and stop <= now
    if stopped and stop is not None and stop < midnight(last + timedelta(days=1)):
        return State.MET
    if excused:
        return State.EXCUSED
    if gone is not None and midnight(gone) <= now:
        return State.EXCUSED if gone <= last else State.LATE
    if stopped:
        return State.LATE
    return State.OVERDUE if now >= midnight(last + timedelta(days=1)) else State.RUNNING


def some_day(dice: random.Random) -> date:
    """Any day of the time, often at the end of a month or where the clocks change."""
    if dice.random() < 0.25:
        return dice.choice([date(2020, 11, 30), date(2021, 3, 27), date(2021, 8, 31), date(2021, 5, 31)])
    return date(2020, 10, 1) + timedelta(days=dice.randrange(300))


@pytest.mark.parametrize("seed", range(40))
def test_reviews_and_yearly_assessments_stand_where_a_count_by_hand_says(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(40):
        since = some_day(dice)
        kind, first = dice.choice(["cin", "disabled", "nrpf"]), dice.random() < 0.5
        what = dice.choice(["review", "assessment"]) if kind == "nrpf" else "review"
        held = since + timedelta(days=dice.randrange(420)) if dice.random() < 0.6 else None
        ended = since + timedelta(days=dice.randrange(1, 420)) if held is None and dice.random() < 0.4 else None
        eve = since + timedelta(days=dice.randrange(80)) if what == "review" and dice.random() < 0.3 else None
        facts: Facts = {
            "since": since, "held": held, "ended": ended, "eve": eve, "first": first, "kind": kind, "what": what,
        }  # fmt: skip
        now = midnight(since + timedelta(days=dice.randrange(440))) + timedelta(minutes=dice.choice([0, 1, 600, 1379]))
        stop = midnight(held) if held else None
        wanted: dict[Clock, tuple[bool, int]] = {
            journey.FIRST_REVIEW: (what == "review" and kind != "nrpf" and first, 3),
            journey.LATER_REVIEW: (what == "review" and kind != "nrpf" and not first, 6),
            journey.QUARTERLY_REVIEW: (what == "review" and kind == "nrpf", 3),
            journey.ANNUAL: (what == "assessment", 12),
        }
        for clock, (owed, months) in wanted.items():
            expected = stands(midnight(since), stop, months_on(since, months), False, now, ended)
            told = explain(clock, facts, now=now)
            assert told.state is (expected if owed else State.NOT_APPLICABLE), (clock.name, facts, now)
        if what == "review":
            start = midnight(eve) if eve else None
            last = eve + timedelta(days=1) if eve else since
            expected = stands(start, stop, last, False, now, ended)
            assert explain(journey.AGREED_REVIEW, facts, now=now).state is expected, (facts, now)


@pytest.mark.parametrize("seed", range(30))
def test_answers_are_due_in_working_days_counted_one_by_one(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(50):
        asked = midnight(some_day(dice)) + timedelta(minutes=dice.choice([0, 1, 719, 1379, dice.randrange(1380)]))
        day = asked.astimezone(LONDON).date()
        answered = asked + timedelta(hours=dice.randrange(300)) if dice.random() < 0.6 else None
        off = asked + timedelta(hours=dice.randrange(300)) if answered is None and dice.random() < 0.4 else None
        now = asked + timedelta(hours=dice.randrange(400), minutes=dice.choice([0, 1, 59]))
        known_off = off is not None and off <= now
        step: Facts = {"asked": asked, "answered": answered, "withdrawn": off}
        step |= {"direction": "up", "to": "conference", "answer": None}
        expected = stands(asked, answered, working_days_on(day, 2), False, now)
        told = explain(journey.STEP_ANSWER, step, now=now).state
        assert told is (State.NOT_APPLICABLE if known_off else expected), (step, now)
        raised: Facts = {"raised": asked, "answered": answered, "settled": off}
        expected = stands(asked, answered, working_days_on(day, 5), known_off, now)
        assert explain(journey.ESCALATION_ANSWER, raised, now=now).state is expected, (raised, now)


@pytest.mark.parametrize("seed", range(30))
def test_advice_and_specialist_assessments_stand_where_a_count_by_hand_says(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(40):
        asked = some_day(dice)
        given = asked + timedelta(days=dice.randrange(90)) if dice.random() < 0.6 else None
        excepted = asked + timedelta(days=dice.randrange(60)) if dice.random() < 0.3 else None
        now = midnight(asked + timedelta(days=dice.randrange(100))) + timedelta(minutes=dice.choice([0, 1, 700]))
        facts: Facts = {"asked": asked, "given": given, "excepted": excepted}
        gone = excepted is not None and midnight(excepted) <= now
        last = asked + timedelta(days=42)
        expected = stands(midnight(asked), midnight(given) if given else None, last, gone, now)
        assert explain(journey.EHC_ADVICE, facts, now=now).state is expected, (facts, now)
        referred = midnight(asked) + timedelta(minutes=dice.randrange(1380))
        done = referred + timedelta(hours=dice.randrange(2000)) if dice.random() < 0.6 else None
        late = referred + timedelta(hours=dice.randrange(2200))
        special: Facts = {"referred": referred, "done": done, "stopped": None}
        day = working_days_on(referred.astimezone(LONDON).date(), 45)
        expected = stands(referred, done, day, False, late)
        assert explain(journey.SPECIALIST, special, now=late).state is expected, (special, late)


@pytest.mark.parametrize("seed", range(30))
def test_every_day_of_a_plan_lies_in_one_stretch_between_reviews(seed: int) -> None:
    dice = random.Random(seed)
    starts = some_day(dice)
    ends = starts + timedelta(days=dice.randrange(1, 500)) if dice.random() < 0.5 else None
    held = [starts + timedelta(days=dice.randrange(-20, 520)) for _ in range(dice.randrange(6))]
    found = drawn(starts, held, ends)
    assert found[0].since == starts
    assert all(one.held == after.since for one, after in itertools.pairwise(found))
    assert {one.held for one in found[:-1]} == {on for on in held if on >= starts and (ends is None or on <= ends)}
    assert (found[-1].held, found[-1].ended) == (None, ends)
