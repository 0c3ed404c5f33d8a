"""The vocabulary of fostering: what other rooms may know of people who ask to foster, and of fostering households."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Journey
from righthelp.practice.fostering import law
from righthelp.practice.fostering.codes import Business, Ending


class Fostering(Journey, subject="applicants", code="foster-application"):
    """People ask to foster, until they are approved or it is over."""

    enquired = Day("they asked about fostering", always=True)
    visited = Day("they were visited")
    registered = Day("their application came in and stage one began")
    gathered = Day("all that stage one asks for was in")
    second = Day("stage two began")
    reported = Day("the report for panel was written")
    approved = Day("they were approved")
    ended = Day("the application ended without approval")
    ending = Choice("how it ended", Ending)


class Brought(Journey, subject="applicants", code="foster-decision"):
    """Something brought to the fostering panel, until it is decided and the people are told."""

    recommended = Day("panel made its recommendation")
    decided = Day("the decision maker decided")
    told = Day("the decision was sent in writing")
    put_off = Day("panel put it off")
    about = Choice("what panel was asked", Business, always=True)


INITIAL_VISIT: Final = Clock(
    "initial visit to people who ask to foster",
    starts=Fostering.enquired,
    stops=Fostering.visited,
    within=law.INITIAL_VISIT_WITHIN,
    lapses=Fostering.ended,
    authority=law.INITIAL_VISIT,
)
STAGE_ONE: Final = Clock(
    "stage one of an application to foster",
    starts=Fostering.registered,
    stops=Fostering.second,
    within=law.STAGE_ONE_WITHIN,
    lapses=Fostering.ended,
    authority=law.STAGE_ONE,
)
STAGE_ONE_TOLD: Final = Clock(
    "answer after stage one",
    starts=Fostering.gathered,
    stops=Fostering.second,
    within=law.STAGE_ONE_TOLD_WITHIN,
    lapses=Fostering.ended,
    authority=law.STAGE_ONE_TOLD,
)
WHOLE: Final = Clock(
    "application to foster decided",
    starts=Fostering.registered,
    stops=Fostering.approved,
    within=law.WHOLE_WITHIN,
    lapses=Fostering.ended,
    authority=law.WHOLE,
)
DECISION: Final = Clock(
    "decision after the fostering panel",
    starts=Brought.recommended,
    stops=Brought.decided,
    within=law.DECISION_WITHIN,
    lapses=Brought.put_off,
    authority=law.DECISION,
)
TOLD: Final = Clock(
    "decision on fostering sent in writing",
    starts=Brought.decided,
    stops=Brought.told,
    within=law.TOLD_WITHIN,
    authority=law.TOLD,
)
APPLICATION_CLOCKS: Final = (INITIAL_VISIT, STAGE_ONE, STAGE_ONE_TOLD, WHOLE)
"""In the order in which they begin to matter."""

__all__ = [
    "APPLICATION_CLOCKS",
    "DECISION",
    "INITIAL_VISIT",
    "STAGE_ONE",
    "STAGE_ONE_TOLD",
    "TOLD",
    "WHOLE",
    "Brought",
    "Fostering",
]
