"""Money for families without recourse to public funds, in pence: a year's budget, weekly rates, payments.

Nothing is paid without a decision on the family's means that supports it: the database holds each payment and each
weekly rate to a decision of the same family on which money may be paid.
"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.child_in_need.codes import Spend, Stopped
from righthelp.practice.child_in_need.models_family import Family, MeansDecision
from righthelp.practice.people.models import ends_after_start, no_overlap
from righthelp.practice.workforce.models import Team, Worker


@pghistory.track()
class Budget(models.Model):
    """What a team may spend in a financial year; ``year`` is the one in which it begins (April)."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    pence = models.BigIntegerField()
    why = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "year"], name="need_budget_once_a_year"),
            models.CheckConstraint(condition=Q(pence__gt=0) & ~Q(why=""), name="need_budget_positive"),
        ]


@pghistory.track()
class WeeklySupport(models.Model):
    """A weekly rate for one purpose, from a day to a day, on a decision. ``supports`` is the decision's own."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="weekly")
    decision = models.ForeignKey(MeansDecision, on_delete=models.PROTECT, related_name="+")
    supports = models.BooleanField(default=True)
    kind = models.CharField(max_length=11, choices=Spend)
    pence = models.PositiveIntegerField()
    why = models.CharField(max_length=300)
    starts = models.DateField()
    ends = models.DateField(null=True)
    stopped = models.CharField(max_length=10, choices=Stopped, blank=True)
    stopped_why = models.CharField(max_length=300, blank=True)
    agreed = models.DateTimeField()
    agreed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            no_overlap("need_weekly_one_of_a_kind", "family", "kind"),
            ends_after_start("need_weekly_ends_after_start"),
            models.CheckConstraint(condition=Q(pence__gt=0) & ~Q(kind="once"), name="need_weekly_positive"),
            models.CheckConstraint(condition=Q(supports=True), name="need_weekly_on_a_decision"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, stopped="") | (Q(ends__isnull=False) & ~Q(stopped="")),
                name="need_weekly_stopped_says_why",
            ),
        ]


@pghistory.track()
class Payment(models.Model):
    """Money paid to or for a family. ``key`` comes from the form: pressed twice, paid once."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="payments")
    decision = models.ForeignKey(MeansDecision, on_delete=models.PROTECT, related_name="+")
    supports = models.BooleanField(default=True)
    kind = models.CharField(max_length=11, choices=Spend)
    pence = models.PositiveIntegerField()
    paid_on = models.DateField()
    covers_from = models.DateField(null=True)
    covers_to = models.DateField(null=True)
    to = models.CharField(max_length=160)
    note = models.CharField(max_length=300, blank=True)
    key = models.UUIDField(unique=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    cancelled = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0) & ~Q(to=""), name="need_payment_positive"),
            models.CheckConstraint(condition=Q(supports=True), name="need_payment_on_a_decision"),
            models.CheckConstraint(
                condition=Q(covers_from__isnull=True, covers_to__isnull=True) | Q(covers_to__gte=F("covers_from")),
                name="need_payment_covers_days",
            ),
            models.CheckConstraint(
                condition=Q(cancelled__isnull=True) | ~Q(cancelled_why=""), name="need_payment_cancelled_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["family", "-paid_on"], name="need_payment_family"),
            models.Index(fields=["paid_on"], name="need_payment_day", condition=Q(cancelled__isnull=True)),
        ]
