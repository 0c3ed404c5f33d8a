"""The set engine: whole tables at a time, as one Ibis expression for PostgreSQL and DuckDB.

:func:`select` gives the expression, to be counted, grouped or joined further. :func:`compiled` gives the SQL
text with the parameters as placeholders, made once and kept, for pages that run it through Django's cursor.

The expression holds only columns, joins and correlated counts: working days are two joins with the calendar's
running count, never a count per row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from righthelp.foundation.journey import nodes
from righthelp.foundation.journey.binding import registry
from righthelp.foundation.journey.engines.building import Builder
from righthelp.foundation.journey.engines.placeholders import TYPES, fill_placeholders
from righthelp.foundation.journey.errors import DefinitionError, MissingParameter
from righthelp.foundation.journey.expressions import Expression, Truth, same_row, wrap
from righthelp.foundation.journey.facts import Journey
from righthelp.foundation.journey.nodes import Kind, Node, Value

Tables = Mapping[type[Journey], Any]
"""Ibis tables to read instead of the bound ones: columns ``id``, ``subject_id`` and each fact by its name."""


def episodes(journey: type[Journey]) -> Any:
    """The bound table of a journey, as an unbound Ibis table with ``id``, ``subject_id`` and the facts by
    name.
    """
    binding = registry.binding(journey)
    columns = binding.columns
    schema = {binding.id_column: dt.int64, binding.subject_column: dt.int64}
    schema |= {columns[name]: TYPES[fact.kind] for name, fact in journey.facts.items()}
    held = ibis.table(schema, name=binding.table)
    return held.select(
        id=held[binding.id_column],
        subject_id=held[binding.subject_column],
        **{name: held[column] for name, column in columns.items()},
    )


def calendar() -> Any:
    """The table of days, as an unbound Ibis table."""
    schema = {"date": dt.date, "working": dt.boolean, "working_number": dt.int64}
    return ibis.table(schema, name="calendar_day")


def select(
    journey: type[Journey],
    columns: Mapping[str, Expression],
    where: Truth | None = None,
    *,
    tables: Tables | None = None,
    days: Any = None,
    parameters: Mapping[str, Value] | None = None,
) -> Any:
    """An Ibis table: ``id``, ``subject_id`` and the ``columns`` by name, of the rows where ``where`` is true.

    ``tables`` and ``days`` replace the bound tables and the calendar (a snapshot in DuckDB). Values of
    ``parameters`` are written into the expression; a parameter without one becomes a placeholder that only
    :func:`sql` understands.

    Raises :class:`DefinitionError` when a definition reads another journey, :class:`NotBound` when there is
    no table.
    """
    wanted = {name: column.node for name, column in columns.items()}
    condition = None if where is None else where.node
    _check(journey, [*wanted.values(), *([] if condition is None else [condition])])
    source = dict(tables or {})

    def table(of: type[Journey]) -> Any:
        return source[of] if of in source else episodes(of)

    builder = Builder(table(journey), table, calendar() if days is None else days, dict(parameters or {}))
    builder.prepare([*wanted.values(), *([] if condition is None else [condition])])
    if condition is not None:
        builder.keep(condition)
    return builder.table.select("id", "subject_id", **{name: builder.value(node) for name, node in wanted.items()})


def sql(expression: Any, dialect: str = "postgres") -> str:
    """The SQL text of an expression, with ``%(name)s`` for each parameter that has no value yet."""
    return fill_placeholders(str(ibis.to_sql(expression, dialect=dialect)))


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query ready for Django's cursor: ``cursor.execute(query.sql, {"now": ...})``."""

    sql: str
    columns: tuple[str, ...]
    parameters: Mapping[str, Kind]

    def rows(
        self, *, ids: Iterable[int] | None = None, subjects: Iterable[int] | None = None, **parameters: Value
    ) -> list[dict[str, Value | None]]:
        """Run it on the default database, all of it or for some episodes or subjects. Keys are ``columns``.

        Raises :class:`MissingParameter` when a parameter was not given.
        """
        from django.db import connection

        if missing := sorted(set(self.parameters) - set(parameters)):
            raise MissingParameter(f"This query is looked at with {', '.join(missing)}, which was not given.")
        text, values = self.sql, dict[str, Any](parameters)
        for column, wanted in (("id", ids), ("subject_id", subjects)):
            if wanted is not None:
                text = f"SELECT * FROM ({text}) AS chosen WHERE {column} = ANY(%({column}_)s)"  # noqa: S608  # names are ours
                values[f"{column}_"] = list(wanted)
        with connection.cursor() as cursor:
            cursor.execute(text, values)
            return [dict(zip(self.columns, row, strict=True)) for row in cursor.fetchall()]


def compiled(journey: type[Journey], columns: Mapping[str, Expression], where: Truth | None = None) -> Compiled:
    """The query of :func:`select` over the bound table, as SQL for PostgreSQL. The same definitions compile
    once.
    """
    wanted = tuple((name, column.node) for name, column in columns.items())
    return _compiled(registry.binding(journey).table, journey, wanted, None if where is None else where.node)  # type: ignore[arg-type]  # a class is hashable


@lru_cache(maxsize=512)
def _compiled(
    table: str, journey: type[Journey], columns: tuple[tuple[str, Node], ...], where: Node | None
) -> Compiled:
    needed: dict[str, Kind] = {}
    for node in (*(node for _, node in columns), *([] if where is None else [where])):
        needed |= nodes.parameters_of(node)
    expression = select(journey, {name: wrap(node) for name, node in columns}, None if where is None else Truth(where))
    return Compiled(sql(expression), ("id", "subject_id", *(name for name, _ in columns)), needed)


def _check(journey: type[Journey], wanted: list[Node]) -> None:
    if wanted:
        same_row(*wanted)
    for node in wanted:
        if strangers := nodes.journeys_of(node) - {journey}:
            names = ", ".join(sorted(stranger.__name__ for stranger in strangers))
            raise DefinitionError(f"This selects episodes of {journey.__name__}, but a definition reads {names}.")
