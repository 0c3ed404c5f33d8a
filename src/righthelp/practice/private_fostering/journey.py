"""The vocabulary of private fostering: what other rooms may know of it."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, Choice, Clock, Day, Flag, Journey, Span
from righthelp.practice.private_fostering import law
from righthelp.practice.private_fostering.codes import Rule, Suits


class Private(Journey, subject="child", code="private-fostering"):
    """A child lives with somebody who is no close relative, by an arrangement that the council did not make."""

    notified = Day("we were told", always=True)
    starts = Day("the child began to live there, or will", always=True)
    assessed = Day("it was assessed whether the arrangement suits the child")
    suits = Choice("whether it suits the child", Suits)
    ends = Day("it ended")
    counts = Flag("it was not recorded by mistake", always=True)


class PrivateVisitDue(Journey, subject="child", code="private-visit-due"):
    """From being told, or one visit, to the next."""

    since = Day("we were told, or the child was last seen", always=True)
    held = Day("the child was seen next")
    ended = Day("the arrangement ended before the next visit")
    rule = Choice("by which rule the next visit is due", Rule, always=True)


ASSESSMENT: Final = Clock(
    "private fostering assessed",
    starts=Private.notified,
    stops=Private.assessed,
    within=law.ASSESSMENT_WITHIN,
    only_for=Private.counts,
    lapses=Private.ends,
    authority=law.ASSESSMENT,
)


def _visit(name: str, rule: Rule, within: Span, authority: Authority) -> Clock:
    return Clock(
        name,
        starts=PrivateVisitDue.since,
        stops=PrivateVisitDue.held,
        within=within,
        lapses=PrivateVisitDue.ended,
        only_for=PrivateVisitDue.rule.is_(rule.value),
        authority=authority,
    )


VISITS: Final = (
    _visit("first visit to a privately fostered child", Rule.FIRST, law.FIRST_VISIT_WITHIN, law.FIRST_VISIT),
    _visit("visit to a privately fostered child", Rule.YEAR, law.FIRST_YEAR_WITHIN, law.FIRST_YEAR),
    _visit("later visit to a privately fostered child", Rule.LATER, law.LATER_WITHIN, law.LATER),
)

__all__ = ["ASSESSMENT", "VISITS", "Private", "PrivateVisitDue"]
