"""The fostering panel: who may sit, who sat, what was brought, what was recommended, and what was decided."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import Home
from righthelp.practice.fostering.codes import Advice, Business, Contest, Seat
from righthelp.practice.fostering.models_household import Household
from righthelp.practice.people.models import Person, Tier, ends_after_start
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Member(models.Model):
    """Somebody on the central list of panel members, from a day to a day. ``independent``: neither works for nor
    fosters for the trust."""

    name = models.CharField(max_length=120)
    seat = models.CharField(max_length=6, choices=Seat)
    independent = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("panel_member_ends_after_start"),
            models.UniqueConstraint(fields=["name"], name="panel_member_once", condition=Q(ends__isnull=True)),
            models.CheckConstraint(condition=~Q(name=""), name="panel_member_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Meeting(models.Model):
    """A meeting of the panel on a day. ``held``: who sat is recorded."""

    on = models.DateField(unique=True)
    held = models.BooleanField(default=False)
    cancelled = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(held=False) | Q(cancelled=""), name="panel_held_or_cancelled")
        ]


@pghistory.track()
class Sat(models.Model):
    """A member was at a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="present")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="panel_sat_once")]


@pghistory.track()
class Item(models.Model):
    """Something brought to a meeting: about an application, or about a household; a long-term match names the child,
    and the ``home`` where that is an agency's.

    ``votes_for`` and ``votes_against`` are of those who sat for it. ``decided``: the decision maker's decision, told
    in writing on ``told``. ``contest``: what people did who were told no; ``outcome``: what came of it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    about = models.CharField(max_length=8, choices=Business)
    application = models.ForeignKey("Application", on_delete=models.PROTECT, null=True, related_name="items")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, related_name="items")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, null=True, related_name="+")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asks = models.TextField()
    advice = models.CharField(max_length=5, choices=Advice, null=True)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    reasons = models.TextField(blank=True)
    recommended = models.DateField(null=True)
    put_off = models.DateField(null=True)
    decided = models.DateField(null=True)
    decision = models.CharField(max_length=5, choices=Advice, null=True)
    decision_why = models.TextField(blank=True)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    told = models.DateField(null=True)
    contest = models.CharField(max_length=9, choices=Contest, blank=True)
    contested = models.DateField(null=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    tier = models.SmallIntegerField(choices=Tier, default=Tier.CASE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    about=Business.APPROVAL.value, application__isnull=False, household__isnull=True, home__isnull=True
                )
                | ~Q(about=Business.APPROVAL.value)
                & Q(application__isnull=True, household__isnull=False, home__isnull=True)
                | Q(
                    about=Business.LONG_TERM.value, application__isnull=True, household__isnull=True, home__isnull=False
                ),
                name="panel_item_about_somebody",
            ),
            models.CheckConstraint(
                condition=Q(about=Business.LONG_TERM.value, child__isnull=False)
                | ~Q(about=Business.LONG_TERM.value) & Q(child__isnull=True),
                name="panel_item_match_names_child",
            ),
            models.CheckConstraint(
                condition=Q(advice__isnull=True, recommended__isnull=True)
                | Q(
                    advice__isnull=False,
                    recommended__isnull=False,
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                )
                & ~Q(reasons=""),
                name="panel_item_advice_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(decided__isnull=True, decision__isnull=True, decided_by__isnull=True)
                | Q(decided__gte=F("recommended"), decision__in=["yes", "no"], decided_by__isnull=False)
                & ~Q(decision_why=""),
                name="panel_item_decided_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(told__isnull=True) | Q(told__gte=F("decided")), name="panel_item_told_after_decision"
            ),
            models.CheckConstraint(
                condition=Q(contested__isnull=True, contest="")
                | Q(contested__gte=F("told"), decision="no", contest__in=["panel", "review"]),
                name="panel_item_contested_after_told",
            ),
            models.UniqueConstraint(fields=["meeting", "application"], name="panel_application_once_a_meeting"),
        ]
        indexes = [models.Index(fields=["meeting"], name="panel_item_meeting")]

    @property
    def where(self) -> Home | None:
        """The home of the register that it is about, if it is about one."""
        return self.household.home if self.household else self.home


@pghistory.track()
class Conflict(models.Model):
    """A member has an interest in an item, and does not sit for it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="conflicts")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="panel_conflict_once"),
            models.CheckConstraint(condition=~Q(why=""), name="panel_conflict_says_why"),
        ]


__all__ = ["Conflict", "Item", "Meeting", "Member", "Sat"]
