"""Who says how fast partners answer and MASH decides, and the limits of what may be typed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from righthelp.foundation.journey import Authority, hours

LOCAL: Final = Authority(
    "Local standard of the multi-agency safeguarding hub: four hours on red, 24 on amber, 72 on green (Working "
    "Together to Safeguard Children 2018, chapter 1, asks for timely sharing and sets no hours)"
)

RED_WITHIN: Final = hours(4)
AMBER_WITHIN: Final = hours(24)
GREEN_WITHIN: Final = hours(72)

_LENGTH: Final = {"red": timedelta(hours=4), "amber": timedelta(hours=24), "green": timedelta(hours=72)}


def due(running: datetime, rating: str) -> datetime:
    """When something rated so falls due: hours are absolute, whatever the clocks on the wall do."""
    return running + _LENGTH[rating]


def quickened(running: datetime, before: str, rating: str, now: datetime) -> datetime:
    """From when the time of a more urgent rating counts, so that it falls due within it from now, and never later than
    it did before: what is late stays late."""
    return min(now, due(running, before) - _LENGTH[rating])


DAY_TEAM: Final = "cass"
MASH_TEAM: Final = "mash"
"""Codes of the teams that do MASH work: MASH itself; the front door in a trust without one."""

IN_HAND: Final = timedelta(days=14)
"""How long the record stays open to MASH after its decision, for late answers and a correction."""

FUTURE_TOLERANCE: Final = timedelta(minutes=5)
OLDEST: Final = timedelta(days=60)
"""How long ago an answer may have come that is only recorded now."""

QUARTERS_SHOWN: Final = 8
