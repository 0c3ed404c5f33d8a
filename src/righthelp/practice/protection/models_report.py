"""The social worker's report to a conference: begun from the record, edited, ready, read by the family before the
day."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from righthelp.practice.casework.models import Meeting
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Report(models.Model):
    """The report of one conference, for all its children. ``ready``: it is finished, and copies may be prepared.
    ``version`` grows with every save, so that nobody's words are lost."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="protection_report")
    begun = models.DateTimeField()
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    changed = models.DateTimeField()
    changed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    ready = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Report to a conference {self.pk}"


@pghistory.track()
class ReportPart(models.Model):
    """A part of a report, in order. ``child``: about one of the children alone, so that it can be kept apart.
    ``taken_from`` says where its words were taken from when the report was begun; empty where somebody wrote it
    here."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="parts")
    place = models.PositiveSmallIntegerField()
    child = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    heading = models.CharField(max_length=120)
    text = models.TextField()
    taken_from = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "place"], name="protection_report_place_once"),
            models.CheckConstraint(condition=~Q(heading="") & ~Q(text=""), name="protection_report_part_says"),
        ]


__all__ = ["Report", "ReportPart"]
