"""Relatives and friends who offer to care for a child, and are assessed; legal challenges; what was taken back."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.court.codes import Result, Subject, Suits
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class FamilyAssessment(Recorded):
    """One relative or friend for one child: asked for, whether they might (``viable``), the full assessment by the day
    the court set, what it found. ``ended``: it went no further, and why."""

    who = models.CharField(max_length=160)
    relation = models.CharField(max_length=80)
    asked = models.DateField()
    viable = models.DateField(null=True)
    viable_so = models.BooleanField(null=True)
    viable_why = models.TextField(blank=True)
    due = models.DateField(null=True)
    eve = models.DateField(null=True)
    full = models.DateField(null=True)
    found = models.CharField(max_length=4, choices=Suits, blank=True)
    found_why = models.TextField(blank=True)
    ended = models.DateField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(who="") & ~Q(relation=""), name="family_assessment_says_who"),
            models.CheckConstraint(
                condition=Q(viable__isnull=True, viable_so__isnull=True)
                | (Q(viable__gte=F("asked"), viable_so__isnull=False) & ~Q(viable_why="")),
                name="family_assessment_viable_says_why",
            ),
            models.CheckConstraint(
                condition=Q(due__isnull=True, eve__isnull=True)
                | Q(viable_so=True, due__gt=F("viable"), eve__lt=F("due")),
                name="family_assessment_full_when_viable",
            ),
            models.CheckConstraint(
                condition=Q(full__isnull=True, found="")
                | (Q(full__gte=F("viable"), due__isnull=False) & ~Q(found="") & ~Q(found_why="")),
                name="family_assessment_found_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | (Q(ended__gte=F("asked")) & ~Q(ended_why="")),
                name="family_assessment_ended_says_why",
            ),
            says_why("family_assessment"),
        ]
        indexes = [models.Index(fields=["child", "-asked"], name="family_assessment_child")]


@pghistory.track()
class Challenge(Recorded):
    """Somebody challenges in law what was done or decided for a child: about what, the answer, what came of it, and
    what is done differently since. ``ended``: it was over, or taken back, before an answer."""

    received = models.DateField()
    subject = models.CharField(max_length=10, choices=Subject)
    what = models.TextField()
    owner = models.CharField(max_length=120)
    answered = models.DateField(null=True)
    answer = models.TextField(blank=True)
    closed = models.DateField(null=True)
    result = models.CharField(max_length=8, choices=Result, blank=True)
    learned = models.TextField(blank=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(owner=""), name="legal_challenge_says_what"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | (Q(answered__gte=F("received")) & ~Q(answer="")),
                name="legal_challenge_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True, result="")
                | (Q(closed__gte=F("received")) & ~Q(result="") & ~Q(learned="")),
                name="legal_challenge_closed_says_how",
            ),
            says_why("legal_challenge"),
        ]
        indexes = [models.Index(fields=["child", "-received"], name="legal_challenge_child")]


@pghistory.track()
class TakenBack(models.Model):
    """Something of a child’s legal record was a mistake: ``what`` it said, and why it was taken back."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    why = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(what="") & ~Q(why=""), name="legal_taken_back_says_why")]
        indexes = [models.Index(fields=["child", "-at"], name="legal_taken_back_child")]


__all__ = ["Challenge", "FamilyAssessment", "TakenBack"]
