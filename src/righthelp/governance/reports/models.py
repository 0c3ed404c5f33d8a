"""Reports, the writer's words and claims in them, and the figures frozen when one was published."""

from __future__ import annotations

from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Status(models.TextChoices):
    """Where a report stands on its way to its readers."""

    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"


def _account(**more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


@pghistory.track(exclude=["published_html"])
class Report(models.Model):
    """One report of a kind, as at a date. There is one for each kind and date, so no two versions go about at once.

    ``published_html`` is the document as it was published, to the letter.
    """

    kind = models.CharField(max_length=40)
    as_at = models.DateField()
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    drafted_by = _account()
    drafted_at = models.DateTimeField()
    approved_by = _account(null=True)
    approved_at = models.DateTimeField(null=True)
    published_by = _account(null=True)
    published_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=500, blank=True)
    published_html = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "as_at"], name="report_one_for_a_date"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="report_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", approved_at__isnull=True, published_at__isnull=True)
                | Q(status="approved", approved_at__isnull=False, approved_by__isnull=False, published_at__isnull=True)
                | Q(
                    status="published",
                    approved_at__isnull=False,
                    published_at__isnull=False,
                    published_by__isnull=False,
                ),
                name="report_status_has_its_dates",
            ),
        ]
        indexes = [models.Index(fields=["-as_at"], name="report_latest")]


@pghistory.track()
class Prose(models.Model):
    """The writer's paragraphs of one section; a blank line parts two paragraphs."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="prose")
    section = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    edited_by = _account()
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "section"], name="prose_one_for_a_section")]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Claim(models.Model):
    """A sentence about figures that the figures must bear out; see ``claims.py`` for the kinds."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="claims")
    section = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=20)
    by = models.CharField(max_length=40, blank=True)
    group = models.CharField(max_length=40, blank=True)
    number = models.IntegerField(null=True)
    added_by = _account()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section", "kind", "code", "by", "group", "number"],
                name="claim_once",
                nulls_distinct=False,
            )
        ]


class PublishedFigure(models.Model):
    """One figure that a published report stands on, as it was then. Written once; a correction is a new
    reading beside it.

    The true numbers are kept, also where the published paper withheld them. ``facts_version`` is the journey's when it
    was counted.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    code = models.CharField(max_length=20)
    edition = models.PositiveSmallIntegerField()
    as_at = models.DateField()
    by = models.CharField(max_length=40, blank=True)
    month = models.CharField(max_length=7)
    group = models.CharField(max_length=40, blank=True)
    numerator = models.IntegerField()
    denominator = models.IntegerField(null=True)
    withheld = models.BooleanField()
    facts_version = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "code", "by", "month", "group"], name="published_figure_once"),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__lte=F("denominator"), numerator__gte=0),
                name="published_figure_part_of_whole",
            ),
        ]
