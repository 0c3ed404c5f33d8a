"""Who says how soon: notice, visits and the assessment of a private fostering arrangement."""

from __future__ import annotations

from datetime import date
from typing import Final

from righthelp.foundation.journey import Authority, days, working_days

_REGULATIONS: Final = "Children (Private Arrangements for Fostering) Regulations 2005"
_LINK: Final = "https://www.legislation.gov.uk/uksi/2005/1533/regulation/"
_SINCE: Final = date(2005, 7, 1)

FIRST_VISIT: Final = Authority(
    f"{_REGULATIONS}, regulations 4 and 7: a visit within seven working days of notice", _SINCE, link=f"{_LINK}4"
)
FIRST_YEAR: Final = Authority(
    f"{_REGULATIONS}, regulation 8: visits at least every six weeks in the first year", _SINCE, link=f"{_LINK}8"
)
LATER: Final = Authority(
    f"{_REGULATIONS}, regulation 8: visits at least every twelve weeks from the second year", _SINCE, link=f"{_LINK}8"
)
ASSESSMENT: Final = Authority(
    "Local standard: whether the arrangement suits the child is assessed within 42 working days of notice; the "
    "regulations set no number"
)

FIRST_VISIT_WITHIN: Final = working_days(7)
FIRST_YEAR_WITHIN: Final = days(42)
LATER_WITHIN: Final = days(84)
ASSESSMENT_WITHIN: Final = working_days(42)
NOTICE_DAYS: Final = 42
"""Days before the arrangement begins by which notice is given (regulation 3)."""
EMERGENCY_DAYS: Final = 2
"""Days after it began without that notice within which notice is given (regulations 3 and 5: 48 hours)."""
