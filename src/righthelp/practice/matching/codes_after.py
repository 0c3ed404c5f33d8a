"""What is said of a placement that ended before it was planned to."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import TextChoices

from righthelp.practice.care.codes_homes import TEMPORARY, Change

BROKE: Final = frozenset(each.value for each in Change if each not in (Change.PLANNED, Change.STATUS))
"""Reasons of the return by which a placement ended before it was planned to."""
NOT_A_PLACEMENT: Final = TEMPORARY
LONG_WAIT: Final = timedelta(days=28)
"""Local standard: after four weeks a disruption that nobody has looked at is shown in red."""


class Cause(TextChoices):
    """Why a placement broke down, as those who met about it see it; several may be true."""

    BEHAVIOUR = "behaviour", "How the child behaved was more than the carers could hold"
    MATCH = "match", "The home did not suit the child from the start"
    PLAN = "plan", "There was no plan, or it was not kept to"
    SUPPORT = "support", "Help for the carers did not come, or came late"
    MEETING = "meeting", "A planning meeting was not held"
    SCHOOL = "school", "No school, or school broke down"
    HEALTH = "health", "Health or mental health help was missing"
    FAMILY = "family", "Contact with the family"
    OTHERS = "others", "Other children in the home"
    MISSING = "missing", "Missing, or harm from people outside"
    CARERS = "carers", "What happened in the carers’ own life"
    CARE = "care", "How well the child was looked after"
    WISH = "wish", "The child did not want to be there"
    TOLD = "told", "The carers were not told what we knew"
