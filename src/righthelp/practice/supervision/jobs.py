"""Background work of supervision."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.jobs import Job
from righthelp.practice.supervision.calling import months_called, months_due


def called(now: datetime) -> str:
    """Call the month's supervision for everybody, and excuse who was away all month or left."""
    return f"{sum(months_called(month=month, now=now) for month in months_due(now))} called"


JOBS = (Job("supervision.called", called, purpose="supervision", every="35 4 * * *"),)
