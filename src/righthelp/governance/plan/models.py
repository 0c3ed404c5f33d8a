"""Plans of action: what was agreed, who answers for it, and what was said of it month by month."""

from __future__ import annotations

from datetime import date, timedelta

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.access.models import Account
from righthelp.governance.plan.codes import ByWhen, Capacity, Decision, InspectionArea, PlanKind, Rag
from righthelp.practice.workforce.models import Service, Worker

_SAID_ONCE = """
    if (to_jsonb(new) - 'taken_back') is distinct from (to_jsonb(old) - 'taken_back') or old.taken_back is not null then
      raise exception 'An update is not edited: a later one stands';
    end if;
    return new;"""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Plan(models.Model):
    """A plan: a draft until it is adopted, in force until it is closed.

    ``answers`` and ``answered_on``: what it answers, such as an inspection, and the day of it. ``under``: the priority
    of another plan that it delivers.
    """

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=PlanKind)
    service = models.CharField(max_length=20, choices=Service, blank=True)
    purpose = models.TextField(blank=True)
    answers = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True)
    under = models.ForeignKey("Priority", on_delete=models.PROTECT, null=True, related_name="delivered_by")
    owner_post = models.CharField(max_length=120)
    owner = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    drafted = models.DateField()
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    adopted = models.DateField(null=True)
    adopted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    adopted_where = models.CharField(max_length=200, blank=True)
    closed = models.DateField(null=True)
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    closed_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(owner_post=""), name="plan_has_an_owner"),
            models.CheckConstraint(
                condition=Q(adopted__isnull=True, adopted_by__isnull=True, adopted_where="")
                | Q(adopted__isnull=False, adopted_by__isnull=False) & ~Q(adopted_where=""),
                name="plan_adopted_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True, closed_by__isnull=True, closed_why="")
                | Q(closed__gte=F("adopted"), adopted__isnull=False, closed_by__isnull=False) & ~Q(closed_why=""),
                name="plan_closed_whole",
            ),
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Priority(models.Model):
    """A priority of a plan and its sponsor, who answers for it to the board."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    sponsor_post = models.CharField(max_length=120)
    sponsor = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="priority_number_once"),
            models.CheckConstraint(condition=~Q(sponsor_post=""), name="priority_has_a_sponsor"),
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Objective(models.Model):
    """What a priority is to come to."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["priority", "number"], name="objective_number_once")]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Action(models.Model):
    """An action: what is to be done and what will be different, by a day or from a day.

    ``accountable`` is the post that answers for it: always one, and never two, because it is one column that is never
    empty; ``worker`` holds it now. ``in_force``: from the day of adoption, or on which it was added after that.
    What it is to move: an ``inspection_area``, an ``indicator`` by its code, a section of the ``self_assessment``.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, null=True, related_name="actions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    difference = models.TextField(blank=True)
    why = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    inspection_area = models.CharField(max_length=10, choices=InspectionArea, blank=True)
    indicator = models.CharField(max_length=20, blank=True)
    self_assessment = models.CharField(max_length=120, blank=True)
    by_when = models.CharField(max_length=9, choices=ByWhen)
    eve = models.DateField()
    accountable = models.CharField(max_length=120)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    in_force = models.DateField(null=True)
    started = models.DateField(null=True)
    done = models.DateField(null=True)
    stopped = models.DateField(null=True)
    stopped_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_action_number_once"),
            models.CheckConstraint(condition=~Q(accountable=""), name="plan_action_one_accountable"),
            models.CheckConstraint(
                condition=Q(done__isnull=True) | Q(started__lte=F("done"), started__isnull=False),
                name="plan_action_started_before_done",
            ),
            models.CheckConstraint(
                condition=Q(done__isnull=True, stopped__isnull=True) | Q(in_force__isnull=False),
                name="plan_action_ends_when_in_force",
            ),
            models.CheckConstraint(
                condition=Q(stopped__isnull=True, stopped_why="")
                | Q(stopped__isnull=False, done__isnull=True) & ~Q(stopped_why=""),
                name="plan_action_stopped_says_why",
            ),
        ]

    @property
    def day(self) -> date:
        """The day that the plan gives it."""
        return self.eve + timedelta(days=1)

    @property
    def ended(self) -> date | None:
        """The day on which it was done or stopped."""
        return self.done or self.stopped

    @property
    def said_day(self) -> str:
        """What its day means, as it is said before it."""
        return ByWhen(self.by_when).label


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CoLead(models.Model):
    """Somebody who leads an action beside the one who is accountable for it."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="co_leads")
    number = models.PositiveSmallIntegerField()
    post = models.CharField(max_length=120)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="co_lead_number_once"),
            models.CheckConstraint(condition=~Q(post=""), name="co_lead_has_a_post"),
        ]


