"""Who says how soon: family group conferences, the edge of care, checks after a child has gone home."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, days, hours, months, working_days

CONFERENCE: Final = Authority(
    "Local standard: a family group conference is held within six weeks of being asked for; no regulation sets a number"
)
ANSWER: Final = Authority("Local standard: the family hears within five working days whether its plan is agreed")
REVIEW: Final = Authority("Local standard: the family’s plan is reviewed within three months of the conference")
EDGE: Final = Authority("Local standard: somebody is with a family at the edge of care within 24 hours")
CHECK: Final = Authority(
    "Local standard, after the reunification framework of NSPCC and Action for Children (2022): whether going home "
    "holds is asked after three, six and twelve months"
)

CONFERENCE_WITHIN: Final = days(42)
ANSWER_WITHIN: Final = working_days(5)
REVIEW_WITHIN: Final = months(3)
EDGE_WITHIN: Final = hours(24)
CHECKS: Final = {3: months(3), 6: months(6), 12: months(12)}

MOST_PENCE: Final = 5_000_000
"""More than fifty thousand pounds for one thing is taken for a slip."""
