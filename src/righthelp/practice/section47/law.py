"""Who says how fast: strategy discussions, enquiries and joint visits, each limit with its authority."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.foundation.journey import Authority, days, hours, working_days

_GUIDANCE: Final = "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2"

STRATEGY: Final = Authority(
    "Local standard: a strategy discussion is held within 24 hours of the concern meeting the threshold "
    "(Working Together to Safeguard Children 2018 sets no number)"
)
KEY_ACTIONS: Final = Authority(
    "Local standard of the assessment service: key actions are given to those present straight after the discussion; "
    "two hours is the local value"
)
ENQUIRY: Final = Authority(
    "Working Together to Safeguard Children 2018, chapter 1: a conference, where one is needed, is held within fifteen "
    "working days of the discussion that began the enquiry, so the enquiry is finished by then",
    in_force=date(2013, 4, 15),
    link=_GUIDANCE,
)
AUTHORISED: Final = Authority("Local standard: a manager reads a finished enquiry by the end of the next working day")
JOINT_VISIT: Final = Authority("The day agreed in the strategy discussion for the joint visit with the police")

STRATEGY_WITHIN: Final = hours(24)
KEY_ACTIONS_WITHIN: Final = hours(2)
ENQUIRY_WITHIN: Final = working_days(15)
AUTHORISED_WITHIN: Final = working_days(1)
JOINT_VISIT_WITHIN: Final = days(1)
"""From the beginning of the day before the agreed one to the end of that one."""

LATE_AFTER: Final = timedelta(hours=24)
"""A discussion held later than this after it was asked for says why."""

FUTURE_TOLERANCE: Final = timedelta(minutes=5)
OLDEST: Final = timedelta(days=366)
"""How long ago a discussion may have been asked for that is only recorded now."""
FURTHEST_VISIT: Final = timedelta(days=31)
"""How far ahead a joint visit may be agreed."""
