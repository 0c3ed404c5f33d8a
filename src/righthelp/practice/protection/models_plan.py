"""A child protection plan beside casework's: category, chair, core group, what comes round, what is escalated."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from righthelp.practice.casework.codes import Agency, PlanEnding
from righthelp.practice.casework.models import Action, Plan
from righthelp.practice.people.models import DateRange, Person, ends_after_start
from righthelp.practice.protection.codes import Barrier, Category, Level, Step
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class ProtectionPlan(models.Model):
    """What is particular to a child protection plan. The plan itself, with outcomes and actions, is casework's.

    ``starts`` and ``ends`` are the plan's own (the database holds them together). ``ordinal``: which plan in the
    child's life, those of other councils included (``elsewhere``). ``last_ended``: when the one before ended.
    ``why`` is what the conference found; ``contingency`` what happens if nothing changes.
    """

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="protection")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="protection_plans")
    conference = models.OneToOneField("protection.ChildConference", on_delete=models.PROTECT, related_name="made")
    chair = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="protection_plans")
    starts = models.DateField()
    ends = models.DateField(null=True)
    ending = models.CharField(max_length=9, choices=PlanEnding, null=True)
    category = models.CharField(max_length=3, choices=Category)
    why = models.TextField()
    contingency = models.TextField(blank=True)
    ordinal = models.PositiveSmallIntegerField()
    elsewhere = models.PositiveSmallIntegerField(default=0)
    last_ended = models.DateField(null=True)
    within_two_years = models.BooleanField()
    within_year = models.BooleanField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="protection_plan_one_at_a_time",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    (DateRange("starts", "ends"), RangeOperators.OVERLAPS),
                ],
            ),
            ends_after_start("protection_plan_ends_after_start"),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="protection_plan_counts_itself"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="protection_plan_has_a_category"),
            models.CheckConstraint(condition=~Q(why=""), name="protection_plan_says_why"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, ending__isnull=True) | Q(ends__isnull=False, ending__isnull=False),
                name="protection_plan_ending",
            ),
            models.CheckConstraint(
                condition=Q(within_year=False) | Q(within_two_years=True), name="protection_plan_year_is_in_two"
            ),
            models.CheckConstraint(
                condition=Q(within_two_years=False) | Q(ordinal__gte=2), name="protection_plan_again_is_a_second"
            ),
        ]
        indexes = [models.Index(fields=["chair"], name="protection_plan_chair", condition=Q(ends__isnull=True))]

    def __str__(self) -> str:
        return f"Child protection plan {self.plan_id}"


@pghistory.track()
class CategoryHeld(models.Model):
    """Under which category a plan ran from a day to a day, and why it changed."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="categories")
    category = models.CharField(max_length=3, choices=Category)
    starts = models.DateField()
    ends = models.DateField(null=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=400)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="protection_category_one_at_a_time",
                expressions=[
                    ("plan", RangeOperators.EQUAL),
                    (DateRange("starts", "ends"), RangeOperators.OVERLAPS),
                ],
            ),
            ends_after_start("protection_category_ends_after_start"),
            models.CheckConstraint(condition=~Q(why=""), name="protection_category_says_why"),
        ]


@pghistory.track()
class CoreMember(models.Model):
    """Somebody in the core group of a plan: one of ours, somebody on the register, or a name. ``attached``: a
    professional of another service who sits with our team."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="members")
    agency = models.CharField(max_length=14, choices=Agency)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    attached = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False, person__isnull=True, name="")
                | Q(worker__isnull=True, person__isnull=False, name="")
                | (Q(worker__isnull=True, person__isnull=True) & ~Q(name="")),
                name="protection_member_is_somebody",
            ),
            models.UniqueConstraint(
                fields=["plan", "worker"],
                name="protection_member_worker_once",
                condition=Q(worker__isnull=False, until__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["plan", "person"],
                name="protection_member_person_once",
                condition=Q(person__isnull=False, until__isnull=True),
            ),
        ]


@pghistory.track()
class Stage(models.Model):
    """From one core group, or review, to the next. Worked out anew from what was held; never typed."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="stages")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=10, choices=Step)
    place = models.PositiveSmallIntegerField()
    first = models.BooleanField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "step", "place"], name="protection_stage_once"),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(ended__isnull=True), name="protection_stage_held_or_ended"
            ),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(held__gte=F("since")), name="protection_stage_held_after"
            ),
        ]
        indexes = [models.Index(fields=["child", "since"], name="protection_stage_child")]


@pghistory.track()
class Milestone(models.Model):
    """A plan has run for so many months: somebody above looks at it and says what follows."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="milestones")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField()
    reached = models.DateField()
    reviewed = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "months"], name="protection_milestone_once"),
            models.CheckConstraint(
                condition=Q(reviewed__isnull=True, reviewed_by__isnull=True)
                | (Q(reviewed__isnull=False, reviewed_by__isnull=False) & ~Q(note="")),
                name="protection_milestone_says_what_follows",
            ),
        ]
        indexes = [models.Index(fields=["child"], name="protection_milestone_child")]


@pghistory.track()
class Escalation(models.Model):
    """Change is not seen: what stands in the way, how far up it has gone, and what was answered. ``after`` is the
    one below that was not enough."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="escalations")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    barrier = models.CharField(max_length=9, choices=Barrier)
    issue = models.TextField()
    level = models.CharField(max_length=1, choices=Level)
    to = models.CharField(max_length=120)
    raised = models.DateTimeField()
    raised_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    response = models.TextField(blank=True)
    solved = models.BooleanField(null=True)
    after = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="further")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(issue="") & ~Q(to=""), name="protection_escalation_says_what"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True, answered_by__isnull=True, solved__isnull=True)
                | (Q(answered__gte=F("raised"), answered_by__isnull=False, solved__isnull=False) & ~Q(response="")),
                name="protection_escalation_answer_says_what",
            ),
        ]
        indexes = [models.Index(fields=["child", "-raised"], name="protection_escalation_child")]


@pghistory.track()
class TransferOut(models.Model):
    """The family moves away: the other council is told, and holds its conference; the plan here ends on that day."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="transfers")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    council = models.CharField(max_length=80)
    contact = models.CharField(max_length=200, blank=True)
    notified = models.DateTimeField()
    notified_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    accepted = models.DateField(null=True)
    stayed = models.DateTimeField(null=True)
    stayed_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                name="protection_transfer_one_open",
                condition=Q(accepted__isnull=True, stayed__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True) | Q(stayed__isnull=True), name="protection_transfer_one_way"
            ),
            models.CheckConstraint(
                condition=Q(stayed__isnull=True) | ~Q(stayed_why=""), name="protection_transfer_stayed_says_why"
            ),
        ]
        indexes = [models.Index(fields=["child"], name="protection_transfer_child")]


@pghistory.track()
class Oversight(models.Model):
    """A manager looked at the plan, or at one action of it: what they think and ask for."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="oversight")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="protection_oversight_says_something")]


__all__ = [
    "CategoryHeld",
    "CoreMember",
    "Escalation",
    "Milestone",
    "Oversight",
    "ProtectionPlan",
    "Stage",
    "TransferOut",
]
