"""A fostering household of the trust, beside its home on care's register."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import Home
from righthelp.practice.fostering.codes import Left
from righthelp.practice.people.models import Tier
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Household(models.Model):
    """A household that fosters for the trust. Where it is, who cares there and on which terms stands on the home.

    ``connected``: relatives or friends, approved for a child they know. ``left``: the home closed on that day.
    """

    home = models.OneToOneField(Home, on_delete=models.PROTECT, related_name="fostering")
    connected = models.BooleanField(default=False)
    approved = models.DateField()
    left = models.DateField(null=True)
    left_why = models.CharField(max_length=8, choices=Left, null=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    tier = models.SmallIntegerField(choices=Tier, default=Tier.CASE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left__isnull=True, left_why__isnull=True)
                | Q(left__gt=F("approved"), left_why__isnull=False),
                name="foster_household_left_says_why",
            )
        ]


__all__ = ["Household"]
