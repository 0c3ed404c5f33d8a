"""Families decide: a conference with its members, plan and money; the edge of care; a child going home from care.

A row that was recorded by mistake is withdrawn with the reason: it stays readable, and no longer counts.
"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import InCare
from righthelp.practice.casework.models import Meeting
from righthelp.practice.family_group.codes import (
    Agreed,
    Cause,
    Closed,
    Coming,
    Every,
    Hours,
    How,
    Offer,
    Outcome,
    Ready,
    Together,
)
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker

_TOLD = models.PROTECT


class _Recorded(models.Model):
    """Whose it is, who recorded it, when."""

    child = models.ForeignKey(Person, on_delete=_TOLD, related_name="+")
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=_TOLD, related_name="+")

    class Meta:
        abstract = True


class _Counts(_Recorded):
    """What may turn out to have been recorded by mistake; ``counts`` is then false."""

    counts = models.BooleanField(default=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        abstract = True


def _withdrawn_says_why(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(withdrawn__isnull=True, counts=True)
        | (Q(withdrawn__isnull=False, counts=False) & ~Q(withdrawn_why="")),
        name=name,
    )


@pghistory.track()
class Siblings(models.Model):
    """Brothers and sisters whose family decides about all of them at once: one referral, one conference, one plan."""

    made = models.DateTimeField()


@pghistory.track()
class Group(_Counts):
    """A family is asked to decide together. ``questions``: what it is asked; ``without``: who must not be there, and
    why; ``meeting``: the conference itself, which casework keeps; ``plan``: the family’s plan in its own words.

    ``together``: the brothers and sisters whom the same conference is about; each has a row that says the same, so
    that a child's record stands alone. A child taken out of it is closed as ``Closed.OUT``."""

    together = models.ForeignKey(Siblings, on_delete=_TOLD, null=True, related_name="groups")
    kind = models.CharField(max_length=6, choices=Together)
    asked = models.DateField()
    why = models.TextField()
    questions = models.TextField()
    without = models.TextField(blank=True)
    coordinator = models.ForeignKey(Worker, on_delete=_TOLD, null=True, related_name="coordinates")
    meeting = models.ForeignKey(Meeting, on_delete=_TOLD, null=True, related_name="family_groups")
    held = models.DateField(null=True)
    plan = models.TextField(blank=True)
    agreed = models.CharField(max_length=4, choices=Agreed, null=True)
    answered = models.DateField(null=True)
    answered_by = models.ForeignKey(Worker, on_delete=_TOLD, null=True, related_name="+")
    answered_why = models.TextField(blank=True)
    reviewed = models.DateField(null=True)
    reviewed_said = models.TextField(blank=True)
    closed = models.DateField(null=True)
    closing = models.CharField(max_length=8, choices=Closed, null=True)
    closed_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why="") & ~Q(questions=""), name="family_group_says_what"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True, agreed__isnull=True, answered_by__isnull=True)
                | (
                    Q(answered__gte=F("held"), held__isnull=False, agreed__isnull=False, answered_by__isnull=False)
                    & ~Q(plan="")
                    & ~Q(answered_why="")
                ),
                name="family_group_answer_says_why",
            ),
            models.CheckConstraint(
                condition=Q(reviewed__isnull=True)
                | (Q(held__isnull=False, reviewed__gte=F("held")) & ~Q(reviewed_said="")),
                name="family_group_reviewed_after",
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True, closing__isnull=True)
                | (Q(closed__gte=F("asked"), closing__isnull=False) & ~Q(closed_why="")),
                name="family_group_closed_says_why",
            ),
            _withdrawn_says_why("family_group_withdrawn_says_why"),
            models.CheckConstraint(
                condition=~Q(closing=Closed.OUT) | Q(together__isnull=False), name="family_group_out_of_several"
            ),
            models.UniqueConstraint(
                fields=["child", "kind"],
                name="family_group_one_at_a_time",
                condition=Q(closed__isnull=True, withdrawn__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["coordinator"], name="family_group_coordinator")]

    @property
    def runs(self) -> bool:
        """Neither closed nor withdrawn."""
        return self.closed is None and self.counts

    @property
    def is_out(self) -> bool:
        """The child was taken out, and brothers and sisters go on."""
        return self.closing == Closed.OUT


