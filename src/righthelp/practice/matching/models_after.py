"""What was learned when a placement ended before it was planned to."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from righthelp.practice.care.models import Stay
from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.casework.models import Meeting
from righthelp.practice.matching.codes_after import Cause


@pghistory.track()
class Disruption(Recorded):
    """A placement broke down: the meeting about it (who came and who does what stand there), its causes and what was
    learned; or why no meeting is held (``none_why``). ``stay`` is the stay that ended."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="disruptions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="disruptions")
    none_why = models.TextField(blank=True)
    learned_on = models.DateField(null=True)
    causes = ArrayField(models.CharField(max_length=9, choices=Cause), default=list, blank=True)
    learned = models.TextField(blank=True)
    child_says = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stay"], name="disruption_once", condition=Q(withdrawn__isnull=True)),
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, none_why="") | (Q(meeting__isnull=True) & ~Q(none_why="")),
                name="disruption_meets_or_says_why",
            ),
            models.CheckConstraint(
                condition=Q(learned_on__isnull=True, causes=[], learned="")
                | (Q(learned_on__isnull=False, meeting__isnull=False) & ~Q(causes=[]) & ~Q(learned="")),
                name="disruption_learned_says_what",
            ),
            says_why("disruption"),
        ]
        indexes = [models.Index(fields=["child", "-recorded"], name="disruption_child")]


__all__ = ["Disruption"]
