"""The health of a child looked after: checks and what came of them, what is due, waits, substances, the passport."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from righthelp.practice.care.models import InCare
from righthelp.practice.care.models_base import Recorded, says_why
from righthelp.practice.health.codes import PARTS, Consent, Duty, Kind, Misuse, Near, NoScore, Outcome, Service
from righthelp.practice.people.models import Person


@pghistory.track()
class Check(Recorded):
    """Something was asked for, has an appointment, took place or did not. ``on`` is the day it took place or was to;
    ``consent`` who agreed or refused; ``immunised`` and ``developed`` what an assessment found of immunisations and,
    under five, of development checks; ``score`` the questionnaire's total, 0 to 40."""

    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=10, choices=Kind)
    who = models.CharField(max_length=160, blank=True)
    asked = models.DateField()
    appointment = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, null=True)
    on = models.DateField(null=True)
    why = models.TextField(blank=True)
    consent = models.CharField(max_length=12, choices=Consent, blank=True)
    words = models.TextField(blank=True)
    found = models.TextField(blank=True)
    immunised = models.BooleanField(null=True)
    developed = models.BooleanField(null=True)
    score = models.PositiveSmallIntegerField(null=True)
    no_score = models.CharField(max_length=4, choices=NoScore, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["care", "kind"],
                name="health_one_asked",
                condition=Q(outcome__isnull=True, withdrawn__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True, on__isnull=True)
                | Q(outcome__isnull=False, on__isnull=False, on__gte=F("asked")),
                name="health_outcome_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(outcome="kept") | ~Q(why=""), name="health_not_kept_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | Q(kind="sdq") | ~Q(consent=""), name="health_refused_by_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="kept", kind="assessment") | ~Q(consent=""), name="health_assessed_with_consent"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(kind="sdq", outcome="kept", score__lte=40),
                name="health_score_to_40",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="kept", kind="sdq") | Q(score__isnull=False), name="health_questionnaire_has_score"
            ),
            says_why("health_check"),
        ]
        indexes = [models.Index(fields=["child", "-on"], name="health_check_child")]


@pghistory.track()
class HealthDue(models.Model):
    """From one check to the next of its kind, in one time in care; drawn anew, never typed."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    care = models.ForeignKey(InCare, on_delete=models.PROTECT, related_name="health_due")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Duty)
    since = models.DateField()
    held = models.DateField(null=True)
    lapsed = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["care", "place"], name="health_due_once")]
        indexes = [models.Index(fields=["child"], name="health_due_child")]


@pghistory.track()
class Referred(Recorded):
    """A service was asked to help. ``near``: whether the child then lived within the contract's distance."""

    service = models.CharField(max_length=10, choices=Service)
    what = models.CharField(max_length=160, blank=True)
    why = models.TextField()
    asked = models.DateField()
    near = models.CharField(max_length=7, choices=Near)
    answered = models.DateField(null=True)
    accepted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    seen = models.DateField(null=True)
    ended = models.DateField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="health_referral_says_why"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True, accepted__isnull=True)
                | Q(answered__gte=F("asked"), accepted__isnull=False),
                name="health_referral_answered",
            ),
            models.CheckConstraint(
                condition=Q(seen__isnull=True) | Q(seen__gte=F("asked")), name="health_referral_seen_after"
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | (Q(ended__gte=F("asked")) & ~Q(outcome="")),
                name="health_referral_end_says_why",
            ),
            says_why("health_referral"),
        ]
        indexes = [
            models.Index(fields=["child", "-asked"], name="health_referral_child"),
            models.Index(
                fields=["asked"], name="health_referral_waits", condition=Q(seen__isnull=True, ended__isnull=True)
            ),
        ]


@pghistory.track()
class Substance(Recorded):
    """A problem with drugs or alcohol was identified; what help was offered, and what came of it."""

    identified = models.DateField()
    what = models.TextField()
    offered = models.DateField(null=True)
    answer = models.CharField(max_length=8, choices=Misuse)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="health_substance_says_what"),
            models.CheckConstraint(
                condition=Q(answer="none", offered__isnull=True)
                | (~Q(answer="none") & Q(offered__gte=F("identified"))),
                name="health_substance_offered",
            ),
            says_why("health_substance"),
        ]
        indexes = [models.Index(fields=["child", "-identified"], name="health_substance_child")]


@pghistory.track()
class Passport(Recorded):
    """A health passport in the child's words: ``chosen`` are the parts that the young person wants in it. Each one made
    stays as it was; the next begins with its words. ``paper``: made on paper, by a nurse say, and given to them then;
    ``about`` says who made it."""

    made = models.DateField()
    chosen = ArrayField(models.CharField(max_length=10))
    about = models.TextField(blank=True)
    people = models.TextField(blank=True)
    story = models.TextField(blank=True)
    family = models.TextField(blank=True)
    medicines = models.TextField(blank=True)
    jabs = models.TextField(blank=True)
    feelings = models.TextField(blank=True)
    next = models.TextField(blank=True)
    given = models.DateField(null=True)
    paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen__contained_by=list(PARTS), paper=False) & ~Q(chosen=[])
                | Q(paper=True, chosen=[], given__isnull=False) & ~Q(about=""),
                name="health_passport_of_its_parts",
            ),
            models.CheckConstraint(
                condition=Q(given__isnull=True) | Q(given__gte=F("made")), name="health_passport_given_after"
            ),
            says_why("health_passport"),
        ]
        indexes = [models.Index(fields=["child", "-made"], name="health_passport_child")]


__all__ = ["Check", "HealthDue", "Passport", "Referred", "Substance"]
