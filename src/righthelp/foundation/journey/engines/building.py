"""Nodes into Ibis columns: the working part of the set engine.

Most nodes are a column expression over the table. A working-day offset needs joins, so those are done first
(:meth:`Builder.prepare`), each adding one column to the table; then every value is an expression over the
table as it has become. A count of other episodes is a correlated count, which both databases run well:
PostgreSQL by the index on the subject when a page wants fifty rows, DuckDB by turning it into a join when a
report wants them all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from righthelp.foundation.journey import nodes
from righthelp.foundation.journey.engines.placeholders import TYPES, constant, mark
from righthelp.foundation.journey.engines.timezones import WALL, from_wall, to_wall
from righthelp.foundation.journey.facts import Journey
from righthelp.foundation.journey.nodes import Kind, Node, Value
from righthelp.foundation.journey.spans import Span, Unit

_MICROSECOND = ibis.interval(microseconds=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """Facts are seen as they stood at ``moment``, which is itself seen as ``outer`` says."""

    moment: Node
    outer: "Seen | None"


class Builder:
    """Builds the columns of one journey's rows. ``table`` grows a column for each working-day offset
    prepared.
    """

    def __init__(
        self,
        table: Any,
        table_of: Callable[[type[Journey]], Any],
        days: Any,
        parameters: Mapping[str, Value],
        horizons: tuple[Any, ...] = (),
    ) -> None:
        self.table = table
        self.table_of, self.days, self.parameters = table_of, days, parameters
        self.horizons = horizons  # moments of an outer row, beyond which nothing of these rows is seen
        self._reached: dict[tuple[Node, Span, Seen | None], str] = {}
        self._values: dict[tuple[Node, Seen | None], Any] = {}  # columns of the table as it now is

    # Joins first
    # ------------------------------------------------------------------------------------------------------

    def prepare(self, wanted: Iterable[Node]) -> None:
        """Join the calendar for every working-day offset in ``wanted``, the innermost first."""
        for node in wanted:
            self._prepare(node, None)

    def _prepare(self, node: Node, seen: Seen | None) -> None:
        if isinstance(node, nodes.AsAt):
            self._prepare(node.moment, seen)
            self._prepare(node.source, Seen(node.moment, seen))
            return
        for child in nodes.children(node):
            self._prepare(child, seen)
        if isinstance(node, nodes.Offset) and node.span.unit is Unit.WORKING_DAY:
            self._join_days(node, seen)

    def _join_days(self, node: nodes.Offset, seen: Seen | None) -> None:
        """Add the column of dates that a working-day offset reaches."""
        key = self._key(node, seen)
        if key in self._reached:
            return
        name = f"reached_{len(self._reached)}"
        if isinstance(node.source, nodes.Fact):
            source = self.table[node.source.name]
        else:
            source = self.value(node.source, seen)
        day = to_wall(source).date() if nodes.kind_of(node.source) is Kind.MOMENT else source
        rows = self.table.mutate(from_day=day)
        first = self.days.select(first_day="date", first_number="working_number", first_working="working")
        rows = rows.left_join(first, rows.from_day == first.first_day)
        # One working day before a Sunday is the Friday, which Sunday's running count already holds.
        held_back = rows.first_working.ifelse(0, 1) if node.span.amount < 0 else 0
        rows = rows.mutate(wanted_number=rows.first_number + node.span.amount + held_back)
        working = self.days.filter(self.days.working).select(last_day="date", last_number="working_number")
        rows = rows.left_join(working, rows.wanted_number == working.last_number)
        kept = [column for column in self.table.columns if column not in ("from_day", "wanted_number")]
        self.table = rows.select(*kept, **{name: rows.last_day})
        self._values.clear()
        self._reached[key] = name

    def _key(self, node: nodes.Offset, seen: Seen | None) -> tuple[Node, Span, Seen | None]:
        # A fact alone is offset as it is recorded, once for every moment it is looked at, and hidden
        # afterwards.
        return (node.source, node.span, None if isinstance(node.source, nodes.Fact) else seen)

    # Then values
    # ------------------------------------------------------------------------------------------------------

    def keep(self, condition: Node) -> None:
        """Keep only the rows of which a condition is true."""
        self.table = self.table.filter(self.value(condition))
        self._values.clear()

    def value(self, node: Node, seen: Seen | None = None) -> Any:
        """The column of a node over :attr:`table`."""
        key = (node, seen)
        if key not in self._values:
            self._values[key] = self._value(node, seen)
        return self._values[key]

    def _value(self, node: Node, seen: Seen | None) -> Any:
        match node:
            case nodes.Fact():
                return self._visible(node, self.table[node.name], seen)
            case nodes.Literal():
                return constant(node.value, node.kind)
            case nodes.Parameter():
                if node.name in self.parameters:
                    return constant(self.parameters[node.name], node.kind)
                return mark(node.name, node.kind)
            case nodes.Offset():
                return self._offset(node, seen)
            case nodes.StartOfDay():
                return from_wall(self.value(node.source, seen).cast(WALL))
            case nodes.Known():
                source = self.value(node.source, seen)
                if nodes.kind_of(node.source) is Kind.TRUTH:
                    # Not "source IS NOT NULL": Ibis writes NOT a IS NOT NULL, which SQL reads as NOT (a IS
                    # NOT NULL).
                    return ibis.cases((source, True), (~source, True), else_=False)
                return source.notnull()
            case nodes.AtOrBefore():
                left, right = self.value(node.left, seen), self.value(node.right, seen)
                return left < right if node.strictly else left <= right
            case nodes.OneOf():
                chosen = self.value(node.source, seen)
                return reduce(or_, [chosen == value for value in node.values])
            case nodes.And():
                return reduce(and_, [self.value(part, seen) for part in node.parts])
            case nodes.Or():
                return reduce(or_, [self.value(part, seen) for part in node.parts])
            case nodes.Not():
                return ~self.value(node.part, seen)
            case nodes.AsAt():
                return self.value(node.source, Seen(node.moment, seen))
            case nodes.Summary():
                return self._count(node, seen)
            case nodes.Case():
                branches = [(self.value(test, seen), self.value(then, seen)) for test, then in node.branches]
                rest = None if node.otherwise is None else self.value(node.otherwise, seen)
                return ibis.cases(*branches, else_=constant(None, node.kind) if rest is None else rest)

    def _offset(self, node: nodes.Offset, seen: Seen | None) -> Any:
        span, moment = node.span, nodes.kind_of(node.source) is Kind.MOMENT
        source = self.value(node.source, seen)
        if span.unit is Unit.HOUR:
            return source + ibis.interval(hours=span.amount)
        wall = to_wall(source) if moment else source.cast(WALL)
        if span.unit is Unit.WORKING_DAY:
            day = self.table[self._reached[self._key(node, seen)]].cast(WALL)
            reached = day + (wall - wall.truncate("D")) if moment else day
            reached = ibis.cases((source.notnull(), reached), else_=ibis.null(WALL))
        else:
            reached = wall + (
                ibis.interval(months=span.amount) if span.unit is Unit.MONTH else ibis.interval(days=span.amount)
            )
        if span.to_end_of_day:
            return from_wall(reached.truncate("D") + ibis.interval(days=1)) - _MICROSECOND
        return from_wall(reached) if moment else reached.cast(dt.date)

    def _visible(self, node: nodes.Fact, column: Any, seen: Seen | None) -> Any:
        """A fact's column, unknown where it came after the moments at which the row is looked at."""
        horizons = [*self.horizons, *self._moments(seen)]
        if not horizons:
            return column
        if node.since is not None:
            came = self.table[node.since]
        elif node.kind is Kind.MOMENT:
            came = column
        elif node.kind is Kind.DAY:
            came = from_wall(column.cast(WALL))
        else:
            came = None
        tests = [horizon.notnull() if came is None else came <= horizon for horizon in horizons]
        return ibis.cases((reduce(and_, tests), column), else_=constant(None, node.kind))

    def _moments(self, seen: Seen | None) -> list[Any]:
        found: list[Any] = []
        while seen is not None:
            found.append(self.value(seen.moment, seen.outer))
            seen = seen.outer
        return found

    def _count(self, node: nodes.Summary, seen: Seen | None) -> Any:
        """A correlated count of the subject's rows in the window, unknown where the window's end is."""
        until = self.value(node.anchor, seen)
        # The rows counted are seen no later than this row is; the moments are this row's columns.
        horizons = (*self.horizons, *self._moments(seen))
        inner = Builder(self.table_of(node.dated.journey).view(), self.table_of, self.days, self.parameters, horizons)
        if node.where is not None:
            inner.prepare([node.where])
        dated = inner.value(node.dated)
        tests = [inner.table.subject_id == self.table.subject_id, dated <= until]
        if node.window is not None:
            tests.append(dated > self._back(until, node.window))
        if node.where is not None:
            tests.append(inner.value(node.where))
        counted = inner.table.filter(*tests).count()
        return ibis.cases((until.notnull(), counted.cast(TYPES[Kind.NUMBER])), else_=constant(None, Kind.NUMBER))

    @staticmethod
    def _back(until: Any, window: Span) -> Any:
        if window.unit is Unit.HOUR:
            return until - ibis.interval(hours=window.amount)
        length = ibis.interval(months=window.amount) if window.unit is Unit.MONTH else ibis.interval(days=window.amount)
        return from_wall(to_wall(until) - length)
