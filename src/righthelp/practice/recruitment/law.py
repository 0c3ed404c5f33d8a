"""Who says how soon: the limits of recruitment, each with its authority."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, days, working_days

STANDARD: Final = Authority("The trust’s own standard for an “always on” recruitment pipeline (local setting)")

SHORTLIST_WITHIN: Final = working_days(5)
INTERVIEW_WITHIN: Final = working_days(10)
OFFER_WITHIN: Final = working_days(3)
CHECKS_WITHIN: Final = working_days(20)
AGREE_WITHIN: Final = working_days(5)
WHOLE_WITHIN: Final = days(60)
"""From the application to an agreed first day."""

KEEP_MONTHS: Final = 6
"""Months for which a candidate's details are kept after their last application ended or they started. A claim of
discrimination in recruitment may be brought within three months (Equality Act 2010, section 123), and a tribunal may
allow longer; the rest is a local setting."""

MARKET_MONTHS: Final = 24
"""Months for which another authority's pay figure is compared with; older ones say nothing (local setting)."""
