"""Short breaks of children who live at home (Care Planning Regulations 2010, regulation 48): one plan, one place, so
many nights. They are no time in care, and stand apart from it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import Home
from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.matching.codes_breaks import BreakLaw
from righthelp.practice.people.models import ends_after_start, no_overlap


@pghistory.track()
class BreakSeries(Recorded):
    """A series of short breaks in one place under one plan, from a day to a day. ``agreed``: which parent, and when.
    ``reviewed``: the day of the first review, and what it said."""

    law = models.CharField(max_length=2, choices=BreakLaw)
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="break_series")
    plan = models.TextField()
    agreed = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField(null=True)
    ended_why = models.TextField(blank=True)
    reviewed = models.DateField(null=True)
    review_says = models.TextField(blank=True)

    class Meta:
        constraints = [
            no_overlap("break_series_one_at_a_time", "child", condition=Q(withdrawn__isnull=True)),
            ends_after_start("break_series_ends_after_start"),
            models.CheckConstraint(condition=~Q(plan="") & ~Q(agreed=""), name="break_series_says_what"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | ~Q(ended_why=""), name="break_series_ended_says_why"
            ),
            models.CheckConstraint(
                condition=Q(reviewed__isnull=True) | (Q(reviewed__gte=F("starts")) & ~Q(review_says="")),
                name="break_series_reviewed_says_what",
            ),
            says_why("break_series"),
        ]
        indexes = [models.Index(fields=["child", "-starts"], name="break_series_child")]


@pghistory.track()
class BreakStay(Recorded):
    """One short break, from a day until the day of going home: as planned and, once ``over``, as it was."""

    series = models.ForeignKey(BreakSeries, on_delete=models.PROTECT, related_name="stays")
    planned_starts = models.DateField()
    planned_ends = models.DateField()
    starts = models.DateField()
    ends = models.DateField()
    over = models.BooleanField(default=False)
    how = models.TextField(blank=True)
    child_says = models.TextField(blank=True)

    class Meta:
        constraints = [
            no_overlap("break_stay_one_at_a_time", "child", condition=Q(withdrawn__isnull=True)),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts"), planned_ends__gt=F("planned_starts")), name="break_stay_has_a_night"
            ),
            models.CheckConstraint(condition=Q(over=False) | ~Q(how=""), name="break_stay_over_says_how"),
            says_why("break_stay"),
        ]
        indexes = [models.Index(fields=["series", "starts"], name="break_stay_series")]

    @property
    def nights(self) -> int:
        """How many nights it has."""
        return (self.ends - self.starts).days

    @property
    def planned_nights(self) -> int:
        """How many nights it was planned to have."""
        return (self.planned_ends - self.planned_starts).days


__all__ = ["BreakSeries", "BreakStay"]
