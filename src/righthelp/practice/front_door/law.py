"""Who says how fast: the limits of the front door, each with its authority."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.foundation.journey import Authority, hours, working_days

WORKING_TOGETHER: Final = Authority(
    "Working Together to Safeguard Children 2018, chapter 1: what happens next is decided within one working day",
    in_force=date(2013, 4, 15),
    link="https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
)
LOCAL_DANGER: Final = Authority(
    "Local standard of the front door: where a child may be in danger now, a manager decides within four hours"
)
LOCAL_WORD: Final = Authority(
    "Local standard of the front door: whoever told us hears what was decided by the next working day "
    "(Working Together to Safeguard Children 2018, chapter 1, asks that they hear)"
)
LOCAL_ACCEPTANCE: Final = Authority(
    "Local standard: the team that a referral goes to accepts it, or sends it back, by the next working day"
)

DECIDED_WITHIN: Final = working_days(1)
DANGER_WITHIN: Final = hours(4)
WORD_WITHIN: Final = working_days(1)
ACCEPTED_WITHIN: Final = working_days(1)
NEARLY: Final = timedelta(hours=12)
WARNED_BEFORE: Final = hours(12)
"""A day's limit runs to the end of the next working day: from its noon on, it is nearly up."""

AGAIN_WITHIN_MONTHS: Final = 12
"""A referral within so many months of an earlier one is a re-referral (the contract's KPI 2)."""

DAY_TEAM: Final = "cass"
MASH_TEAM: Final = "mash"
NIGHT_TEAM: Final = "emergency-duty"
"""Codes of the teams that answer: by day, for enquiries of partners, and while the offices are closed."""

FUTURE_TOLERANCE: Final = timedelta(minutes=5)
OLDEST: Final = timedelta(days=366)
"""How long ago somebody may have told us what is only recorded now."""

SURGE_WEEKS: Final = 8
SURGE_FACTOR: Final = 1.25
SURGE_LEAST: Final = 5
"""A warning is due when today's contacts so far are a quarter above what the same weekday had by this time of day, on
average over eight weeks, and at least five more: local values."""

HELD_AFTER: Final = timedelta(days=14)
"""How long the record stays open to whoever dealt with a contact, after it was decided."""
