"""A child's plan, what it is to change, and who does what by when."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.database.apart import Apart
from righthelp.practice.casework.codes import PlanEnding, PlanKind
from righthelp.practice.people.models import DateRange, Person, ends_after_start
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Plan(models.Model):
    """A plan for a child, from a day (inclusive) to a day (exclusive); one at a time, of whatever kind.

    ``begun`` and ``begun_by`` say when and by whom it was recorded.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=8, choices=PlanKind)
    starts = models.DateField()
    begun = models.DateTimeField()
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    ends = models.DateField(null=True)
    ending = models.CharField(max_length=9, choices=PlanEnding, null=True)
    ending_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="plan_one_at_a_time",
                expressions=[
                    (Apart("child"), RangeOperators.EQUAL),
                    (DateRange("starts", "ends"), RangeOperators.OVERLAPS),
                ],
            ),
            ends_after_start("plan_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, ending__isnull=True)
                | (Q(ends__isnull=False, ending__isnull=False) & ~Q(ending_why="")),
                name="plan_ending_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-starts"], name="plan_child"),
            models.Index(fields=["kind", "starts"], name="plan_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.starts}"


@pghistory.track()
class Outcome(models.Model):
    """What needs to change for the child, and how we shall know; met on a day."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="outcomes")
    place = models.PositiveSmallIntegerField()
    what = models.TextField()
    how_known = models.TextField(blank=True)
    met = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "place"], name="outcome_place_once"),
            models.CheckConstraint(condition=~Q(what=""), name="outcome_says_what"),
        ]


@pghistory.track()
class Action(models.Model):
    """Somebody is to do something for a child by an agreed day: under a plan, or decided in a meeting.

    ``worker`` if one of ours does it; otherwise ``owner`` says who, in words. ``eve`` is the day before ``by_when``:
    what the clock counts from. ``first_by_when`` is the day first agreed.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="actions")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="actions")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, null=True, related_name="actions")
    meeting = models.ForeignKey("casework.Meeting", on_delete=models.PROTECT, null=True, related_name="actions")
    what = models.CharField(max_length=400)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="actions")
    owner = models.CharField(max_length=120, blank=True)
    agreed = models.DateTimeField()
    agreed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    by_when = models.DateField()
    first_by_when = models.DateField()
    eve = models.DateField()
    done = models.DateTimeField(null=True)
    done_note = models.CharField(max_length=400, blank=True)
    stopped = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=False) | Q(meeting__isnull=False), name="agreed_action_comes_from_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(worker__isnull=False, owner="") | (Q(worker__isnull=True) & ~Q(owner="")),
                name="agreed_action_has_one_owner",
            ),
            models.CheckConstraint(condition=Q(eve__lt=F("by_when")), name="agreed_action_eve_before"),
            models.CheckConstraint(
                condition=Q(done__isnull=True) | Q(stopped__isnull=True), name="agreed_action_done_once"
            ),
            models.CheckConstraint(
                condition=Q(stopped__isnull=True) | ~Q(stopped_why=""), name="agreed_action_stopped_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-agreed"], name="agreed_action_child"),
            models.Index(
                fields=["worker", "by_when"],
                name="agreed_action_open",
                condition=Q(done__isnull=True, stopped__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.what


from righthelp.practice.casework.models_back import TakenBack  # noqa: E402
from righthelp.practice.casework.models_meetings import Attendance, Meeting, MeetingAbout, Part  # noqa: E402
from righthelp.practice.casework.models_visits import Visit, VisitDue, Visited  # noqa: E402
from righthelp.practice.casework.models_work import DirectWork, WorkFile, WorkFileContent  # noqa: E402

__all__ = [
    "Action",
    "Attendance",
    "DirectWork",
    "Meeting",
    "MeetingAbout",
    "Outcome",
    "Part",
    "Plan",
    "TakenBack",
    "Visit",
    "VisitDue",
    "Visited",
    "WorkFile",
    "WorkFileContent",
]
