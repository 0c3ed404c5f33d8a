"""A fostering household of the trust, beside its home on care's register: reviews, visits, training, dues."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import Carer, Home
from righthelp.practice.fostering.codes import Advised, Course, Left, Owed
from righthelp.practice.people.models import Person, Tier
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Household(models.Model):
    """A household that fosters for the trust. Where it is, who cares there and on which terms stands on the home.

    ``connected``: relatives or friends, approved for a child they know. ``reviewed_before``: the last review before the
    service kept its records here, from which what is due is reckoned. ``left``: the home closed on that day.
    """

    home = models.OneToOneField(Home, on_delete=models.PROTECT, related_name="fostering")
    connected = models.BooleanField(default=False)
    approved = models.DateField()
    reviewed_before = models.DateField(null=True)
    left = models.DateField(null=True)
    left_why = models.CharField(max_length=8, choices=Left, null=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    tier = models.SmallIntegerField(choices=Tier, default=Tier.CASE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left__isnull=True, left_why__isnull=True)
                | Q(left__gt=F("approved"), left_why__isnull=False),
                name="foster_household_left_says_why",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_before__isnull=True) | Q(reviewed_before__gte=F("approved")),
                name="foster_household_reviewed_after_approval",
            ),
        ]

    def __str__(self) -> str:
        return self.home.name


class _Recorded(models.Model):
    """Of which household, who recorded it and when; ``withdrawn``: taken back, with the reason in ``TakenBack``."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="%(class)ss")
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        abstract = True


@pghistory.track()
class Review(_Recorded):
    """A review of a household's approval. ``first``: it goes to panel (regulation 28); worked out when recorded."""

    held = models.DateField()
    first = models.BooleanField()
    carers_say = models.TextField()
    findings = models.TextField()
    advised = models.CharField(max_length=5, choices=Advised)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "held"], name="foster_review_once_a_day", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(carers_say="") & ~Q(findings=""), name="foster_review_says_something"),
        ]


@pghistory.track()
class View(models.Model):
    """What a child who lives in the household says at its review, and what the child's own worker says."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="views")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    child_says = models.TextField()
    worker_says = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(child_says=""), name="foster_view_says_something")]
        indexes = [models.Index(fields=["child"], name="foster_view_child")]


@pghistory.track()
class HomeVisit(_Recorded):
    """The supervising social worker was there on a day; ``surprise``: without saying so before."""

    on = models.DateField()
    surprise = models.BooleanField(default=False)
    note = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="foster_visit_says_something")]


@pghistory.track()
class Training(_Recorded):
    """A carer finished a course on a day. ``until``: the day from which it is due again; null where it lasts."""

    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="foster_training")
    course = models.CharField(max_length=9, choices=Course)
    done = models.DateField()
    until = models.DateField(null=True)
    called = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(course="other") | ~Q(called=""), name="foster_training_other_named"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("done")), name="foster_training_until_after"
            ),
        ]
        indexes = [models.Index(fields=["carer"], name="foster_training_carer")]


@pghistory.track()
class Due(models.Model):
    """From one review or visit to the next; drawn anew, never typed."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="dues")
    owed = models.CharField(max_length=8, choices=Owed)
    place = models.PositiveSmallIntegerField()
    since = models.DateField()
    held = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["household", "owed", "place"], name="foster_due_once")]


@pghistory.track()
class Standards(models.Model):
    """A carer's way through the training standards; drawn anew from approval and training, never typed."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="standards")
    place = models.PositiveSmallIntegerField()
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    met = models.DateField(null=True)
    ended = models.DateField(null=True)
    connected = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["household", "place"], name="foster_standards_once")]


__all__ = ["Due", "HomeVisit", "Household", "Review", "Standards", "Training", "View"]
