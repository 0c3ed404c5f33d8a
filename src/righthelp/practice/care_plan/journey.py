"""The vocabulary of care plans: what other rooms may know of permanence, challenges and decisions of reviews."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Flag, Journey
from righthelp.practice.care_plan import law
from righthelp.practice.care_plan.codes import Issue, Lasting, Level, Refusing


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

__all__ = [
    "ANSWER",
    "DISPUTE",
    "PERMANENCE",
    "RECOMMENDED",
    "Challenge",
    "ChallengeStep",
    "Permanence",
    "PermanenceDue",
    "Recommendation",
    "Refusal",
]
