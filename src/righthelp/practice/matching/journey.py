"""The vocabulary of matching: what other rooms may know of the search for a home."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Journey, Moment
from righthelp.practice.matching import law
from righthelp.practice.matching.codes import Ended
from righthelp.practice.matching.codes_cost import Next
from righthelp.practice.matching.codes_placed import BODIES, Owed


class HomeSought(Journey, subject="child", code="home-sought"):
    """A home is sought for a child, alone or together with brothers and sisters."""

    opened = Moment("a home was asked for", always=True)
    eve = Day("the day before the one by which it is needed", always=True)
    offered = Moment("a first home was offered")
    placed = Day("the child moved into the home chosen")
    withdrawn = Moment("a home was no longer sought")
    ended = Choice("why it was no longer sought", Ended)


class PlacedDue(Journey, subject="child", code="home-placed-due"):
    """What a child's placement asks for within a few days: its plan, and that those concerned are told."""

    since = Day("the placement began", always=True)
    held = Day("it was there, or they were told")
    ended = Day("it was no longer owed")
    kind = Choice("what is owed", Owed, always=True)


class HomeStep(Journey, subject="child", code="home-step"):
    """A panel looked at a child's placement and decided what comes next."""

    considered = Day("the panel looked at it")
    eve = Day("the day before the next step is due")
    done = Day("the next step was taken")
    ended = Day("it was taken back")
    next = Choice("what comes next", Next)


class HomeBreaks(Journey, subject="child", code="home-breaks"):
    """A child who lives at home has short breaks in one place, under one plan."""

    starts = Day("the short breaks began", always=True)
    reviewed = Day("they were first reviewed")
    ends = Day("they ended")


FIRST_OFFER: Final = Clock(
    "first offer of a home",
    starts=HomeSought.opened,
    stops=HomeSought.offered,
    within=law.FIRST_OFFER_WITHIN,
    lapses=HomeSought.withdrawn,
    authority=law.FIRST_OFFER,
)
BY_THE_DAY: Final = Clock(
    "home by the day it is needed",
    starts=HomeSought.eve,
    stops=HomeSought.placed,
    within=law.ONE_DAY,
    lapses=HomeSought.withdrawn,
    authority=law.BY_THE_DAY,
)

PLAN: Final = Clock(
    "placement plan",
    starts=PlacedDue.since,
    stops=PlacedDue.held,
    within=law.FIVE_DAYS,
    lapses=PlacedDue.ended,
    only_for=PlacedDue.kind.is_("plan"),
    authority=law.PLAN,
)
TOLD: Final = Clock(
    "told of a placement",
    starts=PlacedDue.since,
    stops=PlacedDue.held,
    within=law.FIVE_DAYS,
    lapses=PlacedDue.ended,
    only_for=PlacedDue.kind.is_one_of(*(value for value, _ in BODIES)),
    authority=law.TOLD,
)
STEP: Final = Clock(
    "next step of a panel",
    starts=HomeStep.eve,
    stops=HomeStep.done,
    within=law.ONE_DAY,
    lapses=HomeStep.ended,
    authority=law.STEP,
)
BREAKS_REVIEW: Final = Clock(
    "first review of short breaks",
    starts=HomeBreaks.starts,
    stops=HomeBreaks.reviewed,
    within=law.BREAKS_REVIEW_WITHIN,
    lapses=HomeBreaks.ends,
    authority=law.BREAKS_REVIEW,
)

__all__ = [
    "BREAKS_REVIEW",
    "BY_THE_DAY",
    "FIRST_OFFER",
    "PLAN",
    "STEP",
    "TOLD",
    "HomeBreaks",
    "HomeSought",
    "HomeStep",
    "PlacedDue",
]
