"""The table of clock states, ``clocks.txt``: each line is a case."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from righthelp.foundation.calendar import from_local, say_deadline
from righthelp.foundation.journey import State, explain
from tests.generative.journey_library import CLOCKS

TABLE = Path(__file__).with_name("clocks.txt")
COLUMNS = 5


def _cases() -> list[tuple[str, ...]]:
    lines = [line for line in TABLE.read_text().splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]


def _facts(cell: str) -> dict[str, Any]:
    """``borrowed 2021-09-06 09:30, ticket no`` as facts."""
    facts: dict[str, Any] = {}
    for part in cell.split(",") if cell != "-" else ():
        name, _, value = part.strip().partition(" ")
        facts["child_ticket" if name == "ticket" else name] = _value(value)
    return facts


def _value(text: str) -> Any:
    if text in ("yes", "no"):
        return text == "yes"
    if ":" in text:
        return from_local(datetime.fromisoformat(text))
    return date.fromisoformat(text) if text[0].isdigit() else text


@pytest.mark.parametrize("case", _cases(), ids=lambda case: " / ".join(case[:3]))
def test_clock_stands_where_the_table_says(case: tuple[str, ...]) -> None:
    assert len(case) == COLUMNS, "a line has five cells"
    name, facts, looked_at, state, due = case
    clock = next(clock for clock in CLOCKS if clock.name == name)
    told = explain(clock, _facts(facts), now=from_local(datetime.fromisoformat(looked_at)))
    said = "-" if told.due_at is None else say_deadline(told.due_at)
    assert (told.state.value, said) == (state, due)


def test_every_state_has_a_case() -> None:
    assert {case[3] for case in _cases()} == {state.value for state in State}
