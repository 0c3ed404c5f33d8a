"""A family until the child is grown up: looked for, considered, matched (Care Planning, Placement and Case Review
(England) Regulations 2010, regulation 22A and what follows it, as amended in 2015)."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import Home, InCare, Stay
from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.fostering.codes_lasting import Heard
from righthelp.practice.fostering.models_panel import Item
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Finding(Recorded):
    """A family is looked for, with the child's profile: by ``finder``, until one is found on a day (the placement is
    long-term from then on), it is no longer looked for (``ended``, with why), or the child has left care (``over``)."""

    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="+")
    opened = models.DateField()
    finder = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    who = models.TextField(blank=True)
    loves = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    siblings = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    school = models.TextField(blank=True)
    carers = models.TextField(blank=True)
    found = models.DateField(null=True)
    ended = models.DateField(null=True)
    ended_why = models.TextField(blank=True)
    over = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["care"],
                name="family_finding_one_at_a_time",
                condition=Q(found__isnull=True, ended__isnull=True, withdrawn__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | (Q(found__isnull=True) & ~Q(ended_why="")),
                name="family_finding_ended_says_why",
            ),
            says_why("family_finding"),
        ]
        indexes = [
            models.Index(fields=["child", "-opened"], name="family_finding_child"),
            models.Index(fields=["finder"], name="family_finding_finder"),
        ]

    @property
    def runs(self) -> bool:
        """A family is still looked for."""
        return self.found is None and self.ended is None and self.over is None and self.withdrawn is None


@pghistory.track()
class Family(Recorded):
    """A family that was considered for a child on a day, why, and what came of it with the reason."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="families")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    why = models.TextField()
    heard = models.CharField(max_length=3, choices=Heard, null=True)
    heard_on = models.DateField(null=True)
    heard_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "home"], name="family_considered_once", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(why=""), name="family_considered_says_why"),
            models.CheckConstraint(
                condition=Q(heard__isnull=True, heard_on__isnull=True)
                | (Q(heard__isnull=False, heard_on__gte=F("on")) & ~Q(heard_why="")),
                name="family_heard_says_why",
            ),
            says_why("family_considered"),
        ]
        indexes = [models.Index(fields=["child", "-on"], name="family_considered_child")]


@pghistory.track()
class LongTerm(Recorded):
    """A long-term match of a child with a family: what the child and the parents say, that the carers agreed on a day
    to act until the child leaves care, which help they have, who decides what.

    ``item``: panel's recommendation and the decision. ``begun``: the placement is long-term from that day, in ``stay``;
    child, parents and carers were told of it (``not_told``: why the parents were not).
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="matches")
    on = models.DateField()
    child_says = models.TextField()
    parents_say = models.TextField()
    carers_agreed = models.DateField()
    carers_say = models.TextField()
    support = models.TextField()
    delegated = models.TextField()
    item = models.OneToOneField(Item, on_delete=models.PROTECT, null=True, related_name="match")
    begun = models.DateField(null=True)
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, null=True, related_name="+")
    child_told = models.DateField(null=True)
    parents_told = models.DateField(null=True)
    carers_told = models.DateField(null=True)
    not_told = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family"], name="long_term_once", condition=Q(withdrawn__isnull=True)),
            models.CheckConstraint(
                condition=~Q(child_says="")
                & ~Q(parents_say="")
                & ~Q(carers_say="")
                & ~Q(support="")
                & ~Q(delegated=""),
                name="long_term_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(begun__isnull=True, stay__isnull=True)
                | Q(begun__isnull=False, stay__isnull=False, child_told__isnull=False, carers_told__isnull=False)
                & (Q(parents_told__isnull=False) | ~Q(not_told="")),
                name="long_term_begun_is_told",
            ),
            models.CheckConstraint(
                condition=Q(begun__isnull=True) | Q(item__isnull=False), name="long_term_begun_is_decided"
            ),
            models.CheckConstraint(
                condition=Q(begun__isnull=True)
                | Q(child_told__lte=F("begun"), carers_told__lte=F("begun"))
                & (Q(parents_told__isnull=True) | Q(parents_told__lte=F("begun"))),
                name="long_term_told_before_it_begins",
            ),
            says_why("long_term"),
        ]
        indexes = [models.Index(fields=["child", "-on"], name="long_term_child")]


__all__ = ["Family", "Finding", "LongTerm"]
