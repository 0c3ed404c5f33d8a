"""Who says how soon: health assessments, teeth, eyes, the questionnaire, waits."""

from __future__ import annotations

from datetime import date
from typing import Final

from righthelp.foundation.journey import Authority, days, months, working_days

_REGULATION: Final = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 7"
_LINK: Final = "https://www.legislation.gov.uk/uksi/2010/959/regulation/7"
_SINCE: Final = date(2011, 4, 1)

INITIAL: Final = Authority(
    "Promoting the health and well-being of looked-after children (statutory guidance, 2015): the initial assessment, "
    "with a plan, within 20 working days of coming into care"
)
YOUNG: Final = Authority(f"{_REGULATION}: reviewed every six months under the age of five", _SINCE, link=_LINK)
REVIEW: Final = Authority(f"{_REGULATION}: reviewed every year from the age of five", _SINCE, link=_LINK)
TEETH: Final = Authority("National return SSDA903, OC2: a dental check in the year")
SDQ: Final = Authority("National return SSDA903, OC2: a questionnaire each year from 4 to 16")
EYES: Final = Authority("Local standard: eyes looked at every two years from the age of four")
WAIT: Final = Authority("Local standard: seen within 18 weeks of being referred")

INITIAL_WITHIN: Final = working_days(20)
YOUNG_WITHIN: Final = months(6)
YEAR: Final = months(12)
EYES_WITHIN: Final = months(24)
WAIT_WITHIN: Final = days(126)
