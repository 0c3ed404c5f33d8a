"""What the front door keeps beside contacts: specialists on some days, children placed here, referrals to Channel."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from righthelp.practice.casework.models import Meeting
from righthelp.practice.front_door.codes import Panel, PanelDecision, Specialism
from righthelp.practice.front_door.models import Contact
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Specialist(models.Model):
    """Somebody who sits in with the front door on some days of the week, from a day until a day (first no longer).

    One of ours is a ``worker``, and away when they are away; somebody of a partner has a ``name``.
    """

    specialism = models.CharField(max_length=12, choices=Specialism)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    reached_at = models.CharField(max_length=120, blank=True)
    weekdays = ArrayField(models.CharField(max_length=1))
    comes = models.TimeField()
    goes = models.TimeField()
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False, name="") | (Q(worker__isnull=True) & ~Q(name="")),
                name="front_door_specialist_is_somebody",
            ),
            models.CheckConstraint(condition=Q(goes__gt=F("comes")), name="front_door_specialist_goes_after"),
            models.CheckConstraint(condition=~Q(weekdays=[]), name="front_door_specialist_comes_some_day"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="front_door_specialist_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["specialism", "worker", "name"],
                name="front_door_specialist_once",
                condition=Q(ends__isnull=True),
                nulls_distinct=False,
            ),
        ]


@pghistory.track()
class PlacedHere(models.Model):
    """A child whom another council has placed in the city: whose, where, what worries us, since when we know.

    ``ends`` is the first day on which they are no longer placed here.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="placed_here")
    authority = models.CharField(max_length=3)
    council_worker = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200)
    provider = models.CharField(max_length=120, blank=True)
    concerns = models.TextField(blank=True)
    informed = models.DateField()
    starts = models.DateField()
    ends = models.DateField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"], name="front_door_placed_here_once", condition=Q(ends__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(authority__in=["", "330"]), name="front_door_placed_here_by_another"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | (Q(ends__gt=F("starts")) & ~Q(ended_why="")),
                name="front_door_placed_here_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["child", "-starts"], name="front_door_placed_here_child")]


@pghistory.track()
class ChannelReferral(models.Model):
    """A child is referred to the Channel panel, after a screening for radicalisation, until the panel has said.

    Adopted, it stays open until ``closed_on``; ``review_by`` is when the panel looks at it again.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="channels")
    sent = models.DateTimeField()
    sent_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField()
    why = models.TextField()
    panel_on = models.DateField(null=True)
    said = models.CharField(max_length=9, choices=Panel, blank=True)
    said_on = models.DateField(null=True)
    support = models.TextField(blank=True)
    review_by = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_why="")
                | (Q(said="adopted", closed_on__gte=F("said_on")) & ~Q(closed_why="")),
                name="front_door_channel_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(review_by__isnull=True) | Q(said="adopted", closed_on__isnull=True),
                name="front_door_channel_reviewed_while_open",
            ),
            models.UniqueConstraint(
                fields=["child"],
                name="front_door_channel_one_adopted",
                condition=Q(said="adopted", closed_on__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(why=""), name="front_door_channel_says_why"),
            models.UniqueConstraint(fields=["child"], name="front_door_channel_one_open", condition=Q(said="")),
            models.CheckConstraint(
                condition=Q(said="", said_on__isnull=True) | (~Q(said="") & Q(said_on__isnull=False)),
                name="front_door_channel_said_when",
            ),
        ]


@pghistory.track()
class ChannelPanel(models.Model):
    """One child on the list of one meeting of the Channel panel, and what was decided about the child there.

    ``next_review``: by when the panel looks again. Who came, and the minutes, are the meeting's.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="channel")
    referral = models.ForeignKey(ChannelReferral, on_delete=models.PROTECT, related_name="panels")
    decision = models.CharField(max_length=11, choices=PanelDecision, blank=True)
    why = models.TextField(blank=True)
    support = models.TextField(blank=True)
    next_review = models.DateField(null=True)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "referral"], name="front_door_panel_child_once"),
            models.CheckConstraint(
                condition=Q(decision="", why="", decided__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & ~Q(why="") & Q(decided__isnull=False, decided_by__isnull=False)),
                name="front_door_panel_decision_says_why",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["adopted", "goes-on"], next_review__isnull=False)
                | (~Q(decision__in=["adopted", "goes-on"]) & Q(next_review__isnull=True)),
                name="front_door_panel_support_is_reviewed",
            ),
        ]
