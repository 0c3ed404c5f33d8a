"""Claims on the adoption support fund: for which child, what help from whom, asked for and granted in pence."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.adoption.codes import Therapy
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Claim(models.Model):
    """One claim. ``granted`` is null until it was decided, and 0 when it was refused. Money is in pence."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    therapy = models.CharField(max_length=10, choices=Therapy)
    provider = models.CharField(max_length=160)
    need = models.TextField()
    asked = models.DateField()
    pence = models.PositiveIntegerField()
    decided = models.DateField(null=True)
    granted = models.PositiveIntegerField(null=True)
    decided_why = models.TextField(blank=True)
    withdrawn = models.DateField(null=True)
    withdrawn_why = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0) & ~Q(provider="") & ~Q(need=""), name="claim_says_what"),
            models.CheckConstraint(
                condition=Q(decided__isnull=True, granted__isnull=True)
                | Q(decided__gte=F("asked"), granted__isnull=False, granted__lte=F("pence")),
                name="claim_granted_at_most",
            ),
            models.CheckConstraint(
                condition=Q(granted__gt=0) | Q(granted__isnull=True) | ~Q(decided_why=""), name="claim_refused_says_why"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True) | (Q(decided__isnull=True) & ~Q(withdrawn_why="")),
                name="claim_withdrawn_says_why",
            ),
        ]
        indexes = [models.Index(fields=["child", "-asked"], name="claim_child")]


__all__ = ["Claim"]
