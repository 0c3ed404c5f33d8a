"""People who ask to foster: each application with its days, the applicants, their checks, and the report."""

from __future__ import annotations

from itertools import pairwise

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from righthelp.practice.fostering.codes import STAGES, CheckKind, Contest, Ending, Part, Source, Why, Wish
from righthelp.practice.fostering.models_concern import Concern
from righthelp.practice.fostering.models_household import (
    Due,
    HomeVisit,
    Household,
    Review,
    Standards,
    Training,
    View,
)
from righthelp.practice.fostering.models_known import KnownCarer
from righthelp.practice.fostering.models_lasting import Family, Finding, LongTerm
from righthelp.practice.fostering.models_panel import Conflict, Item, Meeting, Member, Sat
from righthelp.practice.fostering.models_pay import FeeLevel, PayLine, PayRun, WeeklyRate
from righthelp.practice.people.models import Address, Person, Tier
from righthelp.practice.workforce.models import Worker


def _in_order() -> Q:
    whole = Q()
    for before, after in pairwise(STAGES):
        whole &= Q(**{f"{after}__isnull": True}) | Q(**{f"{after}__gte": F(before)})
    return whole


@pghistory.track()
class Application(models.Model):
    """A household asks to foster: the day of each stage, who assesses, and how it ended.

    ``gathered``: the last of the checks was in; worked out. ``brief``: the report stops short, since the assessor would
    not recommend them, and says why. ``told``: the day of the written notice of a no; ``contest`` what they then did.
    """

    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=7, choices=Source)
    wishes = ArrayField(models.CharField(max_length=7, choices=Wish))
    address = models.ForeignKey(Address, on_delete=models.PROTECT, null=True, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    enquired = models.DateField()
    visited = models.DateField(null=True)
    visit_note = models.TextField(blank=True)
    registered = models.DateField(null=True)
    gathered = models.DateField(null=True)
    second = models.DateField(null=True)
    reported = models.DateField(null=True)
    recommends = models.TextField(blank=True)
    brief = models.BooleanField(default=False)
    approved = models.DateField(null=True)
    ended = models.DateField(null=True)
    ending = models.CharField(max_length=9, choices=Ending, null=True)
    why = models.CharField(max_length=7, choices=Why, blank=True)
    why_words = models.TextField(blank=True)
    contest = models.CharField(max_length=9, choices=Contest, blank=True)
    contested = models.DateField(null=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    tier = models.SmallIntegerField(choices=Tier, default=Tier.CASE)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="foster_application_has_name"),
            models.CheckConstraint(condition=~Q(wishes=[]), name="foster_application_says_what"),
            models.CheckConstraint(condition=_in_order(), name="foster_application_in_order"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{after}__isnull": True}) | Q(**{f"{before}__isnull": False}),
                    name=f"foster_{after}_after_{before}",
                )
                for before, after in pairwise(STAGES[1:])
            ),
            models.CheckConstraint(
                condition=Q(reported__isnull=True) | ~Q(recommends=""), name="foster_report_recommends"
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, ending__isnull=True, why="")
                | Q(ended__gte=F("enquired"), ending__isnull=False, approved__isnull=True) & ~Q(why_words=""),
                name="foster_application_ended_says_why",
            ),
            models.CheckConstraint(
                condition=Q(contested__isnull=True, contest="") | Q(contested__isnull=False) & ~Q(contest=""),
                name="foster_contested_says_how",
            ),
        ]
        indexes = [models.Index(fields=["enquired"], name="foster_application_enquired")]

    def __str__(self) -> str:
        return self.name

    @property
    def runs(self) -> bool:
        """Neither approved nor over."""
        return self.approved is None and self.ended is None


@pghistory.track()
class TakenBack(models.Model):
    """Something of fostering that was recorded by mistake and is taken back: what it said, and why it was wrong."""

    what = models.CharField(max_length=400)
    why = models.TextField()
    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, related_name="taken_back")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, related_name="taken_back")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="taken_back")
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why="") & ~Q(what=""), name="foster_taken_back_says_why"),
            models.CheckConstraint(
                condition=Q(application__isnull=False, household__isnull=True)
                | Q(application__isnull=True, household__isnull=False)
                | Q(application__isnull=True, household__isnull=True, item__isnull=False),
                name="foster_taken_back_of_one",
            ),
        ]


@pghistory.track()
class Applicant(models.Model):
    """Somebody who would care for children in the home."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="applicants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "person"], name="foster_applicant_once")]
        indexes = [models.Index(fields=["person"], name="foster_applicant_person")]


@pghistory.track()
class Check(models.Model):
    """Something asked about an applicant in stage one: asked on a day, then in, satisfactory or not."""

    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=8, choices=CheckKind)
    asked = models.DateField()
    received = models.DateField(null=True)
    satisfied = models.BooleanField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["applicant", "kind"], name="foster_check_once"),
            models.CheckConstraint(
                condition=Q(received__isnull=True, satisfied__isnull=True)
                | Q(received__gte=F("asked"), satisfied__isnull=False) & (Q(satisfied=True) | ~Q(note="")),
                name="foster_check_answer_whole",
            ),
        ]


@pghistory.track()
class ReportPart(models.Model):
    """One part of the stage two report: the day of the visit, and what was found."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=10, choices=Part)
    on = models.DateField()
    found = models.TextField()
    written = models.DateTimeField()
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "part"], name="foster_part_once"),
            models.CheckConstraint(condition=~Q(found=""), name="foster_part_says_something"),
        ]


__all__ = [
    "Applicant", "Application", "Check", "Concern", "Conflict", "Due", "Family", "FeeLevel", "Finding", "HomeVisit",
    "Household", "Item", "KnownCarer", "LongTerm", "Meeting", "Member", "PayLine", "PayRun", "ReportPart", "Review",
    "Sat", "Standards", "TakenBack", "Training", "View", "WeeklyRate",
]  # fmt: skip
