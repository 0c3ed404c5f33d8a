"""The months the city lives through, and the published series that its episodes must come to.

Source: Birmingham's Overview and Scrutiny papers of March 2019 (January 2018 to January 2019) and September 2021
(July 2020 to June 2021). What they do not print is drawn plausibly between; each series says which is which.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from righthelp.foundation.calendar import Month

FIRST: Final = Month(2016, 1)
LAST: Final = Month(2021, 8)
MONTHS: Final = tuple(LAST.back(68))

# Episodes that begin in the month, by where the child went missing from. Published: care 2016 (153 a month on
# average), care 2017 (83), care December 2018 (72); home a quarter more in July 2020 to March 2021.
CARE: Final = (
    *(168, 165, 162, 160, 158, 156, 154, 152, 148, 144, 138, 131),
    *(98, 94, 92, 88, 86, 84, 80, 78, 76, 74, 74, 72),
    *(84, 80, 78, 82, 70, 66, 64, 68, 76, 80, 78, 72),
    *(68, 66, 67, 69, 66, 64, 63, 62, 64, 65, 62, 58),
    *(60, 61, 56, 40, 44, 50, 54, 56, 57, 58, 56, 54),
    *(44, 52, 56, 55, 57, 58, 56, 54),
)
HOME: Final = (
    *(30, 31, 33, 35, 36, 37, 36, 34, 37, 38, 35, 32),
    *(34, 35, 38, 40, 42, 41, 40, 38, 42, 43, 41, 38),
    *(40, 41, 44, 45, 47, 46, 45, 43, 47, 49, 48, 45),
    *(44, 45, 47, 49, 50, 51, 52, 50, 54, 55, 53, 48),
    *(51, 52, 53, 30, 40, 50, 64, 66, 69, 71, 68, 62),
    *(49, 63, 73, 68, 70, 71, 69, 66),
)
OTHER: Final = (
    *(7, 6, 8, 6, 7, 8, 5, 4, 9, 8, 7, 5) * 4,
    *(6, 7, 5, 1, 2, 4, 5, 3, 8, 7, 6, 5),
    *(2, 3, 6, 5, 7, 7, 6, 3),
)
# Children missing at the month's end. Published: January 2019 is 4 less than January 2018, the trend declining.
AT_MONTH_END: Final = (
    *(40, 41, 39, 40, 38, 39, 37, 38, 36, 37, 35, 33),
    *(34, 33, 33, 32, 31, 31, 30, 29, 28, 28, 26, 25),
    *(24, 24, 23, 24, 23, 22, 22, 21, 22, 22, 21, 21),
    *(20, 20, 19, 20, 19, 18, 19, 18, 18, 17, 18, 16),
    *(17, 16, 15, 10, 12, 13, 14, 14, 15, 15, 14, 12),
    *(10, 12, 13, 13, 14, 13, 14, 12),
)
# Children missing three or more times within 30 days, January 2018 to January 2019 as published, by status.
_REPEAT_PUBLISHED: Final = {
    "cp": (0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0),
    "cin": (0, 2, 1, 0, 1, 2, 0, 0, 2, 0, 0, 1, 0),
    "care": (12, 10, 10, 12, 6, 6, 7, 9, 11, 11, 10, 12, 8),
    "none": (5, 4, 1, 0, 0, 3, 0, 0, 0, 1, 1, 3, 1),
}
_REPEAT_BEFORE: Final = {
    "cp": (1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0),
    "cin": (2, 1, 2, 2, 1, 1, 2, 0, 1, 2, 1, 1, 1, 0, 1, 2, 1, 1, 0, 1, 1, 2, 1, 1),
    "care": (24, 22, 23, 21, 22, 20, 21, 19, 20, 19, 18, 17, 14, 14, 13, 13, 12, 13, 12, 11, 12, 13, 12, 12),
    "none": (2, 3, 2, 2, 3, 1, 2, 1, 2, 3, 2, 1, 2, 3, 2, 3, 4, 3, 2, 2, 3, 4, 3, 3),
}
_REPEAT_AFTER: Final = {
    "cp": (0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0),
    "cin": (1, 0, 1, 1, 1, 0, 1, 2, 1, 1, 0, 1, 1, 1, 0, 0, 1, 1, 2, 1, 2, 1, 1, 1, 2, 2, 2, 1, 2, 2, 2),
    "care": (8, 8, 9, 7, 7, 8, 7, 7, 8, 7, 6, 6, 7, 6, 4, 4, 5, 6, 6, 6, 6, 6, 5, 4, 5, 6, 6, 6, 6, 5, 5),
    "none": (1, 2, 1, 2, 2, 2, 1, 2, 2, 2, 1, 2, 2, 2, 1, 1, 2, 3, 3, 4, 4, 4, 3, 2, 3, 4, 4, 4, 4, 4, 4),
}
REPEAT: Final = {
    status: (*_REPEAT_BEFORE[status], *_REPEAT_PUBLISHED[status], *_REPEAT_AFTER[status])
    for status in ("care", "cp", "cin", "none")
}
# Per cent of the month's returns that were offered an interview. Published: April 2018 to January 2019, April to
# June 2021, and 98 on average in July 2020 to March 2021.
OFFERED: Final = (
    *(88, 87, 89, 90, 90, 91, 92, 90, 91, 92, 92, 90),
    *(92, 93, 92, 93, 94, 93, 92, 91, 93, 94, 93, 92),
    *(91, 93, 96, 100, 100, 100, 100, 100, 100, 97, 100, 79),
    *(58, 76, 90, 95, 97, 97, 98, 97, 98, 98, 97, 97),
    *(98, 97, 96, 96, 97, 98, 98, 98, 98, 98, 98, 98),
    *(98, 98, 98, 99, 99, 99, 98, None),
)
# Per cent of those offered for whom it was held. Published: January 2018 to January 2019, 56 on average in
# July 2020 to March 2021, 54 in April to June 2021.
HELD: Final = (
    *(38, 36, 39, 40, 41, 42, 40, 37, 41, 43, 42, 39),
    *(40, 41, 42, 43, 42, 44, 42, 40, 43, 45, 44, 41),
    *(40, 31, 43, 44, 58, 50, 50, 50, 42, 56, 47, 59),
    *(49, 47, 50, 52, 53, 51, 54, 52, 53, 55, 54, 52),
    *(55, 54, 53, 52, 54, 56, 57, 55, 58, 56, 54, 57),
    *(55, 58, 54, 53, 55, 54, 54, None),
)
# Of those who declined in the quarter April to June 2021: who did. Published to the whole per cent.
REFUSED_BY: Final = {"child": 48, "parent": 47}
TRUST_FOSTER_CHILDREN: Final = 8  # missing from the Trust's own foster carers, March to August 2021


@dataclass(frozen=True)
class Wanted:
    """What one month must come to. Shares are whole per cent; None where the month is still being worked."""

    month: Month
    begin: dict[str, int]
    at_end: int
    repeat: dict[str, int]
    offered: int | None
    held: int | None


def wanted() -> tuple[Wanted, ...]:
    """Every month from January 2016 to August 2021, oldest first."""
    return tuple(
        Wanted(
            month,
            {"care": CARE[n], "home": HOME[n], "other": OTHER[n]},
            AT_MONTH_END[n],
            {status: series[n] for status, series in REPEAT.items()},
            OFFERED[n],
            HELD[n],
        )
        for n, month in enumerate(MONTHS)
    )


def nearest(percent: int, of: int) -> int:
    """The count whose share of ``of`` is nearest to a whole per cent."""
    return (2 * percent * of + 100) // 200
