"""Counting in the database: one query that both the number and the list behind it are read from.

The definition is compiled once by the set engine. Around it stand the months, the child's first episode where children
are counted, and the breakdown; the number groups those rows and the list shows them, so the two cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import connection

from righthelp.foundation.calendar import LONDON, Month, end_of_day
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.expressions import Expression, literal, parameter
from righthelp.insight.indicators.definition import AS_AT, Dimension, Indicator, Window
from righthelp.insight.indicators.known import as_known

_FROM, _TO = parameter("from_moment"), parameter("to_moment")
_SHARED = re.compile(r'((?:WITH|,)\s+"t\d+") AS \(')
_MONTH_END = "CAST(%(month_end)s AS timestamptz)"


@dataclass(frozen=True, slots=True)
class Tally:
    """One month's (and group's) rows counted: how many, and of how many of them the success is true."""

    month: Month
    group: str
    of: int
    successes: int


@dataclass(frozen=True, slots=True)
class Member:
    """One row behind a number."""

    id: int
    subject_id: int | None
    group: str
    success: bool


def tallies(indicator: Indicator, window: Window, by: Dimension | None = None) -> list[Tally]:
    """The rows of each month (and group) counted; months and groups without rows are absent."""
    text = (
        f"SELECT month, grp, count(*), count(*) FILTER (WHERE success) FROM ({_members(indicator, by)}) AS members "  # noqa: S608
        "GROUP BY month, grp"
    )
    with connection.cursor() as cursor:
        cursor.execute(_as_known(text, indicator, window), _values(window))
        return [Tally(Month.parse(month), group, of, successes) for month, group, of, successes in cursor.fetchall()]


def members(indicator: Indicator, window: Window, month: Month, by: Dimension | None = None) -> list[Member]:
    """Every row behind one month, in the order in which it happened."""
    text = (
        f"SELECT id, subject_id, grp, coalesce(success, false) FROM ({_members(indicator, by)}) AS members "  # noqa: S608
        "WHERE month = %(month)s ORDER BY dated, id"
    )
    one = Window(window.as_at, (month,), window.known_at)
    with connection.cursor() as cursor:
        cursor.execute(_as_known(text, indicator, window), {**_values(one), "month": month.code})
        return [Member(*row) for row in cursor.fetchall()]


def _as_known(text: str, indicator: Indicator, window: Window) -> str:
    return as_known(text, registry.binding(indicator.journey)) if window.known_at else text


def _values(window: Window) -> dict[str, datetime | list[str] | list[datetime] | None]:
    return {
        "known_at": window.known_at,
        "now": end_of_day(window.as_at),
        "from_moment": window.starts_at,
        "to_moment": window.ends_at,
        "months": [month.code for month in window.months],
        "month_ends": [window.end_of(month) for month in window.months],
    }


@lru_cache(maxsize=256)
def _members(indicator: Indicator, by: Dimension | None) -> str:
    """The SQL of the rows: month, id, subject_id, dated, success and grp."""
    from righthelp.foundation.journey.engines import set as set_engine

    binding = registry.binding(indicator.journey)
    columns: dict[str, Expression] = {"dated": indicator.dated_by.as_at(AS_AT)}
    columns["success"] = literal(True) if indicator.success is None else indicator.success.as_at(AS_AT)
    where = indicator.of.as_at(AS_AT)
    if not indicator.stock:
        where = where & columns["dated"].in_period(_FROM, _TO)  # type: ignore[attr-defined]  # an Instant, see above
    # A count of other episodes names the table twice; inlined, its inner reading uses the index on the subject.
    query = _SHARED.sub(r"\1 AS NOT MATERIALIZED (", set_engine.compiled(indicator.journey, columns, where).sql)
    table = connection.ops.quote_name(binding.table)
    if by is None:
        group, join = "''::text", ""
    else:
        column = connection.ops.quote_name(_column(indicator, by))
        group = f"coalesce(held.{column}::text, '')"
        join = f" JOIN {table} AS held ON held.{connection.ops.quote_name(binding.id_column)} = found.id"
    fields = f"found.id, found.subject_id, found.dated, found.success, {group} AS grp"
    if indicator.stock:
        per_month = query.replace(_MONTH_END, "months.month_end")
        rows = (
            f"SELECT months.month, {fields} "  # noqa: S608  # every part is compiled from definitions
            "FROM unnest(%(months)s::text[], %(month_ends)s::timestamptz[]) AS months(month, month_end) "
            f"CROSS JOIN LATERAL ({per_month}) AS found{join}"
        )
    else:
        month = f"to_char(timezone('{LONDON.key}', found.dated), 'YYYY-MM')"
        rows = f"SELECT {month} AS month, {fields} FROM ({query}) AS found{join}"  # noqa: S608
    if indicator.counting == "children":
        # A subject we do not know yet is nobody's double.
        rows = (
            f"SELECT DISTINCT ON (month, coalesce(subject_id, -id)) * FROM ({rows}) AS episodes "  # noqa: S608
            "ORDER BY month, coalesce(subject_id, -id), dated, id"
        )
    return rows


def _column(indicator: Indicator, by: Dimension) -> str:
    field = registry.binding(indicator.journey).model._meta.get_field(by.field)
    column = getattr(field, "column", None)
    if not isinstance(column, str):
        raise LookupError(f"{indicator.code}: {by.field} is not a column.")
    return column


def labels(indicator: Indicator, by: Dimension) -> Mapping[str, str]:
    """What each value of a breakdown is called: the field's choices, or the names of the rows it points to."""
    field = registry.binding(indicator.journey).model._meta.get_field(by.field)
    related = field.related_model if field.is_relation else None
    if related is not None and not isinstance(related, str):
        return {str(row.pk): str(row) for row in related._default_manager.order_by("pk")}
    return {str(value): str(label) for value, label in getattr(field, "flatchoices", ())}
