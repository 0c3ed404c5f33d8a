"""With whom a child keeps in contact, when it is refused and by what right, how it went; the child's life story."""

from __future__ import annotations

from datetime import timedelta

import pghistory
from django.db import models
from django.db.models import ExpressionWrapper, F, Q

from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.care_plan.codes import URGENT_DAYS, Ground, Outcome, Refusing, Story, Way
from righthelp.practice.people.models import ends_after_start


@pghistory.track()
class Arrangement(Recorded):
    """A child keeps in contact with somebody: who, how, how often, where, with whom watching, by what right."""

    who = models.CharField(max_length=160)
    way = models.CharField(max_length=10, choices=Way)
    how_often = models.CharField(max_length=160)
    where = models.CharField(max_length=160, blank=True)
    supervised_by = models.CharField(max_length=160, blank=True)
    ground = models.CharField(max_length=8, choices=Ground)
    order = models.CharField(max_length=300, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            ends_after_start("care_contact_ends_after_start"),
            models.CheckConstraint(condition=~Q(way="watched") | ~Q(supervised_by=""), name="care_contact_watched_by"),
            models.CheckConstraint(condition=~Q(ground="order") | ~Q(order=""), name="care_contact_says_which_order"),
            models.CheckConstraint(condition=Q(ends__isnull=True) | ~Q(ended_why=""), name="care_contact_end_says_why"),
            says_why("care_contact"),
        ]
        indexes = [models.Index(fields=["child", "-starts"], name="care_contact_child")]


@pghistory.track()
class Refusal(Recorded):
    """Contact is refused from a day (inclusive) to a day (exclusive). Without an order of the court only where it is
    urgent, and for seven days at most (Children Act 1989, section 34(6)). ``told``: when it was given in writing to
    the child, parents and whoever else has a right to it."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="refusals")
    basis = models.CharField(max_length=6, choices=Refusing)
    why = models.TextField()
    order = models.CharField(max_length=300, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)
    told = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("care_refusal_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(basis="urgent")
                | Q(
                    ends__isnull=False,
                    ends__lte=ExpressionWrapper(
                        F("starts") + timedelta(days=URGENT_DAYS), output_field=models.DateTimeField()
                    ),
                ),
                name="care_refusal_urgent_seven_days",
            ),
            models.CheckConstraint(condition=~Q(basis="order") | ~Q(order=""), name="care_refusal_says_which_order"),
            models.CheckConstraint(condition=~Q(why=""), name="care_refusal_says_why"),
            says_why("care_refusal"),
        ]
        indexes = [models.Index(fields=["child", "-starts"], name="care_refusal_child")]


@pghistory.track()
class Session(Recorded):
    """A contact that was arranged for a day: whether it happened, and how the child was."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="sessions")
    on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    supervised_by = models.CharField(max_length=160, blank=True)
    how = models.TextField()
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(how=""), name="care_session_says_how"),
            says_why("care_session"),
        ]
        indexes = [models.Index(fields=["child", "-on"], name="care_session_child")]


@pghistory.track()
class StoryItem(Recorded):
    """A piece of a child's life story: what it is, where it is kept, and when the child was given it."""

    kind = models.CharField(max_length=10, choices=Story)
    what = models.TextField()
    on = models.DateField()
    kept = models.CharField(max_length=160, blank=True)
    given = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="care_story_says_what"),
            models.CheckConstraint(
                condition=Q(given__isnull=True) | Q(given__gte=F("on")), name="care_story_given_after"
            ),
            says_why("care_story"),
        ]
        indexes = [models.Index(fields=["child", "-on"], name="care_story_child")]


__all__ = ["Arrangement", "Refusal", "Session", "StoryItem"]
