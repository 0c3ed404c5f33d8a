"""What was published before Right Help counted, and whether our counting comes to the same.

``published.csv`` holds the figures that the scrutiny paper of March 2019 printed about missing children, as at
31 January
2019. A share agrees when it is the same whole per cent.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from righthelp.foundation.calendar import Month
from righthelp.governance.reports.claims import yearly_averages
from righthelp.governance.reports.figures import Figures
from righthelp.insight.indicators.figures import whole

AS_AT: Final = date(2019, 1, 31)
_FILE: Final = Path(__file__).with_name("published.csv")
_FOUR_YEARS: Final = 48


@dataclass(frozen=True)
class Compared:
    """A published figure beside ours; ``computed`` is None when we have nothing to count."""

    source: str
    code: str
    measure: str
    group: str
    month: str
    published: int
    computed: int | None

    @property
    def agrees(self) -> bool:
        return self.published == self.computed


def compared(figures: Figures) -> Iterator[Compared]:
    """Every published figure with ours, in the order of the paper."""
    with _FILE.open(newline="") as lines:
        for row in csv.DictReader(lines):
            value = _computed(figures, row["code"], row["measure"], row["by"], row["group"], Month.parse(row["month"]))
            yield Compared(
                row["source"], row["code"], row["measure"], row["group"], row["month"], int(row["value"]), value
            )


def _computed(figures: Figures, code: str, measure: str, by: str, group: str, month: Month) -> int | None:
    if measure == "average of year":
        return dict(yearly_averages(figures.series(code, _FOUR_YEARS))).get(month.year)
    series = figures.series(code, 13, by)
    if measure == "change on year":
        before = series.year_before
        return None if before is None else series.latest.numerator - before.numerator
    points = series.of_group(group) if by else series.points
    value = next((point.value for point in points if point.month == month), None)
    return None if value is None else whole(value)
