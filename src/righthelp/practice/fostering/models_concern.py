"""Concerns about a household, kept apart from its record: only those dealing and the fostering managers open one."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import Held
from righthelp.practice.fostering.codes import OF_ALLEGATIONS, Matter, Outcome
from righthelp.practice.fostering.models_household import Household
from righthelp.practice.people.models import Person, Tier
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Concern(models.Model):
    """An allegation, or another concern, about a household. ``deals``: who deals with it, which opens it to them.

    ``referred``: the moment of telling the designated officer for allegations. ``held``: the places held back while it
    lasts. ``support``: who stands by the carers. ``reopened_why``: why an outcome was taken back.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="concerns")
    matter = models.CharField(max_length=8, choices=Matter)
    known = models.DateTimeField()
    said = models.TextField()
    child = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    deals = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    referred = models.DateTimeField(null=True)
    strategy = models.DateField(null=True)
    support = models.TextField(blank=True)
    held = models.OneToOneField(Held, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, null=True)
    closed = models.DateField(null=True)
    outcome_why = models.TextField(blank=True)
    reopened_why = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    tier = models.SmallIntegerField(choices=Tier, default=Tier.CASE)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(said=""), name="foster_concern_says_something"),
            models.CheckConstraint(
                condition=Q(referred__isnull=True) | Q(referred__gte=F("known")), name="foster_concern_referred_after"
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True, outcome__isnull=True)
                | Q(closed__isnull=False, outcome__isnull=False) & ~Q(outcome_why=""),
                name="foster_concern_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True)
                | Q(matter=Matter.ALLEGATION.value, outcome__in=sorted(OF_ALLEGATIONS))
                | ~Q(matter=Matter.ALLEGATION.value) & ~Q(outcome__in=sorted(OF_ALLEGATIONS)),
                name="foster_concern_outcome_of_its_kind",
            ),
        ]
        indexes = [models.Index(fields=["household"], name="foster_concern_household")]


__all__ = ["Concern"]
