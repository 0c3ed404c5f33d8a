"""The vocabulary of child protection: the only module that other rooms may import."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Flag, Journey, Moment, Number
from righthelp.practice.casework.codes import PlanEnding
from righthelp.practice.protection import law
from righthelp.practice.protection.codes import Category, Kind, Outcome, Step


class Conference(Journey, subject="child", code="conference"):
    """A conference about one child, from when it is asked for until it is decided what follows."""

    asked = Moment("the conference was asked for", always=True)
    strategy = Moment("the latest strategy discussion was held")
    notified = Moment("another council told us of the move")
    held = Moment("the conference was held")
    report_eve = Day("the day before the one by which the family was to have read the report")
    report_read = Day("the family had read the social worker’s report")
    decided = Moment("the chair recorded what was decided for the child")
    withdrawn = Moment("it was decided that no conference is needed")
    kind = Choice("what the conference is for", Kind, always=True)
    outcome = Choice("what was decided", Outcome, since=decided)


class ProtectionPlan(Journey, subject="child", code="protection-plan"):
    """A child protection plan: under which category, which in the child's life, how it ended."""

    starts = Day("the child protection plan began", always=True)
    ends = Day("the child protection plan ended")
    category = Choice("the category of abuse", Category, always=True)
    ordinal = Number("which child protection plan in the child’s life it is", always=True)
    within_two_years = Flag("an earlier plan ended in the two years before", always=True)
    within_year = Flag("an earlier plan ended in the twelve months before", always=True)
    ending = Choice("why the plan ended", PlanEnding)


class Stage(Journey, subject="child", code="protection-step"):
    """From one core group, or one review conference, to the next, while a plan runs."""

    since = Day("the plan began, or the last one was held", always=True)
    held = Day("the next one was held")
    ended = Day("the plan ended before the next one")
    step = Choice("what comes round", Step, always=True)
    first = Flag("it is the first under the plan", always=True)


class Milestone(Journey, subject="child", code="protection-milestone"):
    """A plan has run for 9, 12, 15 or 18 months, until somebody above has looked at it."""

    reached = Day("the plan had run so many months", always=True)
    reviewed = Moment("somebody above the plan looked at it")
    ended = Day("the plan ended before anybody did")
    months = Number("for how many months the plan had run", always=True)


class Escalation(Journey, subject="child", code="protection-escalation"):
    """Change is not seen: somebody further up is asked to act, until they answer."""

    raised = Moment("it was escalated", always=True)
    answered = Moment("it was answered")


class TransferOut(Journey, subject="child", code="protection-transfer"):
    """A family with a plan moves away, until the other council has held its conference."""

    notified = Moment("the other council was told", always=True)
    accepted = Day("the other council held its conference")
    stayed = Moment("it was found that the family stays here")


_WANTED: Final = ~Conference.withdrawn.known()
_CORE_GROUP: Final = Stage.step.is_(Step.CORE_GROUP.value)
_REVIEW: Final = Stage.step.is_(Step.REVIEW.value)

INITIAL_CONFERENCE: Final = Clock(
    "initial conference after a strategy discussion",
    starts=Conference.strategy,
    stops=Conference.held,
    within=law.CONFERENCE_WITHIN,
    only_for=_WANTED & Conference.kind.is_(Kind.INITIAL.value),
    authority=law.INITIAL,
)
TRANSFER_CONFERENCE: Final = Clock(
    "transfer-in conference",
    starts=Conference.notified,
    stops=Conference.held,
    within=law.CONFERENCE_WITHIN,
    only_for=_WANTED & Conference.kind.is_(Kind.TRANSFER.value),
    authority=law.TRANSFER,
)
REPORT_READ: Final = Clock(
    "report read by the family",
    starts=Conference.report_eve,
    stops=Conference.report_read,
    within=law.REPORT_WITHIN,
    lapses=Conference.held,
    only_for=_WANTED,
    authority=law.REPORT,
)
FIRST_CORE_GROUP: Final = Clock(
    "first core group",
    starts=Stage.since,
    stops=Stage.held,
    within=law.FIRST_CORE_GROUP_WITHIN,
    lapses=Stage.ended,
    only_for=_CORE_GROUP & Stage.first,
    authority=law.FIRST_CORE_GROUP,
)
LATER_CORE_GROUP: Final = Clock(
    "next core group",
    starts=Stage.since,
    stops=Stage.held,
    within=law.LATER_CORE_GROUP_WITHIN,
    lapses=Stage.ended,
    only_for=_CORE_GROUP & ~Stage.first,
    authority=law.LATER_CORE_GROUP,
)
FIRST_REVIEW: Final = Clock(
    "first review conference",
    starts=Stage.since,
    stops=Stage.held,
    within=law.FIRST_REVIEW_WITHIN,
    lapses=Stage.ended,
    only_for=_REVIEW & Stage.first,
    authority=law.FIRST_REVIEW,
)
LATER_REVIEW: Final = Clock(
    "next review conference",
    starts=Stage.since,
    stops=Stage.held,
    within=law.LATER_REVIEW_WITHIN,
    lapses=Stage.ended,
    only_for=_REVIEW & ~Stage.first,
    authority=law.LATER_REVIEW,
)
LONG_PLAN: Final = Clock(
    "a long plan looked at from above",
    starts=Milestone.reached,
    stops=Milestone.reviewed,
    within=law.LONG_PLAN_WITHIN,
    lapses=Milestone.ended,
    authority=law.LONG_PLAN,
)
ANSWER: Final = Clock(
    "answer to an escalation",
    starts=Escalation.raised,
    stops=Escalation.answered,
    within=law.ANSWERED_WITHIN,
    authority=law.ESCALATED,
)
THEIR_CONFERENCE: Final = Clock(
    "the other council’s transfer conference",
    starts=TransferOut.notified,
    stops=TransferOut.accepted,
    within=law.CONFERENCE_WITHIN,
    excused=TransferOut.stayed.known(),
    authority=law.TRANSFER_OUT,
)

CONFERENCES: Final = (INITIAL_CONFERENCE, TRANSFER_CONFERENCE, REPORT_READ)
STAGES: Final = (FIRST_CORE_GROUP, LATER_CORE_GROUP, FIRST_REVIEW, LATER_REVIEW)

__all__ = [
    "ANSWER",
    "CONFERENCES",
    "FIRST_CORE_GROUP",
    "FIRST_REVIEW",
    "INITIAL_CONFERENCE",
    "LATER_CORE_GROUP",
    "LATER_REVIEW",
    "LONG_PLAN",
    "REPORT_READ",
    "STAGES",
    "THEIR_CONFERENCE",
    "TRANSFER_CONFERENCE",
    "Conference",
    "Escalation",
    "Milestone",
    "ProtectionPlan",
    "Stage",
    "TransferOut",
]
