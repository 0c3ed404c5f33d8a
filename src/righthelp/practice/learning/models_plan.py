"""The year's training plan, and the academies with their cohorts."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.workforce.models import QualificationKind, Worker


class Priority(models.IntegerChoices):
    """How much a need presses."""

    MUST = 1, "Must: law or safety"
    SHOULD = 2, "Should: the practice model"
    COULD = 3, "Could: growth"


class Source(models.TextChoices):
    """Who said that this needs to be learnt."""

    LAW = "law", "Law or guidance"
    SUPERVISION = "supervision", "Supervisions"
    AUDIT = "audit", "Practice evaluations"
    COMPLAINT = "complaint", "Complaints and reviews"
    YOUNG_PEOPLE = "young-people", "Young people asked for it"
    PLAN = "plan", "The development plan"


@pghistory.track()
class Need(models.Model):
    """Something that must be learnt in a year (from April): by whom, how many, how pressing; and by which course.

    Nothing here says how far it is: that is counted from the sessions and bookings of its course.
    """

    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    who = models.CharField(max_length=120)
    people = models.PositiveSmallIntegerField()
    priority = models.PositiveSmallIntegerField(choices=Priority)
    source = models.CharField(max_length=12, choices=Source)
    course = models.ForeignKey("learning.Course", on_delete=models.PROTECT, null=True, related_name="needs")
    dropped = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "what"], name="need_once_a_year"),
            models.CheckConstraint(condition=Q(year__gte=2018, year__lte=2100), name="need_year"),
            models.CheckConstraint(condition=Q(people__gte=1), name="need_people"),
            models.CheckConstraint(
                condition=Q(dropped__isnull=True) | ~Q(dropped_why=""), name="need_dropped_says_why"
            ),
        ]


class Programme(models.TextChoices):
    """An academy: a programme that groups go through together."""

    SYSTEMIC = "systemic", "Systemic practice"
    FIRST_YEAR = "first-year", "Assessed and supported year (ASYE)"
    EDUCATORS = "educators", "Practice educators"
    LEADERS = "leaders", "Leadership and management"
    RETURNERS = "returners", "Return to social work"


@pghistory.track()
class Cohort(models.Model):
    """A group that goes through a programme together: "Systemic practice, cohort 4"."""

    programme = models.CharField(max_length=12, choices=Programme)
    number = models.PositiveSmallIntegerField()
    partner = models.CharField(max_length=120, blank=True)
    lead = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    places = models.PositiveSmallIntegerField()
    gives = models.CharField(max_length=20, choices=QualificationKind, blank=True)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="cohort_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="cohort_ends_after_start"),
            models.CheckConstraint(condition=Q(places__gte=1, places__lte=200), name="cohort_places"),
        ]

    def __str__(self) -> str:
        return f"{Programme(self.programme).label}, cohort {self.number}"


class Outcome(models.TextChoices):
    """How somebody's time in a cohort ended."""

    FINISHED = "finished", "Finished"
    LATER = "later", "Goes on in a later cohort"
    STOPPED = "stopped", "Stopped"


@pghistory.track()
class CohortMember(models.Model):
    """Somebody in a cohort, and how it ended for them."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="members")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="cohorts")
    joined = models.DateField()
    ended = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "worker"], name="cohort_member_once"),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, outcome="") | (Q(ended__isnull=False) & ~Q(outcome="")),
                name="cohort_member_ended_says_how",
            ),
        ]
