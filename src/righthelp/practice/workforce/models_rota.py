"""Duty rotas: who answers for new and urgent work, hour by hour, and what one shift tells the next."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from righthelp.foundation.access.models import Account
from righthelp.practice.people.models import Area
from righthelp.practice.workforce.models_posts import Service


class _Moments(Func):
    """``tstzrange(starts, ends)``, half open."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Hours(models.TextChoices):
    """How a rota divides its time."""

    DAYS = "days", "Working days, whole days"
    HALVES = "halves", "Working days, mornings and afternoons"
    OUT_OF_HOURS = "out-of-hours", "Evenings, nights, weekends and bank holidays"


@pghistory.track()
class Rota(models.Model):
    """A duty that is shared in turns: of one team, or of all teams of a service in an area.

    Whoever is on it now may open the records of the children whom those teams hold. ``everywhere`` marks the rota that
    answers for the whole city.
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    team = models.ForeignKey("workforce.Team", on_delete=models.PROTECT, null=True, related_name="rotas")
    service = models.CharField(max_length=16, choices=Service, blank=True)
    area = models.CharField(max_length=8, choices=Area, blank=True)
    hours = models.CharField(max_length=12, choices=Hours)
    needed = models.PositiveSmallIntegerField(default=1)
    everywhere = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(team__isnull=False) | ~Q(service=""), name="rota_of_somebody"),
            models.CheckConstraint(condition=Q(needed__gte=1) & Q(needed__lte=12), name="rota_needs_some"),
        ]

    def __str__(self) -> str:
        return self.name


class ShiftKind(models.TextChoices):
    """Which part of the day a shift is."""

    DAY = "day", "Day"
    MORNING = "morning", "Morning"
    AFTERNOON = "afternoon", "Afternoon"
    EVENING = "evening", "Evening"
    NIGHT = "night", "Night"


@pghistory.track()
class Shift(models.Model):
    """One place on a rota for a stretch of time. Without a worker it is a gap that somebody must fill."""

    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, related_name="shifts")
    kind = models.CharField(max_length=10, choices=ShiftKind)
    place = models.PositiveSmallIntegerField(default=1)  # first, second, ... person of the same shift
    worker = models.ForeignKey("workforce.Worker", on_delete=models.PROTECT, null=True, related_name="shifts")
    starts = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="shift_ends_after_start"),
            models.UniqueConstraint(fields=["rota", "starts", "place"], name="shift_place_once"),
            ExclusionConstraint(
                name="shift_worker_in_one_place",
                expressions=[("worker", RangeOperators.EQUAL), (_Moments("starts", "ends"), RangeOperators.OVERLAPS)],
                condition=Q(worker__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["ends", "starts"], name="shift_when"),
            models.Index(fields=["worker", "ends"], name="shift_of_worker"),
        ]


@pghistory.track()
class HandoverNote(models.Model):
    """What a shift tells the next. It may speak of children: only those on the rota and its managers read it."""

    rota = models.ForeignKey(Rota, on_delete=models.PROTECT, related_name="handovers")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, null=True, related_name="handovers")
    text = models.CharField(max_length=4000)
    written = models.DateTimeField()
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["rota", "-written"], name="handover_last")]


@pghistory.track()
class HandoverRead(models.Model):
    """Somebody of the next shift has read a handover note."""

    note = models.ForeignKey(HandoverNote, on_delete=models.PROTECT, related_name="readings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "account"], name="handover_read_once")]
