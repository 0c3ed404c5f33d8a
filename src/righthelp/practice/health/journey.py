"""The vocabulary of health: what other rooms may know of assessments, checks and waits of children looked after."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, Choice, Clock, Day, Journey, Moment, Span
from righthelp.practice.health import law
from righthelp.practice.health.codes import Duty, Service


class HealthDue(Journey, subject="child", code="health-due"):
    """From coming into care, or one check, to the next of its kind."""

    since = Day("the child came into care, grew old enough, or was last seen", always=True)
    held = Day("the child was seen next")
    lapsed = Day("the young person refused, left care, or grew too old")
    kind = Choice("what is due", Duty, always=True)


class Referred(Journey, subject="child", code="health-referral"):
    """A service was asked to help a child."""

    asked = Day("the service was asked", always=True)
    seen = Day("the child was first seen")
    ended = Day("it ended without the child having been seen, or was finished")
    service = Choice("which service", Service, always=True)


class Passport(Journey, subject="child", code="health-passport"):
    """A young person's health passport: their own summary of their health, to keep."""

    made = Day("it was made with the young person", always=True)
    given = Day("the young person was given it")
    withdrawn = Moment("it turned out to have been recorded by mistake")


def _due(name: str, kind: Duty, within: Span, authority: Authority) -> Clock:
    return Clock(
        name,
        starts=HealthDue.since,
        stops=HealthDue.held,
        within=within,
        lapses=HealthDue.lapsed,
        only_for=HealthDue.kind.is_(kind.value),
        authority=authority,
    )


INITIAL: Final = _due("initial health assessment", Duty.INITIAL, law.INITIAL_WITHIN, law.INITIAL)
YOUNG: Final = _due("review health assessment under five", Duty.YOUNG, law.YOUNG_WITHIN, law.YOUNG)
REVIEW: Final = _due("review health assessment", Duty.REVIEW, law.YEAR, law.REVIEW)
DENTIST: Final = _due("dental check of a child in care", Duty.DENTIST, law.YEAR, law.TEETH)
EYES: Final = _due("eyes of a child in care", Duty.EYES, law.EYES_WITHIN, law.EYES)
SDQ: Final = _due("strengths and difficulties questionnaire", Duty.SDQ, law.YEAR, law.SDQ)
DUE_CLOCKS: Final = (INITIAL, YOUNG, REVIEW, DENTIST, EYES, SDQ)

WAIT: Final = Clock(
    "wait for a health service",
    starts=Referred.asked,
    stops=Referred.seen,
    within=law.WAIT_WITHIN,
    lapses=Referred.ended,
    authority=law.WAIT,
)
__all__ = [
    "DENTIST",
    "DUE_CLOCKS",
    "EYES",
    "INITIAL",
    "REVIEW",
    "SDQ",
    "WAIT",
    "YOUNG",
    "HealthDue",
    "Passport",
    "Referred",
]
