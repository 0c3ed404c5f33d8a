"""The row engine: one episode at a time, in plain Python.

It is the judge of the set engine (they must agree on any definition over any data), the engine of
explanations, and what recomputes a due moment before anyone acts on it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from righthelp.foundation.calendar import (
    OutsideCalendar,
    add_months,
    add_working_days,
    end_of_day,
    local,
    start_of_day,
)
from righthelp.foundation.calendar.clock import resolve_later
from righthelp.foundation.journey import nodes
from righthelp.foundation.journey.errors import MissingParameter
from righthelp.foundation.journey.expressions import Expression
from righthelp.foundation.journey.facts import Journey
from righthelp.foundation.journey.nodes import Kind, Node, Value
from righthelp.foundation.journey.spans import Span, Unit

Facts = Mapping[str, Value | None]
"""One episode: its facts by name. A fact that is absent or None is unknown."""
Others = Mapping[type[Journey], Sequence[Facts]]
"""The subject's episodes by journey, this one among them. Only counts of other episodes need it."""


def evaluate(
    definition: Expression | Node, facts: Facts, *, others: Others | None = None, **parameters: Value
) -> Value | None:
    """The value of a definition for one episode; None when it is unknown.

    Raises :class:`MissingParameter` when a parameter, or the rows a count needs, were not given.
    """
    node = definition.node if isinstance(definition, Expression) else definition
    return _Row(facts, others or {}, parameters, _ALWAYS).value(node)


def holds(definition: Expression | Node, facts: Facts, *, others: Others | None = None, **parameters: Value) -> bool:
    """Whether a condition is true for one episode. Unknown is not true."""
    return evaluate(definition, facts, others=others, **parameters) is True


class _Horizon:
    """Up to which moment facts are seen: always, never (an unknown moment), or a moment."""

    __slots__ = ("moment", "never")

    def __init__(self, moment: datetime | None = None, *, never: bool = False) -> None:
        self.moment, self.never = moment, never

    def narrowed(self, moment: datetime | None) -> "_Horizon":
        if self.never or moment is None:
            return _NEVER
        return _Horizon(moment if self.moment is None else min(self.moment, moment))

    def sees(self, happened: datetime | None) -> bool:
        if self.never or happened is None:
            return False
        return self.moment is None or happened <= self.moment


_ALWAYS = _Horizon()
_NEVER = _Horizon(never=True)


class _Row:
    def __init__(self, facts: Facts, others: Others, parameters: Mapping[str, Value], horizon: _Horizon) -> None:
        self.facts, self.others, self.parameters, self.horizon = facts, others, parameters, horizon

    def value(self, node: Node) -> Value | None:
        match node:
            case nodes.Fact():
                return self.fact(node)
            case nodes.Literal():
                return node.value
            case nodes.Parameter():
                if self.parameters.get(node.name) is None:
                    raise MissingParameter(f"This definition is looked at with {node.name}=..., which was not given.")
                return self.parameters[node.name]
            case nodes.Offset():
                source = self.value(node.source)
                return None if source is None else shift(source, node.span)
            case nodes.StartOfDay():
                day = self.value(node.source)
                return None if day is None else start_of_day(_date(day))
            case nodes.Known():
                return self.value(node.source) is not None
            case nodes.AtOrBefore():
                left, right = self.value(node.left), self.value(node.right)
                if left is None or right is None:
                    return None
                return left < right if node.strictly else left <= right  # type: ignore[operator]  # kinds agree
            case nodes.OneOf():
                chosen = self.value(node.source)
                return None if chosen is None else chosen in node.values
            case nodes.And():
                return self.decided_by(node.parts, decisive=False)
            case nodes.Or():
                return self.decided_by(node.parts, decisive=True)
            case nodes.Not():
                truth = self.value(node.part)
                return None if truth is None else not truth
            case nodes.AsAt():
                moment = self.value(node.moment)
                seen = self.horizon.narrowed(None if moment is None else _moment(moment))
                return _Row(self.facts, self.others, self.parameters, seen).value(node.source)
            case nodes.Summary():
                return self.count(node)
            case nodes.Case():
                for condition, value in node.branches:
                    if self.value(condition) is True:
                        return self.value(value)
                return None if node.otherwise is None else self.value(node.otherwise)

    def fact(self, node: nodes.Fact) -> Value | None:
        value = self.facts.get(node.name)
        if value is None or self.horizon is _ALWAYS:
            return value
        if node.since is not None:
            since = self.facts.get(node.since)
            came = None if since is None else _moment(since)
        elif node.kind is Kind.MOMENT:
            came = _moment(value)
        elif node.kind is Kind.DAY:
            came = start_of_day(_date(value))
        else:
            return None if self.horizon.never else value
        return value if self.horizon.sees(came) else None

    def decided_by(self, parts: tuple[Node, ...], *, decisive: bool) -> bool | None:
        """Three-valued and/or: one decisive part settles it, else one unknown part leaves it unknown."""
        unknown = False
        for part in parts:
            truth = self.value(part)
            if truth is decisive:
                return decisive
            unknown = unknown or truth is None
        return None if unknown else not decisive

    def count(self, node: nodes.Summary) -> int | None:
        anchor = self.value(node.anchor)
        if anchor is None:
            return None
        until = _moment(anchor)
        since = None if node.window is None else _moment(shift(until, -node.window))
        rows = self.others.get(node.dated.journey)
        if rows is None:
            raise MissingParameter(
                f"This definition counts {node.dated.journey.__name__} episodes, which were not given."
            )
        total = 0
        for facts in rows:
            row = _Row(facts, self.others, self.parameters, self.horizon)
            dated = row.fact(node.dated)
            if dated is None:
                continue
            inside = _moment(dated) <= until and (since is None or _moment(dated) > since)
            total += inside and (node.where is None or row.value(node.where) is True)
        return total


def shift(value: Value, span: Span) -> datetime | date | None:
    """A moment or day, a span later. None when a count of working days leaves the calendar (2010 to 2035).

    Days, months and working days move the date on London's calendar and keep the time on the wall; where that
    time is skipped or happens twice that night, the later reading holds. With ``to_end_of_day`` the result is
    a moment.
    """
    if span.unit is Unit.HOUR:
        return _moment(value) + timedelta(hours=span.amount)
    wall: datetime | None = local(value) if isinstance(value, datetime) else None
    reached = _shift_date(_date(value) if wall is None else wall.date(), span)
    if reached is None:
        return None
    if span.to_end_of_day:
        return end_of_day(reached)
    if wall is None:
        return reached
    return resolve_later(datetime.combine(reached, time(wall.hour, wall.minute, wall.second, wall.microsecond)))


def _shift_date(day: date, span: Span) -> date | None:
    match span.unit:
        case Unit.MONTH:
            return add_months(day, span.amount)
        case Unit.WORKING_DAY:
            try:
                return add_working_days(day, span.amount)
            except OutsideCalendar:
                return None
        case _:
            return day + timedelta(days=span.amount)


def _moment(value: object) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError(f"A moment was expected, not {type(value).__name__}.")
    return value


def _date(value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(f"A day was expected, not {type(value).__name__}.")
    return value
