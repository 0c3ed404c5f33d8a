"""Background work of child protection."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from righthelp.foundation.calendar import add_months, local_date
from righthelp.foundation.jobs import Job
from righthelp.practice.people.writing import locked
from righthelp.practice.protection import law
from righthelp.practice.protection.models import ProtectionPlan
from righthelp.practice.protection.stages import milestones_reached


def long_plans(now: datetime) -> str:
    """Open the milestones that running plans have come to: each is somebody’s to look at."""
    first = add_months(local_date(now), -min(law.MILESTONES))
    made = 0
    for plan in ProtectionPlan.objects.filter(ends__isnull=True, starts__lte=first, child__died_on__isnull=True):
        with transaction.atomic():
            locked(plan.child_id)
            held = ProtectionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
            made += len(milestones_reached(held, now))
    return f"{made} opened"


JOBS = (Job("protection.long_plans", long_plans, purpose="supervision", every="50 4 * * *"),)
