"""Providers of supported accommodation: on the regional framework, looked at by commissioners, suspended from new
placements. What is recorded by mistake is taken back with the reason and stays readable."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.codes_homes import Looked, Quality
from righthelp.practice.care.models_base import Written, says_why
from righthelp.practice.care.models_homes import Home
from righthelp.practice.people.models import Organisation, ends_after_start


class _OfProvider(Written):
    """Something of a provider."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@pghistory.track()
class OnFramework(_OfProvider):
    """A provider is on the regional framework, from a day to a day."""

    starts = models.DateField()
    ends = models.DateField(null=True)
    ending_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            ends_after_start("on_framework_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, ending_why="") | (Q(ends__isnull=False) & ~Q(ending_why="")),
                name="on_framework_ending_says_why",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                name="on_framework_once",
                condition=Q(ends__isnull=True, withdrawn__isnull=True),
            ),
            says_why("on_framework"),
        ]


@pghistory.track()
class Monitored(_OfProvider):
    """Commissioners looked at a provider, or at one home of it: ``found``, how good it is, ``concerns`` and what was
    ``agreed`` by a day; ``settled``: the day on which that was seen to be done."""

    home = models.ForeignKey(Home, on_delete=models.PROTECT, null=True, related_name="monitored")
    on = models.DateField()
    how = models.CharField(max_length=5, choices=Looked)
    quality = models.CharField(max_length=5, choices=Quality)
    found = models.TextField()
    concerns = models.TextField(blank=True)
    agreed = models.TextField(blank=True)
    by_when = models.DateField(null=True)
    settled = models.DateField(null=True)
    settled_said = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(found=""), name="monitored_says_what"),
            models.CheckConstraint(
                condition=Q(agreed="", by_when__isnull=True) | (~Q(agreed="") & Q(by_when__gte=F("on"))),
                name="monitored_agreed_by_a_day",
            ),
            models.CheckConstraint(
                condition=Q(quality=Quality.GOOD) | (~Q(concerns="") & ~Q(agreed="")), name="monitored_says_concerns"
            ),
            models.CheckConstraint(
                condition=Q(settled__isnull=True, settled_said="")
                | (Q(settled__gte=F("on"), by_when__isnull=False) & ~Q(settled_said="")),
                name="monitored_settled_says_how",
            ),
            says_why("monitored"),
        ]
        indexes = [models.Index(fields=["organisation", "-on"], name="monitored_provider")]

    @property
    def waits(self) -> bool:
        """What was agreed is not seen to be done yet."""
        return self.by_when is not None and self.settled is None and self.withdrawn is None


@pghistory.track()
class Suspension(_OfProvider):
    """No young person is newly placed with a provider, from a day to a day; those who live there may stay."""

    starts = models.DateField()
    ends = models.DateField(null=True)
    why = models.TextField()
    ending_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            ends_after_start("suspension_ends_after_start"),
            models.CheckConstraint(condition=~Q(why=""), name="suspension_says_why"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, ending_why="") | (Q(ends__isnull=False) & ~Q(ending_why="")),
                name="suspension_ending_says_why",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                name="suspension_once",
                condition=Q(ends__isnull=True, withdrawn__isnull=True),
            ),
            says_why("suspension"),
        ]


__all__ = ["Monitored", "OnFramework", "Suspension"]
