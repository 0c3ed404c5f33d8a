"""Housekeeping of sessions."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.access.sessions import SessionStore
from righthelp.foundation.jobs import Job


def ended_sessions_removed(now: datetime) -> None:
    """Remove the rows of sessions that have ended."""
    SessionStore.clear_expired()


JOBS = (Job("access.sessions", ended_sessions_removed, purpose="own desk", every="17 3 * * *"),)
