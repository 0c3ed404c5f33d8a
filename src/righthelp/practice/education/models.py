"""Attendance as schools send it: the file, the lines nobody could take yet, and what is known of each child."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.people.models import Organisation, ends_after_start, no_overlap
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class SchoolFile(models.Model):
    """A file of attendance that a school sent. ``lines`` in it, ``taken`` into children’s records at once."""

    name = models.CharField(max_length=120)
    received = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    lines = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()


@pghistory.track()
class FileLine(models.Model):
    """A line that was not taken, and why: it waits for somebody who knows the child, or for the school to send it
    again. ``said`` is the line as it came."""

    file = models.ForeignKey(SchoolFile, on_delete=models.PROTECT, related_name="left")
    number = models.PositiveIntegerField()
    said = models.JSONField()
    why = models.CharField(max_length=300)
    waits = models.BooleanField()
    settled = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    settled_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="school_line_once"),
            models.CheckConstraint(
                condition=Q(settled__isnull=True, settled_by__isnull=True, settled_why="")
                | (Q(settled__isnull=False, settled_by__isnull=False) & ~Q(settled_why="")),
                name="school_line_settled_says_why",
            ),
        ]
        indexes = [models.Index(fields=["file"], name="school_line_open", condition=Q(settled__isnull=True))]


def percent(attended: int, possible: int) -> Decimal | None:
    """Sessions attended of those possible, in percent with one place; None where none was possible."""
    if not possible:
        return None
    return (Decimal(100 * attended) / possible).quantize(Decimal("0.1"), ROUND_HALF_UP)


@pghistory.track()
class Attended(Recorded):
    """A child’s sessions at one school in a period, from a day (inclusive) to a day (exclusive). A session is half a
    school day. ``file`` is the file it came in; ``line`` the line of it for which somebody found the child."""

    file = models.ForeignKey(SchoolFile, on_delete=models.PROTECT, null=True, related_name="attended")
    line = models.OneToOneField(FileLine, on_delete=models.PROTECT, null=True, related_name="attended")
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    possible = models.PositiveSmallIntegerField()
    attended = models.PositiveSmallIntegerField()
    authorised = models.PositiveSmallIntegerField()
    unauthorised = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            ends_after_start("attended_ends_after_start"),
            no_overlap("attended_once", "child", "school", condition=Q(withdrawn__isnull=True)),
            models.CheckConstraint(
                condition=Q(possible__gt=0, possible=F("attended") + F("authorised") + F("unauthorised")),
                name="attended_adds_up",
            ),
            says_why("attended"),
        ]
        indexes = [
            models.Index(fields=["child", "-ends"], name="attended_child"),
            models.Index(fields=["ends"], name="attended_ends"),
        ]

    @property
    def last(self) -> date:
        """The last day of the period."""
        return self.ends - timedelta(days=1)

    @property
    def percent(self) -> Decimal | None:
        """Sessions attended, in percent."""
        return percent(self.attended, self.possible)


from righthelp.practice.education.models_plans import CheckDue, Checked, OutOfSchool, PlanAsked  # noqa: E402
from righthelp.practice.education.models_work import (  # noqa: E402
    Agreed,
    Discussed,
    NotOnRoll,
    Panel,
    Query,
    Step,
    Surgery,
)

__all__ = [
    "Agreed", "Attended", "CheckDue", "Checked", "Discussed", "FileLine", "NotOnRoll", "OutOfSchool", "Panel",
    "PlanAsked", "Query", "SchoolFile", "Step", "Surgery", "percent",
]  # fmt: skip
