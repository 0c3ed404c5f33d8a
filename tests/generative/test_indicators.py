"""Every indicator over random children: plain Python, PostgreSQL and DuckDB count the same rows of the same months."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import ibis
import pytest
from django.db import connection

from righthelp.foundation.calendar import Month, end_of_day
from righthelp.foundation.journey import facts_of, literal
from righthelp.foundation.journey.engines import set as set_engine
from righthelp.foundation.journey.engines.placeholders import TYPES
from righthelp.insight.indicators import counting, queries
from righthelp.insight.indicators.catalogue import INDICATORS
from righthelp.insight.indicators.definition import Indicator, Window
from righthelp.insight.indicators.rows import Row, counted, tallies_of
from righthelp.practice.missing.journey import Missing
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person

pytestmark = pytest.mark.django_db
FIRST = datetime(2018, 9, 20, tzinfo=UTC)
DAYS = (date(2019, 4, 30), date(2019, 3, 31), date(2019, 1, 12), date(2018, 12, 31))
TYPE_NAMES = {"moment": "timestamptz", "truth": "boolean", "choice": "text", "number": "bigint", "day": "date"}


def drawn(seed: int, children: int = 14) -> list[Row]:
    """Random episodes of random children, stored; some in the minutes around midnights and changes of the clocks."""
    dice = Random(seed)
    people = Person.objects.bulk_create(Person(forename=f"Child {n}", surname="Drawn") for n in range(children))
    episodes: list[Episode] = []
    for person in people:
        at = FIRST + timedelta(hours=dice.uniform(0, 1500))
        for _ in range(dice.choice((1, 1, 2, 4, 7))):
            episode = _episode(dice, person, at)
            episodes.append(episode)
            if episode.returned is None and episode.cancelled is None:
                break
            back = episode.returned or at
            at = _near(dice, max(back, at) + timedelta(hours=dice.choice((1, 30, 200, 700))), after=max(back, at))
    stored = Episode.objects.bulk_create(episodes)
    return [Row(each.pk, each.child_id, {**facts_of(each), "declined_by": each.declined_by or None}) for each in stored]


def _near(dice: Random, moment: datetime, after: datetime) -> datetime:
    """The moment, or a midnight in London (or a second before) close to it."""
    if dice.random() < 0.3:
        midnight = end_of_day(moment.date()) + timedelta(microseconds=dice.choice((0, 1)))
        return midnight if midnight > after else moment
    return moment


def _episode(dice: Random, person: Person, at: datetime) -> Episode:
    where = dice.choice(("home", "care", "other"))
    authority = "330" if dice.random() < 0.85 else "333"
    episode = Episode(
        child=person,
        missing_from=at,
        notified=at + timedelta(hours=dice.choice((0, 2, 30))),
        where_from=where,
        status="care" if where == "care" else dice.choice(("care", "cp", "cin", "none")),
        area=dice.choice(("east", "south", "nwc", "outside")),
        placement="residential" if where == "care" else "",
        authority=authority,
    )
    if dice.random() < 0.1:
        episode.cancelled, episode.cancelled_reason = at + timedelta(hours=3), "Was at home."
    if dice.random() < 0.9:
        episode.returned = _near(dice, at + timedelta(hours=dice.choice((1, 9, 40, 900))), after=at)
        if authority == "330" and dice.random() < 0.8:
            episode.offered = episode.returned + timedelta(hours=dice.choice((0, 10, 80)))
            if dice.random() < 0.6:
                episode.accepted = episode.offered + timedelta(hours=dice.choice((0, 5)))
            fate = dice.random()
            if fate < 0.5:
                exact = episode.returned + timedelta(hours=72)
                late = exact + timedelta(seconds=1)
                choices = [moment for moment in (episode.offered, exact, late) if moment >= episode.offered]
                episode.held = dice.choice(choices)
            elif fate < 0.8:
                episode.declined = episode.offered + timedelta(hours=dice.choice((0, 50)))
                episode.declined_by, episode.decline_reason = dice.choice(("child", "parent", "carer")), "other"
    return episode


def _in_duckdb(rows: list[Row]) -> Any:
    duck = ibis.duckdb.connect()
    columns = {"id": "bigint", "subject_id": "bigint"}
    columns |= {name: TYPE_NAMES[fact.kind.value] for name, fact in Missing.facts.items()}
    duck.raw_sql(f"CREATE TABLE episodes ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")
    marks = ", ".join("?" for _ in columns)
    values = [[row.id, row.subject, *(row.facts[name] for name in Missing.facts)] for row in rows]
    duck.con.executemany(f"INSERT INTO episodes VALUES ({marks})", values)
    return duck


def _chosen_by_duckdb(duck: Any, one: Indicator, window: Window, month: Month) -> list[tuple[int, bool]]:
    schema = {"id": "int64", "subject_id": "int64"} | {name: TYPES[fact.kind] for name, fact in Missing.facts.items()}
    now = end_of_day(window.as_at)
    dated = one.dated_by.as_at(now)
    where = one.of.as_at(now)
    if not one.stock:
        where = where & (dated >= month.starts_at) & (dated < window.end_of(month))
    chosen = set_engine.select(
        Missing,
        {"dated": dated, "success": literal(True) if one.success is None else one.success.as_at(now)},
        where,
        tables={Missing: ibis.table(schema, name="episodes")},
        parameters={"now": now, "month_end": window.end_of(month)},
    )
    found = sorted(duck.to_pyarrow(chosen).to_pylist(), key=lambda row: (row["dated"], row["id"]))
    if one.counting == "children":
        first: dict[int, Any] = {}
        for row in found:
            first.setdefault(row["subject_id"], row)
        found = list(first.values())
    return [(row["id"], bool(row["success"])) for row in found]


@pytest.mark.parametrize("seed", range(6))
def test_python_postgresql_and_duckdb_choose_the_same_rows(seed: int) -> None:
    rows = drawn(seed)
    duck = _in_duckdb(rows)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone = 'Pacific/Auckland'")  # the session's own zone must not matter
    for as_at in DAYS[seed % 2 :: 2]:
        window = Window.of(as_at, 8)
        for one in INDICATORS:
            expected = counted(one, rows, window)
            for month in window.months[-3:]:
                python = [(each.row.id, each.success) for each in expected if each.month == month]
                behind = queries.behind(one, as_at, month)
                assert [(each.id, each.success) for each in behind] == python, (one.code, as_at, month, "PostgreSQL")
                assert _chosen_by_duckdb(duck, one, window, month) == python, (one.code, as_at, month, "DuckDB")
            tallied = sorted(counting.tallies(one, window), key=lambda tally: tally.month)
            assert tallied == sorted(tallies_of(expected), key=lambda tally: tally.month), (one.code, as_at)


@pytest.mark.parametrize("seed", range(6, 10))
def test_broken_down_python_and_postgresql_count_the_same(seed: int) -> None:
    rows = drawn(seed)
    window = Window.of(DAYS[seed % 4], 8)
    for one in INDICATORS:
        for by in (each for each in one.dimensions if each.key in {"status", "area", "where_from", "declined_by"}):
            expected = tallies_of(counted(one, rows, window, by))
            found = counting.tallies(one, window, by)
            assert sorted(found, key=str) == sorted(expected, key=str), (one.code, by.key)


@pytest.mark.parametrize("seed", range(3))
def test_what_happens_after_the_as_at_day_changes_nothing_before_it(seed: int) -> None:
    """Wiping every fact that came after the day leaves each figure as it was: nothing later was looked at."""
    rows = drawn(seed + 20)
    as_at = date(2018, 12, 31)
    horizon = end_of_day(as_at)
    wiped = [
        Row(
            row.id,
            row.subject,
            {name: None if isinstance(fact, datetime) and fact > horizon else fact for name, fact in row.facts.items()},
        )
        for row in rows
    ]
    window = Window.of(as_at, 4)
    for one in INDICATORS:
        before = [(each.row.id, each.success) for each in counted(one, rows, window)]
        assert before == [(each.row.id, each.success) for each in counted(one, wiped, window)], one.code
