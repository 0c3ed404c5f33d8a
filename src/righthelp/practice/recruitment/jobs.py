"""Background work of recruitment."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.jobs import Job
from righthelp.practice.recruitment.record_starting import details_erased


def erased(now: datetime) -> str:
    """Erase the details of candidates whose day has come."""
    return f"{details_erased(now)} erased"


JOBS = (Job("recruitment.erased", erased, purpose="administration", every="10 4 * * *"),)
