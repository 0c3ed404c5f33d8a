"""Figures that remember what was asked of them: what a report stands on, to be frozen when it is published."""

from __future__ import annotations

from dataclasses import dataclass, field

from righthelp.governance.reports.figures import Figures
from righthelp.insight.indicators.figures import Series


@dataclass
class Recording:
    """A source that notes every series read from it."""

    source: Figures
    asked: dict[tuple[str, int, str], Series] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.as_at = self.source.as_at

    def series(self, code: str, months: int = 13, by: str = "") -> Series:
        found = self.source.series(code, months, by)
        self.asked[found.indicator.code, months, by] = found
        return found

    def longest(self) -> dict[tuple[str, int, str], Series]:
        """The longest series asked of each indicator and breakdown: the shorter ones are its last months."""
        kept: dict[tuple[str, str], tuple[str, int, str]] = {}
        for key in self.asked:
            code, months, by = key
            if (code, by) not in kept or kept[code, by][1] < months:
                kept[code, by] = key
        return {key: self.asked[key] for key in kept.values()}
