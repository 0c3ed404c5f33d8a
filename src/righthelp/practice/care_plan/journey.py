"""The vocabulary of care plans: what other rooms may know of permanence, challenges and decisions of reviews."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Flag, Journey
from righthelp.practice.care_plan import law
from righthelp.practice.care_plan.codes import Issue, Lasting, Level, Refusing, Willing


class PermanenceDue(Journey, subject="child", code="care-permanence-due"):
    """A child in care needs a plan for permanence by the second review."""

    first = Day("the first review was held")
    second = Day("the second review was held")
    decided = Day("a plan for permanence was decided")
    ended = Day("the child left care")


class Permanence(Journey, subject="child", code="care-permanence"):
    """How a child is to have a home for good."""

    decided = Day("it was decided", always=True)
    kind = Choice("which kind of permanence", Lasting, always=True)


class Challenge(Journey, subject="child", code="care-challenge"):
    """A reviewing officer challenges the care of a child."""

    raised = Day("it was raised", always=True)
    formal = Day("it became formal")
    resolved = Day("it was resolved")
    ended = Day("it was withdrawn")
    issue = Choice("what is challenged", Issue, always=True)
    cafcass = Day("it was referred to CAFCASS")


class ChallengeStep(Journey, subject="child", code="care-challenge-step"):
    """A challenge has come to somebody, who is to answer."""

    raised = Day("it came to them", always=True)
    answered = Day("they answered")
    ended = Day("the challenge ended before their answer")
    level = Choice("to which level", Level, always=True)


class Refusal(Journey, subject="child", code="care-contact-refusal"):
    """Contact with somebody is refused."""

    starts = Day("contact was refused", always=True)
    ends = Day("the refusal ended")
    basis = Choice("by what right", Refusing, always=True)


class Recommendation(Journey, subject="child", code="care-recommendation"):
    """A review of a child in care decided that somebody does something by a day."""

    eve = Day("the day before it is to be done", always=True)
    done = Day("it was done")
    stopped = Day("it need no longer be done")
    ours = Flag("one of ours does it", always=True)


class GuardianshipAsked(Journey, subject="child", code="care-guardianship"):
    """Long-term carers were asked whether they would be the child’s special guardians."""

    asked = Day("they were asked", always=True)
    again = Day("they were asked again")
    ended = Day("the child left care, or it was recorded by mistake")
    answer = Choice("what they said", Willing, always=True)


class SupportReview(Journey, subject="child", code="care-support-review"):
    """From the first day of support after a special guardianship or child arrangements order, or one review, to the
    next."""

    since = Day("the support began or was last reviewed", always=True)
    held = Day("it was reviewed next")
    ended = Day("the support ended before the next review")


class ClinicCase(Journey, subject="child", code="care-permanence-advice"):
    """A permanence clinic advised on a child, and something is to be done by a day."""

    on = Day("the day of the clinic", always=True)
    eve = Day("the day before the one by which it is to be done")
    followed = Day("it was done")
    ended = Day("it was recorded by mistake")


PERMANENCE: Final = Clock(
    "plan for permanence by the second review",
    starts=PermanenceDue.first,
    stops=PermanenceDue.decided,
    within=law.PERMANENCE_WITHIN,
    lapses=PermanenceDue.ended,
    authority=law.PERMANENCE,
)
DISPUTE: Final = Clock(
    "formal challenge of a reviewing officer resolved",
    starts=Challenge.formal,
    stops=Challenge.resolved,
    within=law.DISPUTE_WITHIN,
    lapses=Challenge.ended,
    authority=law.DISPUTE,
)
ANSWER: Final = Clock(
    "challenge of a reviewing officer answered",
    starts=ChallengeStep.raised,
    stops=ChallengeStep.answered,
    within=law.ANSWER_WITHIN,
    lapses=ChallengeStep.ended,
    authority=law.ANSWER,
)
RECOMMENDED: Final = Clock(
    "decision of a review carried out",
    starts=Recommendation.eve,
    stops=Recommendation.done,
    within=law.RECOMMENDED_WITHIN,
    lapses=Recommendation.stopped,
    authority=law.RECOMMENDED,
)

ASK_AGAIN: Final = Clock(
    "special guardianship asked about again",
    starts=GuardianshipAsked.asked,
    stops=GuardianshipAsked.again,
    within=law.YEARLY,
    lapses=GuardianshipAsked.ended,
    only_for=GuardianshipAsked.answer.is_(Willing.LATER.value),
    authority=law.ASKED,
)
SUPPORT_REVIEW: Final = Clock(
    "review of support after special guardianship",
    starts=SupportReview.since,
    stops=SupportReview.held,
    within=law.YEARLY,
    lapses=SupportReview.ended,
    authority=law.SUPPORT,
)
ADVICE_FOLLOWED: Final = Clock(
    "advice of a permanence clinic followed",
    starts=ClinicCase.eve,
    stops=ClinicCase.followed,
    within=law.RECOMMENDED_WITHIN,
    lapses=ClinicCase.ended,
    authority=law.ADVISED,
)

__all__ = [
    "ADVICE_FOLLOWED",
    "ANSWER",
    "ASK_AGAIN",
    "DISPUTE",
    "PERMANENCE",
    "RECOMMENDED",
    "SUPPORT_REVIEW",
    "Challenge",
    "ChallengeStep",
    "ClinicCase",
    "GuardianshipAsked",
    "Permanence",
    "PermanenceDue",
    "Recommendation",
    "Refusal",
    "SupportReview",
]
