"""What the desk keeps of its own: which alerts an account has seen, and what somebody marked in a child's timeline."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from righthelp.practice.people.models import Person


class Seen(models.Model):
    """An account has seen one alert. Alerts themselves are read from facts; ``key`` names the fact."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="seen_once")]


@pghistory.track()
class Marked(models.Model):
    """Somebody marked an event of a child's timeline as significant, and why. ``entry`` names the event."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="marked")
    entry = models.CharField(max_length=40)
    note = models.CharField(max_length=400)
    marked = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unmarked = models.DateTimeField(null=True)
    unmarked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "entry"], name="timeline_marked_once", condition=Q(unmarked__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(note=""), name="timeline_marked_says_why"),
            models.CheckConstraint(
                condition=Q(unmarked__isnull=True, unmarked_by__isnull=True)
                | Q(unmarked__isnull=False, unmarked_by__isnull=False),
                name="timeline_unmarked_by_somebody",
            ),
        ]
