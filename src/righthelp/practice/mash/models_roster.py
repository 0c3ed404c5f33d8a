"""The partners who sit with MASH: who they are, their week, and when they are away."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.access.models import Account
from righthelp.practice.mash.codes import Agency, Weekday
from righthelp.practice.people.models import DateRange


@pghistory.track()
class Partner(models.Model):
    """Somebody of another agency who answers for it in MASH, from a day until a day (first no longer).

    ``account``: with which they sign in, and read and answer the questions to their agency, and nothing else.
    """

    name = models.CharField(max_length=120)
    agency = models.CharField(max_length=10, choices=Agency)
    organisation = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    reached_at = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField(null=True)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, null=True, related_name="mash_partner")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="mash_partner_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(reached_at=""), name="mash_partner_is_reached"),
            models.UniqueConstraint(
                fields=["name", "agency"], name="mash_partner_once", condition=Q(ends__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class PartnerHours(models.Model):
    """A stretch of a partner's usual week: in the room, or reached by telephone."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="hours")
    weekday = models.CharField(max_length=1, choices=Weekday)
    starts = models.TimeField()
    ends = models.TimeField()
    here = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="mash_hours_end_after_start"),
            models.UniqueConstraint(fields=["partner", "weekday"], name="mash_hours_once_a_day"),
        ]


@pghistory.track()
class PartnerAway(models.Model):
    """Days (first inclusive, last exclusive) on which a partner is not in."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="away")
    starts = models.DateField()
    ends = models.DateField()
    why = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="mash_away_ends_after_start"),
            ExclusionConstraint(
                name="mash_away_once",
                expressions=[
                    ("partner", RangeOperators.EQUAL),
                    (DateRange("starts", "ends"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
