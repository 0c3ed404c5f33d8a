"""Who says how soon: reviews of a child in need plan, answers to a step up or down, what families without recourse to
public funds and disabled children are owed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.foundation.journey import Authority, days, months, working_days

FIRST_REVIEW: Final = Authority(
    "Local standard: a child in need plan is first reviewed within three months "
    "(Working Together to Safeguard Children 2018 asks for reviews and sets no number)"
)
LATER_REVIEW: Final = Authority("Local standard: a child in need plan is reviewed every six months, or sooner")
QUARTERLY_REVIEW: Final = Authority(
    "Local standard of the team for families with no recourse to public funds: a review every three months"
)
AGREED_REVIEW: Final = Authority("The day agreed for the next review")
ANNUAL: Final = Authority(
    "Local standard of the team for families with no recourse to public funds: the family is assessed every year"
)
STEP_ANSWER: Final = Authority(
    "Local standard: the team that a step up or down is asked of answers within two working days"
)
ESCALATION: Final = Authority("Local standard: an escalation is answered within five working days")
EHC: Final = Authority(
    "Special Educational Needs and Disability Regulations 2014, regulation 8(1): advice within six weeks of the "
    "request",
    in_force=date(2014, 9, 1),
    link="https://www.legislation.gov.uk/uksi/2014/1530/regulation/8",
)
SPECIALIST: Final = Authority(
    "Working Together to Safeguard Children 2018, chapter 1: an assessment is complete within 45 working days of the "
    "referral; by section 17(10)(c) of the Children Act 1989 a disabled child is a child in need",
    link="https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
)

FIRST_REVIEW_WITHIN: Final = months(3)
LATER_REVIEW_EVERY: Final = months(6)
QUARTERLY: Final = months(3)
AGREED_WITHIN: Final = days(1)
"""From the beginning of the day before the agreed one to the end of that one."""
YEARLY: Final = months(12)
STEP_WITHIN: Final = working_days(2)
ESCALATION_WITHIN: Final = working_days(5)
EHC_WITHIN: Final = days(42)
SPECIALIST_WITHIN: Final = working_days(45)

FIRST_MONTHS: Final = 3
LATER_MONTHS: Final = 6
QUARTER_MONTHS: Final = 3
"""The same limits as months, for the day by which the next review is agreed."""

LONG_MONTHS: Final = 24
"""Contract indicator 4 counts children in need whose help has gone on for more than two years."""
LESS_MONTHS: Final = 12
"""After so many months the page asks whether less help would be enough (local setting)."""
CONSIDERED_FOR: Final = timedelta(days=182)
"""How long a manager's reason for keeping a plan open answers that question (local setting)."""
AGAIN_MONTHS: Final = 12
"""A plan that begins within so many months of the end of an earlier one is shown as opened again (local setting)."""
SHORT_WEEKS: Final = 12
"""A plan of at most so many weeks is a short-term intervention (local setting)."""
LONGEST_WEEKS: Final = 104

TRANSITION_FROM: Final = 14
"""From year 9 on, plans prepare for adult life (Special Educational Needs and Disability code of practice 2015, chapter
8)."""
ADULTS_BY: Final = 17
"""By this age adult services have been asked for an assessment (Care Act 2014, section 58; the age is local)."""
MOST_PENCE: Final = 5_000_00
"""A payment, or a week, above this is refused as a slip of the keys (local setting)."""
