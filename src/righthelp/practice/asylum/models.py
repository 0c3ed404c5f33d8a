"""Children who came alone: arrival, a disputed age, applications with their steps, who was asked, who helps.

Each row may turn out to have been recorded by mistake: it is withdrawn with the reason, stays readable, and no longer
counts.
"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.asylum.codes import Age, Answer, Asked, Doubts, Help, Port, Presented, Step, With
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


class _Counts(models.Model):
    """Whose it is, who recorded it, when, and whether it counts."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    counts = models.BooleanField(default=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def _says_why(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(withdrawn__isnull=True, counts=True)
        | (Q(withdrawn__isnull=False, counts=False) & ~Q(withdrawn_why="")),
        name=name,
    )


@pghistory.track()
class Arrival(_Counts):
    """A young person came to us: where they were met, as what they were taken, the birth date they say."""

    arrived = models.DateField()
    port = models.CharField(max_length=8, choices=Port)
    presented = models.CharField(max_length=5, choices=Presented)
    says_born = models.DateField(null=True)
    journey = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child"], name="asylum_arrival_once", condition=Q(counts=True)),
            _says_why("asylum_arrival_withdrawn_says_why"),
        ]
        indexes = [models.Index(fields=["arrived"], name="asylum_arrived")]


@pghistory.track()
class AgeAssessed(_Counts):
    """An assessment of age by two social workers, with an appropriate adult, as the courts ask since *R (B) v Merton*
    (2003). ``shown``: the day on which the provisional view was put to the young person; ``answer``: what they said."""

    begun = models.DateField()
    doubts = models.CharField(max_length=7, choices=Doubts)
    why = models.TextField()
    first = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    adult = models.CharField(max_length=160)
    shown = models.DateField(null=True)
    view = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    decided = models.DateField(null=True)
    outcome = models.CharField(max_length=7, choices=Age, null=True)
    born = models.DateField(null=True)
    reasons = models.TextField(blank=True)
    challenged = models.DateField(null=True)
    challenge = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="asylum_age_two_workers"),
            models.CheckConstraint(condition=~Q(adult="") & ~Q(why=""), name="asylum_age_says_why"),
            models.CheckConstraint(
                condition=Q(shown__isnull=True) | (Q(shown__gte=F("begun")) & ~Q(view="") & ~Q(answer="")),
                name="asylum_age_heard",
            ),
            models.CheckConstraint(
                condition=Q(decided__isnull=True, outcome__isnull=True)
                | (Q(shown__isnull=False, decided__gte=F("shown"), outcome__isnull=False) & ~Q(reasons="")),
                name="asylum_age_decided_after_hearing",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="other") | Q(born__isnull=False), name="asylum_age_says_birth_date"
            ),
            models.CheckConstraint(
                condition=Q(challenged__isnull=True) | (Q(challenged__gte=F("decided")) & ~Q(challenge="")),
                name="asylum_age_challenge_says_why",
            ),
            models.UniqueConstraint(
                fields=["child"], name="asylum_age_one_at_a_time", condition=Q(counts=True, decided__isnull=True)
            ),
            _says_why("asylum_age_withdrawn_says_why"),
        ]


@pghistory.track()
class Application(_Counts):
    """Something is asked of the Home Office, until it is answered. ``until``: the day on which the leave ends."""

    kind = models.CharField(max_length=7, choices=Asked)
    made = models.DateField()
    reference = models.CharField(max_length=40, blank=True)
    solicitor = models.CharField(max_length=160, blank=True)
    decided = models.DateField(null=True)
    outcome = models.CharField(max_length=7, choices=Answer, null=True)
    until = models.DateField(null=True)
    decided_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided__isnull=True, outcome__isnull=True, until__isnull=True)
                | Q(decided__gte=F("made"), outcome__isnull=False),
                name="asylum_application_decided_after",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("decided")), name="asylum_leave_ends_after"
            ),
            models.UniqueConstraint(
                fields=["child", "kind"],
                name="asylum_application_one_open",
                condition=Q(counts=True, decided__isnull=True),
            ),
            _says_why("asylum_application_withdrawn_says_why"),
        ]


@pghistory.track()
class Stepped(_Counts):
    """A step of an application happened on a day."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=7, choices=Step)
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [_says_why("asylum_step_withdrawn_says_why")]


@pghistory.track()
class AskedHomeOffice(_Counts):
    """We asked the Home Office, or somebody else, about the case; and what the answer was."""

    asked = models.DateField()
    whom = models.CharField(max_length=6, choices=With)
    what = models.TextField()
    answered = models.DateField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="asylum_asked_says_what"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | (Q(answered__gte=F("asked")) & ~Q(answer="")),
                name="asylum_answered_says_what",
            ),
            _says_why("asylum_asked_withdrawn_says_why"),
        ]
        indexes = [models.Index(fields=["child", "-asked"], name="asylum_asked_child")]


@pghistory.track()
class Helped(_Counts):
    """A service helps the young person, from a day to a day."""

    kind = models.CharField(max_length=7, choices=Help)
    who = models.CharField(max_length=160)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="asylum_help_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["child", "kind", "who"], name="asylum_help_once", condition=Q(counts=True, ends__isnull=True)
            ),
            _says_why("asylum_help_withdrawn_says_why"),
        ]


__all__ = ["AgeAssessed", "Application", "Arrival", "AskedHomeOffice", "Helped", "Stepped"]
