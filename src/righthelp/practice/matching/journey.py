"""The vocabulary of matching: what other rooms may know of the search for a home."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Journey, Moment
from righthelp.practice.matching import law
from righthelp.practice.matching.codes import Ended


class HomeSought(Journey, subject="child", code="home-sought"):
    """A home is sought for a child, alone or together with brothers and sisters."""

    opened = Moment("a home was asked for", always=True)
    eve = Day("the day before the one by which it is needed", always=True)
    offered = Moment("a first home was offered")
    placed = Day("the child moved into the home chosen")
    withdrawn = Moment("a home was no longer sought")
    ended = Choice("why it was no longer sought", Ended)


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

__all__ = ["BY_THE_DAY", "FIRST_OFFER", "HomeSought"]
