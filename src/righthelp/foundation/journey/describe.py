"""Definitions in words, for explanations and for the page that shows what an indicator counts."""

from datetime import date, datetime

from righthelp.foundation.calendar import say_date, say_moment
from righthelp.foundation.journey import nodes
from righthelp.foundation.journey.expressions import Expression
from righthelp.foundation.journey.nodes import Kind, Node, Value


def describe(definition: Expression | Node) -> str:
    """A definition as a clause: no capital, no full stop."""
    return _say(definition.node if isinstance(definition, Expression) else definition)


def say_value(value: Value | None) -> str:
    """A value as people say it."""
    match value:
        case None:
            return "unknown"
        case datetime():
            return say_moment(value)
        case date():
            return say_date(value)
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def _say(node: Node) -> str:
    match node:
        case nodes.Fact():
            return _fact(node)
        case nodes.Parameter():
            return "the moment looked at" if node.name == "now" else node.name.replace("_", " ")
        case nodes.Literal():
            return say_value(node.value)
        case nodes.Offset():
            side = "after" if node.span.amount > 0 else "before"
            said = f"{node.span} {side} {_say(node.source)}"
            return f"the end of the day {said}" if node.span.to_end_of_day else said
        case nodes.StartOfDay():
            return _say(node.source)
        case nodes.Known():
            return _recorded(node)
        case nodes.AtOrBefore():
            return _order(node)
        case nodes.OneOf():
            return f"{_say(node.source)} is {' or '.join(node.values)}"
        case nodes.And():
            return " and ".join(_bracket(part, nodes.Or) for part in node.parts)
        case nodes.Or():
            return " or ".join(_bracket(part, nodes.And) for part in node.parts)
        case nodes.Not():
            if isinstance(node.part, nodes.Known):
                happened = _dated(node.part.source)
                return (
                    f"we do not know {_say(node.part.source)}"
                    if happened is None
                    else f"it is not recorded that {happened}"
                )
            return f"not ({_say(node.part)})"
        case nodes.AsAt():
            return f"{_say(node.source)}, as it stood at {_say(node.moment)}"
        case nodes.Summary():
            return _summary(node)
        case nodes.Case() if sources := first_of(node):
            return ", or, where that is not recorded, ".join(map(_say, sources))
        case nodes.Case():
            branches = [f"{_say(value)} if {_say(condition)}" for condition, value in node.branches]
            rest = [] if node.otherwise is None else [f"otherwise {_say(node.otherwise)}"]
            return "; ".join(branches + rest)


def first_of(node: Node) -> tuple[Node, ...]:
    """What a case takes the first known of: each branch is taken if its own value is known. Else nothing."""
    if not isinstance(node, nodes.Case) or any(condition != nodes.Known(value) for condition, value in node.branches):
        return ()
    rest = () if node.otherwise is None else (node.otherwise,)
    return (*(value for _, value in node.branches), *rest)


def sentence_of(node: nodes.Fact) -> str:
    """The sentence with which a fact was declared."""
    return node.journey.facts[node.name].sentence


def _recorded(node: nodes.Known) -> str:
    """A dated fact that is known has happened, so its sentence says it. Of anything else we can only say we
    know it.
    """
    return _dated(node.source) or f"we know {_say(node.source)}"


def _dated(node: Node) -> str | None:
    if isinstance(node, nodes.Fact) and node.kind in (Kind.MOMENT, Kind.DAY):
        return sentence_of(node)
    return None


def _fact(node: nodes.Fact) -> str:
    return f"when {sentence_of(node)}" if node.kind in (Kind.MOMENT, Kind.DAY) else sentence_of(node)


def _order(node: nodes.AtOrBefore) -> str:
    numbers = nodes.kind_of(node.left) is Kind.NUMBER
    if isinstance(node.left, nodes.Literal) and not isinstance(node.right, nodes.Literal):
        words = ("is more than", "is at least") if numbers else ("is after", "is at or after")
        return f"{_say(node.right)} {words[0 if node.strictly else 1]} {_say(node.left)}"
    words = ("is less than", "is at most") if numbers else ("is before", "is at or before")
    return f"{_say(node.left)} {words[0 if node.strictly else 1]} {_say(node.right)}"


def _summary(node: nodes.Summary) -> str:
    window = "ever" if node.window is None else f"within {node.window}"
    until = "" if node.anchor == node.dated else f" up to {_say(node.anchor)}"
    which = "" if node.where is None else f" where {_say(node.where)}"
    return f"the {node.dated.journey.subject}'s episodes dated by {_say(node.dated)}, {window}{until}{which}"


def _bracket(node: Node, looser: type[nodes.And] | type[nodes.Or]) -> str:
    said = _say(node)
    return f"({said})" if isinstance(node, looser) else said
