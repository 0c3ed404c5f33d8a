"""How definitions are written: operators and named methods over facts.

An expression wraps one node. It checks kinds when it is built, which is when the module is imported, and a
mistake is answered with what to write instead. There is nothing else to learn: no lambdas, no SQL, no
strings.
"""

from datetime import date, datetime
from typing import NoReturn, Self, overload

from righthelp.foundation.journey import nodes
from righthelp.foundation.journey.errors import DefinitionError
from righthelp.foundation.journey.nodes import Kind, Node
from righthelp.foundation.journey.spans import Span, Unit

NAMES = {
    Kind.MOMENT: "a moment",
    Kind.DAY: "a day",
    Kind.TRUTH: "a yes-or-no",
    Kind.CHOICE: "a choice",
    Kind.NUMBER: "a number",
}


class Expression:
    """Anything that a definition can be, or be built from."""

    kind: Kind

    def __init__(self, node: Node) -> None:
        self._node: Node | None = node

    @property
    def node(self) -> Node:
        """The node this expression stands for."""
        if self._node is None:
            raise DefinitionError("A fact is declared in the body of a Journey before it can be used.")
        return self._node

    def known(self) -> "Truth":
        """True when we know it, false when we do not. The only question that ignorance answers."""
        return Truth(nodes.Known(self.node))

    def unknown(self) -> "Truth":
        """The opposite of :meth:`known`."""
        return ~self.known()

    def as_at(self, moment: "Instant | datetime") -> Self:
        """The same, as it stood at ``moment``: whatever came later is unknown."""
        at = operand(moment, Kind.MOMENT, "as_at wants the moment to look at")
        return self._like(nodes.AsAt(self.node, same_row(self.node, at)))

    def _like(self, node: Node) -> Self:
        made = wrap(node)
        assert isinstance(made, Expression)  # noqa: S101
        return made  # type: ignore[return-value]  # wrap gives the surface class of the node's kind, which is ours

    def __bool__(self) -> NoReturn:
        raise DefinitionError(
            "A definition has no truth of its own until it meets an episode, so Python's 'if', 'and', 'or', 'not' and "
            "chained comparisons cannot be used on it. Write (a) & (b), (a) | (b), ~(a), and (a <= b) & (b <= c)."
        )

    def __eq__(self, other: object) -> NoReturn:
        raise DefinitionError(
            "Definitions are not compared with ==. For a choice write fact.is_('value'); for whether something is "
            "recorded write fact.known(); for moments write a <= b."
        )

    def __ne__(self, other: object) -> NoReturn:
        raise DefinitionError("Definitions are not compared with !=. Write ~fact.is_('value').")

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        from righthelp.foundation.journey.describe import describe

        return f"<{NAMES[self.kind]}: {describe(self) if self._node is not None else 'not yet declared'}>"


class _Ordered(Expression):
    """What has an order: moments, days and numbers."""

    def __le__(self, other: object) -> "Truth":
        return self._order(other)

    def __lt__(self, other: object) -> "Truth":
        return self._order(other, strictly=True)

    def __ge__(self, other: object) -> "Truth":
        return self._order(other, flip=True)

    def __gt__(self, other: object) -> "Truth":
        return self._order(other, flip=True, strictly=True)

    def in_period(self, start: object, end: object) -> "Truth":
        """At or after ``start`` and before ``end``: periods are half open, so months neither overlap nor
        leave gaps.
        """
        return (self >= start) & (self < end)

    def _order(self, other: object, *, flip: bool = False, strictly: bool = False) -> "Truth":
        right = operand(other, self.kind, f"{NAMES[self.kind].capitalize()} is compared with {NAMES[self.kind]}")
        same_row(self.node, right)
        pair = (right, self.node) if flip else (self.node, right)
        return Truth(nodes.AtOrBefore(*pair, strictly=strictly))


