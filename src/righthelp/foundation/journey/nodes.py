"""The closed algebra: what a definition is made of.

Fourteen shapes and no more. Nodes are values: frozen, hashable, equal when they mean the same, without
behaviour. The engines in :mod:`.engines` give them meaning, :mod:`.describe` gives them words, and
:mod:`.expressions` is the only place that builds them, so every node here is already known to be well typed.

**Unknown.** Any value may be unknown, because nobody has told us. An offset from, or a comparison with,
something unknown is unknown. *And*, *or* and *not* follow three-valued logic: ``not unknown`` is unknown.
Only :class:`Known` turns ignorance into an answer. A row is counted, listed or acted upon when a definition
is true, so what is unknown never counts, with or without a *not* in front of it. Python and SQL then agree
without effort.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from righthelp.foundation.journey.spans import Span

if TYPE_CHECKING:
    from righthelp.foundation.journey.facts import Journey

Value: TypeAlias = datetime | date | bool | str | int
"""What a node can be when it is known: a UTC moment, a London date, a truth, one of several choices, a whole
number.
"""


class Kind(StrEnum):
    """The five kinds of value."""

    MOMENT = "moment"
    DAY = "day"
    TRUTH = "truth"
    CHOICE = "choice"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact of the episode: a column.

    ``since`` names the moment fact from which it is known, when it is looked at as it stood at some moment.
    """

    journey: "type[Journey]"
    name: str
    kind: Kind
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value given when the definition is used: the moment to look at, most often."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the definition."""

    value: Value
    kind: Kind


@dataclass(frozen=True, slots=True)
class Offset:
    """A moment or day, a length of time later (earlier, when negative)."""

    source: "Node"
    span: Span
    kind: Kind  # a moment when the source is one, or when the span runs to the end of the day


@dataclass(frozen=True, slots=True)
class StartOfDay:
    """The moment at which a day begins in London."""

    source: "Node"


@dataclass(frozen=True, slots=True)
class Known:
    """Whether anything is known at all. Never unknown itself."""

    source: "Node"


@dataclass(frozen=True, slots=True)
class AtOrBefore:
    """``left <= right``; with ``strictly``, ``left < right``. Of two moments, two days or two numbers."""

    left: "Node"
    right: "Node"
    strictly: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """Whether a choice is one of some values."""

    source: "Node"
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    """True when every part is; false when any part is false; otherwise unknown."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """True when any part is; false when every part is false; otherwise unknown."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is false, false when it is true, unknown when it is unknown."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class AsAt:
    """``source`` as it stood at a moment: facts that came later are unknown in it.

    A moment fact came when it says. A day fact came when the day began. Any other fact came with its
    ``since``, or has always been known if it names none. If the moment itself is unknown, so is everything.
    """

    source: "Node"
    moment: "Node"


@dataclass(frozen=True, slots=True)
class Summary:
    """How many episodes of this row's subject were dated within a window that ends with this row.

    Counts rows of ``dated.journey`` whose ``dated`` lies in ``(anchor - window, anchor]``, this row included
    where it qualifies. Without a window, everything up to the anchor. Unknown when the anchor is unknown.
    """

    dated: Fact
    anchor: "Node"
    window: Span | None
    where: "Node | None"


@dataclass(frozen=True, slots=True)
class Case:
    """The value of the first branch whose condition is true, else ``otherwise``, else unknown."""

    branches: "tuple[tuple[Node, Node], ...]"
    otherwise: "Node | None"
    kind: Kind


Node: TypeAlias = (
    Fact
    | Parameter
    | Literal
    | Offset
    | StartOfDay
    | Known
    | AtOrBefore
    | OneOf
    | And
    | Or
    | Not
    | AsAt
    | Summary
    | Case
)


def kind_of(node: Node) -> Kind:
    """The kind of value a node gives."""
    match node:
        case Fact() | Parameter() | Literal() | Offset() | Case():
            return node.kind
        case StartOfDay():
            return Kind.MOMENT
        case AsAt():
            return kind_of(node.source)
        case Summary():
            return Kind.NUMBER
        case Known() | AtOrBefore() | OneOf() | And() | Or() | Not():
            return Kind.TRUTH


def children(node: Node) -> tuple[Node, ...]:
    """The nodes of the same row that a node is made of (what a summary asks of *other* rows is not among
    them).
    """
    match node:
        case Fact() | Parameter() | Literal():
            return ()
        case Offset() | StartOfDay() | Known() | OneOf():
            return (node.source,)
        case AtOrBefore():
            return (node.left, node.right)
        case And() | Or():
            return node.parts
        case Not():
            return (node.part,)
        case AsAt():
            return (node.source, node.moment)
        case Summary():
            return (node.anchor,)
        case Case():
            inner = tuple(part for branch in node.branches for part in branch)
            return inner if node.otherwise is None else (*inner, node.otherwise)


def walk(node: Node) -> "list[Node]":
    """A node and everything under it of the same row, deepest first, each once."""
    found: dict[Node, None] = {}

    def visit(current: Node) -> None:
        if current not in found:
            for child in children(current):
                visit(child)
            found[current] = None

    visit(node)
    return list(found)


def journeys_of(node: Node) -> "frozenset[type[Journey]]":
    """The journeys whose facts a node reads from its own row."""
    return frozenset(part.journey for part in walk(node) if isinstance(part, Fact))


def summaries_of(node: Node) -> "frozenset[type[Journey]]":
    """The journeys whose other rows a node counts, at any depth."""
    found: set[type[Journey]] = set()
    for part in walk(node):
        if isinstance(part, Summary):
            found.add(part.dated.journey)
            if part.where is not None:
                found |= summaries_of(part.where)
    return frozenset(found)


def parameters_of(node: Node) -> dict[str, Kind]:
    """The parameters a node needs, by name, wherever in it they are."""
    found: dict[str, Kind] = {}
    for part in walk(node):
        if isinstance(part, Parameter):
            found[part.name] = part.kind
        if isinstance(part, Summary) and part.where is not None:
            found |= parameters_of(part.where)
    return found