@pghistory.track()
class Member(_Recorded):
    """Somebody of the family or close to it, prepared for the conference: how they take part, and what they say."""

    group = models.ForeignKey(Group, on_delete=_TOLD, related_name="members")
    name = models.CharField(max_length=120)
    who = models.CharField(max_length=80)
    coming = models.CharField(max_length=5, choices=Coming)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "name"], name="family_member_once"),
            models.CheckConstraint(
                condition=~Q(coming__in=["words", "away"]) | ~Q(words=""), name="family_member_says_what"
            ),
        ]


@pghistory.track()
class Resource(_Recorded):
    """Money for the family’s plan: asked for, then approved or refused by a manager. ``pence``: once, or each time."""

    group = models.ForeignKey(Group, on_delete=_TOLD, related_name="resources")
    what = models.CharField(max_length=200)
    pence = models.PositiveIntegerField()
    every = models.CharField(max_length=5, choices=Every)
    times = models.PositiveSmallIntegerField(default=1)
    asked = models.DateField()
    decided = models.DateField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=_TOLD, null=True, related_name="+")
    approved = models.BooleanField(null=True)
    decided_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="family_resource_positive"),
            models.CheckConstraint(
                condition=Q(every="once", times=1) | Q(~Q(every="once"), times__gte=1, times__lte=52),
                name="family_resource_times",
            ),
            models.CheckConstraint(
                condition=Q(decided__isnull=True, decided_by__isnull=True, approved__isnull=True)
                | (Q(decided__gte=F("asked"), decided_by__isnull=False, approved__isnull=False) & ~Q(decided_why="")),
                name="family_resource_decided_says_why",
            ),
        ]

    @property
    def total(self) -> int:
        """All of it, in pence."""
        return self.pence * self.times


@pghistory.track()
class Edge(_Counts):
    """A team is asked to work with a family so that the child need not come into care. ``hours``: when it is needed."""

    kind = models.CharField(max_length=4, choices=Offer)
    asked = models.DateTimeField()
    why = models.TextField()
    hours = models.CharField(max_length=7, choices=Hours)
    worker = models.ForeignKey(Worker, on_delete=_TOLD, null=True, related_name="edge_of_care")
    begun = models.DateTimeField(null=True)
    ended = models.DateField(null=True)
    outcome = models.CharField(max_length=5, choices=Outcome, null=True)
    outcome_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="family_edge_says_why"),
            models.CheckConstraint(
                condition=Q(begun__isnull=True) | Q(begun__gte=F("asked")), name="family_edge_begun_after"
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, outcome__isnull=True)
                | (Q(ended__isnull=False, outcome__isnull=False) & ~Q(outcome_why="")),
                name="family_edge_outcome_says_why",
            ),
            _withdrawn_says_why("family_edge_withdrawn_says_why"),
            models.UniqueConstraint(
                fields=["child", "kind"],
                name="family_edge_one_at_a_time",
                condition=Q(ended__isnull=True, withdrawn__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["worker"], name="family_edge_worker")]

    @property
    def runs(self) -> bool:
        """Neither ended nor withdrawn."""
        return self.ended is None and self.counts


@pghistory.track()
class Work(_Counts):
    """Somebody of the team was with the family: when, how long, what was done."""

    edge = models.ForeignKey(Edge, on_delete=_TOLD, related_name="work")
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    what = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=1440) & ~Q(what=""), name="family_work_says_what"
            ),
            _withdrawn_says_why("family_work_withdrawn_says_why"),
        ]


