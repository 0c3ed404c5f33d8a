"""Teams, workers, absences and allocations."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from righthelp.foundation.database.apart import Apart
from righthelp.practice.people.models import Area, Person
from righthelp.practice.workforce.models_allocation import (
    CoWorkRole,
    DemandKind,
    ExtraDemand,
    MistakenAllocation,
    PassedOn,
    Reallocation,
    Why,
)
from righthelp.practice.workforce.models_leave import LeaveKind, LeaveRequest, LeaveState
from righthelp.practice.workforce.models_posts import (
    LOCALITIES,
    PERIOD,
    Basis,
    Holding,
    Leaving,
    Locality,
    Movement,
    MovementKind,
    Post,
    Service,
    TeamStanding,
)
from righthelp.practice.workforce.models_rota import HandoverNote, HandoverRead, Hours, Rota, Shift, ShiftKind
from righthelp.practice.workforce.models_standing import (
    DbsCheck,
    FirstYear,
    Milestone,
    MilestoneKind,
    Qualification,
    QualificationKind,
    Registration,
    Regulator,
    WorkingPattern,
)


class MomentRange(Func):
    """``tstzrange(starts, ends)``, half open."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


@pghistory.track()
class Team(models.Model):
    """A team or unit of the trust, in one area or for the whole city (no area).

    Name, area, locality, manager and the unit above are as they stand today; `TeamStanding` says how they stood on any
    day, and the two are written together.
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    service = models.CharField(max_length=16, choices=Service, blank=True)
    area = models.CharField(max_length=8, choices=Area, blank=True)
    locality = models.CharField(max_length=20, choices=Locality, blank=True)
    under = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    manager = models.ForeignKey("Worker", on_delete=models.PROTECT, null=True, related_name="teams_managed")
    closed = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Worker(models.Model):
    """Someone who works for the trust (or with it), in one team, under one manager, as things stand today."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="worker")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="workers")
    manager = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="manages")
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="worker_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name


class AbsenceKind(models.TextChoices):
    LEAVE = "leave", "Annual leave"
    SICKNESS = "sickness", "Sickness"
    PARENTAL = "parental", "Maternity, paternity or adoption leave"
    TRAINING = "training", "Training"


@pghistory.track()
class Absence(models.Model):
    """Days (first inclusive, last exclusive) on which a worker is away.

    ``expected`` marks an end that is only what is expected so far, as with an illness. The conversation on coming back
    from sickness is noted by its day only, never what was said.
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=AbsenceKind)
    starts = models.DateField()
    ends = models.DateField()
    cover = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="covers")
    expected = models.BooleanField(default=False)
    recorded = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    talked = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="absence_ends_after_start"),
            models.CheckConstraint(
                condition=Q(cover__isnull=True) | ~Q(cover=F("worker")), name="absence_covered_by_another"
            ),
            ExclusionConstraint(name="absence_one_at_a_time", expressions=[("worker", RangeOperators.EQUAL), PERIOD]),
        ]
        indexes = [models.Index(fields=["starts", "ends"], name="absence_days")]


@pghistory.track()
class Allocation(models.Model):
    """A worker holds a child's work from a moment to a moment; exactly one worker is primary at a time.

    ``reason`` says why it began, ``ended_reason`` why it ended; ``role`` what somebody beside the primary worker does.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="allocations")
    primary = models.BooleanField(default=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    ended_reason = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=16, choices=CoWorkRole, blank=True)
    allocated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="allocation_one_primary",
                expressions=[
                    (Apart("child"), RangeOperators.EQUAL),
                    (MomentRange("starts", "ends"), RangeOperators.OVERLAPS),
                ],
                condition=Q(primary=True),
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="allocation_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(primary=False) | Q(role=""), name="allocation_role_of_co_worker"),
        ]
        indexes = [
            models.Index(fields=["worker"], name="allocation_open", condition=Q(ends__isnull=True)),
            models.Index(fields=["child"], name="allocation_held", condition=Q(primary=True, ends__isnull=True)),
        ]


__all__ = [
    "LOCALITIES",
    "Absence",
    "AbsenceKind",
    "Allocation",
    "Basis",
    "CoWorkRole",
    "DbsCheck",
    "DemandKind",
    "ExtraDemand",
    "FirstYear",
    "HandoverNote",
    "HandoverRead",
    "Holding",
    "Hours",
    "LeaveKind",
    "LeaveRequest",
    "LeaveState",
    "Leaving",
    "Locality",
    "Milestone",
    "MilestoneKind",
    "MistakenAllocation",
    "MomentRange",
    "Movement",
    "MovementKind",
    "PassedOn",
    "Post",
    "Qualification",
    "QualificationKind",
    "Reallocation",
    "Registration",
    "Regulator",
    "Rota",
    "Service",
    "Shift",
    "ShiftKind",
    "Team",
    "TeamStanding",
    "Why",
    "Worker",
    "WorkingPattern",
]
