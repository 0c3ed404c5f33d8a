"""Ways to a home: applications and offers, a home that may be lost, homeless at 16 or 17."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.leaving_care.codes import Band, Housed, Place, Risk, Roof


@pghistory.track()
class HousingAsked(Recorded):
    """An application to the housing register, until a home or another end came of it."""

    asked = models.DateField()
    band = models.CharField(max_length=1, choices=Band)
    reference = models.CharField(max_length=40, blank=True)
    wants = models.TextField(blank=True)
    closed = models.DateField(null=True)
    outcome = models.CharField(max_length=6, choices=Housed, null=True)
    closed_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed__isnull=True, outcome__isnull=True)
                | (Q(closed__gte=F("asked"), outcome__isnull=False) & ~Q(closed_why="")),
                name="leaving_housing_closed_says_why",
            ),
            models.UniqueConstraint(
                fields=["child"],
                name="leaving_housing_one_open",
                condition=Q(closed__isnull=True, withdrawn__isnull=True),
            ),
            says_why("leaving_housing"),
        ]


@pghistory.track()
class HousingOffered(Recorded):
    """A home was offered, by whom and where, and accepted or refused."""

    application = models.ForeignKey(HousingAsked, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=7, choices=Place)
    provider = models.CharField(max_length=120)
    place = models.CharField(max_length=160)
    on = models.DateField()
    answered = models.DateField(null=True)
    accepted = models.BooleanField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered__isnull=True, accepted__isnull=True)
                | Q(answered__gte=F("on"), accepted__isnull=False),
                name="leaving_home_offer_answered_after",
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True) | Q(accepted=True) | ~Q(why=""), name="leaving_home_refused_says_why"
            ),
            says_why("leaving_home_offer"),
        ]


@pghistory.track()
class HomeAtRisk(Recorded):
    """A young person may lose their home, since a day, until it is kept or lost. ``pence``: what is owed in rent."""

    lodging = models.ForeignKey("leaving_care.Lodging", on_delete=models.PROTECT, related_name="risks")
    kind = models.CharField(max_length=7, choices=Risk)
    since = models.DateField()
    pence = models.PositiveIntegerField(null=True)
    doing = models.TextField()
    over = models.DateField(null=True)
    kept = models.BooleanField(null=True)
    came = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(doing=""), name="leaving_risk_says_what_is_done"),
            models.CheckConstraint(
                condition=Q(over__isnull=True, kept__isnull=True)
                | (Q(over__gte=F("since"), kept__isnull=False) & ~Q(came="")),
                name="leaving_risk_over_says_what_came",
            ),
            models.UniqueConstraint(
                fields=["lodging", "kind"],
                name="leaving_risk_one_open",
                condition=Q(over__isnull=True, withdrawn__isnull=True),
            ),
            says_why("leaving_risk"),
        ]


@pghistory.track()
class Homeless(Recorded):
    """A young person of 16 or 17 came to us without a home: where they slept, the safe place of that night, and the
    joint assessment with housing. ``together``: children’s
    services and housing assessed together."""

    came = models.DateField()
    slept = models.TextField()
    placed = models.DateField(null=True)
    place = models.CharField(max_length=160, blank=True)
    assessed = models.DateField(null=True)
    together = models.BooleanField(null=True)
    outcome = models.CharField(max_length=8, choices=Roof, null=True)
    why = models.TextField(blank=True)
    counts = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(slept=""), name="leaving_homeless_says_where"),
            models.CheckConstraint(
                condition=Q(placed__isnull=True) | (Q(placed__gte=F("came")) & ~Q(place="")),
                name="leaving_homeless_placed_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(assessed__isnull=True, outcome__isnull=True, together__isnull=True)
                | (Q(assessed__gte=F("came"), outcome__isnull=False, together__isnull=False) & ~Q(why="")),
                name="leaving_homeless_assessed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(counts=True, withdrawn__isnull=True) | Q(counts=False, withdrawn__isnull=False),
                name="leaving_homeless_counts",
            ),
            models.UniqueConstraint(
                fields=["child"], name="leaving_homeless_one_open", condition=Q(assessed__isnull=True, counts=True)
            ),
            says_why("leaving_homeless"),
        ]
        indexes = [models.Index(fields=["child", "-came"], name="leaving_homeless_child")]


__all__ = ["HomeAtRisk", "Homeless", "HousingAsked", "HousingOffered"]
