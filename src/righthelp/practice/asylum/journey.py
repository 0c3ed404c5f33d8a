"""The vocabulary of children who came alone: what other rooms may know of them."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Flag, Journey
from righthelp.practice.asylum import law
from righthelp.practice.asylum.codes import Age, Answer, Asked, Help, Presented, leave_after


class Arrival(Journey, subject="child", code="asylum-arrival"):
    """A young person who came to this country alone came to us."""

    arrived = Day("the young person came to us", always=True)
    presented = Choice("as what the young person was taken on arrival", Presented, always=True)
    counts = Flag("it was not recorded by mistake", always=True)


class AgeAssessed(Journey, subject="child", code="asylum-age"):
    """Somebody disputes how old a young person is, and two social workers find out."""

    begun = Day("the assessment began", always=True)
    decided = Day("the age was decided")
    outcome = Choice("what was decided", Age)
    challenged = Day("the decision was challenged")
    counts = Flag("it was not recorded by mistake", always=True)


class Application(Journey, subject="child", code="asylum-application"):
    """Something is asked of the Home Office, until it is answered."""

    kind = Choice("what is asked", Asked, always=True)
    made = Day("it was asked", always=True)
    decided = Day("it was answered")
    outcome = Choice("the answer", Answer)
    until = Day("the leave ends")
    counts = Flag("it was not recorded by mistake", always=True)


class Helped(Journey, subject="child", code="asylum-help"):
    """A service helps a young person who came alone."""

    kind = Choice("which service", Help, always=True)
    starts = Day("the help began", always=True)
    ends = Day("the help ended")
    counts = Flag("it was not recorded by mistake", always=True)


class AskedHomeOffice(Journey, subject="child", code="asylum-asked"):
    """Somebody was asked about a young person's case."""

    asked = Day("we asked", always=True)
    answered = Day("the answer came")
    counts = Flag("it was not recorded by mistake", always=True)


STATUS: Final = frozenset({Asked.ASYLUM.value, Asked.EXTENSION.value, Asked.NATIONAL.value})
"""What is asked so that a young person may stay."""

AGE: Final = Clock(
    "age of a young person decided",
    starts=AgeAssessed.begun,
    stops=AgeAssessed.decided,
    within=law.AGE_WITHIN,
    only_for=AgeAssessed.counts,
    authority=law.AGE,
)
ANSWER: Final = Clock(
    "answer about a young person’s case",
    starts=AskedHomeOffice.asked,
    stops=AskedHomeOffice.answered,
    within=law.ANSWER_WITHIN,
    only_for=AskedHomeOffice.counts,
    authority=law.ANSWER,
)

__all__ = [
    "AGE",
    "ANSWER",
    "STATUS",
    "AgeAssessed",
    "Answer",
    "Application",
    "Arrival",
    "Asked",
    "AskedHomeOffice",
    "Help",
    "Helped",
    "leave_after",
]
