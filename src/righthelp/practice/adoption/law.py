"""Who says how soon: the decision, the match, reviews before the order, the stages of adopters."""

from __future__ import annotations

from datetime import date
from typing import Final

from righthelp.foundation.journey import Authority, days, months, working_days

_AGENCIES: Final = "Adoption Agencies Regulations 2005"
_LINK: Final = "https://www.legislation.gov.uk/uksi/2005/389/regulation/"
_SINCE: Final = date(2005, 12, 30)
_STAGES: Final = date(2013, 7, 1)

DECIDE: Final = Authority(
    "Statutory Guidance on Adoption 2013: the decision that a child should be placed for adoption within two months of "
    "the review that made adoption the plan"
)
MATCH: Final = Authority(
    "Statutory Guidance on Adoption 2013: a match within six months of the decision that the child should be placed"
)
AFTER_PANEL: Final = Authority(
    "Adoption National Minimum Standards 2014, standard 23: the decision within seven working days of the panel’s "
    "recommendation and minutes"
)
A1: Final = Authority("Adoption scorecard, indicator A1: 426 days from coming into care to moving in with adopters")
A2: Final = Authority("Adoption scorecard, indicator A2: 121 days from the placement order to the match")
UNPLACED: Final = Authority(
    f"{_AGENCIES}, regulation 36(1): a child who may be placed, and is not, is reviewed within three months, then "
    "every six",
    in_force=_SINCE,
    link=f"{_LINK}36",
)
PLACED: Final = Authority(
    f"{_AGENCIES}, regulation 36(3): a child placed for adoption is reviewed within four weeks, three months later, "
    "then every six",
    in_force=_SINCE,
    link=f"{_LINK}36",
)
STAGE_ONE: Final = Authority(
    f"{_AGENCIES}, as amended in 2013: stage one of the approval of adopters takes no more than two months",
    in_force=_STAGES,
    link=f"{_LINK}27",
)
STAGE_TWO: Final = Authority(
    f"{_AGENCIES}, as amended in 2013: stage two takes no more than four months, to the decision",
    in_force=_STAGES,
    link=f"{_LINK}30B",
)
WAITING: Final = Authority(
    f"{_AGENCIES}, regulation 30D: adopters who wait are reviewed at least once a year",
    in_force=_STAGES,
    link=f"{_LINK}30D",
)

KEEPSAKES: Final = Authority(
    "Statutory Guidance on Adoption 2013: the life story book and the later-life letter are handed over within ten "
    "working days of the celebration hearing"
)

DECIDE_WITHIN: Final = months(2)
MATCH_WITHIN: Final = months(6)
AFTER_PANEL_WITHIN: Final = working_days(7)
A1_WITHIN: Final = days(426)
A2_WITHIN: Final = days(121)
KEEPSAKES_WITHIN: Final = working_days(10)
FOUR_WEEKS: Final = days(28)
THREE_MONTHS: Final = months(3)
SIX_MONTHS: Final = months(6)
STAGE_ONE_WITHIN: Final = months(2)
STAGE_TWO_WITHIN: Final = months(4)
YEARLY: Final = months(12)
