"""Visits: one row each, a row for every child in it, and the time from one visit to the next while a plan runs."""

from __future__ import annotations

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.casework.codes import PlanKind, Where
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Visit(models.Model):
    """Somebody went to see one or several children: when, where, what for, what they found.

    ``key`` is the form's: pressed twice, a visit is recorded once.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    at = models.DateTimeField()
    where = models.CharField(max_length=8, choices=Where)
    visitor = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="visits")
    with_whom = models.CharField(max_length=200, blank=True)
    announced = models.BooleanField(default=True)
    purpose = models.CharField(max_length=400)
    note = models.TextField()
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(at__lte=F("recorded")), name="visit_not_in_the_future"),
            models.CheckConstraint(condition=~Q(purpose="") & ~Q(note=""), name="visit_says_what_for"),
        ]
        indexes = [models.Index(fields=["visitor", "-at"], name="visit_visitor")]


@pghistory.track()
class Visited(models.Model):
    """One child in a visit: seen or not and why, alone or not and why, in the child's own words.

    ``at`` is the visit's, kept here because clocks read one row. ``action`` is what under the plan the visit was for.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits")
    at = models.DateTimeField()
    seen = models.BooleanField()
    alone = models.BooleanField()
    why_not = models.CharField(max_length=400, blank=True)
    words = models.TextField(blank=True)
    action = models.ForeignKey("casework.Action", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "child"], name="visited_once"),
            models.CheckConstraint(condition=Q(alone=False) | Q(seen=True), name="visited_alone_is_seen"),
            models.CheckConstraint(condition=Q(alone=True) | ~Q(why_not=""), name="visited_not_alone_says_why"),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True) | ~Q(withdrawn_why=""), name="visited_withdrawn_says_why"
            ),
            models.UniqueConstraint(
                fields=["child", "at"], name="visited_once_at_a_time", condition=Q(withdrawn__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["child", "-at"], name="visited_child")]


@pghistory.track()
class VisitDue(models.Model):
    """From a plan's beginning, or one visit in which the child was seen, to the next. Worked out anew when a visit is
    recorded or withdrawn and when the plan ends; never typed."""

    plan = models.ForeignKey("casework.Plan", on_delete=models.PROTECT, related_name="visits_due")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=PlanKind)
    place = models.PositiveSmallIntegerField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "place"], name="visit_due_place_once"),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(ended__isnull=True), name="visit_due_held_or_ended"
            ),
        ]
        indexes = [models.Index(fields=["child", "since"], name="visit_due_child")]
