"""The agreement of parents that their child is accommodated (section 20), its reviews, and an objection to it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.court.codes import Aim, Capacity, Interpreter
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Consent(models.Model):
    """Who agreed to section 20 in one time in care (``care_id``). ``ended``: when the legal status there did.

    ``aim`` is the newest; the reviews keep what it was before.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="section_20")
    care_id = models.BigIntegerField()
    agreed = models.DateField()
    who = models.CharField(max_length=200)
    capacity = models.CharField(max_length=8, choices=Capacity)
    advised = models.BooleanField()
    interpreter = models.CharField(max_length=7, choices=Interpreter)
    aim = models.CharField(max_length=10, choices=Aim)
    plan = models.TextField()
    ended = models.DateField(null=True)
    objected = models.DateField(null=True)
    objected_by = models.CharField(max_length=200, blank=True)
    objection = models.TextField(blank=True)
    settled = models.DateField(null=True)
    settled_how = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["care_id"], name="consent_one_open", condition=Q(ended__isnull=True)),
            models.CheckConstraint(
                condition=Q(objected__isnull=True, settled__isnull=True)
                | (Q(objected__isnull=False) & ~Q(objected_by="") & ~Q(objection="")),
                name="consent_objection_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(settled__isnull=True) | (Q(settled__gte=F("objected")) & ~Q(settled_how="")),
                name="consent_settled_says_how",
            ),
        ]
        indexes = [models.Index(fields=["child", "-agreed"], name="court_consent_child")]


@pghistory.track()
class ConsentReview(models.Model):
    """From the agreement, or one review of it, to the next; once held, what was found."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="reviews")
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)
    aim = models.CharField(max_length=10, choices=Aim, null=True)
    note = models.TextField(blank=True)
    reviewer = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consent", "since"], name="consent_review_once"),
            models.CheckConstraint(
                condition=Q(held__isnull=True)
                | (Q(held__gt=F("since"), ended__isnull=True, aim__isnull=False, reviewer__isnull=False) & ~Q(note="")),
                name="consent_review_says_what",
            ),
        ]


__all__ = ["Consent", "ConsentReview"]
