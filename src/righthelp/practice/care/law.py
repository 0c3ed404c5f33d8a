"""Who says how soon: reviewing officer, care plan, reviews and visits of children looked after."""

from __future__ import annotations

from datetime import date
from typing import Final

from righthelp.foundation.journey import Authority, days, months, working_days

_REGULATIONS: Final = "Care Planning, Placement and Case Review (England) Regulations 2010"
_LINK: Final = "https://www.legislation.gov.uk/uksi/2010/959/regulation/"


def _regulation(which: str, says: str, page: int) -> Authority:
    return Authority(f"{_REGULATIONS}, regulation {which}: {says}", in_force=date(2011, 4, 1), link=f"{_LINK}{page}")


OFFICER: Final = Authority(
    "Independent Reviewing Officers Handbook 2010: a reviewing officer is named within five working days of coming "
    "into care"
)
CARE_PLAN: Final = _regulation(
    "4", "a care plan before the first placement or, if that cannot be, within ten working days of it", 4
)
FIRST_REVIEW: Final = _regulation("33", "the first review within 20 working days of coming into care", 33)
SECOND_REVIEW: Final = _regulation("33", "the second review within three months of the first", 33)
LATER_REVIEW: Final = _regulation("33", "later reviews within six months of the last", 33)
FIRST_VISIT: Final = _regulation("28(2)(a)", "a visit within one week of the start of a placement", 28)
SIX_WEEK_VISIT: Final = _regulation("28(2)(b) and (c)(ii)", "visits at least every six weeks", 28)
LASTING_VISIT: Final = _regulation(
    "28(2)(c)(i)", "after a year in a placement meant to last until 18, visits at least every three months", 28
)
AGREED_VISIT: Final = _regulation(
    "28(3A)",
    "after a year in a long-term foster placement, when the child agrees, visits at least every six months",
    28,
)
WEEKLY_VISIT: Final = _regulation(
    "28(3) to (5)", "with parents, or with a relative approved for a time, weekly until the first review", 28
)
FOUR_WEEK_VISIT: Final = _regulation(
    "28(4)", "with a relative approved for a time, or with parents under an interim order, every four weeks", 28
)
ADOPTIVE_VISIT: Final = Authority(
    "Adoption Agencies Regulations 2005, regulation 36(4): a child placed for adoption is visited within a week, then "
    "at least once a week until the first review",
    in_force=date(2005, 12, 30),
    link="https://www.legislation.gov.uk/uksi/2005/389/regulation/36",
)
DECISIONS: Final = Authority(
    "Independent Reviewing Officers Handbook 2010: decisions within five working days of the review"
)

OFFICER_WITHIN: Final = working_days(5)
CARE_PLAN_WITHIN: Final = working_days(10)
FIRST_REVIEW_WITHIN: Final = working_days(20)
SECOND_REVIEW_WITHIN: Final = months(3)
LATER_REVIEW_WITHIN: Final = months(6)
WEEK: Final = days(7)
SIX_WEEKS: Final = days(42)
FOUR_WEEKS: Final = days(28)
THREE_MONTHS: Final = months(3)
SIX_MONTHS: Final = months(6)
DECISIONS_WITHIN: Final = working_days(5)
