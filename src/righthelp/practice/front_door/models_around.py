"""What is done around a contact: who had it when, screenings, decisions undone, and the word to whoever told us."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from righthelp.practice.front_door.codes import Level, Outcome, Risk
from righthelp.practice.front_door.models import Call, Contact
from righthelp.practice.front_door.screening_tools import ANSWERS, TOOLS
from righthelp.practice.workforce.models import Team, Worker


@pghistory.track()
class Turn(models.Model):
    """A call came to a team, or to one of its workers: one row for each time, never changed."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="turns")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["call", "at"], name="turn_of_call")]


@pghistory.track()
class Screening(models.Model):
    """A short checklist answered about one child in a contact, and what the screener makes of it."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="screenings")
    tool = models.CharField(max_length=14, choices=[(tool.code, tool.name) for tool in TOOLS])
    edition = models.PositiveSmallIntegerField()
    made = models.DateTimeField()
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    risk = models.CharField(max_length=11, choices=Risk)
    rationale = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(rationale=""), name="screening_says_why"),
            models.UniqueConstraint(fields=["contact", "tool", "made"], name="screening_once"),
        ]


@pghistory.track()
class ScreeningAnswer(models.Model):
    """One question of a screening, by its code, and its answer."""

    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=9, choices=ANSWERS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["screening", "question"], name="answer_once")]


@pghistory.track()
class Undone(models.Model):
    """A decision that was taken back: what it had been, whose, and why."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="undone")
    outcome = models.CharField(max_length=10, choices=Outcome)
    level = models.CharField(max_length=10, choices=Level)
    rationale = models.TextField()
    decided = models.DateTimeField()
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="undone_says_why")]


@pghistory.track()
class Word(models.Model):
    """What whoever told us may hear, composed when it is decided; given by a person, never sent by this software.

    ``text`` is the text as it was given; it names nobody. ``dropped`` when the decision was undone before it was given.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="words_back")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="words_back")
    text = models.TextField()
    composed = models.DateTimeField()
    given = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=40, blank=True)
    dropped = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given__isnull=True, given_by__isnull=True)
                | (Q(given__isnull=False, given_by__isnull=False) & ~Q(how="")),
                name="word_given_says_how",
            ),
            models.UniqueConstraint(
                fields=["contact"],
                name="word_one_waiting",
                condition=Q(given__isnull=True, dropped__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["composed"], name="word_waiting", condition=Q(given__isnull=True, dropped__isnull=True)
            )
        ]
