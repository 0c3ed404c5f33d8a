"""The clocks of section 47 over random facts, against a count that shares nothing with the engine: days are counted one
by one on a list of bank holidays, hours are added in UTC."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from righthelp.foundation.journey import Clock, State, explain
from righthelp.practice.section47 import journey
from righthelp.practice.section47.codes import Next, Outcome

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = {
    date(2020, 12, 25), date(2020, 12, 28), date(2021, 1, 1), date(2021, 4, 2), date(2021, 4, 5),
    date(2021, 5, 3), date(2021, 5, 31), date(2021, 8, 30), date(2021, 12, 27), date(2021, 12, 28),
}  # fmt: skip
Facts = dict[str, Any]


def end_of(day: date) -> datetime:
    """The first moment of the next London day: everything before it is still that day."""
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=LONDON)
    return midnight.astimezone(UTC)


def after_working_days(start: datetime, count: int) -> datetime:
    """The end of the day that is so many working days after ``start``, counted one by one."""
    day = start.astimezone(LONDON).date()
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in HOLIDAYS
    return end_of(day)


def known(facts: Facts, name: str, now: datetime) -> datetime | None:
    """A moment that had happened by ``now``."""
    value = facts[name]
    return value if value is not None and value <= now else None


def stands(start: datetime | None, stop: datetime | None, due: datetime | None, now: datetime, day: bool) -> State:
    """Where a duty stands, by the field's own words. ``day``: the limit is the end of a day, not a moment in it."""
    if start is None or due is None:
        return State.NOT_STARTED
    if stop is not None:
        in_time = stop < due if day else stop <= due
        return State.MET if in_time else State.LATE
    past = now >= due if day else now > due
    return State.OVERDUE if past else State.RUNNING


def moment(dice: random.Random) -> datetime:
    """Any minute of the year 2021 up to November, often near midnight and the changes of the clocks."""
    day = date(2020, 12, 20) + timedelta(days=dice.randrange(320))
    if dice.random() < 0.1:
        day = dice.choice([date(2021, 3, 28), date(2021, 3, 27), date(2021, 10, 30), date(2021, 4, 1)])
    minute = dice.choice([0, 1, 719, 1438, 1439, dice.randrange(1440)])
    return datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(minutes=minute)


def later(dice: random.Random, start: datetime | None, chance: float, most: timedelta) -> datetime | None:
    """A moment after ``start``, or nothing."""
    if start is None or dice.random() > chance:
        return None
    return start + timedelta(seconds=dice.choice([0, 60, int(most.total_seconds() * dice.random())]))


@pytest.mark.parametrize("seed", range(40))
def test_a_discussion_stands_where_a_count_by_hand_says(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(50):
        asked = moment(dice)
        held = later(dice, asked, 0.7, timedelta(hours=40))
        cancelled = later(dice, asked, 0.3, timedelta(hours=40)) if held is None else None
        given = later(dice, held, 0.7, timedelta(hours=5))
        facts: Facts = {"asked": asked, "held": held, "cancelled": cancelled, "actions_given": given}
        facts |= {"decided": held, "decision": None, "quorate": None}
        now = asked + timedelta(minutes=dice.choice([0, 1, 1440, 1441, dice.randrange(6000)]))
        due = asked + timedelta(hours=24)
        expected = stands(asked, known(facts, "held", now), due, now, False)
        if known(facts, "cancelled", now):
            expected = State.NOT_APPLICABLE
        assert explain(journey.STRATEGY_DISCUSSION, facts, now=now).state is expected, (facts, now)
        started = known(facts, "held", now)
        limit = started + timedelta(hours=2) if started else None
        expected = stands(started, known(facts, "actions_given", now), limit, now, False)
        assert explain(journey.KEY_ACTIONS, facts, now=now).state is expected, (facts, now)


@pytest.mark.parametrize("seed", range(40))
def test_an_enquiry_stands_where_a_count_by_hand_says(seed: int) -> None:
    dice = random.Random(1000 + seed)
    for _ in range(50):
        held = moment(dice)
        facts = enquiry(dice, held)
        now = held + timedelta(minutes=dice.choice([0, dice.randrange(60 * 24 * 40), dice.randrange(60 * 24 * 22)]))
        gone = known(facts, "withdrawn", now) is not None

        def check(clock: Clock, expected: State, facts: Facts = facts, now: datetime = now, gone: bool = gone) -> None:
            wanted = State.NOT_APPLICABLE if gone else expected
            assert explain(clock, facts, now=now).state is wanted, (clock.name, facts, now)

        done = known(facts, "completed", now)
        check(journey.ENQUIRY, stands(held, done, after_working_days(held, 15), now, True))
        limit = after_working_days(done, 1) if done else None
        check(journey.AUTHORISATION, stands(done, known(facts, "authorised", now), limit, now, True))
        eve = facts["joint_eve"]
        begins = end_of(eve - timedelta(days=1)) if eve else None
        started = begins if begins and begins <= now else None
        stop, due = known(facts, "joint_held", now), end_of(eve + timedelta(days=1)) if eve else None
        expected = stands(started, stop if started else None, due, now, True)
        if expected is not State.MET and started and known(facts, "joint_dropped", now):
            expected = State.EXCUSED
        check(journey.JOINT_VISIT, expected)


def enquiry(dice: random.Random, held: datetime) -> Facts:
    """An enquiry of random facts, in the order in which they can happen."""
    completed = later(dice, held, 0.7, timedelta(days=30))
    authorised = later(dice, completed, 0.6, timedelta(days=4))
    eve = held.astimezone(LONDON).date() + timedelta(days=dice.randrange(-1, 6)) if dice.random() < 0.6 else None
    joint = later(dice, held, 0.5, timedelta(days=8)) if eve else None
    dropped = later(dice, held, 0.5, timedelta(days=8)) if eve and joint is None else None
    withdrawn = later(dice, held, 0.15, timedelta(days=20)) if authorised is None else None
    return {
        "strategy_held": held,
        "opened": held,
        "joint_eve": eve,
        "joint_held": joint,
        "joint_dropped": dropped,
        "completed": completed,
        "authorised": authorised,
        "conference_needed": authorised,
        "withdrawn": withdrawn,
        "how": "joint" if eve else "single",
        "outcome": dice.choice(Outcome.values) if completed else None,
        "next_step": dice.choice(Next.values) if completed else None,
    }


def test_every_clock_of_the_room_is_counted_here() -> None:
    assert {*journey.STRATEGY_CLOCKS, *journey.ENQUIRY_CLOCKS} == {
        journey.STRATEGY_DISCUSSION,
        journey.KEY_ACTIONS,
        journey.ENQUIRY,
        journey.AUTHORISATION,
        journey.JOINT_VISIT,
    }
