"""The ties to a child that come from who works with them and who manages whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from righthelp.foundation.access.decision import Purpose, Relationship
from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.practice.workforce.models import Allocation

TAIL = timedelta(days=14)  # how long a record stays readable after the work has moved on

MANAGER_ROLES = frozenset({"team_manager", "missing_manager", "head_of_service", "director"})


def _live(now: datetime) -> Q:
    return Q(starts__lte=now) & (Q(ends__isnull=True) | Q(ends__gt=now - TAIL))


def allocated(account: Account, now: datetime) -> QuerySet[Any, Any]:
    """Children whose primary or co-worker the account's worker is, or was until two weeks ago."""
    mine = Allocation.objects.filter(_live(now), worker__account=account)
    return mine.annotate(pk_of=F("child_id"))


def managed(account: Account, now: datetime) -> QuerySet[Any, Any]:
    """Children allocated to a worker that the account manages, directly, through another manager, or by team."""
    if not MANAGER_ROLES & set(account.roles):
        return Allocation.objects.none().annotate(pk_of=F("child_id"))
    chain = (
        Q(worker__manager__account=account)
        | Q(worker__manager__manager__account=account)
        | Q(worker__team__manager__account=account)
    )
    return Allocation.objects.filter(_live(now) & chain).annotate(pk_of=F("child_id"))


def covering(account: Account, now: datetime) -> QuerySet[Any, Any]:
    """Children of a worker who is away today and whom the account's worker covers."""
    today = local_date(now)
    away = Q(
        worker__absences__cover__account=account,
        worker__absences__starts__lte=today,
        worker__absences__ends__gt=today,
    )
    return Allocation.objects.filter(_live(now) & away).annotate(pk_of=F("child_id"))


RELATIONSHIPS = (
    Relationship("allocated worker", "child", Purpose.ALLOCATED, allocated),
    Relationship("manager of the allocated worker", "child", Purpose.SUPERVISION, managed),
    Relationship("covering for the allocated worker", "child", Purpose.ALLOCATED, covering),
)
