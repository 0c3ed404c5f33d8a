"""Who says how soon: legal advice, pre-proceedings, care proceedings, and the agreement of parents to section 20."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Authority, days, months, working_days

ADVICE: Final = Authority("Local standard: legal advice is given within five working days of being asked for")
PRE_PROCEEDINGS: Final = Authority(
    "Public Law Working Group, best practice guidance 2021: pre-proceedings are finished within 16 weeks of the letter"
)
COURT: Final = Authority(
    "Children Act 1989, section 32(1)(a)(ii): care proceedings end within 26 weeks of the application",
    link="https://www.legislation.gov.uk/ukpga/1989/41/section/32",
)
EXTENDED: Final = Authority(
    "Children Act 1989, section 32(5) and (8): the court may extend by up to eight weeks at a time, if that is needed "
    "to resolve the proceedings justly",
    link="https://www.legislation.gov.uk/ukpga/1989/41/section/32",
)
CONSENT: Final = Authority(
    "Local standard, as section 20 of the Children Act 1989 has no limit: the agreement of parents is reviewed every "
    "three months"
)
OBJECTION: Final = Authority(
    "Children Act 1989, section 20(7) and (8): whoever has parental responsibility may object and take the child home "
    "at any time. Local standard: settled by the end of the next working day",
    link="https://www.legislation.gov.uk/ukpga/1989/41/section/20",
)

VIABILITY: Final = Authority(
    "Local standard: whether a relative or friend might care for the child is looked at within ten working days"
)
FULL: Final = Authority("The court’s timetable, or the day that was agreed: the full assessment is filed by it")
LETTER_BEFORE: Final = Authority(
    "Pre-Action Protocol for Judicial Review, paragraph 20: a letter before claim is answered within 14 days",
    link="https://www.justice.gov.uk/courts/procedure-rules/civil/protocol/prot_jrv",
)

VIABILITY_WITHIN: Final = working_days(10)
LETTER_BEFORE_WITHIN: Final = days(14)
ADVICE_WITHIN: Final = working_days(5)
PRE_WITHIN: Final = days(7 * 16)
COURT_WEEKS: Final = 26
COURT_WITHIN: Final = days(7 * COURT_WEEKS)
EXTENSION_DAYS: Final = 7 * 8
EVE: Final = days(1)
"""From the beginning of the day before a named one to the end of that one."""
CONSENT_MONTHS: Final = 3
CONSENT_WITHIN: Final = months(CONSENT_MONTHS)
OBJECTION_WITHIN: Final = working_days(1)
