"""Who says how soon and how few: the limits of staff voice, each with its authority."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, days, months

REVIEWS: Final = Authority("The policy itself: how often it is reviewed, as recorded in the register (local setting)")
FORUM: Final = Authority("The Employee Forum’s own promise: an answer by its next quarterly meeting (local setting)")

REVIEW_WITHIN: Final = days(1)
"""From the day before the review's due day to the end of that day."""
TOLD_WITHIN: Final = months(3)

FEWEST: Final = 10
"""Results of fewer people than this are withheld, and as many more as it takes that nobody can work them out."""