@pghistory.track()
class Return(_Counts):
    """A child in care may go home. ``changed``: what is different there; ``stages``: the way home, step by step;
    ``back``: the day of coming back into care, worked out from care; ``returned``: care's own verb moved the child."""

    care = models.ForeignKey(InCare, on_delete=_TOLD, related_name="+")
    begun = models.DateField()
    changed = models.TextField()
    child_says = models.TextField(blank=True)
    ready = models.CharField(max_length=4, choices=Ready)
    stages = models.TextField(blank=True)
    support = models.TextField(blank=True)
    planned = models.DateField(null=True)
    decided = models.DateField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=_TOLD, null=True, related_name="+")
    decided_why = models.TextField(blank=True)
    returned = models.DateField(null=True)
    how = models.CharField(max_length=7, choices=How, null=True)
    checked_3 = models.DateField(null=True)
    checked_6 = models.DateField(null=True)
    checked_12 = models.DateField(null=True)
    back = models.DateField(null=True)
    cause = models.CharField(max_length=7, choices=Cause, null=True)
    back_why = models.TextField(blank=True)
    stopped = models.DateField(null=True)
    stopped_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(changed=""), name="family_return_says_what"),
            models.CheckConstraint(
                condition=Q(planned__isnull=True) | (~Q(stages="") & ~Q(support="")), name="family_return_plan_says_how"
            ),
            models.CheckConstraint(
                condition=Q(decided__isnull=True, decided_by__isnull=True)
                | (Q(planned__isnull=False, decided__gte=F("begun"), decided_by__isnull=False) & ~Q(decided_why="")),
                name="family_return_decided_says_why",
            ),
            models.CheckConstraint(
                condition=Q(returned__isnull=True, how__isnull=True)
                | Q(decided__isnull=False, returned__gte=F("decided"), how__isnull=False),
                name="family_return_after_decision",
            ),
            models.CheckConstraint(
                condition=Q(back__isnull=True) | Q(returned__isnull=False, back__gt=F("returned")),
                name="family_return_back_after",
            ),
            models.CheckConstraint(condition=Q(cause__isnull=True) | ~Q(back_why=""), name="family_return_back_why"),
            models.CheckConstraint(
                condition=Q(stopped__isnull=True) | (Q(returned__isnull=True) & ~Q(stopped_why="")),
                name="family_return_stopped_says_why",
            ),
            _withdrawn_says_why("family_return_withdrawn_says_why"),
            models.UniqueConstraint(
                fields=["child"],
                name="family_return_one_at_a_time",
                condition=Q(returned__isnull=True, stopped__isnull=True, withdrawn__isnull=True),
            ),
        ]

    @property
    def holds(self) -> bool:
        """The child is at home, and was after twelve months."""
        return self.checked_12 is not None and self.back is None

    @property
    def runs(self) -> bool:
        """Still being worked on: not given up, not withdrawn, and not yet settled one way or the other."""
        return self.counts and self.stopped is None and self.back is None and self.checked_12 is None


@pghistory.track()
class Check(_Counts):
    """It was asked whether going home holds, after ``months``."""

    plan = models.ForeignKey(Return, on_delete=_TOLD, related_name="checks")
    months = models.PositiveSmallIntegerField(choices=[(3, "3 months"), (6, "6 months"), (12, "12 months")])
    on = models.DateField()
    found = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "months"], name="family_check_once", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(found=""), name="family_check_says_what"),
            _withdrawn_says_why("family_check_withdrawn_says_why"),
        ]


@pghistory.track()
class Back(_Recorded):
    """A decision was taken back: ``what`` it said, in words, and why. The row that held it stays in the history."""

    what = models.TextField()
    why = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(what="") & ~Q(why=""), name="family_back_says_why")]


__all__ = ["Back", "Check", "Edge", "Group", "Member", "Resource", "Return", "Siblings", "Work"]
