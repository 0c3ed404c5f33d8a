"""Meetings about children: who was asked and came, what was said in parts that can be kept apart, when it went out."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.casework.codes import Agency, Came, MeetingKind
from righthelp.practice.people.models import Organisation, Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Meeting(models.Model):
    """A meeting about one or several children, from when it is called until its minutes are given out.

    ``version`` grows whenever the minutes are saved: whoever writes them says which version they opened.
    """

    kind = models.CharField(max_length=10, choices=MeetingKind)
    called = models.DateTimeField()
    called_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    planned = models.DateTimeField()
    where = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=400, blank=True)
    chair = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="chaired")
    held = models.DateTimeField(null=True)
    recorded = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    minutes_sent = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held__isnull=True, recorded__isnull=True, recorded_by__isnull=True)
                | Q(held__lte=F("recorded"), recorded_by__isnull=False, chair__isnull=False),
                name="meeting_held_when_recorded",
            ),
            models.CheckConstraint(
                condition=Q(cancelled__isnull=True) | (Q(held__isnull=True) & ~Q(cancelled_why="")),
                name="meeting_cancelled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(minutes_sent__isnull=True) | Q(held__isnull=False), name="meeting_minutes_of_one_held"
            ),
        ]
        indexes = [models.Index(fields=["chair", "planned"], name="meeting_chair")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


@pghistory.track()
class MeetingAbout(models.Model):
    """One child whom a meeting is about. The moments are the meeting's, kept here because clocks read one row."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="about")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=10, choices=MeetingKind)
    called = models.DateTimeField()
    planned = models.DateTimeField()
    held = models.DateTimeField(null=True)
    cancelled = models.DateTimeField(null=True)
    minutes_sent = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "child"], name="meeting_about_once")]
        indexes = [
            models.Index(fields=["child", "-planned"], name="meeting_about_child"),
            models.Index(fields=["kind", "held"], name="meeting_about_kind"),
        ]


@pghistory.track()
class Attendance(models.Model):
    """Somebody asked to a meeting: for whom they come, whether they did, what they said, which minutes they may have.

    One of ``worker``, ``person`` and ``name``. ``minutes``: they get a copy; ``confidential``: with the parts that are.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    agency = models.CharField(max_length=14, choices=Agency)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    invited = models.DateTimeField()
    came = models.CharField(max_length=9, choices=Came, null=True)
    said = models.TextField(blank=True)
    minutes = models.BooleanField(default=True)
    confidential = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False, person__isnull=True, name="")
                | Q(worker__isnull=True, person__isnull=False, name="")
                | (Q(worker__isnull=True, person__isnull=True) & ~Q(name="")),
                name="attendance_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confidential=False) | Q(minutes=True), name="attendance_confidential_has_minutes"
            ),
            models.UniqueConstraint(
                fields=["meeting", "worker"], name="attendance_worker_once", condition=Q(worker__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"], name="attendance_person_once", condition=Q(person__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["worker"], name="attendance_worker", condition=Q(worker__isnull=False))]


@pghistory.track()
class Part(models.Model):
    """A piece of the minutes: under a heading, about all the children or one of them, open or confidential.

    ``added``: a correction, written after the minutes were given out.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="parts")
    place = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120)
    text = models.TextField()
    child = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confidential = models.BooleanField(default=False)
    added = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="part_place_once"),
            models.CheckConstraint(condition=~Q(heading="") & ~Q(text=""), name="part_says_something"),
        ]
