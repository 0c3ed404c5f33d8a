"""The two engines agree: any definition, any rows, unknowns included, in Python, DuckDB and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import ibis
import pyarrow
import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from righthelp.foundation.calendar.models import Day as CalendarDay
from righthelp.foundation.journey import NOW, Journey, count, deadline, evaluate, working_days
from righthelp.foundation.journey.engines import set as set_engine
from righthelp.foundation.journey.engines.placeholders import TYPES
from righthelp.foundation.journey.expressions import Count, Date, Expression, Instant, Option, Truth
from tests.generative.journey_library import CLOCKS, Loan, Visit, definitions, loans, moments, visits

Row = Mapping[str, Any]

EXAMPLES = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.generate],  # shrinking takes minutes here; remove this line to hunt a failure down
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
_SQL_TYPES = {
    "moment": "timestamptz",
    "day": "date",
    "truth": "boolean",
    "choice": "text",
    "number": "bigint",
}


def _columns(journey: type[Journey]) -> dict[str, str]:
    facts = {name: _SQL_TYPES[fact.kind] for name, fact in journey.facts.items()}
    return {"id": "bigint", "subject_id": "bigint"} | facts


def _table(journey: type[Journey]) -> Any:
    schema = {"id": "int64", "subject_id": "int64"} | {name: TYPES[fact.kind] for name, fact in journey.facts.items()}
    return ibis.table(schema, name=f"library_{journey.code}")


TABLES = {Loan: _table(Loan), Visit: _table(Visit)}


class Engines:
    """The same rows in PostgreSQL, in DuckDB and in Python."""

    def __init__(self) -> None:
        self.duck: Any = ibis.duckdb.connect()
        self.duck.raw_sql("SET TimeZone = 'America/New_York'")  # a session's own zone must not matter
        days = CalendarDay.objects.values("date", "working", "working_number")
        self.duck.con.register("days", pyarrow.Table.from_pylist(list(days)))
        self.duck.raw_sql("CREATE TABLE calendar_day AS SELECT * FROM days")
        with connection.cursor() as cursor:
            for journey in TABLES:
                columns = ", ".join(f"{name} {kind}" for name, kind in _columns(journey).items())
                cursor.execute(f"CREATE TEMPORARY TABLE library_{journey.code} ({columns})")
                self.duck.raw_sql(f"CREATE TABLE library_{journey.code} ({columns})")
        self.rows: dict[type[Journey], list[Row]] = {}

    def hold(self, journey: type[Journey], rows: Sequence[Row]) -> None:
        self.rows[journey] = [{**row, "id": number} for number, row in enumerate(rows, 1)]
        names = list(_columns(journey))
        values = [[row[name] for name in names] for row in self.rows[journey]]
        table, list_ = f"library_{journey.code}", ", ".join(names)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
            if values:
                marks = ", ".join(["%s"] * len(names))
                cursor.executemany(f"INSERT INTO {table} ({list_}) VALUES ({marks})", values)
        self.duck.raw_sql(f"DELETE FROM {table}")
        if values:
            marks = ", ".join(["?"] * len(names))
            self.duck.con.executemany(f"INSERT INTO {table} ({list_}) VALUES ({marks})", values)

    def python(self, definition: Expression, now: datetime) -> list[Any]:
        answers = []
        for row in self.rows[Loan]:
            others = {
                journey: [
                    other
                    for other in rows
                    if row["subject_id"] is not None and other["subject_id"] == row["subject_id"]
                ]
                for journey, rows in self.rows.items()
            }
            answers.append(evaluate(definition, row, others=others, now=now))
        return answers

    def postgres(self, columns: Mapping[str, Expression], where: Truth | None, now: datetime) -> list[tuple[Any, ...]]:
        text = set_engine.sql(set_engine.select(Loan, columns, where, tables=TABLES))
        with connection.cursor() as cursor:
            cursor.execute(text, {"now": now})
            return sorted(cursor.fetchall())

    def duckdb(self, columns: Mapping[str, Expression], where: Truth | None, now: datetime) -> list[tuple[Any, ...]]:
        chosen = set_engine.select(Loan, columns, where, tables=TABLES, parameters={"now": now})
        return sorted(tuple(row.values()) for row in self.duck.to_pyarrow(chosen).to_pylist())


@pytest.fixture
def engines(db: None) -> Engines:
    return Engines()


def _instants(values: Sequence[Any]) -> list[Any]:
    return [value.astimezone(UTC) if isinstance(value, datetime) else value for value in values]


def _agree(engines: Engines, columns: Mapping[str, Expression], now: datetime) -> None:
    in_postgres, in_duckdb = engines.postgres(columns, None, now), engines.duckdb(columns, None, now)
    for position, (name, definition) in enumerate(columns.items(), 2):
        expected = _instants(engines.python(definition, now))
        assert _instants([row[position] for row in in_postgres]) == expected, f"PostgreSQL: {name} {definition!r}"
        assert _instants([row[position] for row in in_duckdb]) == expected, f"DuckDB: {name} {definition!r}"


@given(
    rows=st.lists(loans, min_size=1, max_size=6),
    others=st.lists(visits, max_size=4),
    now=moments,
    moment=definitions(Instant),
    day=definitions(Date),
    truth=definitions(Truth),
    choice=definitions(Option),
    number=definitions(Count),
)
@EXAMPLES
def test_engines_agree_on_random_definitions(
    engines: Engines,
    rows: list[Row],
    others: list[Row],
    now: datetime,
    moment: Instant,
    day: Date,
    truth: Truth,
    choice: Option,
    number: Count,
) -> None:
    engines.hold(Loan, rows)
    engines.hold(Visit, others)
    _agree(engines, {"moment": moment, "day": day, "truth": truth, "choice": choice, "number": number}, now)


@given(rows=st.lists(loans, min_size=4, max_size=16), now=moments)
@settings(EXAMPLES, max_examples=12)
def test_engines_agree_on_every_clock(engines: Engines, rows: list[Row], now: datetime) -> None:
    engines.hold(Loan, rows)
    engines.hold(Visit, [])
    wanted: dict[str, Expression] = {}
    for clock in CLOCKS:
        wanted |= {f"{clock.name} state": clock.state, f"{clock.name} due": clock.due, f"{clock.name} live": clock.live}
    _agree(engines, wanted, now)


@given(rows=st.lists(loans, min_size=1, max_size=6), now=moments, truth=definitions(Truth, 2))
@settings(EXAMPLES, max_examples=15)
def test_rows_are_chosen_when_a_condition_is_true_and_never_when_it_is_unknown(
    engines: Engines, rows: list[Row], now: datetime, truth: Truth
) -> None:
    engines.hold(Loan, rows)
    engines.hold(Visit, [])
    chosen = [number for number, answer in enumerate(engines.python(truth, now), 1) if answer is True]
    assert [row[0] for row in engines.postgres({}, truth, now)] == chosen
    assert [row[0] for row in engines.duckdb({}, truth, now)] == chosen


# Definitions on which the engines once disagreed.
NAMED = {
    "knowing a negation": (~Loan.damage.is_("torn")).known(),
    "knowing what is known": Loan.returned.known().known(),
    "counting other rows by their working days, as they stood": (
        count(Visit.came, until=NOW, where=Visit.went <= deadline(Visit.came, working_days(2))).as_at(Loan.borrowed)
    ),
    "counting late ones, as they stood before": count(Loan.borrowed, until=NOW, where=CLOCKS[2].late).as_at(
        Loan.reminded
    ),
    "a working day before a Sunday": Loan.promised + working_days(-1),
    "working days outside the calendar": Loan.borrowed + working_days(9000),
    "not before now": ~(Loan.returned < NOW),
}


@given(rows=st.lists(loans, min_size=4, max_size=12), others=st.lists(visits, min_size=2, max_size=6), now=moments)
@settings(EXAMPLES, max_examples=4)
def test_engines_agree_where_they_once_did_not(
    engines: Engines, rows: list[Row], others: list[Row], now: datetime
) -> None:
    engines.hold(Loan, rows)
    engines.hold(Visit, others)
    _agree(engines, NAMED, now)
