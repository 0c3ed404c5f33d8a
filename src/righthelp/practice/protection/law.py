"""Who says how soon: conferences, core groups, reviews, and when a plan that goes on is looked at from above."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from righthelp.foundation.journey import Authority, days, months, working_days

_TOGETHER: Final = "Working Together to Safeguard Children 2018, chapter 1: "
_LINK: Final = "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2"

INITIAL: Final = Authority(
    _TOGETHER + "an initial conference is held within 15 working days of the strategy discussion that decided on "
    "the enquiry; of the latest, if there were several",
    in_force=date(2013, 4, 15),
    link=_LINK,
)
TRANSFER: Final = Authority(
    _TOGETHER + "when a family with a plan moves here, a transfer conference is held within 15 working days of our "
    "being told",
    in_force=date(2013, 4, 15),
    link=_LINK,
)
FIRST_CORE_GROUP: Final = Authority(
    _TOGETHER + "the core group meets within 10 working days of the conference that made the plan", link=_LINK
)
LATER_CORE_GROUP: Final = Authority("Local standard: a core group meets at least every six weeks after its first")
FIRST_REVIEW: Final = Authority(
    _TOGETHER + "the first review conference is held within three months of the initial one", link=_LINK
)
LATER_REVIEW: Final = Authority(
    _TOGETHER + "further review conferences are held at intervals of not more than six months", link=_LINK
)
LONG_PLAN: Final = Authority(
    "Local protocol: a plan that has run for 9, 12, 15 or 18 months is looked at by somebody above it, within ten "
    "working days of that day"
)
ESCALATED: Final = Authority("Local protocol: an escalation is answered within five working days")
TRANSFER_OUT: Final = Authority(
    _TOGETHER + "the council that a family moves to holds its transfer conference within 15 working days of being "
    "told; until then the plan here runs on",
    link=_LINK,
)

CONFERENCE_WITHIN: Final = working_days(15)
FIRST_CORE_GROUP_WITHIN: Final = working_days(10)
LATER_CORE_GROUP_WITHIN: Final = days(42)
FIRST_REVIEW_WITHIN: Final = months(3)
LATER_REVIEW_WITHIN: Final = months(6)
LONG_PLAN_WITHIN: Final = working_days(10)
ANSWERED_WITHIN: Final = working_days(5)

MILESTONES: Final[dict[int, str]] = {
    9: "the team manager",
    12: "the head of service",
    15: "the head of service with the child protection chairs’ manager",
    18: "the director of practice",
}
"""Months on a plan, and who looks at it then."""

SHORT_MONTHS: Final = 3
"""A plan that ends within so many months is flagged, with its reason (the contract's KPI 13)."""
AGAIN_MONTHS: Final = (24, 12)
"""An earlier plan that ended within so many months before: KPI 6 counts two years, the development plan one."""

REPORT_DAYS_INITIAL: Final = 2
REPORT_DAYS_REVIEW: Final = 5
"""Working days before the conference by which the family has read the social worker's report: a local standard."""

REPORT: Final = Authority(
    "Local standard: the family has read the social worker’s report two working days before an initial or transfer "
    "conference, and five before a review"
)
REPORT_WITHIN: Final = days(1)
"""From the beginning of the day before the one by which it is to be read, to the end of that one."""

REVIEWS_AHEAD: Final = timedelta(weeks=6)
"""How long before its day a review that nobody has asked for stands on the chairs' list."""

EASED_MONTHS: Final = 9
EASED_RISE: Final = 2.0
EASED_SCORE: Final = 7.0
"""When a chair is asked whether less help might do: months on the plan, how far the mean score rose, and to where."""

GROWTH_SHARE: Final = 0.2
GROWTH_LEAST: Final = 5
"""An age group has grown when it has a fifth more children than a year before, and at least five more: local."""
