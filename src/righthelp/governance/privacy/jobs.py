"""The nightly work of the privacy room."""

from __future__ import annotations

from datetime import datetime, timedelta

from righthelp.foundation.calendar import local_date
from righthelp.foundation.jobs import Job
from righthelp.governance.privacy import record
from righthelp.governance.privacy.likeness import likenesses
from righthelp.governance.privacy.patterns import patterns


def conflicts_sought(now: datetime) -> str:
    """Compare workers' details with the register."""
    return f"{record.suspected(likenesses(now), now=now)} new"


def audit_read(now: datetime) -> str:
    """Look for what needs explaining in the audit of yesterday and today so far."""
    today = local_date(now)
    found = [each for day in (today - timedelta(days=1), today) for each in patterns(day, now)]
    return f"{record.found(found, now=now)} new"


JOBS = (
    Job("privacy.conflicts", conflicts_sought, purpose="privacy review", every="40 2 * * *"),
    Job("privacy.patterns", audit_read, purpose="privacy review", every="10 3 * * *"),
)
