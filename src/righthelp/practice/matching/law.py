"""Who says how soon: the first home offered, and a home by the day on which it is needed."""

from __future__ import annotations

from datetime import date
from typing import Final

from righthelp.foundation.journey import Authority, days, months, working_days

FIRST_OFFER: Final = Authority("Local standard: a first home is offered within two working days of asking for one")
BY_THE_DAY: Final = Authority("Children Act 1989, section 22C: a home by the day on which the child needs one")
BREAKS_REVIEW: Final = Authority(
    "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 48: short breaks are first "
    "reviewed within three months of their start",
    in_force=date(2011, 4, 1),
    link="https://www.legislation.gov.uk/uksi/2010/959/regulation/48",
)
STEP: Final = Authority("Local standard: what a panel decides for a child is done by the day it names")
PLAN: Final = Authority(
    "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 9 and schedule 2: a plan "
    "before the placement or, if that cannot be, within five working days of its start",
    in_force=date(2011, 4, 1),
    link="https://www.legislation.gov.uk/uksi/2010/959/regulation/9",
)
TOLD: Final = Authority(
    "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 13: those concerned are told of a "
    "placement in writing, within five working days of its start if not before",
    in_force=date(2011, 4, 1),
    link="https://www.legislation.gov.uk/uksi/2010/959/regulation/13",
)

FIRST_OFFER_WITHIN: Final = working_days(2)
ONE_DAY: Final = days(1)
"""From the eve of the day named (decision 106)."""
FIVE_DAYS: Final = working_days(5)
BREAKS_REVIEW_WITHIN: Final = months(3)
