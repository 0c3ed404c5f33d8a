"""What a worker brings and must keep: qualifications, registration, checks, induction and first year, working days."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.access.models import Account
from righthelp.practice.workforce.models_posts import PERIOD, ends_after


class QualificationKind(models.TextChoices):
    """What somebody is qualified as."""

    SOCIAL_WORK = "social-work", "Social work (degree, diploma or their predecessors)"
    PRACTICE_EDUCATOR = "practice-educator", "Practice educator"
    SYSTEMIC = "systemic", "Systemic practice"
    BEST_INTERESTS = "best-interests", "Best interests assessor"
    MENTAL_HEALTH = "mental-health", "Approved mental health professional"
    YOUTH_WORK = "youth-work", "Youth work"
    TEACHING = "teaching", "Teaching"
    MANAGEMENT = "management", "Leadership and management"
    OTHER = "other", "Another"


@pghistory.track()
class Qualification(models.Model):
    """A qualification that somebody has seen the certificate of."""

    worker = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="qualifications")
    kind = models.CharField(max_length=20, choices=QualificationKind)
    title = models.CharField(max_length=120)
    awarded_by = models.CharField(max_length=120, blank=True)
    awarded = models.DateField()
    seen = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seen__gte=F("awarded")), name="qualification_seen_after_award"),
            models.UniqueConstraint(fields=["worker", "kind", "title", "awarded"], name="qualification_once"),
        ]


class Regulator(models.TextChoices):
    """Who keeps the register of social workers in England."""

    HCPC = "hcpc", "Health and Care Professions Council (until December 2019)"
    SWE = "swe", "Social Work England"


@pghistory.track()
class Registration(models.Model):
    """A worker stands in the register of social workers from a day to a day (the last not included).

    Social Work England renews each year; a registration not renewed by 30 November ends with that day.
    """

    worker = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="registrations")
    regulator = models.CharField(max_length=4, choices=Regulator, default=Regulator.SWE)
    number = models.CharField(max_length=10)
    starts = models.DateField()
    ends = models.DateField()
    conditions = models.CharField(max_length=300, blank=True)
    checked = models.DateField()  # the day somebody looked in the public register

    class Meta:
        constraints = [
            ends_after("social_work_registration_ends"),
            models.CheckConstraint(condition=Q(number__regex=r"^SW[1-9][0-9]{0,6}$"), name="registration_number"),
            ExclusionConstraint(
                name="registration_one_at_a_time", expressions=[("worker", RangeOperators.EQUAL), PERIOD]
            ),
            ExclusionConstraint(
                name="registration_of_one_worker",
                expressions=[("number", RangeOperators.EQUAL), PERIOD, ("worker", RangeOperators.NOT_EQUAL)],
            ),
        ]
        indexes = [models.Index(fields=["ends"], name="social_work_registration_last")]


@pghistory.track()
class DbsCheck(models.Model):
    """A Disclosure and Barring Service certificate that was seen, and when the next is due. Never what it said."""

    worker = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="dbs_checks")
    number = models.CharField(max_length=12)
    issued = models.DateField()
    seen = models.DateField()
    renew_by = models.DateField()
    update_service = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__regex=r"^[0-9]{12}$"), name="dbs_number"),
            models.CheckConstraint(condition=Q(renew_by__gt=F("issued")), name="dbs_renewed_after_issue"),
            models.UniqueConstraint(fields=["number"], name="dbs_number_once"),
        ]
        indexes = [models.Index(fields=["worker", "renew_by"], name="dbs_of_worker")]


class MilestoneKind(models.TextChoices):
    """Which programme a milestone belongs to."""

    INDUCTION = "induction", "Induction"
    PROBATION = "probation", "Probation"
    FIRST_YEAR = "first-year", "First year in practice (ASYE)"


@pghistory.track()
class Milestone(models.Model):
    """One step of somebody's induction, probation or first year in practice: due on a day, done or not."""

    worker = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="milestones")
    kind = models.CharField(max_length=10, choices=MilestoneKind)
    step = models.CharField(max_length=30)  # a code of programmes.py
    due = models.DateField()
    done = models.DateField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "kind", "step", "due"], name="milestone_once"),
            models.CheckConstraint(condition=Q(outcome="") | Q(done__isnull=False), name="milestone_outcome_when_done"),
        ]
        indexes = [models.Index(fields=["due"], name="milestone_open", condition=Q(done__isnull=True))]


@pghistory.track()
class FirstYear(models.Model):
    """The assessed and supported year in employment of a newly qualified social worker.

    ``caseload`` is the share of a full caseload, in percent, that they may carry meanwhile.
    """

    worker = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="first_years")
    assessor = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, null=True, related_name="assesses")
    programme = models.CharField(max_length=60, blank=True)  # Frontline, Step Up, university, ...
    caseload = models.PositiveSmallIntegerField(default=90)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        constraints = [
            ends_after("first_year_ends_after_start"),
            models.CheckConstraint(condition=Q(caseload__gte=10) & Q(caseload__lte=100), name="first_year_caseload"),
            ExclusionConstraint(
                name="first_year_one_at_a_time", expressions=[("worker", RangeOperators.EQUAL), PERIOD]
            ),
        ]


@pghistory.track()
class WorkingPattern(models.Model):
    """On which days of the week (1 is Monday) somebody works, and how many hours a week, from a day to a day."""

    worker = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="patterns")
    days: ArrayField[list[int], list[int]] = ArrayField(models.PositiveSmallIntegerField(), size=7)
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after("pattern_ends_after_start"),
            models.CheckConstraint(
                condition=Q(days__contained_by=[1, 2, 3, 4, 5, 6, 7]) & Q(days__len__gt=0), name="pattern_days_of_week"
            ),
            models.CheckConstraint(condition=Q(hours__gt=0) & Q(hours__lte=60), name="pattern_hours"),
            ExclusionConstraint(name="pattern_one_at_a_time", expressions=[("worker", RangeOperators.EQUAL), PERIOD]),
        ]
