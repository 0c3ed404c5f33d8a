"""Who says how long: the limits of the missing story, each with its authority."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.foundation.intake.inbox import OWNER_OF_LAST_RESORT
from righthelp.foundation.journey import Authority, days, hours

OURS: Final = "330"
"""Birmingham's code: the council whose children we answer for."""

MISSING_2014: Final = Authority(
    "Statutory guidance on children who run away or go missing from home or care, 2014, paragraph 31",
    in_force=date(2014, 1, 16),
    link="https://www.gov.uk/government/publications/children-who-run-away-or-go-missing-from-home-or-care",
)
LOCAL_OFFER: Final = Authority(
    "Local standard of the missing team: an interview is offered within a day, so that it can be held within three"
)
LOCAL_STRATEGY: Final = Authority(
    "Local practice guidance for missing children: a strategy discussion with the police's Locate team at 72 hours"
)
LOCAL_CHECKS: Final = Authority(
    "Local practice guidance for missing children: an unaccompanied child stays allocated and is asked after weekly"
)

INTERVIEW_WITHIN: Final = hours(72)
OFFER_WITHIN: Final = hours(24)
STRATEGY_WITHIN: Final = hours(72)
CHECK_WITHIN: Final = days(7)

REPEAT_TIMES: Final = 3
REPEAT_WITHIN: Final = timedelta(days=30)
"""Missing three times or more within thirty days is repeat missing (the Trust's scrutiny measure)."""

FUTURE_TOLERANCE: Final = timedelta(minutes=5)
"""How far a partner's clock may run ahead of ours before a time counts as in the future."""

OLDEST: Final = timedelta(days=18 * 366)
"""A notice of something earlier than this cannot be about anyone who is a child now."""

WAIT_UNKNOWN_CHILD: Final = timedelta(hours=1)
WAIT_OTHER: Final = timedelta(hours=4)
"""How soon a person must look at a notice that waits: at once if we do not know which child is missing."""

TEAM: Final = "missing"
"""The code of the team that owns waiting notices and makes the offers."""

CHECK_EVERY: Final = timedelta(days=7)
"""The longest between two checks for an unaccompanied child still missing."""

INBOX_OF: Final = (TEAM, OWNER_OF_LAST_RESORT)
"""Whose waiting messages the missing inbox shows: the team's own, and those that our software could not take in."""
