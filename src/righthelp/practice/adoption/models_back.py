"""Somebody asks to take a decision, a panel, a match or an order back as a mistake; somebody else agrees, or not."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.adoption.codes import Back
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class TakingBack(models.Model):
    """One thing recorded by mistake: ``said`` is what was recorded, which stays readable here. It stands until
    somebody other than ``asked_by`` agrees; whoever asked may think better of it."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("adoption.Adopting", on_delete=models.PROTECT, related_name="taken_back")
    link = models.ForeignKey("adoption.Linked", on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=8, choices=Back)
    said = models.TextField()
    why = models.TextField()
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    declined_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "link", "what"],
                name="taking_back_asked_once",
                condition=Q(answered__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=~Q(said="") & ~Q(why=""), name="taking_back_says_why"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True, answered_by__isnull=True, declined_why="")
                | Q(answered__gte=F("asked"), answered_by__isnull=False),
                name="taking_back_answered_once",
            ),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | ~Q(declined_why="") | ~Q(answered_by=F("asked_by")),
                name="taking_back_by_two",
            ),
        ]
        indexes = [models.Index(fields=["child"], name="taking_back_child")]


__all__ = ["TakingBack"]
