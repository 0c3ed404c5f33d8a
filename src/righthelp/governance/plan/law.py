"""Who says how often and by when: a plan is its own authority."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, days

MONTHLY: Final = Authority("The plan itself: every open action is updated monthly (local setting)")
AGREED_DAY: Final = Authority("The plan itself: the day agreed for the action, as adopted or moved (local setting)")

UPDATE_WITHIN: Final = days(1)
"""From the day before the last day of the month to the end of that last day."""
DAY_WITHIN: Final = days(1)
"""From the day before the agreed day to the end of the agreed day."""
