"""Around the allocation: work handed over in bulk, allocations made by mistake, and what makes a child's work more."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models_posts import PERIOD, ends_after


class CoWorkRole(models.TextChoices):
    """What somebody does who works with a child beside the primary worker."""

    SECOND = "second", "Second social worker"
    FAMILY_SUPPORT = "family-support", "Family support"
    STUDENT = "student", "Student or shadowing"
    SPECIALIST = "specialist", "Specialist piece of work"
    COVER = "cover", "Stands in for a while"
    ADVISER = "adviser", "Personal adviser"


class Why(models.TextChoices):
    """Why a worker's children pass to others."""

    LEAVING = "leaving", "The worker leaves"
    SICK = "sick", "The worker is off sick"
    PARENTAL = "parental", "Maternity, paternity or adoption leave"
    MOVING = "moving", "The worker moves to another team"
    WORKLOAD = "workload", "The worker holds too much"
    OTHER = "other", "Another reason"


@pghistory.track()
class Reallocation(models.Model):
    """One act in which a worker's children passed to others. ``key`` comes from the form: pressed twice, made once."""

    key = models.UUIDField(unique=True)
    giver = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="given")
    why = models.CharField(max_length=10, choices=Why)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["giver", "-made_at"], name="reallocation_of_giver")]


@pghistory.track()
class PassedOn(models.Model):
    """One child within a reallocation: to whom, with which note, or why it could not be done.

    ``read_at``: the new worker has read the note. ``taken_back_at``: the hand-over was a mistake and was undone.
    """

    reallocation = models.ForeignKey(Reallocation, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="received")
    note = models.TextField(blank=True)
    refused = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reallocation", "child"], name="passed_on_once"),
            models.CheckConstraint(
                condition=Q(refused="") | Q(read_at__isnull=True, taken_back_at__isnull=True),
                name="passed_on_or_refused",
            ),
        ]
        indexes = [
            models.Index(fields=["child"], name="passed_on_child"),
            models.Index(
                fields=["receiver"],
                name="passed_on_unread",
                condition=Q(read_at__isnull=True, taken_back_at__isnull=True, refused=""),
            ),
        ]


@pghistory.track()
class MistakenAllocation(models.Model):
    """An allocation that should never have been: taken out of the register, kept here with the reason.

    ``started`` is when it had begun. Whoever held the child before holds them again, as if without a break.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="+")
    primary = models.BooleanField()
    started = models.DateTimeField()
    undone_at = models.DateTimeField()
    undone_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(fields=["child"], name="mistaken_allocation_child")]


class DemandKind(models.TextChoices):
    """What makes the work with a child more than their plan says."""

    COURT = "court", "In court proceedings"
    COMPLEX = "complex", "Complex: needs much more than the plan says"
    TRAVEL = "travel", "Lives far away: more than an hour each way"


@pghistory.track()
class ExtraDemand(models.Model):
    """From a day to a day the work with a child is more than the plan says, and why. Counted in weighted caseloads."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="demands")
    kind = models.CharField(max_length=8, choices=DemandKind)
    starts = models.DateField()
    ends = models.DateField(null=True)
    why = models.CharField(max_length=200)

    class Meta:
        constraints = [
            ends_after("demand_ends_after_start"),
            ExclusionConstraint(
                name="demand_one_of_a_kind",
                expressions=[("child", RangeOperators.EQUAL), ("kind", RangeOperators.EQUAL), PERIOD],
            ),
        ]


__all__ = [
    "CoWorkRole",
    "DemandKind",
    "ExtraDemand",
    "MistakenAllocation",
    "PassedOn",
    "Reallocation",
    "Why",
]
