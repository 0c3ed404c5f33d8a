"""The inbox's regular work."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.intake.inbox import take_in_received
from righthelp.foundation.jobs import Job


def replay(now: datetime) -> str:
    """Take in whatever was received and, through a crash, not taken in."""
    return f"{take_in_received(now)} messages taken in again"


JOBS = (Job("intake.replay", replay, purpose="missing response", every="* * * * *"),)
