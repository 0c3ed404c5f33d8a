"""Parameters of a compiled query: marked in the Ibis expression, turned into placeholders in its text."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from righthelp.foundation.journey.engines.timezones import MOMENT
from righthelp.foundation.journey.nodes import Kind, Value

_CASTS: Mapping[Kind, str] = {
    Kind.MOMENT: "timestamptz",
    Kind.DAY: "date",
    Kind.TRUTH: "boolean",
    Kind.CHOICE: "text",
    Kind.NUMBER: "bigint",
}
_MARK = re.compile(r"RIGHTHELP_(MOMENT|DAY|TRUTH|CHOICE|NUMBER)\(\s*'(\w+)'\s*\)", re.IGNORECASE)


@ibis.udf.scalar.builtin(name="righthelp_moment", signature=((dt.string,), MOMENT))
def _moment(called: Any) -> Any: ...


@ibis.udf.scalar.builtin(name="righthelp_day", signature=((dt.string,), dt.date))
def _day(called: Any) -> Any: ...


@ibis.udf.scalar.builtin(name="righthelp_truth", signature=((dt.string,), dt.boolean))
def _truth(called: Any) -> Any: ...


@ibis.udf.scalar.builtin(name="righthelp_choice", signature=((dt.string,), dt.string))
def _choice(called: Any) -> Any: ...


@ibis.udf.scalar.builtin(name="righthelp_number", signature=((dt.string,), dt.int64))
def _number(called: Any) -> Any: ...


_MARKS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.MOMENT: _moment,
    Kind.DAY: _day,
    Kind.TRUTH: _truth,
    Kind.CHOICE: _choice,
    Kind.NUMBER: _number,
}
TYPES: Mapping[Kind, Any] = {
    Kind.MOMENT: MOMENT,
    Kind.DAY: dt.date,
    Kind.TRUTH: dt.boolean,
    Kind.CHOICE: dt.string,
    Kind.NUMBER: dt.int64,
}
"""The column type of each kind of value."""


def mark(name: str, kind: Kind) -> Any:
    """A value still to be given."""
    return _MARKS[kind](name)


def constant(value: Value | None, kind: Kind) -> Any:
    """A value written into the query."""
    return ibis.null(TYPES[kind]) if value is None else ibis.literal(value, TYPES[kind])


def fill_placeholders(text: str) -> str:
    """SQL text for psycopg: a placeholder for each mark, and every other percent sign doubled."""

    def placeholder(found: re.Match[str]) -> str:
        return f"CAST(%({found[2]})s AS {_CASTS[Kind[found[1].upper()]]})"

    return _MARK.sub(placeholder, text.replace("%", "%%"))
