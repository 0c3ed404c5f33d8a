"""Pairs that may be one person, pairs known to be two, and merges with every row that they changed."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from righthelp.practice.people.models import Person


def _two(name: str) -> models.CheckConstraint:
    """A pair is kept once: the lower id stands first."""
    return models.CheckConstraint(condition=Q(first__lt=F("second")), name=name)


class Frequency(models.Model):
    """How common a value is on the register (0 to 1), so that a rare surname in common says more than a common one."""

    of = models.CharField(max_length=10)  # forename, surname or born
    value = models.CharField(max_length=80)
    share = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "value"], name="frequency_once")]


class Pair(models.Model):
    """Two records that may be one person, as scored last. Nothing but a list for people to look at.

    ``weight`` is in bits: each more makes it twice as likely that the two are one person, and 0 is even odds.
    ``reasons`` are the terms it is made of, in words that hold no personal data.
    """

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    weight = models.FloatField()
    reasons: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=200), default=list)
    scored_at = models.DateTimeField()

    class Meta:
        constraints = [_two("pair_lower_first"), models.UniqueConstraint(fields=["first", "second"], name="pair_once")]
        indexes = [models.Index(F("weight").desc(), name="pair_heaviest")]


@pghistory.track()
class NotSame(models.Model):
    """Somebody looked, and these are two people. Remembered, and never proposed again until withdrawn."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            _two("not_same_lower_first"),
            models.UniqueConstraint(
                fields=["first", "second"], name="not_same_once", condition=Q(withdrawn_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | (Q(withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="not_same_withdrawn_says_why",
            ),
        ]


class State(models.TextChoices):
    PROPOSED = "proposed", "Proposed, waits for a second person"
    DECLINED = "declined", "Declined"
    MERGED = "merged", "Merged"
    UNDONE = "undone", "Undone"


@pghistory.track(exclude=["clocks", "drawn_before", "drawn_after"])
class Merge(models.Model):
    """Two records made one, on one person's proposal and another's approval, and perhaps undone later.

    ``choices`` names the facts (fields of the person) taken from the ``other`` record. ``clocks`` are the due moments
    as they stood before, kept as PostgreSQL wrote them; ``drawn_before`` and ``drawn_after`` what is worked out and
    never typed, as it stood when all rows had moved and as it was then drawn. ``exact`` says of an undone merge whether
    every row is again as it was.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    choices: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=60), default=list)
    numbers_checked = models.BooleanField(default=False)
    reason = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=500, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.CharField(max_length=500, blank=True)
    exact = models.BooleanField(null=True)
    clocks = models.TextField(blank=True)
    drawn_before = models.TextField(blank=True)
    drawn_after = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("other")), name="merge_of_two"),
            models.CheckConstraint(
                condition=~Q(state__in=["merged", "undone"]) | ~Q(decided_by=F("proposed_by")),
                name="merge_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="merge_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["other"], name="merge_one_open", condition=Q(state__in=["proposed", "merged"])
            ),
        ]
        indexes = [models.Index(fields=["kept"], name="merge_kept")]


class MergedRow(models.Model):
    """One step of a merge: a row before and after, whole, as PostgreSQL writes it, so that it can be put back exactly.

    ``table`` is the database's name of the table. ``how`` says what became of the row.
    """

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="rows")
    place = models.PositiveIntegerField()
    table = models.CharField(max_length=63)
    how = models.CharField(max_length=10)  # moved, settled, stayed, fact
    before = models.TextField()
    after = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge", "place"], name="merged_row_place")]
