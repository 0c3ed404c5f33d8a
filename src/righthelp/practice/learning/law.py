"""Who says how often: the limits of learning, each with its authority. All of them are the Trust's own."""

from __future__ import annotations

from datetime import date
from typing import Final

from righthelp.foundation.journey import Authority, days, months

PLAN: Final = Authority(
    "The Trust’s training plan: how long a course counts (local standard)", in_force=date(2018, 4, 1)
)
EVALUATED: Final = Authority(
    "The Trust’s training plan: evaluation of courses (local standard)", in_force=date(2018, 4, 1)
)

LAST_DAY: Final = days(1)
"""From the day before the last day on which a course counts."""

WARNED_BEFORE: Final = days(60)
"""How long before it lapses worker and manager are told."""

AFTERWARDS: Final = days(14)
LATER: Final = months(4)
"""Three months on it is asked what has changed; the answer is due within the fourth."""

ASKED_AGAIN_AFTER: Final = 3
"""Months after a course from which the second evaluation is open."""
