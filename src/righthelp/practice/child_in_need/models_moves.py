"""What moves a plan: a step up, down or across; closing; a manager's oversight; something that stands in the way."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.casework.models import Action, Plan
from righthelp.practice.child_in_need.codes import (
    ENDINGS,
    Answer,
    Direction,
    EscalationLevel,
    Issue,
    OversightKind,
    Said,
    StepTo,
    Threshold,
    Verdict,
)
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Team, Worker


@pghistory.track()
class Step(models.Model):
    """More help, less help or another team is asked for; the receiving side accepts or refuses with a reason.

    ``team`` is asked, or (early help and universal services led by a partner) ``receiver`` in words. One at a time for
    a child. ``answered_words``: who said so, for a receiver without a sign-in here.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="need_steps")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="need_steps")
    direction = models.CharField(max_length=6, choices=Direction)
    to = models.CharField(max_length=12, choices=StepTo)
    level = models.CharField(max_length=10, choices=Threshold)
    why = models.TextField()
    family = models.CharField(max_length=9, choices=Said)
    family_words = models.CharField(max_length=400, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    receiver = models.CharField(max_length=160, blank=True)
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    answered_words = models.CharField(max_length=160, blank=True)
    answer = models.CharField(max_length=8, choices=Answer, null=True)
    answer_why = models.TextField(blank=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    earlier = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                name="need_step_one_at_a_time",
                condition=Q(answered__isnull=True, withdrawn__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(why=""), name="need_step_says_why"),
            models.CheckConstraint(
                condition=Q(team__isnull=False, receiver="") | (Q(team__isnull=True) & ~Q(receiver="")),
                name="need_step_has_a_receiver",
            ),
            models.CheckConstraint(
                condition=~Q(family="no") & ~Q(family="not-asked") | ~Q(family_words=""), name="need_step_family_words"
            ),
            models.CheckConstraint(
                condition=Q(answered__isnull=True, answered_by__isnull=True, answer__isnull=True, answer_why="")
                | (
                    Q(answered__gte=F("asked"), answered_by__isnull=False, answer__isnull=False, withdrawn__isnull=True)
                    & ~Q(answer_why="")
                ),
                name="need_step_answer_says_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True) | ~Q(withdrawn_why=""), name="need_step_withdrawn_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-asked"], name="need_step_child"),
            models.Index(
                fields=["team"], name="need_step_open", condition=Q(answered__isnull=True, withdrawn__isnull=True)
            ),
        ]


@pghistory.track()
class Closing(models.Model):
    """Somebody proposes that a plan ends, why and who is told; another, a manager, decides with a reason."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="need_closings")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ending = models.CharField(max_length=9, choices=ENDINGS)
    why = models.TextField()
    told = models.CharField(max_length=400)
    family_words = models.TextField(blank=True)
    proposed = models.DateTimeField()
    proposed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=7, choices=Verdict, null=True)
    verdict_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], name="need_closing_one_at_a_time", condition=Q(decided__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(why="") & ~Q(told=""), name="need_closing_says_why"),
            models.CheckConstraint(
                condition=Q(decided__isnull=True, decided_by__isnull=True, verdict__isnull=True)
                | (
                    Q(decided__gte=F("proposed"), decided_by__isnull=False, verdict__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                    & ~Q(verdict_why="")
                ),
                name="need_closing_two_people",
            ),
        ]


@pghistory.track()
class Oversight(models.Model):
    """A manager's note on a plan, and on one of its actions if it is about that."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="need_oversight")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, related_name="need_oversight")
    kind = models.CharField(max_length=5, choices=OversightKind)
    note = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="need_oversight_says_something")]
        indexes = [models.Index(fields=["plan", "-at"], name="need_oversight_plan")]


@pghistory.track()
class Escalation(models.Model):
    """Something stands in the way of change for the child: to whom it is raised, what they answered, when it was over.

    ``after`` is the one before it, at a lower level.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="need_escalations")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issue = models.CharField(max_length=7, choices=Issue)
    what = models.TextField()
    level = models.CharField(max_length=1, choices=EscalationLevel)
    to = models.CharField(max_length=160)
    raised = models.DateTimeField()
    raised_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="next_level")
    answered = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    settled = models.DateTimeField(null=True)
    settled_how = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(to=""), name="need_escalation_says_what"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True, answer="", answered_by__isnull=True)
                | (Q(answered__gte=F("raised"), answered_by__isnull=False) & ~Q(answer="")),
                name="need_escalation_answer_says",
            ),
            models.CheckConstraint(
                condition=Q(settled__isnull=True) | ~Q(settled_how=""), name="need_escalation_settled_says_how"
            ),
            models.UniqueConstraint(
                fields=["plan", "issue"], name="need_escalation_open_once", condition=Q(settled__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["child", "-raised"], name="need_escalation_child")]
