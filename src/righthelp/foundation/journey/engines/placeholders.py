"""Parameters of a compiled query: marked in the Ibis expression, turned into placeholders in its text."""

import re
from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from righthelp.foundation.journey.engines.timezones import MOMENT, database_function
from righthelp.foundation.journey.nodes import Kind, Value

_CASTS: Mapping[Kind, str] = {
    Kind.MOMENT: "timestamptz",
    Kind.DAY: "date",
    Kind.TRUTH: "boolean",
    Kind.CHOICE: "text",
    Kind.NUMBER: "bigint",
}
_MARK = re.compile(r"RIGHTHELP_(MOMENT|DAY|TRUTH|CHOICE|NUMBER)\(\s*'(\w+)'\s*\)", re.IGNORECASE)


TYPES: Mapping[Kind, Any] = {
    Kind.MOMENT: MOMENT,
    Kind.DAY: dt.date,
    Kind.TRUTH: dt.boolean,
    Kind.CHOICE: dt.string,
    Kind.NUMBER: dt.int64,
}
"""The column type of each kind of value."""

_MARKS = {kind: database_function(f"righthelp_{kind}", (dt.string,), TYPES[kind]) for kind in Kind}


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
