"""How good assessments are: practice standards checked on each, audits in cycles; and short-term work afterwards."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from righthelp.practice.assessment.codes import Grade, Met, ShortEnding
from righthelp.practice.assessment.models import Assessment
from righthelp.practice.people.models import DateRange, Person, ends_after_start
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Standard(models.Model):
    """A practice standard, from a day (inclusive) to a day (exclusive). A new meaning is a new standard."""

    name = models.CharField(max_length=80)
    ask = models.CharField(max_length=300)
    place = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(ask=""), name="assessment_standard_says_what"),
            ends_after_start("assessment_standard_ends_after_start"),
            ExclusionConstraint(
                name="assessment_standard_place_once",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    (DateRange("starts", "ends"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class StandardCheck(models.Model):
    """Whether one standard is met in one assessment, as the manager last found."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="checks")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")
    met = models.CharField(max_length=6, choices=Met)
    note = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "standard"], name="assessment_check_once"),
            models.CheckConstraint(condition=Q(met="yes") | ~Q(note=""), name="assessment_check_says_what_lacks"),
        ]


@pghistory.track()
class Cycle(models.Model):
    """One round of audits: assessments authorised in a span of days, a number of them drawn, shared among managers."""

    name = models.CharField(max_length=60, unique=True)
    since = models.DateField()
    until = models.DateField()
    wanted = models.PositiveSmallIntegerField()
    drawn = models.DateTimeField()
    drawn_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    closed = models.DateTimeField(null=True)
    learned = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="assessment_cycle_has_days"),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | ~Q(learned=""), name="assessment_cycle_closed_says_what"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Audit(models.Model):
    """One assessment read again in a cycle, by a manager who neither wrote nor authorised it; perhaps looked at again
    by the head of service (a dip sample), whose grade stands beside the manager’s."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="audits")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="audits")
    auditor = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    done = models.DateTimeField(null=True)
    grade = models.CharField(max_length=10, choices=Grade, null=True)
    well = models.TextField(blank=True)
    better = models.TextField(blank=True)
    dipped = models.DateTimeField(null=True)
    dipped_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    dip_grade = models.CharField(max_length=10, choices=Grade, null=True)
    dip_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "assessment"], name="assessment_audit_once"),
            models.CheckConstraint(
                condition=Q(done__isnull=True, grade__isnull=True)
                | (Q(done__isnull=False, grade__isnull=False) & ~Q(well="") & ~Q(better="")),
                name="assessment_audit_says_why",
            ),
            models.CheckConstraint(
                condition=Q(dipped__isnull=True, dipped_by__isnull=True, dip_grade__isnull=True)
                | (
                    Q(dipped__gte=F("done"), done__isnull=False, dipped_by__isnull=False, dip_grade__isnull=False)
                    & ~Q(dip_note="")
                ),
                name="assessment_dip_of_one_done",
            ),
            models.CheckConstraint(
                condition=Q(dipped_by__isnull=True) | ~Q(dipped_by=F("auditor")), name="assessment_dip_by_another"
            ),
        ]
        indexes = [
            models.Index(fields=["auditor"], name="assessment_audit_open", condition=Q(done__isnull=True)),
            models.Index(fields=["assessment"], name="assessment_audit_of"),
        ]


@pghistory.track()
class ShortTerm(models.Model):
    """Short-term work by the assessment team after an assessment: what for, until when, and how it ended."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="short_term")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what_for = models.TextField()
    agreed = models.CharField(max_length=300)
    starts = models.DateField()
    until = models.DateField()
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    ended = models.DateField(null=True)
    ending = models.CharField(max_length=10, choices=ShortEnding, null=True)
    ending_why = models.CharField(max_length=400, blank=True)
    lead = models.CharField(max_length=160, blank=True)
    ended_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what_for="") & ~Q(agreed=""), name="assessment_short_says_what_for"),
            models.CheckConstraint(condition=Q(until__gt=F("starts")), name="assessment_short_until_after_start"),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, ending__isnull=True, ended_by__isnull=True)
                | (Q(ended__gte=F("starts"), ending__isnull=False, ended_by__isnull=False) & ~Q(ending_why="")),
                name="assessment_short_ending_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(ending="early-help") | ~Q(lead=""), name="assessment_short_step_down_has_lead"
            ),
        ]
        indexes = [models.Index(fields=["child"], name="assessment_short_child")]
