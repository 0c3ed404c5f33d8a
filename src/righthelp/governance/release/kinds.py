"""The kinds of document that leave from here, by an explicit list. Each is made from the record for one recipient."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.documents.gate import Kind
from righthelp.governance.release.kind_letter import Letters
from righthelp.governance.release.kind_minutes import Minutes
from righthelp.governance.release.kind_plan import Plans
from righthelp.governance.release.kind_report import Reports

MINUTES: Final = Minutes()
PLAN: Final = Plans()
LETTER: Final = Letters()
REPORT: Final = Reports()
KINDS: Final[tuple[Kind, ...]] = (MINUTES, PLAN, LETTER, REPORT)

__all__ = ["KINDS", "LETTER", "MINUTES", "PLAN", "REPORT"]
