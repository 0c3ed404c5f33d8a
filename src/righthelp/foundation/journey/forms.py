"""The few definitions that are not an operator: deadlines, choices between values, and counts of other
episodes.
"""

from datetime import date, datetime
from typing import overload

from righthelp.foundation.journey import nodes
from righthelp.foundation.journey.errors import DefinitionError
from righthelp.foundation.journey.expressions import (
    NAMES,
    Count,
    Date,
    Expression,
    Instant,
    Option,
    Truth,
    literal,
    operand,
    same_row,
    wrap,
)
from righthelp.foundation.journey.nodes import Kind, Node
from righthelp.foundation.journey.spans import Span, Unit


def deadline(start: Instant | Date, span: Span) -> Instant:
    """The last moment that is still within ``span`` of ``start``.

    Elapsed hours end to the second. Days, months and working days run to the end of the day reached, in
    London, because a duty that is due "within ten working days" may be done in the afternoon of the tenth.
    """
    if isinstance(start, Date) and span.unit is Unit.HOUR:
        raise DefinitionError("A day has no hours to count from: give the limit in days, or record the moment.")
    return Instant(nodes.Offset(start.node, span.ending_the_day(), Kind.MOMENT))


# A datetime is a date and a bool an int, so the narrower of each pair comes first.
@overload
def case(  # type: ignore[overload-overlap]
    *branches: tuple[Truth, Instant | datetime], otherwise: Instant | datetime | None = None
) -> Instant: ...
@overload
def case(  # type: ignore[overload-overlap]
    *branches: tuple[Truth, Truth | bool], otherwise: Truth | bool | None = None
) -> Truth: ...
@overload
def case(*branches: tuple[Truth, Option | str], otherwise: Option | str | None = None) -> Option: ...
@overload
def case(*branches: tuple[Truth, Count | int], otherwise: Count | int | None = None) -> Count: ...
@overload
def case(*branches: tuple[Truth, Date | date], otherwise: Date | date | None = None) -> Date: ...
def case(*branches: tuple[Truth, object], otherwise: object = None) -> Expression:
    """The value of the first branch whose condition is true; else ``otherwise``; else unknown.

    case((Missing.rhi_declined.known(), "declined"), (Missing.rhi_held.known(), "held"), otherwise="open")
    """
    if not branches:
        raise DefinitionError("case wants at least one (condition, value) pair.")
    pairs: list[tuple[Node, Node]] = []
    kind: Kind | None = None
    for branch in branches:
        if not (isinstance(branch, tuple) and len(branch) == 2):
            raise DefinitionError("Each branch of case is a pair: (condition, value).")
        condition, value = branch
        if not isinstance(condition, Truth):
            raise DefinitionError("Each branch of case begins with a condition, such as fact.known() or a <= b.")
        node = _value(value)
        kind = kind or nodes.kind_of(node)
        _same_kind(kind, node)
        pairs.append((condition.node, node))
    assert kind is not None  # noqa: S101  # there is at least one branch
    rest = None if otherwise is None else _value(otherwise)
    if rest is not None:
        _same_kind(kind, rest)
    same_row(*(part for pair in pairs for part in pair), *([] if rest is None else [rest]))
    return wrap(nodes.Case(tuple(pairs), rest, kind))


def count(
    dated: Instant, *, within: Span | None = None, until: Instant | None = None, where: Truth | None = None
) -> Count:
    """How many of the subject's episodes were dated within a window that ends with this one.

    Counts the episodes whose ``dated`` (a moment fact) lies after ``until - within`` and at or before
    ``until``, this episode included where it qualifies. ``until`` is a moment of *this* episode; it is
    ``dated`` itself unless another is named, and must be named when ``dated`` belongs to another journey of
    the same subject. ``where`` is asked of each episode counted.

        count(Missing.notified, within=days(30)) >= 3          # the third time missing in thirty days, or a
        later one
    """
    fact = dated.node
    if not isinstance(fact, nodes.Fact):
        raise DefinitionError("count wants the moment fact that dates each episode, such as Missing.notified.")
    anchor = fact if until is None else operand(until, Kind.MOMENT, "count's 'until' is a moment of this episode")
    if where is not None:
        if not isinstance(where, Truth):
            raise DefinitionError("count's 'where' is a condition on each episode counted.")
        same_row(fact, where.node)
        _check_where(where.node)
    if within is not None and within.unit is Unit.WORKING_DAY:
        raise DefinitionError("A window for counting is given in hours, days or months, not in working days.")
    if within is not None and within.amount <= 0:
        raise DefinitionError("A window for counting reaches back in time: give a positive length.")
    subjects = {journey.subject for journey in nodes.journeys_of(anchor)} | {fact.journey.subject}
    if len(subjects) > 1:
        raise DefinitionError(
            f"{fact.journey.__name__} is about a {fact.journey.subject}: "
            "only another journey of the same subject can count it."
        )
    return Count(nodes.Summary(fact, anchor, within, None if where is None else where.node))


def exists(
    dated: Instant, *, within: Span | None = None, until: Instant | None = None, where: Truth | None = None
) -> Truth:
    """Whether :func:`count` finds any episode."""
    return count(dated, within=within, until=until, where=where) >= 1


def _check_where(where: Node) -> None:
    """What is asked of each episode counted stays simple enough for one correlated count."""
    for part in nodes.walk(where):
        if isinstance(part, nodes.Summary):
            raise DefinitionError("count's 'where' cannot count again: record the inner count as a fact.")
        working = isinstance(part, nodes.Offset) and part.span.unit is Unit.WORKING_DAY
        if working and not all(isinstance(source, nodes.Fact) for source in nodes.children(part)):
            raise DefinitionError("In count's 'where', working days run from a fact, not from a computed moment.")


def _value(value: object) -> Node:
    return value.node if isinstance(value, Expression) else literal(value).node


def _same_kind(kind: Kind, node: Node) -> None:
    found = nodes.kind_of(node)
    if found is not kind:
        raise DefinitionError(f"The values of a case are all of one kind; here are {NAMES[kind]} and {NAMES[found]}.")
