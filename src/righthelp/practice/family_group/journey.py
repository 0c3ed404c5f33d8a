"""The vocabulary of families deciding: what other rooms may know of it."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Flag, Journey, Moment, Span
from righthelp.practice.family_group import law
from righthelp.practice.family_group.codes import Agreed, Cause, How, Offer, Outcome, Together


class Group(Journey, subject="child", code="family-group"):
    """A family is asked to decide together what happens for a child."""

    asked = Day("a conference or a meeting of the family was asked for", always=True)
    kind = Choice("which of the two", Together, always=True)
    held = Day("the family met")
    answered = Day("the family was told whether its plan is agreed")
    agreed = Choice("what the social worker said to the plan", Agreed)
    reviewed = Day("the family’s plan was reviewed")
    closed = Day("the work on it ended")
    counts = Flag("it was not recorded by mistake", always=True)


class Edge(Journey, subject="child", code="family-edge"):
    """A team works with a family so that a child need not come into care."""

    asked = Moment("the team was asked", always=True)
    kind = Choice("which team", Offer, always=True)
    begun = Moment("somebody of the team was first with the family")
    ended = Day("the work ended")
    outcome = Choice("where the child lived then", Outcome)
    counts = Flag("it was not recorded by mistake", always=True)


class Return(Journey, subject="child", code="family-return"):
    """A child in care may go home, goes, and stays or comes back."""

    begun = Day("somebody began to ask whether the child can go home", always=True)
    decided = Day("it was decided")
    returned = Day("the child went home")
    how = Choice("by which way", How)
    checked_3 = Day("it was asked after three months whether it holds")
    checked_6 = Day("it was asked after six months whether it holds")
    checked_12 = Day("it was asked after twelve months whether it holds")
    back = Day("the child came back into care")
    cause = Choice("why the child came back", Cause)
    stopped = Day("the plan to go home was given up")


CONFERENCE: Final = Clock(
    "family group conference",
    starts=Group.asked,
    stops=Group.held,
    within=law.CONFERENCE_WITHIN,
    only_for=Group.counts,
    lapses=Group.closed,
    authority=law.CONFERENCE,
)
ANSWER: Final = Clock(
    "answer to a family’s plan",
    starts=Group.held,
    stops=Group.answered,
    within=law.ANSWER_WITHIN,
    only_for=Group.counts,
    lapses=Group.closed,
    authority=law.ANSWER,
)
REVIEW: Final = Clock(
    "review of a family’s plan",
    starts=Group.held,
    stops=Group.reviewed,
    within=law.REVIEW_WITHIN,
    only_for=Group.counts & (~Group.agreed.known() | ~Group.agreed.is_("no")),
    lapses=Group.closed,
    authority=law.REVIEW,
)
EDGE: Final = Clock(
    "somebody with a family at the edge of care",
    starts=Edge.asked,
    stops=Edge.begun,
    within=law.EDGE_WITHIN,
    only_for=Edge.counts,
    lapses=Edge.ended,
    authority=law.EDGE,
)


def _check(number: int, fact: Day, within: Span) -> Clock:
    return Clock(
        f"check {number} months after going home",
        starts=Return.returned,
        stops=fact,
        within=within,
        lapses=Return.back,
        authority=law.CHECK,
    )


CHECKS: Final = (
    _check(3, Return.checked_3, law.CHECKS[3]),
    _check(6, Return.checked_6, law.CHECKS[6]),
    _check(12, Return.checked_12, law.CHECKS[12]),
)

__all__ = ["ANSWER", "CHECKS", "CONFERENCE", "EDGE", "REVIEW", "Edge", "Group", "Return"]
