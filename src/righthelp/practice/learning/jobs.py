"""Background work of learning."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from righthelp.foundation.calendar import local_date
from righthelp.foundation.jobs import Job
from righthelp.foundation.journey import settle
from righthelp.practice.learning.journey import Training
from righthelp.practice.learning.queries_mine import RELEASED


def released(now: datetime) -> str:
    """Let go of training that is no longer asked of somebody who moved or left, and ask it again of who came back."""
    given = {"day": local_date(now), "now": now, "teams": None, "worker": None}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(RELEASED, given)
        changed = [pk for (pk,) in cursor.fetchall()]
        settle(Training, changed, now)
    return f"{len(changed)} changed"


JOBS = (Job("learning.released", released, purpose="supervision", every="50 4 * * *"),)
