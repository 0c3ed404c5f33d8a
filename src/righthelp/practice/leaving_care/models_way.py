"""The way a young person goes: chances of work, who helps beside the adviser, time in custody, plans looked over."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.leaving_care.codes import GOOD, Beside, Chances, Grade


@pghistory.track()
class Chance(Recorded):
    """Something towards work that a young person was offered; whether they took it, and what came of it."""

    kind = models.CharField(max_length=6, choices=Chances)
    where = models.CharField(max_length=160)
    on = models.DateField()
    answered = models.DateField(null=True)
    taken = models.BooleanField(null=True)
    over = models.DateField(null=True)
    came = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered__isnull=True, taken__isnull=True) | Q(answered__gte=F("on"), taken__isnull=False),
                name="leaving_chance_answered_after",
            ),
            models.CheckConstraint(
                condition=Q(over__isnull=True) | (Q(taken=True, over__gte=F("answered")) & ~Q(came="")),
                name="leaving_chance_over_says_what_came",
            ),
            says_why("leaving_chance"),
        ]
        indexes = [models.Index(fields=["child", "-on"], name="leaving_chance_child")]


@pghistory.track()
class Helps(Recorded):
    """Somebody helps beside the adviser, from a day to a day: ``about`` is what was advised, or what the plan is."""

    kind = models.CharField(max_length=7, choices=Beside)
    who = models.CharField(max_length=160)
    about = models.TextField()
    starts = models.DateField()
    ends = models.DateField(null=True)
    came = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(about=""), name="leaving_helps_says_how"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | (Q(ends__gte=F("starts")) & ~Q(came="")),
                name="leaving_helps_end_says_what_came",
            ),
            says_why("leaving_helps"),
        ]
        indexes = [models.Index(fields=["child", "-starts"], name="leaving_helps_child")]


@pghistory.track()
class Custody(Recorded):
    """A young person is in prison, from a day until release: the plan for that day, and who met them at the gate."""

    prison = models.CharField(max_length=120)
    starts = models.DateField()
    due = models.DateField(null=True)
    planned = models.DateField(null=True)
    plan = models.TextField(blank=True)
    released = models.DateField(null=True)
    met = models.CharField(max_length=160, blank=True)
    went = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(due__gte=F("starts")), name="leaving_custody_due_after"
            ),
            models.CheckConstraint(
                condition=Q(planned__isnull=True, plan="") | (Q(planned__isnull=False) & ~Q(plan="")),
                name="leaving_custody_plan_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(released__isnull=True) | (Q(released__gte=F("starts")) & ~Q(went="")),
                name="leaving_custody_went_somewhere",
            ),
            models.UniqueConstraint(
                fields=["child"],
                name="leaving_custody_one_at_a_time",
                condition=Q(released__isnull=True, withdrawn__isnull=True),
            ),
            says_why("leaving_custody"),
        ]


@pghistory.track()
class PlanSeen(Recorded):
    """A manager looked over a pathway plan: how good it is, what is good in it, what is to be better by the next."""

    plan = models.ForeignKey("leaving_care.PathwayPlan", on_delete=models.PROTECT, related_name="seen")
    on = models.DateField()
    grade = models.CharField(max_length=1, choices=Grade)
    good = models.TextField()
    better = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(good=""), name="leaving_plan_seen_says_what_is_good"),
            models.CheckConstraint(
                condition=Q(grade__in=sorted(GOOD)) | ~Q(better=""), name="leaving_plan_seen_says_what_is_to_be_better"
            ),
            says_why("leaving_plan_seen"),
        ]

    @property
    def is_good(self) -> bool:
        """Good, or outstanding."""
        return self.grade in GOOD


__all__ = ["Chance", "Custody", "Helps", "PlanSeen"]