class _Dated(_Ordered):
    """Moments and days, which lengths of time can be added to."""

    def __add__(self, span: object) -> Self:
        return self._offset(span, "+")

    def __sub__(self, span: object) -> Self:
        return self._offset(-span if isinstance(span, Span) else span, "-")

    def _offset(self, span: object, sign: str) -> Self:
        if isinstance(span, Expression):
            raise DefinitionError(
                f"{NAMES[self.kind].capitalize()} {sign} {NAMES[span.kind]} means nothing. Add a length of time: "
                "fact + hours(72). To ask whether one came within so long of another, "
                "write later <= earlier + hours(72)."
            )
        if not isinstance(span, Span):
            raise DefinitionError(f"Add a length of time, such as hours(72) or working_days(10), not {span!r}.")
        if span.unit is Unit.HOUR and self.kind is Kind.DAY:
            raise DefinitionError("A day has no hours to count from. Write day.start() + hours(72), or day + days(3).")
        if span.to_end_of_day and self.kind is Kind.DAY:
            raise DefinitionError("A day has no end to run to until it is a moment: write deadline(day, days(3)).")
        return self._like(nodes.Offset(self.node, span, self.kind))


class Instant(_Dated):
    """A moment in time."""

    kind = Kind.MOMENT


class Date(_Dated):
    """A date in London."""

    kind = Kind.DAY

    def start(self) -> Instant:
        """The moment at which the day begins in London, to compare with moments."""
        return Instant(nodes.StartOfDay(self.node))


class Truth(Expression):
    """Yes, no or unknown."""

    kind = Kind.TRUTH

    def __and__(self, other: object) -> "Truth":
        return Truth(nodes.And(self._joined(nodes.And, other, "&")))

    def __or__(self, other: object) -> "Truth":
        return Truth(nodes.Or(self._joined(nodes.Or, other, "|")))

    def __invert__(self) -> "Truth":
        return Truth(nodes.Not(self.node))

    def _joined(self, join: type[nodes.And] | type[nodes.Or], other: object, sign: str) -> tuple[Node, ...]:
        if isinstance(other, Expression) and not isinstance(other, Truth):
            raise DefinitionError(
                f"'{sign}' joins two conditions, and {NAMES[other.kind]} is not one. Ask something of it first, "
                "such as fact.known() or fact <= other; and put each comparison in brackets: (a <= b) & (c <= d)."
            )
        if not isinstance(other, Truth):
            raise DefinitionError(f"'{sign}' joins two conditions; {other!r} is not one.")
        same_row(self.node, other.node)
        parts: list[Node] = []
        for node in (self.node, other.node):
            parts.extend(node.parts if isinstance(node, join) else (node,))
        return tuple(parts)

    def _no_order(self, other: object) -> NoReturn:
        raise DefinitionError(
            "A yes-or-no has no order, so it cannot be compared with <, <=, > or >=. Use it as it is, or negate it "
            "with ~; and put comparisons in brackets before joining them: (a <= b) & (c <= d)."
        )

    __le__ = __lt__ = __ge__ = __gt__ = _no_order


class Option(Expression):
    """One of several named values."""

    kind = Kind.CHOICE

    @property
    def options(self) -> tuple[str, ...] | None:
        """The values it can have, where they were declared."""
        return None

    def is_(self, value: str) -> Truth:
        """Whether it has this value. Unknown when the choice is unknown."""
        return self.is_one_of(value)

    def is_one_of(self, *values: str) -> Truth:
        """Whether it has one of these values."""
        if not values:
            raise DefinitionError("is_one_of wants at least one value.")
        for value in values:
            if not isinstance(value, str):
                raise DefinitionError(f"A choice is compared with its values, which are text, not {value!r}.")
            if self.options is not None and value not in self.options:
                raise DefinitionError(f"{value!r} is not one of the values: {', '.join(self.options)}.")
        return Truth(nodes.OneOf(self.node, tuple(str(value) for value in values)))

    def _no_order(self, other: object) -> NoReturn:
        raise DefinitionError("A choice has no order. Write fact.is_('value') or fact.is_one_of('a', 'b').")

    __le__ = __lt__ = __ge__ = __gt__ = _no_order


