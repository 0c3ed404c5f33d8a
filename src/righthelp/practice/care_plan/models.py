"""Care plans in versions, plans for permanence and what is due of them; contact, challenges and stories beside them."""

from __future__ import annotations

from typing import Final

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import CareReview, InCare
from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.care_plan.codes import TEXTS, Lasting
from righthelp.practice.care_plan.models_challenge import Challenge, ChallengeStep, Recommendation
from righthelp.practice.care_plan.models_family import Arrangement, Refusal, Session, StoryItem
from righthelp.practice.care_plan.models_lasting import (
    ClinicCase,
    GuardianshipAsked,
    SiblingPlace,
    SiblingPlan,
    Support,
    SupportReview,
)
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker

_OLD, _NEW = (", ".join(f"{row}.{name}" for name in TEXTS) for row in ("old", "new"))
_STANDS: Final = f"""
    if ({_OLD}) is distinct from ({_NEW}) or new.agreed is distinct from old.agreed then
      raise exception 'An agreed care plan is not edited: the next one is begun from it';
    end if;
    return new;"""  # names of our own columns


@pghistory.track()
class CarePlan(Recorded):
    """One version of a care plan. A draft until a manager agrees it; then it never changes, and the next one is begun
    from it. ``offered``: the worker asks for agreement. ``shared``: the day the child and the family were given it."""

    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="care_plans")
    number = models.PositiveSmallIntegerField()
    wishes = models.TextField(blank=True)
    upbringing = models.TextField(blank=True)
    placement = models.TextField(blank=True)
    family = models.TextField(blank=True)
    identity = models.TextField(blank=True)
    feelings = models.TextField(blank=True)
    health = models.TextField(blank=True)
    education = models.TextField(blank=True)
    self_care = models.TextField(blank=True)
    offered = models.DateTimeField(null=True)
    offered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    sent_back_why = models.TextField(blank=True)
    agreed = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    shared = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["care", "number"], name="care_plan_number_once"),
            models.UniqueConstraint(
                fields=["care"], name="care_plan_one_draft", condition=Q(agreed__isnull=True, withdrawn__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(offered__isnull=True, offered_by__isnull=True)
                | (
                    Q(offered__isnull=False, offered_by__isnull=False)
                    & ~Q(wishes="")
                    & ~Q(upbringing="")
                    & ~Q(placement="")
                    & ~Q(family="")
                    & ~Q(identity="")
                    & ~Q(feelings="")
                    & ~Q(health="")
                    & ~Q(education="")
                    & ~Q(self_care="")
                ),
                name="care_plan_offered_whole",
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True, agreed_by__isnull=True)
                | Q(agreed__isnull=False, agreed_by__isnull=False, offered__isnull=False)
                & ~Q(agreed_by=F("offered_by")),
                name="care_plan_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(shared__isnull=True) | Q(agreed__isnull=False), name="care_plan_shared_when_agreed"
            ),
            says_why("care_plan"),
        ]
        indexes = [models.Index(fields=["child", "-number"], name="care_plan_child")]
        triggers = [
            pgtrigger.Trigger(
                name="agreed_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__agreed__isnull=False),
                func=_STANDS,
            )
        ]


@pghistory.track()
class Permanence(Recorded):
    """How the child is to have a home for good, decided on a day, with a plan beside it in case it cannot be. The
    options stand side by side: each with why it was chosen or not; empty where it was not considered."""

    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="permanence")
    review = models.ForeignKey(CareReview, on_delete=models.PROTECT, null=True, related_name="+")
    decided = models.DateField()
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Lasting)
    parallel = models.CharField(max_length=12, choices=Lasting, blank=True)
    reasons = models.TextField()
    why_return = models.TextField(blank=True)
    why_family = models.TextField(blank=True)
    why_fostering = models.TextField(blank=True)
    why_guardian = models.TextField(blank=True)
    why_adoption = models.TextField(blank=True)
    why_independent = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["care", "decided"], name="care_permanence_once_a_day", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(parallel=F("kind")), name="care_permanence_parallel_differs"),
            models.CheckConstraint(condition=~Q(reasons=""), name="care_permanence_says_why"),
            says_why("care_permanence"),
        ]
        indexes = [models.Index(fields=["child", "-decided"], name="care_permanence_child")]


@pghistory.track()
class PermanenceDue(models.Model):
    """One time in care: its first two reviews, and the first plan for permanence; drawn anew, never typed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="permanence_due")
    place = models.PositiveSmallIntegerField()
    first = models.DateField(null=True)
    second = models.DateField(null=True)
    decided = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["care", "place"], name="care_permanence_due_once")]
        indexes = [models.Index(fields=["child"], name="care_permanence_due_child")]


__all__ = [
    "Arrangement",
    "CarePlan",
    "Challenge",
    "ChallengeStep",
    "ClinicCase",
    "GuardianshipAsked",
    "Permanence",
    "PermanenceDue",
    "Recommendation",
    "Refusal",
    "Session",
    "SiblingPlace",
    "SiblingPlan",
    "StoryItem",
    "Support",
    "SupportReview",
]
