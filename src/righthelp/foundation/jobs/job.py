"""A job, as an area declares it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Job:
    """A piece of background work.

    ``does(now)`` does it and returns a short sentence or number for the log, without personal data.
    ``purpose`` is written into the history of every row it changes. ``every`` is a cron line (UTC) for work
    done regularly; empty for work that is only deferred. Two runs of the same job never overlap.
    """

    name: str
    does: Callable[[datetime], object]
    purpose: str
    every: str = ""
