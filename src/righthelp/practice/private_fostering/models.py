"""Private fostering: an arrangement, checks of the household, visits due."""

from __future__ import annotations

from datetime import date, timedelta

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.people.models import Person, ends_after_start, no_overlap
from righthelp.practice.private_fostering import law
from righthelp.practice.private_fostering.codes import Ending, Found, Notifier, Rule, Suits
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Arrangement(models.Model):
    """A child lives with ``carer``, who is ``tie`` to the child, at ``where``. ``requirements``: what we require of the
    carer; ``withdrawn``: it was recorded by mistake, and ``counts`` is then false. It begins for us on the day we were
    told, if that is later than ``starts``."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    notified = models.DateField()
    notifier = models.CharField(max_length=6, choices=Notifier)
    starts = models.DateField()
    carer = models.CharField(max_length=160)
    tie = models.CharField(max_length=160)
    where = models.CharField(max_length=240)
    why = models.TextField()
    parents = models.TextField()
    assessed = models.DateField(null=True)
    assessed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    suits = models.CharField(max_length=5, choices=Suits, null=True)
    assessed_why = models.TextField(blank=True)
    requirements = models.TextField(blank=True)
    ends = models.DateField(null=True)
    ending = models.CharField(max_length=7, choices=Ending, null=True)
    ending_why = models.TextField(blank=True)
    counts = models.BooleanField(default=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            no_overlap("private_fostering_one_at_a_time", "child", condition=Q(counts=True)),
            ends_after_start("private_fostering_ends_after_start"),
            models.CheckConstraint(condition=~Q(why="") & ~Q(parents=""), name="private_fostering_says_why"),
            models.CheckConstraint(
                condition=Q(assessed__isnull=True, suits__isnull=True, assessed_by__isnull=True)
                | (
                    Q(assessed__gte=F("notified"), suits__isnull=False, assessed_by__isnull=False) & ~Q(assessed_why="")
                ),
                name="private_fostering_assessed_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(suits="terms") | ~Q(requirements=""), name="private_fostering_says_requirements"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, ending__isnull=True)
                | (Q(ends__isnull=False, ending__isnull=False) & ~Q(ending_why="")),
                name="private_fostering_ending_says_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True, counts=True)
                | (Q(withdrawn__isnull=False, counts=False) & ~Q(withdrawn_why="")),
                name="private_fostering_withdrawn_says_why",
            ),
        ]

    @property
    def runs(self) -> bool:
        """Neither ended nor withdrawn."""
        return self.ends is None and self.counts

    @property
    def since(self) -> date:
        """The day from which years are counted: when it began, or when we were told, if that is later."""
        return max(self.starts, self.notified)

    @property
    def notice_in_time(self) -> bool:
        """Six weeks before it began, or within 48 hours of its having begun."""
        if self.notified <= self.starts - timedelta(days=law.NOTICE_DAYS):
            return True
        return self.starts <= self.notified <= self.starts + timedelta(days=law.EMERGENCY_DAYS)


@pghistory.track()
class Checked(models.Model):
    """Somebody of the household was checked: whether they are disqualified (Children Act 1989, section 68)."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="checks")
    who = models.CharField(max_length=160)
    on = models.DateField()
    found = models.CharField(max_length=7, choices=Found)
    note = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(found="clear") | ~Q(note=""), name="private_fostering_check_says_what")
        ]


@pghistory.track()
class VisitDue(models.Model):
    """From being told, or one visit, to the next; drawn anew, never typed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="visits_due")
    place = models.PositiveSmallIntegerField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)
    rule = models.CharField(max_length=5, choices=Rule)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["arrangement", "place"], name="private_visit_due_once")]


@pghistory.track()
class Back(models.Model):
    """What was taken back, and why. The row that held it stays in the history."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    why = models.TextField()
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(what="") & ~Q(why=""), name="private_back_says_why")]


__all__ = ["Arrangement", "Back", "Checked", "VisitDue"]
