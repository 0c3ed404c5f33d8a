"""What a reviewing officer challenges, to whom it has come and what they answered; what reviews recommended."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import CareReview, InCare
from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.care_plan.codes import Issue, Level
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Challenge(Recorded):
    """A reviewing officer says that something is not right for a child, and what they want. ``formal``: the day it
    first came to a formal level. CAFCASS may be told at any level. ``ended``: the day it was withdrawn."""

    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="challenges")
    officer = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="challenges")
    issue = models.CharField(max_length=10, choices=Issue)
    what = models.TextField()
    wanted = models.TextField()
    raised = models.DateField()
    formal = models.DateField(null=True)
    resolved = models.DateField(null=True)
    resolution = models.TextField(blank=True)
    ended = models.DateField(null=True)
    cafcass = models.DateField(null=True)
    cafcass_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(wanted=""), name="care_challenge_says_what"),
            models.CheckConstraint(
                condition=Q(resolved__isnull=True)
                | (Q(resolved__gte=F("raised"), ended__isnull=True) & ~Q(resolution="")),
                name="care_challenge_resolved_says_how",
            ),
            models.CheckConstraint(
                condition=Q(cafcass__isnull=True) | (Q(cafcass__gte=F("raised")) & ~Q(cafcass_why="")),
                name="care_challenge_cafcass_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, withdrawn__isnull=True)
                | Q(ended__isnull=False, withdrawn__isnull=False),
                name="care_challenge_ends_withdrawn",
            ),
            says_why("care_challenge"),
        ]
        indexes = [
            models.Index(fields=["child", "-raised"], name="care_challenge_child"),
            models.Index(
                fields=["raised"], name="care_challenge_open", condition=Q(resolved__isnull=True, ended__isnull=True)
            ),
        ]


@pghistory.track()
class ChallengeStep(models.Model):
    """A challenge came to somebody at a level, who answers. ``ended``: it was resolved or withdrawn first."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="steps")
    level = models.CharField(max_length=1, choices=Level)
    to = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="challenged")
    why = models.TextField(blank=True)
    raised = models.DateField()
    raised_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    answered = models.DateField(null=True)
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "level"], name="care_challenge_level_once"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True, answered_by__isnull=True)
                | (Q(answered__gte=F("raised"), answered_by__isnull=False) & ~Q(answer="")),
                name="care_challenge_answer_says_what",
            ),
            models.CheckConstraint(condition=Q(level="0") | ~Q(why=""), name="care_challenge_step_says_why"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | Q(ended__isnull=True), name="care_challenge_answered_or_ended"
            ),
        ]
        indexes = [models.Index(fields=["child"], name="care_challenge_step_child")]


@pghistory.track()
class Recommendation(Recorded):
    """A review decided that somebody does something by a day: one of ours (``worker``), or ``owner`` in words.
    ``eve`` is the day before ``by_when``, from which the clock counts."""

    review = models.ForeignKey(CareReview, on_delete=models.PROTECT, related_name="recommendations")
    what = models.CharField(max_length=400)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.CharField(max_length=120, blank=True)
    ours = models.BooleanField()
    by_when = models.DateField()
    eve = models.DateField()
    done = models.DateField(null=True)
    done_note = models.TextField(blank=True)
    stopped = models.DateField(null=True)
    stopped_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False, owner="", ours=True)
                | (Q(worker__isnull=True, ours=False) & ~Q(owner="")),
                name="care_recommendation_has_one_owner",
            ),
            models.CheckConstraint(condition=Q(eve__lt=F("by_when")), name="care_recommendation_eve_before"),
            models.CheckConstraint(
                condition=Q(done__isnull=True) | (Q(stopped__isnull=True) & ~Q(done_note="")),
                name="care_recommendation_done_says_what",
            ),
            models.CheckConstraint(
                condition=Q(stopped__isnull=True) | ~Q(stopped_why=""), name="care_recommendation_stopped_says_why"
            ),
            says_why("care_recommendation"),
        ]
        indexes = [
            models.Index(fields=["child", "by_when"], name="care_recommendation_child"),
            models.Index(fields=["review"], name="care_recommendation_review"),
        ]


__all__ = ["Challenge", "ChallengeStep", "Recommendation"]
