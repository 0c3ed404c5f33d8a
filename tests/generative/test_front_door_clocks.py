"""The clocks of the front door and of MASH against a plain re-statement that shares no line of code with them.

The oracle counts days one by one on a list of holidays typed here, and hours on the clock of the world.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from righthelp.foundation.journey import Clock, explain, settle
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.front_door.journey import (
    CONTACT_DECISION,
    DANGER_DECISION,
    REFERRAL_ACCEPTANCE,
    WORD_TO_REFERRER,
    Contact,
)
from righthelp.practice.front_door.models import Call
from righthelp.practice.front_door.models import Contact as ContactRow
from righthelp.practice.mash.journey import ANSWER_OF, DECISION_OF
from tests.stories.front_door_house import NOW, FrontDoorHouse

LONDON = ZoneInfo("Europe/London")
OFF = {
    *(date(2021, month, day) for month, day in ((1, 1), (4, 2), (4, 5), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28))),
    *(date(2022, month, day) for month, day in ((1, 3), (4, 15), (4, 18), (5, 2), (6, 2), (6, 3), (8, 29))),
}
HOURS = {"red": 4, "amber": 24, "green": 72}

Facts = dict[str, Any]


def by_the_next_working_day(start: datetime) -> datetime:
    """The last moment of the first day after this one on which the offices are open."""
    day = start.astimezone(LONDON).date()
    while True:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in OFF:
            return datetime.combine(day, time(23, 59, 59, 999999), LONDON).astimezone(UTC)


def after(start: datetime, hours: int) -> datetime:
    """So many hours later, whatever the clocks on the wall do."""
    return datetime.fromtimestamp(start.timestamp() + 3600 * hours, UTC)


def stands(
    start: datetime | None, due: datetime | None, stop: datetime | None, look: datetime, *, excused: bool = False
) -> tuple[str, datetime | None]:
    """Where a duty stands for somebody who looks at the record at ``look`` and knows only what had happened by then."""
    if start is None or start > look or due is None:
        return "not started", None
    if stop is not None and stop <= look:
        if stop <= due:
            return "met", due
        return ("excused" if excused else "late"), due
    if excused:
        return "excused", due
    return ("overdue" if due < look else "running"), due


def known(facts: Facts, name: str, look: datetime) -> bool:
    """Whether something had happened by then."""
    return facts.get(name) is not None and facts[name] <= look


def contact_says(facts: Facts, look: datetime) -> dict[Clock, tuple[str, datetime | None]]:
    """The three duties of a contact."""
    withdrawn = known(facts, "withdrawn", look)
    received, decided, told = facts["received"], facts.get("decided"), facts.get("told")
    said = {
        CONTACT_DECISION: stands(received, by_the_next_working_day(received), decided, look),
        DANGER_DECISION: stands(received, after(received, 4), decided, look),
        WORD_TO_REFERRER: stands(decided, by_the_next_working_day(decided) if decided else None, told, look),
    }
    owed = {CONTACT_DECISION: True, DANGER_DECISION: facts["danger"], WORD_TO_REFERRER: facts["answerable"]}
    return {
        clock: ("not applicable", answer[1]) if withdrawn or not owed[clock] else answer
        for clock, answer in said.items()
    }


def told_of(clock: Clock, facts: Facts, look: datetime) -> str:
    return explain(clock, facts, now=look).state.value


moments = st.datetimes(datetime(2021, 3, 20), datetime(2022, 1, 20), timezones=st.just(UTC))
waits = st.one_of(st.none(), st.timedeltas(timedelta(0), timedelta(days=9)))


@given(
    start=moments,
    decides=waits,
    tells=waits,
    withdraws=waits,
    danger=st.booleans(),
    answerable=st.booleans(),
    look=moments,
)
@settings(max_examples=400, deadline=None)
def test_a_contact_stands_where_a_plain_count_says(
    start: datetime,
    decides: timedelta | None,
    tells: timedelta | None,
    withdraws: timedelta | None,
    danger: bool,
    answerable: bool,
    look: datetime,
) -> None:
    facts: Facts = {"received": start, "danger": danger, "answerable": answerable, "source": "2A"}
    if withdraws is not None and decides is None:
        facts["withdrawn"] = start + withdraws
    if decides is not None:
        facts["decided"] = start + decides
        if tells is not None:
            facts["told"] = start + decides + tells
    for when in (look, start + timedelta(days=1), start + timedelta(hours=4), start + timedelta(days=12)):
        for clock, (state, _) in contact_says(facts, when).items():
            assert told_of(clock, facts, when) == state, (clock, facts, when)


@given(start=moments, accepts=waits, closes=waits, look=waits)
@settings(max_examples=300, deadline=None)
def test_a_referral_stands_where_a_plain_count_says(
    start: datetime, accepts: timedelta | None, closes: timedelta | None, look: timedelta | None
) -> None:
    facts: Facts = {"made": start, "placed": start, "kind": "referral", "again": False}
    if accepts is not None:
        facts["accepted"] = start + accepts
    if closes is not None:
        facts["closed"] = start + closes
    when = start + (look or timedelta(days=3))
    due = by_the_next_working_day(start)
    state, _ = stands(start, due, facts.get("accepted"), when, excused=known(facts, "closed", when))
    assert told_of(REFERRAL_ACCEPTANCE, facts, when) == state


@given(
    start=moments,
    stops=waits,
    drops=waits,
    look=st.timedeltas(timedelta(0), timedelta(days=5)),
    rating=st.sampled_from(sorted(HOURS)),
)
@settings(max_examples=300, deadline=None)
def test_mash_stands_where_a_plain_count_says(
    start: datetime, stops: timedelta | None, drops: timedelta | None, look: timedelta, rating: str
) -> None:
    when = start + look
    dropped = start + drops if drops is not None and stops is None else None
    stopped = start + stops if stops is not None else None
    check: Facts = {"asked": start, "running": start, "rating": rating, "agency": "police"}
    enquiry: Facts = {"begun": start, "running": start, "rating": rating}
    for facts, clocks, stop, gone in (
        (check, ANSWER_OF, "answered", "dropped"),
        (enquiry, DECISION_OF, "decided", "stopped"),
    ):
        facts[stop], facts[gone] = stopped, dropped
        for other, clock in clocks.items():
            state, _ = stands(start, after(start, HOURS[other]), stopped, when)
            if other != rating or known(facts, gone, when):
                state = "not applicable"
            assert told_of(clock, facts, when) == state, (clock, facts, when)


@pytest.mark.django_db
def test_the_stored_due_moments_are_those_of_the_plain_count() -> None:
    house = FrontDoorHouse()
    dice = random.Random(20210901)
    call = house.told(house.child("Amira", "Hassan", worker=False))
    made, wanted = [], set()
    for number in range(120):
        start = NOW - timedelta(minutes=dice.randrange(14 * 24 * 60))
        decided = start + timedelta(minutes=dice.randrange(3 * 24 * 60)) if dice.random() < 0.5 else None
        told = decided + timedelta(minutes=dice.randrange(600)) if decided and dice.random() < 0.5 else None
        facts: Facts = {
            "received": start,
            "danger": dice.random() < 0.3,
            "answerable": dice.random() < 0.8,
            "decided": decided if decided and decided <= NOW else None,
            "withdrawn": NOW if decided is None and dice.random() < 0.2 else None,
        }
        facts["told"] = told if told and facts["decided"] and told <= NOW else None
        row = ContactRow.objects.create(
            call=call,
            child=house.child(f"Child{number}", "Count", worker=False),
            source="2A",
            withdrawn_why="A mistake." if facts["withdrawn"] else "",
            decided_by=house.moira if facts["decided"] else None,
            outcome="referral" if facts["decided"] else None,
            level="complex" if facts["decided"] else None,
            rationale="Hurt." if facts["decided"] else "",
            **facts,
        )
        made.append(row.pk)
        for clock, (state, due) in contact_says(facts, NOW).items():
            if state in ("running", "overdue"):
                wanted.add((row.pk, clock.code, due))
    settle(Contact, made, NOW)
    stored = DueMoment.objects.filter(journey="contact", episode_id__in=made)
    assert set(stored.values_list("episode_id", "clock", "due_at")) == wanted
    assert len(wanted) > 60
    assert Call.objects.count() == 1
