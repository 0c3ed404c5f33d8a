"""Who says how soon: needs assessment, pathway plan reviews, visits after a move, being in touch."""

from __future__ import annotations

from datetime import date
from typing import Final

from righthelp.foundation.journey import Authority, days, months, working_days

_LEAVERS: Final = "Care Leavers (England) Regulations 2010, regulation"
_LINK: Final = "https://www.legislation.gov.uk/uksi/2010/2571/regulation/"
_SINCE: Final = date(2011, 4, 1)

NEEDS: Final = Authority(
    "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 42: needs are assessed within "
    "three months of turning 16 or becoming eligible",
    in_force=_SINCE,
    link="https://www.legislation.gov.uk/uksi/2010/959/regulation/42",
)
REVIEW: Final = Authority(f"{_LEAVERS} 7: the pathway plan is reviewed every six months", _SINCE, link=f"{_LINK}7")
MOVE_REVIEW: Final = Authority(
    f"{_LEAVERS} 7: reviewed within 28 days of a move to unregulated accommodation", _SINCE, link=f"{_LINK}7"
)
MOVE_VISIT: Final = Authority(f"{_LEAVERS} 8: a visit within seven days of a move", _SINCE, link=f"{_LINK}8")
TOUCH: Final = Authority("Local standard: in touch with every care leaver at least every eight weeks")
BIRTHDAY: Final = Authority(
    "Guide to the SSDA903 collection, OC3: in touch from three months before to one month after the birthday"
)
HOMELESS: Final = Authority(
    "Local standard, under the statutory guidance on homeless 16 and 17 year olds (2018): assessed by children’s "
    "services and housing together within ten working days"
)

NEEDS_WITHIN: Final = months(3)
REVIEW_WITHIN: Final = months(6)
MOVE_REVIEW_WITHIN: Final = days(28)
MOVE_VISIT_WITHIN: Final = days(7)
TOUCH_WITHIN: Final = days(56)
HOMELESS_WITHIN: Final = working_days(10)
BIRTHDAY_WITHIN: Final = months(1)
