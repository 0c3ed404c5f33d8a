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

ASKED: Final = Authority(
    "Local standard, after the inspection of April 2018: long-term foster carers who said “not yet” to special "
    "guardianship are asked again within a year"
)
SUPPORT: Final = Authority(
    "Special Guardianship Regulations 2005, regulation 18: support paid at intervals is reviewed at least once a year. "
    "For child arrangements orders a local standard",
    in_force=date(2005, 12, 30),
    link="https://www.legislation.gov.uk/uksi/2005/1109/regulation/18",
)
ADVISED: Final = Authority("The decision of the permanence clinic: followed by the day it names")

YEARLY: Final = months(12)
PERMANENCE_WITHIN: Final = months(3)
DISPUTE_WITHIN: Final = working_days(20)
ANSWER_WITHIN: Final = working_days(5)
RECOMMENDED_WITHIN: Final = days(1)
