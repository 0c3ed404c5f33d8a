"""Background work, on a queue that lives in the database.

An area declares its work in ``jobs.py`` as a tuple ``JOBS`` of :class:`Job`. Each run is a door like any
other: it reads the clock once, hands the moment on, and every change it makes carries the job's name and purpose
in history.
A job deferred inside a transaction exists only if that transaction commits.

    JOBS = (
        Job("missing.take_in", take_in_waiting, purpose="missing response", every="* * * * *"),
    )

``righthelp worker`` runs them. Each must be safe to run twice: after a crash it is.
"""

from __future__ import annotations

from righthelp.foundation.jobs.job import Job
from righthelp.foundation.jobs.queue import defer, jobs, on_app_ready, run

__all__ = ["Job", "defer", "jobs", "on_app_ready", "run"]