class Count(_Ordered):
    """A whole number."""

    kind = Kind.NUMBER


_SURFACES: dict[Kind, type[Expression]] = {
    Kind.MOMENT: Instant,
    Kind.DAY: Date,
    Kind.TRUTH: Truth,
    Kind.CHOICE: Option,
    Kind.NUMBER: Count,
}


def wrap(node: Node) -> Expression:
    """The expression for a node."""
    return _SURFACES[nodes.kind_of(node)](node)


def operand(value: object, kind: Kind, rule: str) -> Node:
    """The node of something used where a ``kind`` is wanted; ``rule`` begins the sentence if it is anything
    else.
    """
    if isinstance(value, Expression):
        if value.kind is not kind:
            hint = (
                " Write day.start() for the moment a day begins."
                if value.kind is Kind.DAY and kind is Kind.MOMENT
                else ""
            )
            raise DefinitionError(f"{rule}, not with {NAMES[value.kind]}.{hint}")
        return value.node
    found = literal(value) if isinstance(value, datetime | date | bool | str | int) else None
    if found is None or found.kind is not kind:
        raise DefinitionError(f"{rule}, not with {value!r}.")
    return found.node


def same_row(*parts: Node) -> Node:
    """The last of ``parts``, once they are known to speak of one journey."""
    journeys = sorted({journey.__name__ for part in parts for journey in nodes.journeys_of(part)})
    if len(journeys) > 1:
        raise DefinitionError(
            f"This definition mixes facts of {' and '.join(journeys)}. A definition reads one row of one journey; "
            "to ask about a child's other episodes, count them: count(Other.fact, until=Mine.fact, within=days(30))."
        )
    return parts[-1]


# A datetime is a date and a bool an int, so the narrower of each pair comes first.
@overload
def literal(value: datetime) -> Instant: ...  # type: ignore[overload-overlap]
@overload
def literal(value: bool) -> Truth: ...  # type: ignore[overload-overlap]
@overload
def literal(value: int) -> Count: ...
@overload
def literal(value: str) -> Option: ...
@overload
def literal(value: date) -> Date: ...
@overload
def literal(value: object) -> Expression: ...
def literal(value: object) -> Expression:
    """A value written in a definition: an aware moment, a date, True or False, a whole number or a choice's
    value.
    """
    match value:
        case datetime():
            if value.tzinfo is None:
                raise DefinitionError(
                    "A moment in a definition carries its time zone: datetime(2019, 1, 4, 9, 30, tzinfo=UTC)."
                )
            return Instant(nodes.Literal(value, Kind.MOMENT))
        case date():
            return Date(nodes.Literal(value, Kind.DAY))
        case bool():
            return Truth(nodes.Literal(value, Kind.TRUTH))
        case int():
            return Count(nodes.Literal(value, Kind.NUMBER))
        case str():
            return Option(nodes.Literal(str(value), Kind.CHOICE))
        case _:
            raise DefinitionError(
                f"A definition cannot hold {value!r}: use an aware moment, a date, a truth, a number or text."
            )


@overload
def parameter(name: str) -> Instant: ...
@overload
def parameter(name: str, of: type[Instant]) -> Instant: ...
@overload
def parameter(name: str, of: type[Date]) -> Date: ...
@overload
def parameter(name: str, of: type[Truth]) -> Truth: ...
@overload
def parameter(name: str, of: type[Option]) -> Option: ...
@overload
def parameter(name: str, of: type[Count]) -> Count: ...
def parameter(name: str, of: type[Expression] = Instant) -> Expression:
    """A value given when the definition is used, such as the moment to look at.

    ``of`` is the sort of value: Moment (the default), Day, Flag, Choice or Number.
    """
    if not name.isidentifier():
        raise DefinitionError(f"A parameter's name is one word: {name!r} is not.")
    return wrap(nodes.Parameter(name, of.kind))


NOW = parameter("now")
"""The moment at which a definition is looked at. Every clock's state depends on it."""
