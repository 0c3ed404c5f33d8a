"""Pairs scored with Splink over DuckDB, with the weights stated in ``weights.py``."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import duckdb

from righthelp.practice.duplicates import reading
from righthelp.practice.duplicates.weights import BY_OTHER_NAME, ONE_IN, RULES, TERMS, WORTH_A_LOOK, Level

if TYPE_CHECKING:
    from splink import SettingsCreator

_AS_IF: Final = 50_000
"""How many people of average names a small register counts as having besides its own, so that the commonness of a
name is not judged from a handful. On a million it makes no odds."""
_RAREST: Final = 1 / 400_000
_COLUMNS: Final = tuple(term.name for term in TERMS)


@dataclass(frozen=True)
class Reason:
    """One term of a comparison: what it says in words, and its weight in bits (0: says nothing)."""

    term: str
    words: str
    weight: float

    def __str__(self) -> str:
        return f"{self.words}: {self.weight:+.1f}" if abs(self.weight) >= 0.05 else self.words


@dataclass(frozen=True)
class Scored:
    """Two records compared. ``weight`` is the sum of the reasons and of how rarely any two records are one person."""

    first: int
    second: int
    weight: float
    reasons: list[Reason]


@contextmanager
def engine(memory: str = "3GB", threads: int = 2) -> Iterator[duckdb.DuckDBPyConnection]:
    """An in-memory DuckDB that may use neither network nor files."""
    with duckdb.connect(":memory:") as within:
        within.execute(f"set memory_limit='{memory}'; set threads={threads}; set enable_external_access=false")
        yield within


@lru_cache(maxsize=1)
def settings() -> SettingsCreator:
    """The terms and rules of ``weights.py`` as Splink takes them."""
    from splink import SettingsCreator, block_on
    from splink.comparison_level_library import CustomLevel, ElseLevel
    from splink.comparison_library import CustomComparison

    def level(each: Level) -> Any:
        made = CustomLevel(each.sql, label_for_charts=each.words) if each.sql else ElseLevel()
        made = made.configure(m_probability=each.m, u_probability=each.u, label_for_charts=each.words)
        if each.frequency:
            made = made.configure(
                tf_adjustment_column=each.frequency, tf_minimum_u_value=_RAREST, disable_tf_exact_match_detection=True
            )
        return made

    comparisons = [
        CustomComparison(
            output_column_name=term.name,
            comparison_levels=[
                CustomLevel(term.unknown, label_for_charts=term.unknown_words or "-").configure(is_null_level=True),
                *map(level, term.levels),
            ],
        )
        for term in TERMS
    ]
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[
            *(block_on(*rule) for rule in RULES),
            block_on(*BY_OTHER_NAME, arrays_to_explode=[BY_OTHER_NAME[1]]),
        ],
        probability_two_random_records_match=1 / ONE_IN,
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )


def frequencies(within: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, float]]]:
    """How common each forename, surname and birth date is, from 0 to 1."""
    found: dict[str, list[tuple[object, float]]] = {}
    for term in TERMS:
        for level in term.levels:
            if level.frequency:
                of = level.frequency
                found[of] = within.execute(
                    f"select {of}, (count(*) - 1 + {_AS_IF} * {level.u}) / "  # noqa: S608  ours
                    f"((select count(*) from person) + {_AS_IF}) from person where {of} is not null group by 1"
                ).fetchall()
    return found


def scored(
    *,
    at_least: float = WORTH_A_LOOK,
    progress: Callable[[str], None] = lambda _: None,
    only: Collection[int] | None = None,
) -> tuple[list[Scored], dict[str, list[tuple[object, float]]]]:
    """Every pair on the register (or among ``only``) of at least a weight, the likeliest first; and how common names
    and dates are."""
    with engine() as within:
        number = reading.people(within, only)
        progress(f"{number:,} people read")
        common = frequencies(within)
        if number < 2:
            return [], common
        return list(_predicted(within, common, at_least, progress)), common


def _predicted(
    within: duckdb.DuckDBPyConnection,
    common: dict[str, list[tuple[object, float]]],
    at_least: float,
    progress: Callable[[str], None],
) -> Iterable[Scored]:
    from splink import DuckDBAPI, Linker

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        api = DuckDBAPI(within)
        linker = Linker(api.register("person"), settings(), log_level=None, validate_settings=False)
        for of in common:
            level = next(each for term in TERMS for each in term.levels if each.frequency == of)
            within.execute(
                f"create or replace table common_{of} as select {of}, (count(*) - 1 + {_AS_IF} * {level.u}) / "  # noqa: S608
                f"((select count(*) from person) + {_AS_IF}) as tf_{of} from person where {of} is not null group by 1"
            )
            linker.table_management.register_term_frequency_lookup(api.register(f"common_{of}"), of)
        blocked = linker.inference.compute_blocked_pairs_for_predict()
        counted = within.execute(f"select count(*) from {blocked.physical_name}").fetchone()  # noqa: S608  ours
        progress(f"{counted[0] if counted else 0:,} pairs to compare")
        answer = linker.inference.predict(threshold_match_weight=at_least, warning_mode="never")
        rows = _rows(within, answer.physical_name)
        progress(f"{len(rows):,} worth a look")
    return [_said(row) for row in rows]


def _rows(within: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    found = within.execute(f"select * from {table} order by match_weight desc, id_l, id_r")  # noqa: S608  ours
    names = [each[0] for each in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def compared(first: int, second: int, share: Callable[[str, object], float]) -> Scored | None:
    """Two records compared as they are now; ``share`` says how common a value is. None when one cannot be compared."""
    found = compared_with(first, [second], share)
    return found[0] if found else None


def compared_with(one: int, others: Iterable[int], share: Callable[[str, object], float]) -> list[Scored]:
    """One record compared with several, the likeliest first."""
    from splink import DuckDBAPI
    from splink.internals.realtime import compare_records

    wanted = sorted(set(others) - {one})
    with engine("500MB", 1) as within, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reading.people(within, [one, *wanted])
        for of in _frequent():
            within.execute(f"alter table person add column tf_{of} double")
            for (value,) in within.execute(f"select distinct {of} from person where {of} is not null").fetchall():  # noqa: S608
                within.execute(f"update person set tf_{of} = ? where {of} = ?", [share(of, value), value])  # noqa: S608
        within.execute("create table one as select * from person where id = ?", [one])
        within.execute("create table others as select * from person where id <> ?", [one])
        api = DuckDBAPI(within)
        answer = compare_records(within.table("one"), within.table("others"), settings(), api)
        return [_said(row) for row in _rows(within, answer.physical_name)]


def _frequent() -> list[str]:
    return [level.frequency for term in TERMS for level in term.levels if level.frequency]


def usual_share(of: str) -> float:
    """How common an average surname, forename or birth date is: for values that have not been counted yet."""
    return next(level.u for term in TERMS for level in term.levels if level.frequency == of)


def _said(row: dict[str, Any]) -> Scored:
    """A row of Splink's answer as reasons in words."""
    reasons = []
    for term in TERMS:
        gamma = int(row[f"gamma_{term.name}"])
        if gamma == -1:
            if term.unknown_words:
                reasons.append(Reason(term.name, term.unknown_words, 0.0))
            continue
        level = term.levels[len(term.levels) - 1 - gamma]
        weight = float(row[f"mw_{term.name}"]) + float(row.get(f"mw_tf_adj_{term.name}") or 0)
        words = level.words
        if level.frequency:
            usual = level.weight
            words += ", rare here" if weight > usual + 1 else ", common here" if weight < usual - 1 else ""
        if term.name != "twins" or abs(weight) > 0.05:
            reasons.append(Reason(term.name, words, round(weight, 1)))
    first, second = sorted((int(row["id_l"]), int(row["id_r"])))
    return Scored(first, second, float(row["match_weight"]), reasons)
