"""The workforce's regular work in the background: what was recorded ahead takes effect on its day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from righthelp.foundation.calendar import local_date
from righthelp.foundation.jobs import Job
from righthelp.practice.workforce.models import Movement, TeamStanding
from righthelp.practice.workforce.movements_applied import apply_movement
from righthelp.practice.workforce.record_posts import stands


def days_that_have_come(now: datetime) -> str:
    """Carry out movements and changes of structure whose day is today or past, the earliest first."""
    today = local_date(now)
    waiting = Movement.objects.filter(applied__isnull=True, withdrawn__isnull=True, effective__lte=today)
    moved = 0
    for movement in waiting.order_by("effective", "pk"):
        with transaction.atomic():
            apply_movement(movement, now)
        moved += 1
    differs = (
        ~Q(team__name=F("name"))
        | ~Q(team__area=F("area"))
        | ~Q(team__locality=F("locality"))
        | Q(under__isnull=False, team__under__isnull=True)
        | Q(under__isnull=True, team__under__isnull=False)
        | ~Q(team__under=F("under"))
        | Q(manager__isnull=False, team__manager__isnull=True)
        | Q(manager__isnull=True, team__manager__isnull=False)
        | ~Q(team__manager=F("manager"))
    )
    present = TeamStanding.objects.filter(Q(ends__isnull=True) | Q(ends__gt=today), differs, starts__lte=today)
    changed = 0
    for standing in present:
        with transaction.atomic():
            stands(standing)
        changed += 1
    return f"{moved} movements took effect, {changed} teams stand elsewhere"


JOBS = (Job("workforce.days_that_have_come", days_that_have_come, purpose="supervision", every="* * * * *"),)
