"""The missing team's regular work in the background."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.intake.models import Message, State
from righthelp.foundation.jobs import Job
from righthelp.practice.missing import intake
from righthelp.practice.missing.notices import KIND

AT_ONCE = 500


def read_waiting_again(now: datetime) -> str:
    """Read every waiting notice again: by now the register may know the child, or the times may be right."""
    waiting = list(Message.objects.filter(kind=KIND, state=State.WAITING).order_by("due_at", "pk"))
    for first in range(0, len(waiting), AT_ONCE):
        intake.take_in(waiting[first : first + AT_ONCE], now)
    left = Message.objects.filter(kind=KIND, state=State.WAITING).count()
    return f"{len(waiting)} waiting notices read again, {left} still wait"


JOBS = (Job("missing.read_waiting_again", read_waiting_again, purpose="missing response", every="*/15 * * * *"),)
