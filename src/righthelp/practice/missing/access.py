"""The ties to a child that come from a missing episode."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from righthelp.foundation.access.decision import Purpose, Relationship
from righthelp.foundation.access.models import Account
from righthelp.practice.missing.models import Episode, SampledInterview

TEAM_ROLES = frozenset({"missing_support_worker", "missing_coordinator", "missing_manager"})
DUTY_ROLES = frozenset({"front_door_officer"})


def missing_team(account: Account, now: datetime) -> QuerySet[Any, Any]:
    """Every child who has been missing, for the Exploitation and Missing team: the next notice may be about them."""
    episodes = Episode.objects.annotate(pk_of=F("child_id"))
    return episodes if TEAM_ROLES & set(account.roles) else episodes.none()


def on_duty(account: Account, now: datetime) -> QuerySet[Any, Any]:
    """Children missing now, for the front door, which has no missing team beside it at night."""
    missing_now = Episode.objects.filter(returned__isnull=True, cancelled__isnull=True)
    return (missing_now if DUTY_ROLES & set(account.roles) else missing_now.none()).annotate(pk_of=F("child_id"))


def sampled(account: Account, now: datetime) -> QuerySet[Any, Any]:
    """Children whose interview is in a sample that the quality auditor reads."""
    interviews = SampledInterview.objects.annotate(pk_of=F("interview__episode__child_id"))
    return interviews if "quality_auditor" in account.roles else interviews.none()


RELATIONSHIPS = (
    Relationship("missing team", "child", Purpose.MISSING, missing_team),
    Relationship("front door, child missing now", "child", Purpose.DUTY, on_duty),
    Relationship("sampled interview", "child", Purpose.AUDIT_SAMPLE, sampled),
)
