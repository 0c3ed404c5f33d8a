"""Legal advice; a family's matter with each child in it; hearings, filings, extensions, delays; orders."""

from __future__ import annotations

from datetime import timedelta

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.casework.models import Meeting
from righthelp.practice.court.codes import Application, Cause, Decision, Exit, Files, HearingKind, OrderKind
from righthelp.practice.court.models_consent import Consent, ConsentReview
from righthelp.practice.court.models_family import Challenge, FamilyAssessment, TakenBack
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Advice(models.Model):
    """Legal advice about a child: what was asked, who answered what. Legally privileged."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="legal_advice")
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    question = models.TextField()
    answered = models.DateTimeField(null=True)
    solicitor = models.CharField(max_length=120, blank=True)
    advice = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="advice_asks_something"),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | (Q(answered__gte=F("asked")) & ~Q(solicitor="") & ~Q(advice="")),
                name="advice_answer_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["child", "-asked"], name="court_advice_child")]


@pghistory.track()
class Matter(models.Model):
    """What a legal planning meeting decided about the children of a family, and the court that hears it.

    ``threshold``: why significant harm is likely (section 31). ``review_by``: when managers look at pre-proceedings
    next. ``solicitor``: ours.
    """

    decision = models.CharField(max_length=5, choices=Decision)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="legal_matters")
    threshold = models.TextField()
    solicitor = models.CharField(max_length=120, blank=True)
    review_by = models.DateField(null=True)
    application = models.CharField(max_length=11, choices=Application, null=True)
    court = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=40, blank=True)
    judge = models.CharField(max_length=120, blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(threshold=""), name="matter_says_threshold"),
            models.CheckConstraint(
                condition=Q(application__isnull=True) | (~Q(court="") & ~Q(number="")), name="matter_names_its_court"
            ),
        ]


@pghistory.track()
class MatterChild(models.Model):
    """One child of a matter, with the days that clocks read. One open matter a child."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="legal_matters")
    decided = models.DateField()
    letter = models.DateField(null=True)
    exited = models.DateField(null=True)
    exit = models.CharField(max_length=6, choices=Exit, null=True)
    exit_why = models.TextField(blank=True)
    issued = models.DateField(null=True)
    extended = models.DateField(null=True)
    until_eve = models.DateField(null=True)
    closed = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "child"], name="matter_child_once"),
            models.UniqueConstraint(fields=["child"], name="matter_child_one_open", condition=Q(closed__isnull=True)),
            models.CheckConstraint(
                condition=Q(exited__isnull=True, exit__isnull=True)
                | (Q(letter__isnull=False, exit__isnull=False, exited__gte=F("letter")) & ~Q(exit_why="")),
                name="matter_exit_says_why",
            ),
            models.CheckConstraint(
                condition=Q(extended__isnull=True, until_eve__isnull=True)
                | Q(issued__isnull=False, until_eve__isnull=False, extended__gte=F("issued")),
                name="matter_extended_at_court",
            ),
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(closed__gte=F("decided")), name="matter_closed_after"
            ),
        ]
        indexes = [models.Index(fields=["child", "-decided"], name="matter_child_child")]


@pghistory.track()
class Extension(models.Model):
    """The court gave proceedings more time: up to eight weeks, with its reason (section 32(8))."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="extensions")
    ordered = models.DateField()
    since = models.DateField()
    until = models.DateField()
    why = models.TextField()
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since"), until__lte=F("since") + timedelta(days=56)),
                name="extension_eight_weeks",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="extension_says_why"),
            models.UniqueConstraint(fields=["matter", "since"], name="extension_one_after_another"),
        ]


@pghistory.track()
class Hearing(models.Model):
    """A day at court: what for, and what was decided once it was held."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="hearings")
    kind = models.CharField(max_length=10, choices=HearingKind)
    day = models.DateField()
    held = models.BooleanField(null=True)
    decided = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "kind", "day"], name="hearing_listed_once"),
            models.CheckConstraint(condition=Q(held__isnull=True) | ~Q(decided=""), name="hearing_says_what"),
        ]


@pghistory.track()
class Filing(models.Model):
    """Something that is to be filed at court by a day: a statement, a care plan, an expert's report."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="filings")
    what = models.CharField(max_length=160)
    files = models.CharField(max_length=8, choices=Files)
    who = models.CharField(max_length=120, blank=True)
    due = models.DateField()
    filed = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="filing_is_something")]


@pghistory.track()
class Delay(models.Model):
    """A cause of delay, recorded when it happens, and who sees to it."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="delays")
    day = models.DateField()
    cause = models.CharField(max_length=10, choices=Cause)
    note = models.TextField()
    owner = models.CharField(max_length=120)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(note="") & ~Q(owner=""), name="delay_says_what")]


@pghistory.track()
class Order(models.Model):
    """What a court ordered for one child, from a day on. ``holder``: who holds a special guardianship or child
    arrangements order."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="court_orders")
    on = models.ForeignKey(MatterChild, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=11, choices=OrderKind)
    starts = models.DateField()
    ends = models.DateField(null=True)
    holder = models.CharField(max_length=160, blank=True)
    said = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["sgo", "cao"]) | ~Q(holder=""), name="court_order_names_its_holder"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="court_order_ends_after"
            ),
            models.UniqueConstraint(fields=["on", "kind", "starts"], name="court_order_once"),
        ]
        indexes = [models.Index(fields=["child", "-starts"], name="court_order_child")]


__all__ = [
    "Advice",
    "Challenge",
    "Consent",
    "ConsentReview",
    "Delay",
    "Extension",
    "FamilyAssessment",
    "Filing",
    "Hearing",
    "Matter",
    "MatterChild",
    "Order",
    "TakenBack",
]
