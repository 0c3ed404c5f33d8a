"""Who says how soon: visits under each kind of plan, minutes of each kind of meeting."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from righthelp.foundation.journey import Authority, days, hours, working_days

AGREED_DAY: Final = Authority("The day agreed when the action was set")
PROTECTION_VISITS: Final = Authority(
    "Local standard, as Working Together to Safeguard Children 2018 sets no number: a child with a child protection "
    "plan is seen at least every ten working days"
)
NEED_VISITS: Final = Authority(
    "Local standard: a child with a child in need plan is seen at least every twenty working days"
)
STRATEGY_MINUTES: Final = Authority(
    "Local standard of the assessment service: minutes of a strategy discussion are given out within 48 hours"
)
CONFERENCE_MINUTES: Final = Authority(
    "Local standard: the record of a child protection conference is given out within twenty working days"
)
OTHER_MINUTES: Final = Authority("Local standard: minutes of a meeting about a child are given out in ten working days")

PROTECTION_EVERY: Final = working_days(10)
NEED_EVERY: Final = working_days(20)
STRATEGY_MINUTES_WITHIN: Final = hours(48)
CONFERENCE_MINUTES_WITHIN: Final = working_days(20)
OTHER_MINUTES_WITHIN: Final = working_days(10)
ACTION_WITHIN: Final = days(1)
"""From the beginning of the day before the agreed one to the end of that one."""

TAKEN_BACK_DAYS: Final = 5
"""Working days after it was recorded in which one person alone may take a decision back (local): after that, two."""
FUTURE_TOLERANCE: Final = timedelta(minutes=5)
OLDEST: Final = timedelta(days=366)
"""How long ago a visit or a meeting may be that is only recorded now."""
FURTHEST: Final = timedelta(days=366)
"""How far ahead an action or a meeting may be set."""
