"""Housekeeping of accounts."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.jobs import Job
from righthelp.foundation.sign_in import record


def left_alone_put_to_sleep(now: datetime) -> None:
    """Accounts that nobody has used for thirty days may not sign in until they are woken."""
    record.put_to_sleep(now=now)


JOBS = (Job("sign_in.dormant", left_alone_put_to_sleep, purpose="own desk", every="41 2 * * *"),)
