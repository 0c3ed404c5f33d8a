"""Who says how soon: applications to foster, decisions after panel, reviews of households, and the rest."""

from __future__ import annotations

from datetime import date
from typing import Final

from righthelp.foundation.journey import Authority, days, months, working_days

_REGULATIONS: Final = "Fostering Services (England) Regulations 2011, regulation"
_LINK: Final = "https://www.legislation.gov.uk/uksi/2011/581/regulation/"
_STANDARDS: Final = "Fostering Services: National Minimum Standards 2011, standard"
_SINCE: Final = date(2011, 4, 1)


def _regulation(page: int, says: str, *, in_force: date = _SINCE) -> Authority:
    return Authority(f"{_REGULATIONS} {page}: {says}", in_force=in_force, link=f"{_LINK}{page}")


def _standard(which: str, says: str) -> Authority:
    return Authority(f"{_STANDARDS} {which}: {says}", in_force=_SINCE)


INITIAL_VISIT: Final = Authority("Local standard: people who ask to foster are visited within ten working days")
STAGE_ONE: Final = Authority("Local standard: stage one takes two months at most")
STAGE_ONE_TOLD: Final = _regulation(
    26, "turned down after stage one within ten working days of all information", in_force=date(2013, 7, 1)
)
WHOLE: Final = _standard("14", "an application is decided within eight months of coming in")
DECISION: Final = _standard("14.9", "the decision maker decides within seven working days of the recommendation")
TOLD: Final = _standard("14.10", "the decision is sent in writing within five working days")
REVIEW: Final = _regulation(28, "approval is reviewed within a year, and then every year")
SURPRISE: Final = _standard("21.8", "at least one unannounced visit each year")
SUPERVISION: Final = Authority("Local standard: the supervising social worker visits every six weeks")
STANDARDS: Final = _standard("20", "the training standards within twelve months of approval")
STANDARDS_KNOWN: Final = _standard("20", "relatives and friends have eighteen months for the training standards")
_PLANNING: Final = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation"
FOR_A_TIME: Final = Authority(
    f"{_PLANNING} 24: a relative or friend is approved for sixteen weeks at most", in_force=_SINCE,
    link="https://www.legislation.gov.uk/uksi/2010/959/regulation/24",
)  # fmt: skip
EXTENDED: Final = Authority(
    f"{_PLANNING} 25: extended once, by eight weeks", in_force=_SINCE,
    link="https://www.legislation.gov.uk/uksi/2010/959/regulation/25",
)  # fmt: skip
OFFICER: Final = Authority(
    "Working Together to Safeguard Children 2018: the designated officer is told within one working day"
)

INITIAL_VISIT_WITHIN: Final = working_days(10)
STAGE_ONE_WITHIN: Final = months(2)
STAGE_ONE_TOLD_WITHIN: Final = working_days(10)
WHOLE_WITHIN: Final = months(8)
DECISION_WITHIN: Final = working_days(7)
TOLD_WITHIN: Final = working_days(5)
REVIEW_WITHIN: Final = months(12)
SURPRISE_WITHIN: Final = months(12)
SUPERVISION_WITHIN: Final = days(42)
STANDARDS_WITHIN: Final = months(12)
STANDARDS_KNOWN_WITHIN: Final = months(18)
FOR_A_TIME_WITHIN: Final = days(112)
EXTENDED_WITHIN: Final = days(168)
OFFICER_WITHIN: Final = working_days(1)

CONTEST_DAYS: Final = 28
"""From the day of the notice, to ask panel again or the independent review mechanism (regulation 27)."""
QUORUM: Final = 5
"""Members, among them the chair or vice chair and a social worker with three years' experience (regulation 24)."""
