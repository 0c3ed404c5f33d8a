"""The vocabulary of assessment: the only module that other rooms may import."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Flag, Journey, Moment
from righthelp.practice.assessment import law
from righthelp.practice.assessment.codes import Level, Outcome


class Assessment(Journey, subject="child", code="assessment"):
    """We find out what a child's life is like and what has to change, from the referral until a manager decides."""

    referred = Moment("the child was referred", always=True)
    begun = Moment("the assessment was begun", always=True)
    reviewed = Moment("a manager looked at where it stands")
    submitted = Moment("the worker sent it to the manager")
    authorised = Moment("a manager authorised it")
    withdrawn = Moment("it was found to have been begun by mistake")
    anew = Flag("the child is assessed anew while the work goes on", always=True)
    outcome = Choice("what it led to", Outcome, since=authorised)
    level = Choice("the level of need by Right Help, Right Time", Level, since=authorised)


STANDS: Final = ~Assessment.withdrawn.known()

ASSESSMENT: Final = Clock(
    "child and family assessment",
    starts=Assessment.referred,
    stops=Assessment.authorised,
    within=law.ASSESSED_WITHIN,
    only_for=STANDS,
    warns_before=law.WARNED_BEFORE,
    authority=law.WORKING_TOGETHER,
)

REVIEW_POINT: Final = Clock(
    "manager's look at an assessment",
    starts=Assessment.begun,
    stops=Assessment.reviewed,
    within=law.REVIEWED_WITHIN,
    excused=Assessment.authorised.known(),
    only_for=STANDS,
    authority=law.LOCAL_REVIEW,
)

CLOCKS: Final = (ASSESSMENT, REVIEW_POINT)

__all__ = ["ASSESSMENT", "CLOCKS", "REVIEW_POINT", "STANDS", "Assessment", "Level", "Outcome"]
