"""How long an assessment may take, and who says so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.foundation.journey import Authority, days, working_days

WORKING_TOGETHER: Final = Authority(
    "Working Together to Safeguard Children 2018, chapter 1: an assessment takes no longer than 45 working days from "
    "the referral (the contract’s KPI 3)",
    in_force=date(2013, 4, 15),
    link="https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
)
LOCAL_REVIEW: Final = Authority(
    "Local protocol for assessment: a manager looks at where it stands within ten working days of its beginning "
    "(Working Together to Safeguard Children 2018, chapter 1, asks for review points and sets no number)"
)

ASSESSED_WITHIN: Final = working_days(45)
REVIEWED_WITHIN: Final = working_days(10)
WARNED_BEFORE: Final = days(10)

NEARLY: Final = timedelta(days=10)
"""An assessment whose time is up within so many days is named as nearly up."""

STALE_AFTER: Final = timedelta(days=5)
"""An accepted referral with no assessment begun for so long is named as waiting too long: a local value."""

TIED_AFTER: Final = 14
"""For how many days after the end of the work the record stays open to whoever did it."""

SHORT_TERM_WEEKS: Final = 12
"""Short-term work by the assessment team is planned for at most so many weeks: a local value."""
