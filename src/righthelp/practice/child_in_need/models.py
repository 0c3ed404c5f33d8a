"""What this room keeps beside a child in need plan of casework: where it came from, its reviews, when one is due."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.casework.codes import Agency, PlanKind
from righthelp.practice.casework.models import Meeting, Plan
from righthelp.practice.child_in_need.codes import Agreed, Progress, ReviewDecision, Source
from righthelp.practice.people.models import Person, ends_after_start
from righthelp.practice.workforce.models import Team, Worker


@pghistory.track()
class NeedPlan(models.Model):
    """Why a child has a plan, who answers for it, what the family said, and for how long it is meant.

    ``since``: from when the child has been in need without a break: a plan that follows another on the same day goes on
    counting. ``again``: an earlier plan (``earlier``) ended in the twelve months before. The worker who leads is
    whoever holds the child's work; that is recorded once, as the allocation.
    """

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="need")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source)
    since = models.DateField()
    threshold = models.TextField()
    agreed = models.CharField(max_length=4, choices=Agreed)
    agreed_on = models.DateField()
    agreed_by = models.CharField(max_length=200)
    weeks = models.PositiveSmallIntegerField(null=True)
    earlier = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="+")
    again = models.BooleanField(default=False)
    referral = models.BigIntegerField(null=True)
    step = models.ForeignKey("Step", on_delete=models.PROTECT, null=True, related_name="began")
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(threshold="") & ~Q(agreed_by=""), name="need_plan_says_why"),
            models.CheckConstraint(condition=Q(weeks__isnull=True) | Q(weeks__gt=0), name="need_plan_weeks_positive"),
            models.CheckConstraint(condition=Q(again=False) | Q(earlier__isnull=False), name="need_plan_again_earlier"),
            models.UniqueConstraint(
                fields=["referral"], name="need_plan_referral_once", condition=Q(referral__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["child"], name="need_plan_child"),
            models.Index(fields=["team"], name="need_plan_team"),
        ]


@pghistory.track()
class PartnerRole(models.Model):
    """What a partner does under a plan, from a day to a day."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="partner_roles")
    agency = models.CharField(max_length=14, choices=Agency)
    who = models.CharField(max_length=120)
    does = models.CharField(max_length=400)
    starts = models.DateField()
    ends = models.DateField(null=True)
    why_over = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ends_after_start("need_partner_ends_after_start"),
            models.CheckConstraint(condition=~Q(who="") & ~Q(does=""), name="need_partner_says_what"),
            models.CheckConstraint(condition=Q(ends__isnull=True) | ~Q(why_over=""), name="need_partner_over_says_why"),
        ]


@pghistory.track()
class Review(models.Model):
    """One child in a review meeting: how far the outcomes have come, what child and family say, what was decided.

    ``plan_starts`` is the plan's own (the database holds the two equal), so that no review lies before it.
    ``next_by``: the day agreed for the next one, where it is to be sooner than the limit.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="need_reviews")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="need_reviews")
    plan_starts = models.DateField()
    on = models.DateField()
    progress = models.CharField(max_length=5, choices=Progress)
    outcomes = models.TextField()
    child_view = models.TextField()
    family_view = models.TextField()
    decision = models.CharField(max_length=9, choices=ReviewDecision)
    reason = models.TextField()
    next_by = models.DateField(null=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "meeting"], name="need_review_once_of_a_meeting", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(condition=Q(on__gte=F("plan_starts")), name="need_review_not_before_start"),
            models.CheckConstraint(
                condition=~Q(outcomes="") & ~Q(child_view="") & ~Q(family_view="") & ~Q(reason=""),
                name="need_review_says_everything",
            ),
            models.CheckConstraint(
                condition=Q(next_by__isnull=True) | Q(next_by__gt=F("on")), name="need_review_next_after"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True) | ~Q(withdrawn_why=""), name="need_review_withdrawn_says_why"
            ),
        ]
        indexes = [models.Index(fields=["child", "-on"], name="need_review_child")]


@pghistory.track()
class NeedDue(models.Model):
    """From one review (or yearly assessment) to the next while a plan runs. Worked out anew when one is recorded or
    withdrawn and when the plan ends; never typed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="need_due")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=PlanKind)
    what = models.CharField(max_length=10, choices=[("review", "Review"), ("assessment", "Yearly assessment")])
    place = models.PositiveSmallIntegerField()
    first = models.BooleanField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)
    eve = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "what", "place"], name="need_due_place_once"),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(ended__isnull=True), name="need_due_held_or_ended"
            ),
            models.CheckConstraint(
                condition=Q(first=True, place=0) | (Q(first=False) & ~Q(place=0)), name="need_due_first_is_first"
            ),
        ]
        indexes = [models.Index(fields=["child", "since"], name="need_due_child")]


from righthelp.practice.child_in_need.models_disabled import (  # noqa: E402  # these stand beside the plan
    Advice,
    BreakUse,
    Entitlement,
    ShortBreak,
    Specialist,
    Thing,
    Transition,
)
from righthelp.practice.child_in_need.models_family import (  # noqa: E402
    Dealing,
    Family,
    FamilyAdult,
    FamilyAssessment,
    FamilyChild,
    MeansDecision,
)
from righthelp.practice.child_in_need.models_money import Budget, Payment, WeeklySupport  # noqa: E402
from righthelp.practice.child_in_need.models_moves import Closing, Escalation, Oversight, Step  # noqa: E402

__all__ = [
    "Advice",
    "BreakUse",
    "Budget",
    "Closing",
    "Dealing",
    "Entitlement",
    "Escalation",
    "Family",
    "FamilyAdult",
    "FamilyAssessment",
    "FamilyChild",
    "MeansDecision",
    "NeedDue",
    "NeedPlan",
    "Oversight",
    "PartnerRole",
    "Payment",
    "Review",
    "ShortBreak",
    "Specialist",
    "Step",
    "Thing",
    "Transition",
    "WeeklySupport",
]
