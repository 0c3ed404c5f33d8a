"""The house's own regular work, which belongs to no area."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from righthelp.foundation.jobs.job import Job
from righthelp.foundation.journey import Passed, sweep


def sweep_due_moments(now: datetime) -> str:
    """Mark every clock whose moment has passed; the desk shows what is marked.

    Each clock is worked out again from its facts before it is marked, so that nobody is troubled by a duty
    already done.
    """

    def marked(_: Passed) -> None:
        """Nothing more: the mark is the news, and the desk looks for it."""

    swept = sweep(now, marked)
    return f"{swept.overdue} overdue, {swept.warned} warned, {swept.moved} moved, {len(swept.failed)} failed"


HOUSE_JOBS: Final = (Job("house.sweep", sweep_due_moments, purpose="duty or screening", every="* * * * *"),)
