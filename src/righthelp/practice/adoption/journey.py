"""The vocabulary of adoption: what other rooms may know of a child's way to adoption, and of adopters."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, Choice, Clock, Day, Flag, Journey, Span
from righthelp.practice.adoption import law
from righthelp.practice.adoption.codes import Ceased, Outcome, Step

_UNPLACED, _UNPLACED_LATER = "unplaced", "unplaced-later"
_PLACED, _PLACED_SECOND, _PLACED_LATER = "placed", "placed-second", "placed-later"
REVIEWS: Final = (_UNPLACED, _UNPLACED_LATER, _PLACED, _PLACED_SECOND, _PLACED_LATER)


class Adoption(Journey, subject="child", code="adoption"):
    """Adoption is the plan for a child, from the review that made it so to the order, or to another plan."""

    entered = Day("the child came into care", always=True)
    planned = Day("a review made adoption the plan", always=True)
    decided = Day("it was decided that the child should be placed for adoption")
    ordered = Day("the court made a placement order")
    matched = Day("the child was matched with adopters")
    placed = Day("the child was placed for adoption")
    adopted = Day("the court made the adoption order")
    ceased = Day("adoption was no longer the plan")
    ceased_for = Choice("why adoption was no longer the plan", Ceased)
    over_four = Flag("the child was over four when it was decided")
    ours = Flag("the adopters were approved by the trust")
    by_carer = Flag("the adopters had fostered the child")
    counts = Flag("it was not recorded by mistake", always=True)


class AdoptionLink(Journey, subject="child", code="adoption-link"):
    """Adopters are considered for a child."""

    minutes = Day("the panel’s minutes were there")
    matched = Day("it was decided on the match")
    declined = Day("these adopters were no longer considered")
    disrupted = Day("the placement disrupted")


class AdoptionReviewDue(Journey, subject="child", code="adoption-review-due"):
    """From the authority to place, the placement, or one review, to the next."""

    since = Day("the child could be placed, was placed, or was last reviewed", always=True)
    held = Day("the next review was held")
    ended = Day("the child was placed, adopted, or the plan changed before it")
    which = Choice("which review is due", REVIEWS, always=True)


class AdoptersStage(Journey, subject="adopters", code="adopters-stage"):
    """One stage of the approval of adopters. ``counted``: its first day, moved on by the days it stood still."""

    counted = Day("the stage began, or as many days later as it stood still", always=True)
    ends = Day("the stage ended")
    number = Choice("which stage", Step, always=True)
    outcome = Choice("how it ended", Outcome)
    still = Flag("the adopters asked for a pause, which has not ended", always=True)


class AdoptersWait(Journey, subject="adopters", code="adopters-wait"):
    """Approved adopters wait for a child, from their approval or one review to the next."""

    since = Day("they were approved, or last reviewed", always=True)
    held = Day("they were reviewed next")
    ended = Day("a child was placed with them, or they withdrew")


class AdoptersKeepsake(Journey, subject="adopters", code="adopters-keepsake"):
    """After a celebration hearing the adopters are given what tells the child’s story."""

    celebrated = Day("the celebration hearing was held", always=True)
    book = Day("the life story book was handed over")
    letter = Day("the later-life letter was handed over")
    counts = Flag("it was not recorded by mistake", always=True)


DECIDE: Final = Clock(
    "decision that a child should be placed for adoption",
    starts=Adoption.planned,
    stops=Adoption.decided,
    within=law.DECIDE_WITHIN,
    lapses=Adoption.ceased,
    only_for=Adoption.counts,
    authority=law.DECIDE,
)
MATCH: Final = Clock(
    "match with adopters",
    starts=Adoption.decided,
    stops=Adoption.matched,
    within=law.MATCH_WITHIN,
    lapses=Adoption.ceased,
    only_for=Adoption.counts,
    authority=law.MATCH,
)
A1: Final = Clock(
    "from coming into care to moving in with adopters",
    starts=Adoption.entered,
    stops=Adoption.placed,
    within=law.A1_WITHIN,
    lapses=Adoption.ceased,
    only_for=Adoption.counts & Adoption.decided.known(),
    authority=law.A1,
)
A2: Final = Clock(
    "from the placement order to the match",
    starts=Adoption.ordered,
    stops=Adoption.matched,
    within=law.A2_WITHIN,
    lapses=Adoption.ceased,
    only_for=Adoption.counts,
    authority=law.A2,
)
CHILD_CLOCKS: Final = (DECIDE, MATCH, A1, A2)

AFTER_PANEL: Final = Clock(
    "decision on a match after the panel",
    starts=AdoptionLink.minutes,
    stops=AdoptionLink.matched,
    within=law.AFTER_PANEL_WITHIN,
    lapses=AdoptionLink.declined,
    authority=law.AFTER_PANEL,
)


def _review(name: str, which: str, within: Span, authority: Authority) -> Clock:
    return Clock(
        name,
        starts=AdoptionReviewDue.since,
        stops=AdoptionReviewDue.held,
        within=within,
        lapses=AdoptionReviewDue.ended,
        only_for=AdoptionReviewDue.which.is_(which),
        authority=authority,
    )


REVIEW_CLOCKS: Final = (
    _review("first review of a child who may be placed for adoption", _UNPLACED, law.THREE_MONTHS, law.UNPLACED),
    _review("later review of a child who may be placed for adoption", _UNPLACED_LATER, law.SIX_MONTHS, law.UNPLACED),
    _review("first review of a placement for adoption", _PLACED, law.FOUR_WEEKS, law.PLACED),
    _review("second review of a placement for adoption", _PLACED_SECOND, law.THREE_MONTHS, law.PLACED),
    _review("later review of a placement for adoption", _PLACED_LATER, law.SIX_MONTHS, law.PLACED),
)


def _stage(name: str, number: Step, within: Span, authority: Authority) -> Clock:
    return Clock(
        name,
        starts=AdoptersStage.counted,
        stops=AdoptersStage.ends,
        within=within,
        excused=AdoptersStage.still,
        only_for=AdoptersStage.number.is_(number.value),
        authority=authority,
    )


STAGE_ONE: Final = _stage("stage one of adopters", Step.ONE, law.STAGE_ONE_WITHIN, law.STAGE_ONE)
STAGE_TWO: Final = _stage("stage two of adopters", Step.TWO, law.STAGE_TWO_WITHIN, law.STAGE_TWO)
WAITING: Final = Clock(
    "review of adopters who wait",
    starts=AdoptersWait.since,
    stops=AdoptersWait.held,
    within=law.YEARLY,
    lapses=AdoptersWait.ended,
    authority=law.WAITING,
)

BOOK: Final = Clock(
    "life story book handed to adopters",
    starts=AdoptersKeepsake.celebrated,
    stops=AdoptersKeepsake.book,
    within=law.KEEPSAKES_WITHIN,
    only_for=AdoptersKeepsake.counts,
    authority=law.KEEPSAKES,
)
LETTER: Final = Clock(
    "later-life letter handed to adopters",
    starts=AdoptersKeepsake.celebrated,
    stops=AdoptersKeepsake.letter,
    within=law.KEEPSAKES_WITHIN,
    only_for=AdoptersKeepsake.counts,
    authority=law.KEEPSAKES,
)

__all__ = [
    "A1",
    "A2",
    "AFTER_PANEL",
    "BOOK",
    "CHILD_CLOCKS",
    "DECIDE",
    "LETTER",
    "MATCH",
    "REVIEW_CLOCKS",
    "STAGE_ONE",
    "STAGE_TWO",
    "WAITING",
    "AdoptersKeepsake",
    "AdoptersStage",
    "AdoptersWait",
    "Adoption",
    "AdoptionLink",
    "AdoptionReviewDue",
]
