"""The chairs' rota: when a chair sits in which room, and which conference took the time."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from righthelp.practice.casework.models import Meeting
from righthelp.practice.workforce.models import Worker


class MomentRange(Func):
    """From a moment (inclusive) to a moment (exclusive)."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


@pghistory.track()
class Slot(models.Model):
    """A time at which a chair sits in a room, free until a conference takes it. A chair is in one place at a time, and
    a room holds one conference; the database says so. ``closed``: it is not offered any more."""

    chair = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="slots")
    room = models.CharField(max_length=80)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    opened = models.DateTimeField()
    opened_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, null=True, related_name="protection_slot")
    closed = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="protection_slot_chair_once",
                expressions=[("chair", RangeOperators.EQUAL), (MomentRange("starts", "ends"), RangeOperators.OVERLAPS)],
                condition=Q(closed__isnull=True),
            ),
            ExclusionConstraint(
                name="protection_slot_room_once",
                expressions=[("room", RangeOperators.EQUAL), (MomentRange("starts", "ends"), RangeOperators.OVERLAPS)],
                condition=Q(closed__isnull=True),
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="protection_slot_ends_after"),
            models.CheckConstraint(condition=~Q(room=""), name="protection_slot_has_a_room"),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(meeting__isnull=True), name="protection_slot_taken_is_open"
            ),
        ]
        indexes = [
            models.Index(
                fields=["starts"],
                name="protection_slot_free",
                condition=Q(meeting__isnull=True, closed__isnull=True),
            )
        ]


__all__ = ["Slot"]
