"""What a kind of report is: its sections, each with opening sentences, tables, claims to propose and words to
start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from righthelp.governance.reports import missing
from righthelp.governance.reports.figures import last_whole_month
from righthelp.governance.reports.sections import Section


@dataclass(frozen=True)
class ReportKind:
    """One of the house's standing reports."""

    code: str
    title: str
    readers: str
    sections: tuple[Section, ...]

    def heading(self, as_at: date) -> str:
        """The title with the last whole month it reports on."""
        return f"{self.title}: {last_whole_month(as_at)}"

    def section(self, key: str) -> Section:
        """Raises ``KeyError``."""
        return next(section for section in self.sections if section.key == key)


KINDS: Final[Mapping[str, ReportKind]] = {
    "missing": ReportKind("missing", "Children who go missing", "Overview and scrutiny committee", missing.SECTIONS),
}
"""Every kind of report, by explicit list."""
