"""Acting once on each clock whose moment has come.

The sweeper takes one stored due moment at a time, works its clock out again from the facts, and only then
acts. A clock that was moved, met or excused in the meantime is put right and nobody is troubled. Any number
of sweepers may run.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from righthelp.foundation.journey.binding import registry
from righthelp.foundation.journey.clocks import Clock
from righthelp.foundation.journey.errors import NotBound
from righthelp.foundation.journey.reading import load
from righthelp.foundation.journey.settling import computed, settle_alone

if TYPE_CHECKING:
    from righthelp.foundation.journey.models import DueMoment

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Passed:
    """A clock that somebody should hear about: about to fall due (``warning``), or overdue."""

    clock: Clock
    episode_id: int
    subject_id: int | None
    due_at: datetime
    warning: bool


@dataclass(slots=True)
class Swept:
    """What a sweep did: acts on overdue clocks, acts on clocks about to fall due, rows put right, and acts
    that failed.
    """

    overdue: int = 0
    warned: int = 0
    moved: int = 0
    failed: list[int] = field(default_factory=list)
    """Ids of due moments whose act raised. They are as they were, and the next sweep tries again."""


def sweep(now: datetime, act: Callable[[Passed], None], *, limit: int = 10_000) -> Swept:
    """Act on every clock that is overdue, or due for its warning, and has not been acted on.

    ``act`` runs in the transaction that marks the row, so what it writes and the mark stand or fall together;
    an act that raises leaves its row for the next sweep and does not stop the others. At most ``limit`` rows.
    """
    swept = Swept()
    for warning in (False, True):
        for _ in range(limit):
            if not _sweep_one(now, act, swept, warning=warning):
                break
    return swept


def _sweep_one(now: datetime, act: Callable[[Passed], None], swept: Swept, *, warning: bool) -> bool:
    """Take one row that is to be swept; False when there is none left."""
    claimed: DueMoment | None = None
    try:
        with transaction.atomic():
            claimed = _claim(now, swept.failed, warning=warning)
            if claimed is None:
                return False
            clock = _still_standing(claimed, now)
            if clock is None:
                swept.moved += 1
                return True
            if warning:
                claimed.warned_at = now
            else:
                claimed.passed_at = now
            claimed.save(update_fields=["warned_at" if warning else "passed_at"])
            act(Passed(clock, claimed.episode_id, claimed.subject_id, claimed.due_at, warning))
    except Exception as problem:
        if claimed is None:
            raise
        # The kind of error only: its text may hold what somebody wrote about a child.
        logger.error("The act on due moment %s failed with %s.", claimed.pk, type(problem).__name__)
        swept.failed.append(claimed.pk)
    else:
        if warning:
            swept.warned += 1
        else:
            swept.overdue += 1
    return True


def _claim(now: datetime, failed: list[int], *, warning: bool) -> "DueMoment | None":
    """The next row to sweep, locked against every other sweeper and against the verb that might move it."""
    rows = apps.get_model("journey", "DueMoment")._default_manager.select_for_update(skip_locked=True)
    waiting = Q(warned_at=None, warns_at__lte=now, due_at__gte=now) if warning else Q(passed_at=None, due_at__lt=now)
    found: DueMoment | None = (
        rows.filter(waiting).exclude(pk__in=failed).order_by("warns_at" if warning else "due_at").first()
    )
    return found


def _still_standing(claimed: "DueMoment", now: datetime) -> Clock | None:
    """The clock of a claimed row, if the facts still say what the row says; otherwise None, and the row is
    put right.
    """
    try:
        clock = registry.clock(claimed.clock)
    except NotBound:  # a clock that is no longer defined: nothing is due by it
        claimed.delete()
        return None
    binding = registry.binding(clock.journey)
    due = [row for row in computed(binding, load(binding, ids=[claimed.episode_id]), now) if row.clock == clock.code]
    if due and (due[0].due_at, due[0].warns_at) == (claimed.due_at, claimed.warns_at):
        return clock
    settle_alone(binding, [claimed.episode_id], now)
    return None
