"""The vocabulary of fostering: what other rooms may know of people who ask to foster, and of fostering households."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, Choice, Clock, Day, Flag, Journey, Moment, Span
from righthelp.practice.fostering import law
from righthelp.practice.fostering.codes import Business, Ending, Matter, Outcome, Owed, Settled


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


class HouseholdDue(Journey, subject="household", code="foster-due"):
    """From the approval of a household, or the last time, to the next review or visit."""

    since = Day("they were approved, or it was last done", always=True)
    held = Day("it was done next")
    ended = Day("they stopped fostering before the next")
    owed = Choice("what comes round", Owed, always=True)


class CarerStandards(Journey, subject="household", code="foster-standards"):
    """A carer works through the training, support and development standards."""

    since = Day("the carer was approved", always=True)
    met = Day("the standards were met")
    ended = Day("the carer stopped fostering")
    connected = Flag("the carer is a relative or friend of the child", always=True)


class KnownCarer(Journey, subject="child", code="foster-known"):
    """A relative or friend is approved for a time to foster a child they know."""

    starts = Day("they were approved for a time", always=True)
    extended = Day("the approval was extended")
    settled = Day("they were approved as foster carers")
    ended = Day("the approval ended in another way")
    ending = Choice("how it ended", Settled)


class FamilyFinding(Journey, subject="child", code="foster-finding"):
    """A family is looked for with whom a child stays until grown up."""

    opened = Day("a family was looked for", always=True)
    found = Day("the placement with them became long-term")
    ended = Day("a family was no longer looked for")


class Concern(Journey, subject="household", code="foster-concern"):
    """A concern about a household, until there is an outcome."""

    known = Moment("the service knew", always=True)
    referred = Moment("the designated officer was told")
    strategy = Day("a strategy meeting was held")
    closed = Day("there was an outcome")
    matter = Choice("what it is", Matter, always=True)
    outcome = Choice("the outcome", Outcome)


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


def _owed(name: str, owed: Owed, within: Span, authority: Authority) -> Clock:
    return Clock(
        name,
        starts=HouseholdDue.since,
        stops=HouseholdDue.held,
        within=within,
        lapses=HouseholdDue.ended,
        only_for=HouseholdDue.owed.is_(owed.value),
        authority=authority,
    )


REVIEW: Final = _owed("review of a foster home", Owed.REVIEW, law.REVIEW_WITHIN, law.REVIEW)
SURPRISE: Final = _owed("unannounced visit to a foster home", Owed.SURPRISE, law.SURPRISE_WITHIN, law.SURPRISE)
SUPERVISION: Final = _owed(
    "supervision visit to a foster home", Owed.SUPERVISION, law.SUPERVISION_WITHIN, law.SUPERVISION
)
DUE_CLOCKS: Final = (REVIEW, SURPRISE, SUPERVISION)


def _standards(name: str, connected: bool, within: Span, authority: Authority) -> Clock:
    return Clock(
        name,
        starts=CarerStandards.since,
        stops=CarerStandards.met,
        within=within,
        lapses=CarerStandards.ended,
        only_for=CarerStandards.connected if connected else ~CarerStandards.connected,
        authority=authority,
    )


STANDARDS: Final = _standards("training standards of a foster carer", False, law.STANDARDS_WITHIN, law.STANDARDS)
STANDARDS_KNOWN: Final = _standards(
    "training standards of a relative or friend", True, law.STANDARDS_KNOWN_WITHIN, law.STANDARDS_KNOWN
)

FOR_A_TIME: Final = Clock(
    "approval for a time settled",
    starts=KnownCarer.starts,
    stops=KnownCarer.settled,
    within=law.FOR_A_TIME_WITHIN,
    only_for=~KnownCarer.extended.known(),
    lapses=KnownCarer.ended,
    authority=law.FOR_A_TIME,
)
EXTENDED: Final = Clock(
    "extended approval for a time settled",
    starts=KnownCarer.starts,
    stops=KnownCarer.settled,
    within=law.EXTENDED_WITHIN,
    only_for=KnownCarer.extended.known(),
    lapses=KnownCarer.ended,
    authority=law.EXTENDED,
)
OFFICER: Final = Clock(
    "designated officer told of an allegation",
    starts=Concern.known,
    stops=Concern.referred,
    within=law.OFFICER_WITHIN,
    only_for=Concern.matter.is_(Matter.ALLEGATION.value),
    authority=law.OFFICER,
)

APPLICATION_CLOCKS: Final = (INITIAL_VISIT, STAGE_ONE, STAGE_ONE_TOLD, WHOLE)
"""In the order in which they begin to matter."""

__all__ = [
    "APPLICATION_CLOCKS",
    "DECISION",
    "DUE_CLOCKS",
    "EXTENDED",
    "FOR_A_TIME",
    "INITIAL_VISIT",
    "OFFICER",
    "REVIEW",
    "STAGE_ONE",
    "STAGE_ONE_TOLD",
    "STANDARDS",
    "STANDARDS_KNOWN",
    "SUPERVISION",
    "SURPRISE",
    "TOLD",
    "WHOLE",
    "Brought",
    "CarerStandards",
    "Concern",
    "FamilyFinding",
    "Fostering",
    "HouseholdDue",
    "KnownCarer",
]
