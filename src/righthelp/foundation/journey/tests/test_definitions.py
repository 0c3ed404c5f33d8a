"""A wrong definition fails when it is written, and says what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from righthelp.foundation.journey import (
    NOW,
    Authority,
    Choice,
    Clock,
    Day,
    DefinitionError,
    Flag,
    Journey,
    Limit,
    MissingParameter,
    Moment,
    Number,
    case,
    count,
    days,
    deadline,
    describe,
    evaluate,
    exists,
    explain,
    hours,
    literal,
    parameter,
    working_days,
)

NINE = datetime(2019, 1, 1, 9, 30, tzinfo=UTC)


class Swim(Journey, subject="swimmer"):
    """A swim, from the first toe in the water to the towel."""

    entered = Moment("the swimmer got in", always=True)
    left = Moment("the swimmer got out")
    booked = Day("the swim was booked")
    tired = Flag("the swimmer was tired", since=left)
    stroke = Choice("how they swam", ("crawl", "breast"))
    lengths = Number("how many lengths they swam")


class Watch(Journey, subject="swimmer"):
    """A swimmer alone, asked after from the side."""

    began = Moment("the swimmer was left alone", always=True)
    asked = Moment("we last asked how they are")
    named = Day("somebody was named to watch")
    seen = Day("somebody saw them")
    ended = Moment("the swimmer got out")


class Race(Journey, subject="swimmer"):
    """A race."""

    started = Moment("the race began")


class Repair(Journey, subject="pool"):
    """A repair of a pool."""

    begun = Moment("the repair began")


RULE = Authority("Pool rules 2015")
TOWEL = Clock(
    "towel",
    starts=Swim.entered,
    stops=Swim.left,
    within=hours(2),
    excused=Swim.booked.known(),
    only_for=~Swim.stroke.is_("breast") | ~Swim.stroke.known(),
    authority=RULE,
)

# What mypy would refuse as well is marked so: people do not always run it.
WRONG: dict[str, tuple[Callable[[], Any], str]] = {
    "a moment plus a moment": (lambda: Swim.entered + Swim.left, r"Add a length of time: fact \+ hours\(72\)"),
    "a moment plus a number": (lambda: Swim.entered + 72, r"such as hours\(72\)"),
    "a moment plus a timedelta": (lambda: Swim.entered + timedelta(hours=72), r"such as hours\(72\)"),
    "a day plus hours": (lambda: Swim.booked + hours(3), r"day\.start\(\) \+ hours"),
    "a moment compared with a flag": (
        lambda: Swim.entered <= Swim.tired,
        "compared with a moment, not with a yes-or-no",
    ),
    "a moment compared with a day": (lambda: Swim.entered <= Swim.booked, r"day\.start\(\)"),
    "a moment compared with a naive time": (lambda: Swim.entered <= datetime(2019, 1, 1), "time zone"),
    "a flag compared with a moment": (lambda: Swim.tired <= Swim.entered, "has no order"),
    "a choice in order": (lambda: Swim.stroke < "crawl", r"is_\('value'\)"),
    "a choice compared with ==": (lambda: Swim.stroke == "crawl", r"is_\('value'\)"),
    "a choice compared with !=": (lambda: Swim.stroke != "crawl", r"~fact\.is_"),
    "a value that a choice does not have": (
        lambda: Swim.stroke.is_("butterfly"),
        "not one of the values: crawl, breast",
    ),
    "a choice between nothing": (lambda: Swim.stroke.is_one_of(), "at least one"),
    "a moment joined to a condition": (lambda: Swim.tired & Swim.left, r"fact\.known\(\)"),
    "python's and": (
        lambda: Swim.tired and Swim.left.known(),  # type: ignore[unreachable]
        r"\(a\) & \(b\)",
    ),
    "python's if": (lambda: 1 if Swim.tired else 2, r"\(a\) \| \(b\)"),
    "a chained comparison": (lambda: Swim.entered <= Swim.left <= NOW, r"\(a <= b\) & \(b <= c\)"),
    "facts of two journeys": (lambda: Swim.entered <= Race.started, "mixes facts of Race and Swim"),
    "counting another subject's": (lambda: count(Repair.begun, until=Swim.entered), "same subject"),
    "counting what is computed": (lambda: count(Swim.entered + hours(1)), "moment fact"),
    "counting in working days": (lambda: count(Swim.entered, within=working_days(3)), "not in working days"),
    "counting forwards": (lambda: count(Swim.entered, within=days(-3)), "positive"),
    "counting within a count": (lambda: count(Swim.entered, where=exists(Swim.left, until=NOW)), "cannot count again"),
    "a case of two kinds": (
        lambda: case((Swim.tired, "yes"), otherwise=3),  # type: ignore[arg-type]
        "all of one kind",
    ),
    "a case without a condition": (
        lambda: case((Swim.left, "out")),  # type: ignore[arg-type]
        "begins with a condition",
    ),
    "half an hour": (lambda: hours(0.5), "whole number of hours"),  # type: ignore[arg-type]
    "no working days": (lambda: working_days(0), "leave the offset out"),
    "a parameter of two words": (lambda: parameter("as at"), "one word"),
    "a list in a definition": (lambda: literal([]), "cannot hold"),
    "as at a day": (
        lambda: Swim.left.as_at(Swim.booked),  # type: ignore[arg-type]
        r"day\.start\(\)",
    ),
    "a limit from a day in hours": (lambda: deadline(Swim.booked, hours(2)), "no hours"),
    "a clock without authority": (
        lambda: Clock("x", starts=Swim.entered, stops=Swim.left, within=hours(2)),
        "no limit without an authority",
    ),
    "a clock without a limit": (
        lambda: Clock("x", starts=Swim.entered, stops=Swim.left, within=[]),
        "length of time such as",
    ),
    "a clock of two journeys": (
        lambda: Clock("x", starts=Swim.entered, stops=Race.started, within=hours(2), authority=RULE),
        "mixes facts",
    ),
    "a clock excused by a moment": (
        lambda: Clock("x", starts=Swim.entered, stops=Swim.left, within=hours(2), authority=RULE, excused=Swim.left),  # type: ignore[arg-type]
        r"write fact\.known\(\)",
    ),
    "a clock started by a flag": (
        lambda: Clock("x", starts=Swim.tired, stops=Swim.left, within=hours(2), authority=RULE),  # type: ignore[arg-type]
        "starts= is a moment or a day",
    ),
    "two limits at once": (
        lambda: Clock("x", starts=Swim.entered, stops=Swim.left, within=[Limit(hours(1), RULE), Limit(hours(2), RULE)]),
        "two limits are in force at once",
    ),
    "a limit of no time": (lambda: Limit(hours(0), RULE), "positive length"),
    "an authority that ends first": (
        lambda: Authority("x", in_force=date(2020, 1, 1), until=date(2019, 1, 1)),
        "before it ends",
    ),
    "a fact with a full stop": (lambda: Moment("The child was found."), "without a full stop"),
    "a choice of nothing": (lambda: Choice("how", ()), "names its values"),
    "a journey without a subject": (lambda: type("Odd", (Journey,), {"__doc__": "x"}), "whom it is about"),
    "a journey of a journey": (lambda: type("Odd", (Swim,), {"__doc__": "x"}), "does not inherit"),
    "an instance of a journey": (lambda: Swim(), "no instances"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_answered_with_what_to_write_instead(mistake: str) -> None:
    make, lesson = WRONG[mistake]
    with pytest.raises(DefinitionError, match=lesson):
        make()


def test_a_fact_with_a_reserved_name_is_refused() -> None:
    with pytest.raises(DefinitionError, match="cannot be called 'id'"):
        type("Odd", (Journey,), {"__doc__": "x", "id": Moment("x")}, subject="x")


UNKNOWN: dict[str, tuple[Any, bool | None]] = {
    "a comparison with unknown": (Swim.left <= NOW, None),
    "its negation": (~(Swim.left <= NOW), None),
    "a choice that is unknown": (Swim.stroke.is_("crawl"), None),
    "known": (Swim.left.known(), False),
    "unknown": (Swim.left.unknown(), True),
    "false and unknown": ((Swim.entered > NOW) & Swim.tired, False),
    "true and unknown": ((Swim.entered <= NOW) & Swim.tired, None),
    "true or unknown": ((Swim.entered <= NOW) | Swim.tired, True),
    "false or unknown": ((Swim.entered > NOW) | Swim.tired, None),
    "a case whose condition is unknown": (case((Swim.tired, True), otherwise=False), False),
}


@pytest.mark.parametrize("question", UNKNOWN)
def test_unknown_is_never_true(question: str) -> None:
    definition, answer = UNKNOWN[question]
    assert evaluate(definition, {"entered": NINE}, now=NINE) is answer


def test_a_fact_that_came_later_is_unknown_as_it_stood() -> None:
    facts: dict[str, Any] = {"entered": NINE, "left": NINE + timedelta(hours=1), "tired": True, "lengths": 20}
    then = NINE + timedelta(minutes=30)
    assert evaluate(Swim.left.as_at(then), facts) is None
    assert evaluate(Swim.tired.as_at(then), facts) is None  # known since the swimmer got out
    assert evaluate(Swim.lengths.as_at(then), facts) == 20  # no date: known from the first
    assert evaluate(Swim.left.as_at(then + timedelta(hours=1)), facts) == facts["left"]


def test_a_look_back_within_a_look_back_sees_the_less() -> None:
    facts = {"entered": NINE, "left": NINE + timedelta(hours=1)}
    assert evaluate(Swim.left.as_at(NOW).as_at(NINE), facts, now=NINE + timedelta(hours=2)) is None


def test_nothing_is_known_as_at_an_unknown_moment() -> None:
    assert evaluate(Swim.lengths.as_at(Swim.left), {"entered": NINE, "lengths": 20}) is None


def test_a_window_is_open_where_it_begins() -> None:
    swims = [{"entered": NINE - timedelta(days=ago)} for ago in (0, 29, 30, 31)]
    assert evaluate(count(Swim.entered, within=days(30)), swims[0], others={Swim: swims}) == 2


def test_a_parameter_that_was_not_given_is_asked_for() -> None:
    with pytest.raises(MissingParameter, match="now="):
        evaluate(Swim.entered <= NOW, {"entered": NINE})


def test_a_definition_describes_itself() -> None:
    often = (count(Swim.entered, within=days(30)) >= 3) & ~Swim.left.known()
    assert describe(often) == (
        "the swimmer's episodes dated by when the swimmer got in, within 30 days is at least 3 "
        "and it is not recorded that the swimmer got out"
    )


FIRST_OF: dict[str, tuple[Any, str]] = {
    "two facts": (
        case((Swim.left.known(), Swim.left), otherwise=Swim.entered),
        "when the swimmer got out, or, where that is not recorded, when the swimmer got in",
    ),
    "a fact alone": (case((Swim.booked.known(), Swim.booked)), "when the swim was booked"),
    "a fact and a value": (
        case((Swim.stroke.known(), Swim.stroke), otherwise="crawl"),
        "how they swam, or, where that is not recorded, crawl",
    ),
    "another condition": (
        case((Swim.tired, Swim.left), otherwise=Swim.entered),
        "when the swimmer got out if the swimmer was tired; otherwise when the swimmer got in",
    ),
}


@pytest.mark.parametrize("which", FIRST_OF)
def test_the_first_known_of_several_facts_is_said_once(which: str) -> None:
    definition, words = FIRST_OF[which]
    assert describe(definition) == words


def test_a_clock_that_starts_with_the_first_known_of_two_facts_names_the_one_it_started_with() -> None:
    since = case((Watch.asked.known(), Watch.asked), otherwise=Watch.began)
    clock = Clock("look over", starts=since, stops=Watch.ended, within=hours(2), authority=RULE)
    asked = {"began": NINE, "asked": NINE + timedelta(hours=1)}
    assert explain(clock, asked, now=NINE + timedelta(hours=1)).sentence == (
        "due 1 January 2019 at 12:30pm, because we last asked how they are on 1 January 2019 at 10:30am "
        "and the limit is 2 hours (Pool rules 2015)"
    )
    never = explain(clock, {"began": NINE}, now=NINE).sentence
    assert "because the swimmer was left alone on 1 January 2019 at 9:30am and" in never
    by_day = case((Watch.seen.known(), Watch.seen), otherwise=Watch.named)
    daily = Clock("daily", starts=by_day, stops=Watch.ended, within=days(1), authority=RULE)
    seen = explain(daily, {"seen": date(2019, 1, 1), "named": date(2018, 12, 31)}, now=NINE).sentence
    assert "because somebody saw them on 1 January 2019 and" in seen


EXPLANATIONS: dict[str, tuple[dict[str, Any], datetime, str]] = {
    "running": (
        {"entered": NINE},
        NINE,
        "due 1 January 2019 at 11:30am, because the swimmer got in on 1 January 2019 at 9:30am "
        "and the limit is 2 hours (Pool rules 2015)",
    ),
    "late": (
        {"entered": NINE, "left": NINE + timedelta(hours=3)},
        NINE + timedelta(hours=4),
        "late: the swimmer got out on 1 January 2019 at 12:30pm, and it was due 1 January 2019 at 11:30am, "
        "because the swimmer got in on 1 January 2019 at 9:30am and the limit is 2 hours (Pool rules 2015)",
    ),
    "excused": (
        {"entered": NINE, "booked": date(2019, 1, 1)},
        NINE + timedelta(hours=4),
        "excused, because the swim was booked; it would have been due 1 January 2019 at 11:30am, "
        "because the swimmer got in on 1 January 2019 at 9:30am and the limit is 2 hours (Pool rules 2015)",
    ),
    "not applicable": (
        {"entered": NINE, "stroke": "breast"},
        NINE,
        "not owed here: it is owed only where not (how they swam is breast) or we do not know how they swam",
    ),
    "not started": ({}, NINE, "not started: it starts when the swimmer got in"),
}


@pytest.mark.parametrize("state", EXPLANATIONS)
def test_a_clock_explains_itself(state: str) -> None:
    facts, now, sentence = EXPLANATIONS[state]
    told = explain(TOWEL, facts, now=now)
    assert (told.state.value, told.sentence) == (state, sentence)


def test_a_whole_day_limit_is_explained_to_the_end_of_its_day() -> None:
    clock = Clock("x", starts=Swim.entered, stops=Swim.left, within=working_days(3), authority=RULE)
    assert explain(clock, {"entered": NINE}, now=NINE).sentence.startswith("due by the end of 4 January 2019, because")
