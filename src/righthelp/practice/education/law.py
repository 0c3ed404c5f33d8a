"""Who says how soon: the follow-up of a query, decisions about a plan, weekly checks; and from where a list begins."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from righthelp.foundation.journey import Authority, days, working_days

FOLLOW: Final = Authority("Local standard: a query about attendance is followed up four weeks after it was made")
AGREED: Final = Authority("Local standard: what a panel or an attendance surgery agreed is done by the agreed day")
TRIAGE: Final = Authority("Local standard: a child on no roll is triaged within two working days")
CHECK: Final = Authority("Local standard: a child with a plan who is out of school is seen safe and well every week")
DECIDE: Final = Authority(
    "Special Educational Needs and Disability Regulations 2014, regulation 5(1): whether to assess, within six weeks "
    "of the request",
    in_force=date(2014, 9, 1),
    link="https://www.legislation.gov.uk/uksi/2014/1530/regulation/5",
)
ISSUE: Final = Authority(
    "Special Educational Needs and Disability Regulations 2014, regulation 13(2): the final plan within 20 weeks of "
    "the request, but for the exceptions of regulation 13(3)",
    in_force=date(2014, 9, 1),
    link="https://www.legislation.gov.uk/uksi/2014/1530/regulation/13",
)

FOLLOW_WITHIN: Final = days(28)
AGREED_WITHIN: Final = days(1)
TRIAGE_WITHIN: Final = working_days(2)
CHECK_WITHIN: Final = days(7)
DECIDE_WITHIN: Final = days(42)
ISSUE_DAYS: Final = 140
ISSUE_WITHIN: Final = days(ISSUE_DAYS)

LINE: Final = Decimal(90)
"""The percentage of attendance at or below which a child is on the list, unless the line is moved."""
TARGET: Final = 95
"""The council’s target, in percent of plans issued in time."""
CORONAVIRUS: Final = (date(2020, 5, 1), date(2020, 9, 25))
"""Between these days the coronavirus was a lawful reason (regulation 2A, in force for a time)."""
