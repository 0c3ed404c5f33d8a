"""A family with no recourse to public funds: who belongs to it, what was decided on its means, yearly assessments, and
what was done with lawyers, the Home Office and the Department for Work and Pensions."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.child_in_need.codes import SUPPORTS, DealingKind, Leaving, Means
from righthelp.practice.people.models import Person, ends_after_start, no_overlap
from righthelp.practice.workforce.models import Team, Worker


@pghistory.track()
class Family(models.Model):
    """A family with the team, from a day to a day. Its children have plans of their own."""

    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    ends = models.DateField(null=True)
    leaving = models.CharField(max_length=10, choices=Leaving, blank=True)
    leaving_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            ends_after_start("need_family_ends_after_start"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(why=""), name="need_family_says_why"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True, leaving="")
                | (Q(ends__isnull=False) & ~Q(leaving="") & ~Q(leaving_why="")),
                name="need_family_leaving_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class FamilyChild(models.Model):
    """A child in a family, from a day to a day; in one family at a time."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            no_overlap("need_family_child_in_one", "child"),
            ends_after_start("need_family_child_after_start"),
        ]
        indexes = [models.Index(fields=["family"], name="need_family_children")]


@pghistory.track()
class FamilyAdult(models.Model):
    """An adult of the family."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="adults")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["family", "person"], name="need_family_adult_once")]


@pghistory.track()
class MeansDecision(models.Model):
    """What a manager decided on a family's means, on what evidence and why; the last one holds.

    ``supports``: money may be paid on it. ``excluded``: Schedule 3 of the Nationality, Immigration and Asylum Act 2002
    keeps the parents from support unless refusing it would breach their rights, which ``rights`` weighs.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Means)
    supports = models.BooleanField()
    evidence = models.TextField()
    rationale = models.TextField()
    signposted = models.CharField(max_length=400, blank=True)
    excluded = models.BooleanField(default=False)
    rights = models.TextField(blank=True)
    decided = models.DateTimeField()
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(evidence="") & ~Q(rationale=""), name="need_means_says_why"),
            models.CheckConstraint(
                condition=Q(supports=True, outcome__in=SUPPORTS) | Q(supports=False, outcome="signpost"),
                name="need_means_supports",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="signpost") | ~Q(signposted=""), name="need_means_signpost_says_where"
            ),
            models.CheckConstraint(condition=Q(excluded=False) | ~Q(rights=""), name="need_means_weighs_rights"),
        ]
        indexes = [models.Index(fields=["family", "-decided"], name="need_means_family")]


@pghistory.track()
class FamilyAssessment(models.Model):
    """The yearly assessment of a family: what the children need, the way to leave or funds, what follows."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="assessments")
    on = models.DateField()
    needs = models.TextField()
    way_out = models.TextField()
    follows = models.TextField()
    seen = models.BooleanField()
    not_seen_why = models.CharField(max_length=400, blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "on"], name="need_assessed_once_a_day", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(
                condition=~Q(needs="") & ~Q(way_out="") & ~Q(follows=""), name="need_assessed_says_everything"
            ),
            models.CheckConstraint(condition=Q(seen=True) | ~Q(not_seen_why=""), name="need_assessed_not_seen_why"),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True) | ~Q(withdrawn_why=""), name="need_assessed_withdrawn_says_why"
            ),
        ]


@pghistory.track()
class Dealing(models.Model):
    """Immigration advice, or a contact with somebody else about the right to be here or to public funds."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="dealings")
    kind = models.CharField(max_length=11, choices=DealingKind)
    on = models.DateField()
    who = models.CharField(max_length=160)
    source = models.CharField(max_length=160, blank=True)
    what = models.TextField()
    again_on = models.DateField(null=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(who="") & ~Q(what=""), name="need_dealing_says_what"),
            models.CheckConstraint(
                condition=Q(again_on__isnull=True) | Q(again_on__gt=F("on")), name="need_dealing_again_later"
            ),
        ]
        indexes = [models.Index(fields=["family", "-on"], name="need_dealing_family")]
