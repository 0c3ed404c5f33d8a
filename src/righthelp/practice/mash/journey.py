"""The vocabulary of MASH: the only module that other rooms may import."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Journey, Moment
from righthelp.practice.front_door.journey import Level
from righthelp.practice.mash import law
from righthelp.practice.mash.codes import Agency, Decision, Rating, Result


class MashEnquiry(Journey, subject="child", code="mash"):
    """Partners are asked what they know about a child, until a manager decides what it comes to."""

    begun = Moment("MASH began to ask about the child", always=True)
    running = Moment("the time of the present rating began to run", always=True)
    decided = Moment("a manager decided what the enquiries come to")
    stopped = Moment("the enquiries were stopped, because they should not have begun")
    rating = Choice("how great the risk is", Rating, always=True)
    decision = Choice("what was decided", Decision, since=decided)
    level = Choice("the level of need by Right Help, Right Time", Level, since=decided)


class MashCheck(Journey, subject="child", code="mash_check"):
    """One agency is asked what it knows about a child, until it has answered."""

    asked = Moment("the agency was asked", always=True)
    running = Moment("the time to answer began to run", always=True)
    answered = Moment("the agency answered")
    dropped = Moment("the question was taken back")
    rating = Choice("how urgent the question is", Rating, always=True)
    agency = Choice("which agency was asked", Agency, always=True)
    result = Choice("what came back", Result, since=answered)


_LIMITS: Final = (
    (Rating.RED.value, law.RED_WITHIN),
    (Rating.AMBER.value, law.AMBER_WITHIN),
    (Rating.GREEN.value, law.GREEN_WITHIN),
)

DECISIONS: Final = tuple(
    Clock(
        f"MASH decision, {rating}",
        starts=MashEnquiry.running,
        stops=MashEnquiry.decided,
        within=within,
        only_for=MashEnquiry.rating.is_(rating) & ~MashEnquiry.stopped.known(),
        authority=law.LOCAL,
    )
    for rating, within in _LIMITS
)

ANSWERS: Final = tuple(
    Clock(
        f"answer of a partner to MASH, {rating}",
        starts=MashCheck.running,
        stops=MashCheck.answered,
        within=within,
        only_for=MashCheck.rating.is_(rating) & ~MashCheck.dropped.known(),
        authority=law.LOCAL,
    )
    for rating, within in _LIMITS
)

DECISION_OF: Final = {rating: clock for (rating, _), clock in zip(_LIMITS, DECISIONS, strict=True)}
ANSWER_OF: Final = {rating: clock for (rating, _), clock in zip(_LIMITS, ANSWERS, strict=True)}
"""The clock that runs for a rating."""
