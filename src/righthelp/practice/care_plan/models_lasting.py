"""Beside the plan for permanence: carers asked about guardianship, support after an order, the clinic, brothers and
sisters together or apart."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import InCare
from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.care_plan.codes import Held, Willing
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class GuardianshipAsked(Recorded):
    """Carers with whom a child is meant to stay were asked whether they would be special guardians: what they said, and
    what the child says. ``again``: when they were asked next; ``ended``: the child left care, or it was a mistake."""

    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="+")
    asked = models.DateField()
    who = models.CharField(max_length=160)
    answer = models.CharField(max_length=5, choices=Willing)
    view = models.TextField()
    child_view = models.TextField(blank=True)
    again = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["care", "asked"], name="guardianship_once_a_day", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(view="") & ~Q(who=""), name="guardianship_says_what"),
            says_why("guardianship"),
        ]
        indexes = [models.Index(fields=["child", "-asked"], name="guardianship_child")]


@pghistory.track()
class Support(Recorded):
    """Help for a child who lives with somebody by special guardianship or a child arrangements order: what was
    assessed, the plan, and the allowance in pence a week (0: none, with the reason in ``why``)."""

    kind = models.CharField(max_length=3, choices=Held)
    holder = models.CharField(max_length=160)
    assessed = models.DateField()
    needs = models.TextField()
    plan = models.TextField()
    pence = models.PositiveIntegerField()
    why = models.TextField()
    starts = models.DateField()
    ends = models.DateField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"], name="support_one_at_a_time", condition=Q(ends__isnull=True, withdrawn__isnull=True)
            ),
            models.CheckConstraint(
                condition=~Q(holder="") & ~Q(needs="") & ~Q(plan="") & ~Q(why=""), name="support_says_what"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | (Q(ends__gt=F("starts")) & ~Q(ended_why="")), name="support_ends_why"
            ),
            says_why("support"),
        ]


@pghistory.track()
class SupportReview(models.Model):
    """From the first day of support, or one review, to the next; once held, what was found and what is paid since."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    support = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="reviews")
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)
    pence = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    reviewer = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["support", "since"], name="support_review_once"),
            models.CheckConstraint(
                condition=Q(held__isnull=True)
                | (Q(held__gt=F("since"), pence__isnull=False, reviewer__isnull=False) & ~Q(note="")),
                name="support_review_says_what",
            ),
        ]


@pghistory.track()
class ClinicCase(Recorded):
    """A child on the list of a permanence clinic of a day: what is asked, the advice, what was decided, and by when it
    is to be done. ``ended``: it was recorded by mistake."""

    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    question = models.TextField()
    advice = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    by_when = models.DateField(null=True)
    eve = models.DateField(null=True)
    followed = models.DateField(null=True)
    followed_note = models.TextField(blank=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["care", "on"], name="clinic_once_a_day", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(question=""), name="clinic_asks_something"),
            models.CheckConstraint(
                condition=Q(eve__isnull=True, by_when__isnull=True)
                | (Q(eve__lt=F("by_when")) & ~Q(advice="") & ~Q(decision="")),
                name="clinic_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(followed__isnull=True) | (Q(eve__isnull=False) & ~Q(followed_note="")),
                name="clinic_followed_says_how",
            ),
            says_why("clinic"),
        ]
        indexes = [
            models.Index(fields=["child", "-on"], name="clinic_child"),
            models.Index(fields=["on"], name="clinic_on"),
        ]


@pghistory.track()
class SiblingPlan(models.Model):
    """Whether brothers and sisters are to live together or apart, and why; how those apart keep in touch."""

    decided = models.DateField()
    why = models.TextField()
    contact = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="sibling_plan_says_why"),
            says_why("sibling_plan"),
        ]


@pghistory.track()
class SiblingPlace(models.Model):
    """One child of such a plan: those with the same ``side`` are to live together."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(SiblingPlan, on_delete=models.PROTECT, related_name="places")
    side = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "child"], name="sibling_place_once")]
        indexes = [models.Index(fields=["child"], name="sibling_place_child")]


__all__ = ["ClinicCase", "GuardianshipAsked", "SiblingPlace", "SiblingPlan", "Support", "SupportReview"]
