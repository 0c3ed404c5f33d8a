"""The vocabulary of leaving care: what other rooms may know of young people who leave care."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Flag, Journey
from righthelp.practice.leaving_care import law
from righthelp.practice.leaving_care.codes import Doing, Living, Roof


class Leaving(Journey, subject="child", code="leaving"):
    """A personal adviser helps a young person leave care, and afterwards."""

    starts = Day("a personal adviser began to help", always=True)
    ends = Day("the help ended")
    eligible = Day("the young person became eligible")
    assessed = Day("what the young person needs was assessed")


class ReviewDue(Journey, subject="child", code="leaving-review-due"):
    """From the first pathway plan, or one review of it, to the next."""

    since = Day("the first plan was made, or the plan was last reviewed", always=True)
    held = Day("it was reviewed next")
    ended = Day("the help ended before the next review")


class TouchDue(Journey, subject="child", code="leaving-touch-due"):
    """From one contact with a young person to the next."""

    since = Day("the help began, or the last contact", always=True)
    held = Day("the next contact")
    ended = Day("contact was no longer asked for, or the help ended")


class BirthdayDue(Journey, subject="child", code="leaving-birthday-due"):
    """A birthday around which the national return asks whether we are in touch."""

    since = Day("the birthday", always=True)
    held = Day("a contact from three months before the birthday")
    ended = Day("contact was no longer asked for, or the help ended")


class Homeless(Journey, subject="child", code="leaving-homeless"):
    """A young person of 16 or 17 comes to us without a home."""

    came = Day("the young person came to us without a home", always=True)
    placed = Day("there was a safe place")
    assessed = Day("we and housing had assessed the young person")
    outcome = Choice("what came of the assessment", Roof)
    counts = Flag("it was not recorded by mistake", always=True)


class Lodging(Journey, subject="child", code="leaving-home"):
    """A young person lives somewhere."""

    starts = Day("the young person moved in", always=True)
    ends = Day("the young person moved out")
    kind = Choice("what kind of home it is", Living, always=True)
    suits = Flag("it suits the young person", always=True)
    unregulated = Flag("nobody inspects it", always=True)
    seen = Day("the young person was first seen since")
    reviewed = Day("the pathway plan was first reviewed since")


class Activity(Journey, subject="child", code="leaving-activity"):
    """A young person learns, works, or does neither."""

    starts = Day("it began", always=True)
    ends = Day("it ended")
    doing = Choice("what the young person does", Doing, always=True)


NEEDS: Final = Clock(
    "needs of a young person leaving care assessed",
    starts=Leaving.eligible,
    stops=Leaving.assessed,
    within=law.NEEDS_WITHIN,
    lapses=Leaving.ends,
    authority=law.NEEDS,
)
REVIEW: Final = Clock(
    "pathway plan reviewed",
    starts=ReviewDue.since,
    stops=ReviewDue.held,
    within=law.REVIEW_WITHIN,
    lapses=ReviewDue.ended,
    authority=law.REVIEW,
)
TOUCH: Final = Clock(
    "in touch with a care leaver",
    starts=TouchDue.since,
    stops=TouchDue.held,
    within=law.TOUCH_WITHIN,
    lapses=TouchDue.ended,
    authority=law.TOUCH,
)
BIRTHDAY: Final = Clock(
    "in touch around a birthday",
    starts=BirthdayDue.since,
    stops=BirthdayDue.held,
    within=law.BIRTHDAY_WITHIN,
    lapses=BirthdayDue.ended,
    authority=law.BIRTHDAY,
)
HOMELESS: Final = Clock(
    "a homeless young person of 16 or 17 assessed",
    starts=Homeless.came,
    stops=Homeless.assessed,
    within=law.HOMELESS_WITHIN,
    only_for=Homeless.counts,
    authority=law.HOMELESS,
)
MOVE_VISIT: Final = Clock(
    "visit after a young person moved",
    starts=Lodging.starts,
    stops=Lodging.seen,
    within=law.MOVE_VISIT_WITHIN,
    lapses=Lodging.ends,
    authority=law.MOVE_VISIT,
)
MOVE_REVIEW: Final = Clock(
    "pathway plan reviewed after a move to a home nobody inspects",
    starts=Lodging.starts,
    stops=Lodging.reviewed,
    within=law.MOVE_REVIEW_WITHIN,
    only_for=Lodging.unregulated,
    lapses=Lodging.ends,
    authority=law.MOVE_REVIEW,
)
__all__ = [
    "BIRTHDAY",
    "HOMELESS",
    "MOVE_REVIEW",
    "MOVE_VISIT",
    "NEEDS",
    "REVIEW",
    "TOUCH",
    "Activity",
    "BirthdayDue",
    "Homeless",
    "Leaving",
    "Lodging",
    "ReviewDue",
    "TouchDue",
]
