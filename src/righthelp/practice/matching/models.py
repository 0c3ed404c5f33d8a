"""A home is asked for, for one child or for brothers and sisters together; homes are asked, and answer; one is chosen.

What is sought is one row (``Request``); each child in it has a row in their own words (``Sought``), which is what a
worker opens and clocks read.
"""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.codes_homes import HomeKind, Skill
from righthelp.practice.care.models import Home, Stay
from righthelp.practice.matching.codes import Answer, Ended
from righthelp.practice.matching.models_after import Disruption
from righthelp.practice.matching.models_breaks import BreakSeries, BreakStay
from righthelp.practice.matching.models_cost import Cost, PanelItem, ReviewPanel
from righthelp.practice.matching.models_placed import Delegated, Notice, Outside, PlacedDue, PlacementPlan
from righthelp.practice.people.models import Area, Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Request(models.Model):
    """What kind of home is sought, where and by which day. ``owner``: who looks for it. ``near``: near to whom, which
    school, how far at most, in words."""

    kinds = ArrayField(models.CharField(max_length=9, choices=HomeKind))
    skills = ArrayField(models.CharField(max_length=12, choices=Skill), default=list, blank=True)
    area = models.CharField(max_length=7, choices=Area, blank=True)
    near = models.TextField(blank=True)
    by_when = models.DateField()
    owner = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    opened = models.DateTimeField()
    opened_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(kinds=[]), name="home_request_says_which_kind")]
        indexes = [models.Index(fields=["owner"], name="home_request_owner")]


@pghistory.track()
class HomeOffer(models.Model):
    """A home that was asked, and what it answered: by whom there, with which reason or condition."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="offers")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="offers")
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=3, choices=Answer, null=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "home"], name="home_offer_once"),
            models.CheckConstraint(
                condition=Q(answer__isnull=True, answered__isnull=True)
                | (Q(answer__isnull=False, answered__gte=F("asked")) & ~Q(answered_by="")),
                name="home_offer_answered_by",
            ),
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(answer=Answer.YES.value) | ~Q(reason=""),
                name="home_offer_says_why",
            ),
        ]


@pghistory.track()
class Sought(models.Model):
    """One child for whom a home is sought, in words that begin with who they are.

    ``eve``: the day before the one by which it is needed. ``offer``, ``why``, ``others`` and ``stay``: the home
    chosen, why this one, why not the others that had said yes, and the stay that began.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="homes_sought")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="children")
    who = models.TextField()
    likes = models.TextField(blank=True)
    needs = models.TextField()
    worked = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    school = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    opened = models.DateTimeField()
    eve = models.DateField()
    offered = models.DateTimeField(null=True)
    placed = models.DateField(null=True)
    offer = models.ForeignKey(HomeOffer, on_delete=models.PROTECT, null=True, related_name="chosen_for")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.TextField(blank=True)
    others = models.TextField(blank=True)
    withdrawn = models.DateTimeField(null=True)
    ended = models.CharField(max_length=7, choices=Ended, null=True)
    ended_why = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "child"], name="home_sought_once_in_a_request"),
            models.UniqueConstraint(
                fields=["child"],
                name="home_sought_one_at_a_time",
                condition=Q(placed__isnull=True, withdrawn__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(who="") & ~Q(needs=""), name="home_sought_says_who"),
            models.CheckConstraint(
                condition=Q(placed__isnull=True, offer__isnull=True, stay__isnull=True)
                | (Q(placed__isnull=False, offer__isnull=False, stay__isnull=False) & ~Q(why="")),
                name="home_sought_placed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True, ended__isnull=True)
                | (Q(withdrawn__isnull=False, ended__isnull=False, placed__isnull=True) & ~Q(ended_why="")),
                name="home_sought_ended_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-opened"], name="home_sought_child"),
            models.Index(fields=["request"], name="home_sought_request"),
        ]

    @property
    def runs(self) -> bool:
        """A home is still sought."""
        return self.placed is None and self.withdrawn is None


__all__ = [
    "BreakSeries",
    "BreakStay",
    "Cost",
    "Delegated",
    "Disruption",
    "HomeOffer",
    "Notice",
    "Outside",
    "PanelItem",
    "PlacedDue",
    "PlacementPlan",
    "Request",
    "ReviewPanel",
    "Sought",
]
