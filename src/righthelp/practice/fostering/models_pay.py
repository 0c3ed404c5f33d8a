"""What foster carers are paid, in pence: weekly amounts, the level of a household, and the list of each week."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import Home
from righthelp.practice.fostering.codes import LEVELS, Rate
from righthelp.practice.fostering.models_household import Household
from righthelp.practice.people.models import Person, ends_after_start, no_overlap
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class WeeklyRate(models.Model):
    """Pence a week, for an allowance or a level's fee, from a day to a day."""

    what = models.CharField(max_length=5, choices=Rate)
    pence = models.PositiveIntegerField()
    starts = models.DateField()
    ends = models.DateField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            no_overlap("foster_rate_one_at_a_time", "what"),
            ends_after_start("foster_rate_ends_after_start"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="foster_rate_positive"),
        ]


@pghistory.track()
class FeeLevel(models.Model):
    """The level of a household's fee, from a day to a day."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="levels")
    level = models.CharField(max_length=5, choices=[each for each in Rate.choices if each[0] in LEVELS])
    starts = models.DateField()
    ends = models.DateField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            no_overlap("foster_level_one_at_a_time", "household"),
            ends_after_start("foster_level_ends_after_start"),
        ]


@pghistory.track()
class PayRun(models.Model):
    """The payment list of the week that begins on ``week``, a Monday. Released by somebody who did not prepare it."""

    week = models.DateField(unique=True)
    prepared = models.DateTimeField()
    prepared_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    released = models.DateTimeField(null=True)
    released_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(released__isnull=True, released_by__isnull=True)
                | Q(released__gte=F("prepared"), released_by__isnull=False) & ~Q(released_by=F("prepared_by")),
                name="foster_run_released_by_another",
            ),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="foster_run_begins_on_monday"),
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class PayLine(models.Model):
    """One amount of a list: nights of a child, or of a fee, at a weekly amount; or (``late``) what an earlier week came
    to more or less than was paid. ``week``: the week that it pays for."""

    run = models.ForeignKey(PayRun, on_delete=models.PROTECT, related_name="lines")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="+")
    week = models.DateField()
    what = models.CharField(max_length=5, choices=Rate, blank=True)
    child = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    nights = models.PositiveSmallIntegerField()
    weekly = models.PositiveIntegerField()
    pence = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what="", nights=0, weekly=0) & ~Q(pence=0)
                | ~Q(what="") & Q(nights__gte=1, nights__lte=7, weekly__gt=0, pence__gt=0),
                name="foster_line_nights_or_late",
            )
        ]
        indexes = [
            models.Index(fields=["run"], name="foster_line_run"),
            models.Index(fields=["home", "week"], name="foster_line_home"),
            models.Index(fields=["child"], name="foster_line_child"),
        ]


__all__ = ["FeeLevel", "PayLine", "PayRun", "WeeklyRate"]
