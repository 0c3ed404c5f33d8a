"""Personal education plans, what is due of them, and attainment."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import InCare
from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.people.models import Person
from righthelp.practice.virtual_school.codes import CRITERIA_CODES, Due, Level, Rating, Stage, Subject
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Pep(Recorded):
    """A personal education plan: one each term, in the child's words. ``attendance`` in percent of the term so far,
    ``suspended`` in days; money in pounds. ``met``: the criteria it meets, when it is rated."""

    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="education_plans")
    term = models.CharField(max_length=6)
    held = models.DateField()
    group = models.SmallIntegerField(null=True)
    school = models.CharField(max_length=160)
    words = models.TextField()
    needs = models.TextField()
    english = models.CharField(max_length=8, choices=Level)
    english_target = models.CharField(max_length=300)
    maths = models.CharField(max_length=8, choices=Level)
    maths_target = models.CharField(max_length=300)
    attendance = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    suspended = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    excluded = models.BooleanField(default=False)
    premium_for = models.TextField(blank=True)
    premium_asked = models.PositiveIntegerField(default=0)
    premium_spent = models.PositiveIntegerField(null=True)
    premium_came = models.TextField(blank=True)
    rating = models.CharField(max_length=11, choices=Rating, null=True)
    rated = models.DateField(null=True)
    rated_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    rated_why = models.TextField(blank=True)
    met = ArrayField(models.CharField(max_length=8), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["care", "term"], name="pep_once_a_term", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(words="") & ~Q(needs=""), name="pep_says_what"),
            models.CheckConstraint(
                condition=Q(attendance__isnull=True) | Q(attendance__gte=0, attendance__lte=100),
                name="pep_attendance_in_percent",
            ),
            models.CheckConstraint(condition=Q(premium_asked=0) | ~Q(premium_for=""), name="pep_premium_says_for_what"),
            models.CheckConstraint(
                condition=Q(premium_spent__isnull=True) | ~Q(premium_came=""), name="pep_premium_says_what_came"
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True, rated__isnull=True, rated_by__isnull=True)
                | (
                    Q(rating__isnull=False, rated__gte=F("held"), rated_by__isnull=False)
                    & ~Q(rated_why="")
                    & ~Q(rated_by=F("recorded_by"))
                ),
                name="pep_rated_by_another",
            ),
            models.CheckConstraint(condition=Q(met__contained_by=list(CRITERIA_CODES)), name="pep_criteria"),
            says_why("pep"),
        ]
        indexes = [
            models.Index(fields=["child", "-held"], name="pep_child"),
            models.Index(fields=["term"], name="pep_term"),
        ]


@pghistory.track()
class PepDue(models.Model):
    """From one plan to the next, in one time in care; drawn anew, never typed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="education_due")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Due)
    since = models.DateField()
    eve = models.DateField(null=True)
    held = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["care", "place"], name="pep_due_once")]
        indexes = [models.Index(fields=["child"], name="pep_due_child")]


@pghistory.track()
class Result(Recorded):
    """What a child attained at the end of a key stage. ``reached``: the standard that is expected of everybody."""

    stage = models.CharField(max_length=7, choices=Stage)
    subject = models.CharField(max_length=7, choices=Subject)
    year = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=40)
    reached = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "stage", "subject", "year"], name="result_once", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2100), name="result_year"),
            models.CheckConstraint(condition=~Q(grade=""), name="result_says_grade"),
            says_why("result"),
        ]


__all__ = ["Pep", "PepDue", "Result"]
