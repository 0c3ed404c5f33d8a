"""Adopters: who they are, the stages of their approval with pauses, how long they wait."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.adoption.codes import Outcome, Step
from righthelp.practice.care.models import Home
from righthelp.practice.people.models import Organisation, Person, ends_after_start
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Adopters(models.Model):
    """One household that wants to adopt, or may. ``agency``: whose they are, if not the trust's own. ``home``: their
    home on the register of care, from approval on. ``seeks``: which children, in their own words."""

    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="supports_adopters")
    asked = models.DateField()
    seeks = models.TextField(blank=True)
    fosters = models.BooleanField(default=False)
    approved = models.DateField(null=True)
    approved_by = models.CharField(max_length=200, blank=True)
    home = models.OneToOneField(Home, on_delete=models.PROTECT, null=True, related_name="+")
    left = models.DateField(null=True)
    left_why = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="adopters_have_a_name"),
            models.CheckConstraint(
                condition=Q(approved__isnull=True, home__isnull=True)
                | (Q(approved__isnull=False, home__isnull=False) & ~Q(approved_by="")),
                name="adopters_approved_have_a_home",
            ),
            models.CheckConstraint(
                condition=Q(left__isnull=True) | (Q(left__gte=F("asked")) & ~Q(left_why="")),
                name="adopters_left_say_why",
            ),
        ]
        indexes = [models.Index(fields=["worker"], name="adopters_worker", condition=Q(left__isnull=True))]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Adopter(models.Model):
    """One person of a household of adopters."""

    adopters = models.ForeignKey(Adopters, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["adopters", "person"], name="adopter_once")]
        indexes = [models.Index(fields=["person"], name="adopter_person")]


@pghistory.track()
class Stage(models.Model):
    """One stage of their approval, from a day to a day. ``counted``: its first day, moved on by the days of its pauses
    that are over; ``still``: a pause runs."""

    adopters = models.ForeignKey(Adopters, on_delete=models.PROTECT, related_name="stages")
    number = models.CharField(max_length=1, choices=Step)
    starts = models.DateField()
    counted = models.DateField()
    ends = models.DateField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, null=True)
    checks = models.TextField(blank=True)
    panel = models.DateField(null=True)
    why = models.TextField(blank=True)
    still = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adopters"], name="stage_one_at_a_time", condition=Q(ends__isnull=True)),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, outcome__isnull=True)
                | (Q(ends__gte=F("starts"), outcome__isnull=False, still=False) & ~Q(why="")),
                name="stage_ends_say_how",
            ),
            models.CheckConstraint(condition=Q(counted__gte=F("starts")), name="stage_counted_after_start"),
        ]


@pghistory.track()
class Pause(models.Model):
    """A stage stands still because the adopters asked for it, from a day to a day."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="pauses")
    starts = models.DateField()
    ends = models.DateField(null=True)
    why = models.TextField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage"], name="pause_one_at_a_time", condition=Q(ends__isnull=True)),
            ends_after_start("pause_ends_after_start"),
            models.CheckConstraint(condition=~Q(why=""), name="pause_says_why"),
        ]


@pghistory.track()
class Wait(models.Model):
    """Approved adopters wait, from their approval or one review to the next review, a placement, or their leaving."""

    adopters = models.ForeignKey(Adopters, on_delete=models.PROTECT, related_name="waits")
    since = models.DateField()
    held = models.DateField(null=True)
    note = models.TextField(blank=True)
    ended = models.DateField(null=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["adopters"], name="wait_one_at_a_time", condition=Q(held__isnull=True, ended__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(held__isnull=True, note="") | (Q(held__gt=F("since")) & ~Q(note="")), name="wait_says_what"
            ),
        ]


@pghistory.track()
class Keepsake(models.Model):
    """After a celebration hearing: the days on which the life story book and the later-life letter were handed to the
    adopters. It stands with the household, so that it leads to no record before the order."""

    adopters = models.ForeignKey(Adopters, on_delete=models.PROTECT, related_name="keepsakes")
    celebrated = models.DateField()
    book = models.DateField(null=True)
    letter = models.DateField(null=True)
    counts = models.BooleanField(default=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["adopters", "celebrated"], name="keepsake_once_a_day", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True, counts=True)
                | (Q(withdrawn__isnull=False, counts=False) & ~Q(withdrawn_why="")),
                name="keepsake_withdrawn_says_why",
            ),
        ]


__all__ = ["Adopter", "Adopters", "Keepsake", "Pause", "Stage", "Wait"]
