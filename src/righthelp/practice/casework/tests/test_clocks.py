"""The table of where each clock of casework stands, ``clocks.txt``: each line is a case."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from righthelp.foundation.calendar import from_local, say_deadline
from righthelp.foundation.journey import explain
from righthelp.practice.casework import journey

CLOCKS = {
    clock.name: clock
    for clock in (
        journey.ACTION,
        journey.PROTECTION_VISIT,
        journey.NEED_VISIT,
        journey.STRATEGY_MINUTES,
        journey.CONFERENCE_MINUTES,
        journey.MEETING_MINUTES,
    )
}


def cases() -> list[tuple[str, ...]]:
    lines = Path(__file__).with_name("clocks.txt").read_text().splitlines()
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines if line.strip() and line[0] != "#"]


def value(text: str) -> Any:
    if ":" in text:
        return from_local(datetime.fromisoformat(text))
    return date.fromisoformat(text) if text[0].isdigit() else text


@pytest.mark.parametrize("case", cases(), ids=lambda case: " / ".join(case[:3]))
def test_a_clock_of_casework_stands_where_the_table_says(case: tuple[str, ...]) -> None:
    name, facts, looked_at, state, due = case
    given = {
        fact: value(said)
        for fact, _, said in (part.strip().partition(" ") for part in facts.split(",") if facts != "-")
    }
    told = explain(CLOCKS[name], given, now=from_local(datetime.fromisoformat(looked_at)))
    assert (told.state.value, "-" if told.due_at is None else say_deadline(told.due_at)) == (state, due)


def test_every_clock_of_casework_has_its_cases() -> None:
    assert {case[0] for case in cases()} == set(CLOCKS)
    for name in CLOCKS:
        assert {case[3] for case in cases() if case[0] == name} >= {"running", "overdue", "met", "late"}
