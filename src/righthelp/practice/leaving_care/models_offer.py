"""The local offer: what care leavers may have, what one asked for, got and used, and who charges them council tax."""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.leaving_care.codes import Source
from righthelp.practice.people.models import ends_after_start, no_overlap
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Entitlement(models.Model):
    """One version of one thing that care leavers may have, in force from a day to a day: ``words`` as a young person
    would read them, from ``from_age`` until the birthday ``to_age``. ``pence``: the most there is in all; none where it
    is no sum of money. Versions of one thing share a ``key``."""

    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    words = models.TextField()
    from_age = models.PositiveSmallIntegerField()
    to_age = models.PositiveSmallIntegerField()
    pence = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=5, choices=Source)
    law = models.CharField(max_length=160)
    starts = models.DateField()
    ends = models.DateField(null=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            no_overlap("leaving_entitlement_one_version", "key"),
            ends_after_start("leaving_entitlement_ends_after_start"),
            models.CheckConstraint(
                condition=Q(from_age__gte=16, to_age__lte=25, to_age__gt=F("from_age")), name="leaving_entitlement_ages"
            ),
            models.CheckConstraint(condition=~Q(words="") & ~Q(law=""), name="leaving_entitlement_says"),
        ]


@pghistory.track()
class Claim(Recorded):
    """A young person asked for something of the offer, and was granted it or refused it. ``pence``: how much."""

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="claims")
    asked = models.DateField()
    what = models.CharField(max_length=300, blank=True)
    answered = models.DateField(null=True)
    granted = models.BooleanField(null=True)
    pence = models.PositiveIntegerField(null=True)
    why = models.TextField(blank=True)
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered__isnull=True, granted__isnull=True, pence__isnull=True, answered_by__isnull=True)
                | Q(answered__gte=F("asked"), granted__isnull=False, answered_by__isnull=False),
                name="leaving_claim_answered_after",
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True) | Q(granted=True) | (Q(pence__isnull=True) & ~Q(why="")),
                name="leaving_claim_refused_says_why",
            ),
            models.UniqueConstraint(
                fields=["child", "entitlement"],
                name="leaving_claim_one_open",
                condition=Q(answered__isnull=True, withdrawn__isnull=True),
            ),
            says_why("leaving_claim"),
        ]
        indexes = [models.Index(fields=["child", "-asked"], name="leaving_claim_child")]


@pghistory.track()
class Used(Recorded):
    """Some of what was granted was used: paid, bought or given on a day."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="uses")
    on = models.DateField()
    pence = models.PositiveIntegerField(null=True)
    what = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="leaving_used_says_what"),
            models.CheckConstraint(condition=Q(pence__isnull=True) | Q(pence__gt=0), name="leaving_used_something"),
            says_why("leaving_used"),
        ]
        indexes = [models.Index(fields=["child", "-on"], name="leaving_used_child")]


@pghistory.track()
class CouncilTax(Recorded):
    """Which council charges the young person council tax, from a day to a day. ``ours``: this city, where care leavers
    are exempt until 25. Elsewhere ``pence`` is what a year costs, and ``met`` the last day on which it was paid for
    them, once for each year."""

    council = models.CharField(max_length=80)
    ours = models.BooleanField()
    starts = models.DateField()
    ends = models.DateField(null=True)
    pence = models.PositiveIntegerField(null=True)
    met = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("leaving_tax_one_council", "child", condition=Q(withdrawn__isnull=True)),
            ends_after_start("leaving_tax_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ours=True, pence__isnull=True, met__isnull=True) | Q(ours=False),
                name="leaving_tax_exempt_costs_nothing",
            ),
            models.CheckConstraint(
                condition=Q(met__isnull=True) | (Q(pence__gt=0, met__gte=F("starts"))), name="leaving_tax_met_a_sum"
            ),
            says_why("leaving_tax"),
        ]

    def paid(self, day: date) -> bool:
        """Whether it was paid for the council's year of a day, which begins in April."""
        return self.met is not None and self.met >= date(day.year - (day < date(day.year, 4, 1)), 4, 1)


__all__ = ["Claim", "CouncilTax", "Entitlement", "Used"]