@pghistory.track()
class Moved(models.Model):
    """The day of an action in force was moved, and why. The day it had before stays to be read."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="moves")
    was = models.DateField()
    became = models.DateField()
    because = models.TextField()
    moved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(was=F("became")) & ~Q(because=""), name="moved_elsewhere_with_a_reason")
        ]


@pghistory.track()
class Update(models.Model):
    """What was said of an action on a day. Never edited: a later one stands, or its author takes it back that day."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    on = models.DateField()
    rag = models.CharField(max_length=8, choices=Rag)
    progress = models.TextField()
    evidence = models.TextField(blank=True)
    page = models.CharField(max_length=200, blank=True)
    next_step = models.TextField(blank=True)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    taken_back = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(progress=""), name="plan_update_says_something"),
            models.CheckConstraint(
                condition=~Q(rag=Rag.COMPLETE) | ~Q(evidence="") | ~Q(page=""), name="plan_update_complete_is_shown"
            ),
            models.CheckConstraint(
                condition=Q(taken_back__isnull=True) | Q(taken_back__gte=F("given_at")),
                name="plan_update_back_after_given",
            ),
        ]
        indexes = [models.Index(fields=["action", "-given_at"], name="plan_update_of_action")]
        triggers = [
            pgtrigger.Trigger(name="said_once", when=pgtrigger.Before, operation=pgtrigger.Update, func=_SAID_ONCE),
            pgtrigger.Protect(name="said_for_good", operation=pgtrigger.Delete),
        ]

    @property
    def colour(self) -> str:
        """Its colour as a word."""
        return Rag(self.rag).word


@pghistory.track()
class UpdateDue(models.Model):
    """From one update of an action in force to the next: due by the end of the month after ``since``. Drawn anew
    whenever an update comes or goes."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates_due")
    place = models.PositiveSmallIntegerField()
    since = models.DateField()
    eve = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "place"], name="plan_update_due_place_once"),
            models.CheckConstraint(condition=Q(eve__gte=F("since")), name="plan_update_due_after"),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(held__gte=F("since"), ended__isnull=True),
                name="plan_update_due_held_or_ended",
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=F("since")), name="plan_update_due_ends_after"
            ),
        ]


@pghistory.track()
class SignOff(models.Model):
    """What a sponsor said of a priority, or the board of the whole plan, on a day."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sign_offs")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, null=True, related_name="sign_offs")
    capacity = models.CharField(max_length=7, choices=Capacity)
    who = models.CharField(max_length=120)
    on = models.DateField()
    decision = models.CharField(max_length=7, choices=Decision)
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=Capacity.SPONSOR, priority__isnull=False)
                | Q(capacity=Capacity.BOARD, priority__isnull=True),
                name="sign_off_of_priority_or_plan",
            ),
            models.CheckConstraint(condition=~Q(who=""), name="sign_off_by_somebody"),
            models.CheckConstraint(
                condition=Q(decision=Decision.ASSURED) | ~Q(words=""), name="sign_off_says_what_is_missing"
            ),
        ]


__all__ = [
    "Action", "CoLead", "Moved", "Objective", "Plan", "Priority", "SignOff", "Update", "UpdateDue",
]  # fmt: skip
