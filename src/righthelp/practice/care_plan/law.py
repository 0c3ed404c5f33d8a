"""Who says how soon: the permanence plan, a reviewing officer's challenge, what a review recommended."""

from __future__ import annotations

from datetime import date
from typing import Final

from righthelp.foundation.journey import Authority, days, months, working_days

PERMANENCE: Final = Authority(
    "Children Act 1989 Guidance, volume 2 (2010, revised 2015): a plan for permanence by the second review, which is "
    "held within three months of the first",
    in_force=date(2011, 4, 1),
)
DISPUTE: Final = Authority(
    "Independent Reviewing Officers Handbook 2010, chapter 6: a formal dispute is resolved within 20 working days"
)
ANSWER: Final = Authority("Local standard: each level answers a reviewing officer within five working days")
RECOMMENDED: Final = Authority("The decision of the review: done by the day it names")

PERMANENCE_WITHIN: Final = months(3)
DISPUTE_WITHIN: Final = working_days(20)
ANSWER_WITHIN: Final = working_days(5)
RECOMMENDED_WITHIN: Final = days(1)
