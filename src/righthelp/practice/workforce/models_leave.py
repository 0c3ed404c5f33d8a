"""Leave that somebody asks for, and what their manager answers. Once approved, the absence itself is the fact."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from righthelp.practice.workforce.models_posts import PERIOD


class LeaveKind(models.TextChoices):
    """What can be asked for; the values are those of an absence. Nobody asks for being ill."""

    LEAVE = "leave", "Annual leave"
    TRAINING = "training", "Training"
    PARENTAL = "parental", "Maternity, paternity or adoption leave"


class LeaveState(models.TextChoices):
    ASKED = "asked", "Waits for an answer"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"
    CANCELLED = "cancelled", "Cancelled"


@pghistory.track()
class LeaveRequest(models.Model):
    """Days (first inclusive, last exclusive) that a worker asks for, and the answer: by whom, when, why.

    ``absence`` is what an approval made; whoever asks who is away asks that row, never this one. ``instead_of`` is the
    approved request that this one would change: on approval the same absence moves to the new days. ``version`` grows
    with every change, so that nobody approves days they have not seen.
    """

    worker = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, related_name="leave_requests")
    kind = models.CharField(max_length=10, choices=LeaveKind)
    starts = models.DateField()
    ends = models.DateField()
    cover = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=LeaveState, default=LeaveState.ASKED)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    absence = models.OneToOneField(
        "workforce.Absence", on_delete=models.PROTECT, null=True, related_name="leave_request"
    )
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="changes")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="leave_ends_after_start"),
            models.CheckConstraint(
                condition=Q(cover__isnull=True) | ~Q(cover=F("worker")), name="leave_covered_by_another"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided__isnull=True, decided_by__isnull=True)
                | (~Q(state="asked") & Q(decided__isnull=False, decided_by__isnull=False)),
                name="leave_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", absence__isnull=False) | (~Q(state="approved") & Q(absence__isnull=True)),
                name="leave_approved_is_an_absence",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "declined")) | ~Q(decided_by=F("asked_by")),
                name="leave_answered_by_another",
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(reason=""), name="leave_declined_says_why"),
            ExclusionConstraint(
                name="leave_asked_once",
                expressions=[("worker", RangeOperators.EQUAL), PERIOD],
                condition=Q(state="asked"),
            ),
        ]
        indexes = [
            models.Index(fields=["starts"], name="leave_waiting", condition=Q(state="asked")),
            models.Index(fields=["worker", "-starts"], name="leave_of_worker"),
        ]
