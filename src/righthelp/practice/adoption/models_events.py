"""Exchange events, at which adopters meet children's profiles, and groups on therapeutic parenting for adopters.

What is recorded by mistake is taken back with the reason and stays readable.
"""

from __future__ import annotations

from datetime import date

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from righthelp.practice.adoption.codes import Helped
from righthelp.practice.adoption.models_adopters import Adopters
from righthelp.practice.care.models_base import says_why
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


class _Noted(models.Model):
    """Who recorded it, when, and whether it was a mistake."""

    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


def _once(name: str, *fields: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=fields, name=name, condition=Q(withdrawn__isnull=True))


@pghistory.track()
class Exchange(_Noted):
    """An exchange event was held. ``partners``: the agencies it was held with."""

    on = models.DateField()
    partners = models.CharField(max_length=200)
    where = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            _once("exchange_once_a_day", "on", "partners"),
            models.CheckConstraint(condition=~Q(partners=""), name="exchange_with_whom"),
            says_why("exchange"),
        ]


@pghistory.track()
class Profiled(_Noted):
    """A child with a plan of adoption was profiled at an exchange event."""

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="profiled")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("adoption.Adopting", on_delete=models.PROTECT, related_name="profiled")

    class Meta:
        constraints = [_once("profiled_once", "exchange", "plan"), says_why("profiled")]
        indexes = [models.Index(fields=["child"], name="profiled_child")]


@pghistory.track()
class Came(_Noted):
    """Adopters came to an exchange event."""

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="came")
    adopters = models.ForeignKey(Adopters, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [_once("came_once", "exchange", "adopters"), says_why("came")]


@pghistory.track()
class Interest(_Noted):
    """Adopters asked about a child whom they met there, in their own words."""

    profiled = models.ForeignKey(Profiled, on_delete=models.PROTECT, related_name="interest")
    adopters = models.ForeignKey(Adopters, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()

    class Meta:
        constraints = [
            _once("interest_once", "profiled", "adopters"),
            models.CheckConstraint(condition=~Q(words=""), name="interest_says_what"),
            says_why("interest"),
        ]


@pghistory.track()
class Course(_Noted):
    """A group on therapeutic parenting: so many weeks from its first day, led by somebody."""

    starts = models.DateField()
    weeks = models.PositiveSmallIntegerField(default=6)
    led_by = models.CharField(max_length=160)
    where = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            _once("course_once", "starts", "led_by"),
            models.CheckConstraint(condition=Q(weeks__gte=1, weeks__lte=20) & ~Q(led_by=""), name="course_says_what"),
            says_why("course"),
        ]

    def come(self, on: date) -> int:
        """How many of its weeks have come by a day."""
        return max(0, min(self.weeks, (on - self.starts).days // 7 + 1))


@pghistory.track()
class Seat(_Noted):
    """A family has a place in a group: ``came``: the weeks in which they came; then whether it helped, and how."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="seats")
    adopters = models.ForeignKey(Adopters, on_delete=models.PROTECT, related_name="+")
    came = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    helped = models.CharField(max_length=6, choices=Helped, blank=True)
    feedback = models.TextField(blank=True)

    class Meta:
        constraints = [
            _once("seat_once", "course", "adopters"),
            models.CheckConstraint(condition=Q(helped="") | ~Q(feedback=""), name="seat_says_how"),
            says_why("seat"),
        ]


__all__ = ["Came", "Course", "Exchange", "Interest", "Profiled", "Seat"]
