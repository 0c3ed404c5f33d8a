"""The steps of induction, probation and the first year in practice, and when each is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from righthelp.foundation.calendar import add_months
from righthelp.practice.workforce.models_standing import MilestoneKind


@dataclass(frozen=True)
class Step:
    """A step of a programme: due some days or months after the first day at work."""

    code: str
    words: str
    days: int = 0
    months: int = 0
    practice: bool = False  # only for those who hold children's work

    def due(self, starts: date) -> date:
        """The last day on which it is in time."""
        return add_months(starts, self.months) + timedelta(days=self.days)


STEPS: Final[dict[str, tuple[Step, ...]]] = {
    MilestoneKind.INDUCTION: (
        Step("welcome", "Welcome, equipment and sign-in", days=1),
        Step("confidential", "Data protection and confidentiality", days=5),
        Step("safeguarding", "Safeguarding: whom to tell, and how", days=5),
        Step("manager", "First supervision with the manager", days=14),
        Step("right-help", "Right Help, Right Time: the threshold model", days=28),
        Step("system", "Recording: what a good record is", days=28),
        Step("shadow", "Visits together with a colleague", days=28, practice=True),
        Step("practice-model", "Relationship-based and systemic practice", days=84, practice=True),
        Step("complete", "Induction complete, agreed by both", days=84),
    ),
    MilestoneKind.PROBATION: (
        Step("month-3", "Review after three months", months=3),
        Step("month-6", "Probation ends: confirmed, longer or not confirmed", months=6),
    ),
    MilestoneKind.FIRST_YEAR: (
        Step("agreement", "Learning and support agreement", days=14),
        Step("month-3", "Review after three months", months=3),
        Step("month-6", "Interim assessment after six months", months=6),
        Step("month-9", "Review after nine months", months=9),
        Step("month-12", "Final assessment after twelve months", months=12),
    ),
}

OUTCOMES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    MilestoneKind.INDUCTION: (),
    MilestoneKind.PROBATION: (
        ("on-course", "On course"),
        ("longer", "Probation is longer"),
        ("confirmed", "Confirmed"),
    ),
    MilestoneKind.FIRST_YEAR: (
        ("on-course", "On course"),
        ("needs-help", "Needs more help"),
        ("passed", "Passed"),
        ("not-passed", "Not passed"),
    ),
}


def step(kind: str, code: str) -> Step:
    """A step by its programme and code. Raises KeyError for one that does not exist."""
    for each in STEPS[kind]:
        if each.code == code:
            return each
    raise KeyError(code)


def planned(kind: str, starts: date, *, practice: bool) -> Iterator[tuple[str, date]]:
    """The steps of a programme that begins on a day, each with the day it is due."""
    for each in STEPS[kind]:
        if practice or not each.practice:
            yield each.code, each.due(starts)
