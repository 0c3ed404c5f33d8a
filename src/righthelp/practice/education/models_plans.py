"""Education, health and care plans, and children who have one and are out of school."""

from __future__ import annotations

from datetime import timedelta

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.education.codes import AskedBy, Excepted, Refused, Sector, Seen, WhyOut
from righthelp.practice.education.law import ISSUE_DAYS
from righthelp.practice.people.models import Person, ends_after_start, no_overlap


@pghistory.track()
class PlanAsked(Recorded):
    """A plan from the request for an assessment to the day it ceases. ``refused`` is the day of a decision against, or
    on which the request was taken back. ``miles`` is the way from home to the provision, as far as known."""

    requested = models.DateField()
    asked_by = models.CharField(max_length=6, choices=AskedBy)
    answered = models.DateField(null=True)
    issued = models.DateField(null=True)
    refused = models.DateField(null=True)
    refused_what = models.CharField(max_length=6, choices=Refused, null=True)
    refused_why = models.TextField(blank=True)
    excepted = models.DateField(null=True)
    exception = models.CharField(max_length=8, choices=Excepted, null=True)
    exception_note = models.TextField(blank=True)
    ceased = models.DateField(null=True)
    ceased_why = models.CharField(max_length=300, blank=True)
    sector = models.CharField(max_length=11, choices=Sector, null=True)
    miles = models.DecimalField(max_digits=4, decimal_places=1, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(answered__isnull=True) | Q(answered__gte=F("requested")))
                & (Q(issued__isnull=True) | Q(issued__gte=F("answered"))),
                name="school_plan_in_order",
            ),
            models.CheckConstraint(
                condition=Q(issued__isnull=True) | Q(answered__isnull=False), name="school_plan_assessed_first"
            ),
            models.CheckConstraint(
                condition=Q(refused__isnull=True) | (Q(refused__gte=F("requested"), issued__isnull=True)),
                name="school_plan_refused_or_issued",
            ),
            models.CheckConstraint(
                condition=Q(refused_what__isnull=True) | (Q(refused__isnull=False) & ~Q(refused_why="")),
                name="school_plan_refused_says_why",
            ),
            models.CheckConstraint(
                condition=Q(excepted__isnull=True, exception__isnull=True)
                | (Q(excepted__gte=F("requested"), exception__isnull=False) & ~Q(exception_note="")),
                name="school_plan_exception_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ceased__isnull=True) | (Q(ceased__gte=F("issued")) & ~Q(ceased_why="")),
                name="school_plan_ceased_says_why",
            ),
            models.UniqueConstraint(
                fields=["child"],
                name="school_plan_one_open",
                condition=Q(refused__isnull=True, ceased__isnull=True, withdrawn__isnull=True),
            ),
            says_why("school_plan"),
        ]
        indexes = [
            models.Index(fields=["child", "-requested"], name="school_plan_child"),
            models.Index(fields=["issued"], name="school_plan_issued"),
        ]

    @property
    def in_time(self) -> bool | None:
        """Whether the plan was issued within 20 weeks of the request; None before it is issued."""
        return self.issued <= self.requested + timedelta(days=ISSUE_DAYS) if self.issued else None


@pghistory.track()
class OutOfSchool(Recorded):
    """A child with a plan is out of school, from a day to a day, and what they have instead for now."""

    plan = models.ForeignKey(PlanAsked, on_delete=models.PROTECT, related_name="out")
    starts = models.DateField()
    ends = models.DateField(null=True)
    why = models.CharField(max_length=8, choices=WhyOut)
    interim = models.CharField(max_length=300, blank=True)
    interim_since = models.DateField(null=True)
    hours = models.PositiveSmallIntegerField(null=True)
    ended_how = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ends_after_start("school_out_ends_after_start"),
            no_overlap("school_out_once", "child", condition=Q(withdrawn__isnull=True)),
            models.CheckConstraint(
                condition=Q(interim_since__isnull=True) | ~Q(interim=""), name="school_out_interim_says_what"
            ),
            models.CheckConstraint(condition=Q(ends__isnull=True) | ~Q(ended_how=""), name="school_out_end_says_how"),
            says_why("school_out"),
        ]


@pghistory.track()
class Checked(Recorded):
    """A weekly check of a child with a plan who is out of school."""

    out = models.ForeignKey(OutOfSchool, on_delete=models.PROTECT, related_name="checks")
    on = models.DateField()
    seen = models.CharField(max_length=5, choices=Seen)
    note = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="school_check_says_what"),
            says_why("school_check"),
        ]
        indexes = [models.Index(fields=["out", "on"], name="school_check_out")]


@pghistory.track()
class CheckDue(models.Model):
    """From one weekly check to the next; drawn anew, never typed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    out = models.ForeignKey(OutOfSchool, on_delete=models.PROTECT, related_name="due")
    place = models.PositiveSmallIntegerField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["out", "place"], name="school_check_due_once")]
        indexes = [models.Index(fields=["child"], name="school_check_due_child")]
