"""The vocabulary of children in need: what other rooms may know of it."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Flag, Journey, Moment
from righthelp.practice.casework.codes import PlanKind
from righthelp.practice.child_in_need import law
from righthelp.practice.child_in_need.codes import Answer, Direction, StepTo

WHATS: Final = ("review", "assessment")


class NeedDue(Journey, subject="child", code="need-due"):
    """From one review of a child in need plan to the next; or from one yearly assessment to the next."""

    since = Day("the plan began or was last reviewed", always=True)
    held = Day("the next one was held")
    ended = Day("the plan ended before the next one")
    eve = Day("the day before the one agreed for the next review")
    first = Flag("it is the first under the plan", always=True)
    kind = Choice("what the plan is for", PlanKind, always=True)
    what = Choice("what is due", WHATS, always=True)


class Step(Journey, subject="child", code="need-step"):
    """More help, less help or another team was asked for, until the receiving side answers."""

    asked = Moment("it was asked for", always=True)
    answered = Moment("the receiving side answered")
    withdrawn = Moment("it was no longer asked for")
    direction = Choice("which way", Direction, always=True)
    to = Choice("what was asked for", StepTo, always=True)
    answer = Choice("what the answer was", Answer, since=answered)


class Escalation(Journey, subject="child", code="need-escalation"):
    """Something stands in the way of change for a child, and somebody further up is told."""

    raised = Moment("it was raised", always=True)
    answered = Moment("it was answered")
    settled = Moment("it no longer stands in the way")


class Advice(Journey, subject="child", code="need-advice"):
    """Social care's advice for an education, health and care plan."""

    asked = Day("the advice was asked for", always=True)
    given = Day("the advice was given")
    excepted = Day("one of the exceptions of the regulations began to hold")


class Specialist(Journey, subject="child", code="need-specialist"):
    """A disabled child is assessed by those who know about disability."""

    referred = Moment("the child was referred", always=True)
    done = Moment("the assessment was complete")
    stopped = Moment("the assessment was stopped")


_REVIEW: Final = NeedDue.what.is_("review")
_BY_MONTHS: Final = _REVIEW & ~NeedDue.kind.is_(PlanKind.NO_RECOURSE.value)

FIRST_REVIEW: Final = Clock(
    "first review of a child in need plan",
    starts=NeedDue.since,
    stops=NeedDue.held,
    within=law.FIRST_REVIEW_WITHIN,
    lapses=NeedDue.ended,
    only_for=_BY_MONTHS & NeedDue.first,
    authority=law.FIRST_REVIEW,
)
LATER_REVIEW: Final = Clock(
    "later review of a child in need plan",
    starts=NeedDue.since,
    stops=NeedDue.held,
    within=law.LATER_REVIEW_EVERY,
    lapses=NeedDue.ended,
    only_for=_BY_MONTHS & ~NeedDue.first,
    authority=law.LATER_REVIEW,
)
QUARTERLY_REVIEW: Final = Clock(
    "quarterly review, no recourse to public funds",
    starts=NeedDue.since,
    stops=NeedDue.held,
    within=law.QUARTERLY,
    lapses=NeedDue.ended,
    only_for=_REVIEW & NeedDue.kind.is_(PlanKind.NO_RECOURSE.value),
    authority=law.QUARTERLY_REVIEW,
)
AGREED_REVIEW: Final = Clock(
    "review by the agreed day",
    starts=NeedDue.eve,
    stops=NeedDue.held,
    within=law.AGREED_WITHIN,
    lapses=NeedDue.ended,
    only_for=_REVIEW,
    authority=law.AGREED_REVIEW,
)
ANNUAL: Final = Clock(
    "yearly assessment, no recourse to public funds",
    starts=NeedDue.since,
    stops=NeedDue.held,
    within=law.YEARLY,
    lapses=NeedDue.ended,
    only_for=NeedDue.what.is_("assessment"),
    authority=law.ANNUAL,
)
DUE_CLOCKS: Final = (FIRST_REVIEW, LATER_REVIEW, QUARTERLY_REVIEW, AGREED_REVIEW, ANNUAL)

STEP_ANSWER: Final = Clock(
    "answer to a step up or down",
    starts=Step.asked,
    stops=Step.answered,
    within=law.STEP_WITHIN,
    only_for=~Step.withdrawn.known(),
    authority=law.STEP_ANSWER,
)
ESCALATION_ANSWER: Final = Clock(
    "answer to an escalation",
    starts=Escalation.raised,
    stops=Escalation.answered,
    within=law.ESCALATION_WITHIN,
    excused=Escalation.settled.known(),
    authority=law.ESCALATION,
)
EHC_ADVICE: Final = Clock(
    "advice for an education, health and care plan",
    starts=Advice.asked,
    stops=Advice.given,
    within=law.EHC_WITHIN,
    excused=Advice.excepted.known(),
    authority=law.EHC,
)
SPECIALIST: Final = Clock(
    "specialist assessment of a disabled child",
    starts=Specialist.referred,
    stops=Specialist.done,
    within=law.SPECIALIST_WITHIN,
    excused=Specialist.stopped.known(),
    authority=law.SPECIALIST,
)

__all__ = [
    "AGREED_REVIEW",
    "ANNUAL",
    "DUE_CLOCKS",
    "EHC_ADVICE",
    "ESCALATION_ANSWER",
    "FIRST_REVIEW",
    "LATER_REVIEW",
    "QUARTERLY_REVIEW",
    "SPECIALIST",
    "STEP_ANSWER",
    "Advice",
    "Escalation",
    "NeedDue",
    "Specialist",
    "Step",
]
