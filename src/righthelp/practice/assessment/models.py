"""Assessments: one row a child, the text in sections, what partners said, factors, and each step with its person."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from righthelp.practice.assessment.codes import FACTORS, Done, Late, Level, Outcome
from righthelp.practice.assessment.prompts import SECTIONS
from righthelp.practice.casework.codes import Agency
from righthelp.practice.people.models import Organisation, Person
from righthelp.practice.workforce.models import MomentRange, Team, Worker

KEYS = [(each.key, each.title) for each in SECTIONS]
SHARED_KEYS = [each.key for each in SECTIONS if each.shared]


@pghistory.track()
class Together(models.Model):
    """Children assessed together; a child assessed alone is together with nobody."""

    made = models.DateTimeField()


@pghistory.track()
class Assessment(models.Model):
    """The assessment of one child; one open at a time.

    ``referral`` is the number of the referral it answers, held to the same child by the database; ``referred`` is
    when that was made, or, for a child assessed ``anew`` while the work goes on, when the new one was asked for.
    ``version`` grows with every step, so that of two who press at once the second is told.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments")
    referral = models.BigIntegerField()
    together = models.ForeignKey(Together, on_delete=models.PROTECT, related_name="assessments")
    referred = models.DateTimeField()
    anew = models.BooleanField(default=False)
    begun = models.DateTimeField()
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="assessments")
    reviewed = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    submitted = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    advised = models.CharField(max_length=10, choices=Outcome, blank=True)
    advised_level = models.CharField(max_length=10, choices=Level, blank=True)
    not_seen_why = models.CharField(max_length=400, blank=True)
    authorised = models.DateTimeField(null=True)
    authorised_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, null=True)
    level = models.CharField(max_length=10, choices=Level, null=True)
    decision = models.TextField(blank=True)
    late = models.CharField(max_length=10, choices=Late, blank=True)
    late_why = models.CharField(max_length=400, blank=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="assessment_one_open",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    (MomentRange(F("begun"), F("authorised")), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["referral"],
                name="assessment_first_of_referral",
                condition=Q(withdrawn__isnull=True, anew=False),
            ),
            models.CheckConstraint(condition=Q(referred__lte=F("begun")), name="assessment_begun_after_referred"),
            models.CheckConstraint(
                condition=Q(reviewed__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed__gte=F("begun"), reviewed_by__isnull=False),
                name="assessment_reviewed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(submitted__isnull=True, submitted_by__isnull=True)
                | (Q(submitted__gte=F("begun"), submitted_by__isnull=False) & ~Q(advised="") & ~Q(advised_level="")),
                name="assessment_submitted_advises",
            ),
            models.CheckConstraint(
                condition=Q(authorised__isnull=True, authorised_by__isnull=True, outcome__isnull=True)
                & Q(level__isnull=True, decision="", late="", late_why="")
                | (
                    Q(authorised__gt=F("begun"), authorised__gte=F("submitted"), authorised_by__isnull=False)
                    & Q(outcome__isnull=False, level__isnull=False, submitted__isnull=False)
                    & ~Q(decision="")
                ),
                name="assessment_authorised_says_why",
            ),
            models.CheckConstraint(
                condition=Q(authorised_by__isnull=True) | ~Q(authorised_by=F("submitted_by")),
                name="assessment_two_people",
            ),
            models.CheckConstraint(
                condition=Q(late="", late_why="") | (~Q(late="") & ~Q(late_why="")), name="assessment_late_says_why"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True, withdrawn_why="")
                | (Q(withdrawn__isnull=False, authorised__isnull=True) & ~Q(withdrawn_why="")),
                name="assessment_withdrawn_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-begun"], name="assessment_child"),
            models.Index(
                fields=["team"],
                name="assessment_open_of_team",
                condition=Q(authorised__isnull=True, withdrawn__isnull=True),
            ),
            models.Index(
                fields=["worker"],
                name="assessment_open_of_worker",
                condition=Q(authorised__isnull=True, withdrawn__isnull=True),
            ),
            models.Index(fields=["authorised"], name="assessment_authorised"),
        ]

    def __str__(self) -> str:
        return f"Assessment {self.pk}"

    @property
    def open(self) -> bool:
        """Whether it is still being made."""
        return self.authorised is None and self.withdrawn is None

    @property
    def writable(self) -> bool:
        """Whether its text may be changed: not while the manager has it."""
        return self.open and self.submitted is None


def _one_of_both(name: str) -> models.CheckConstraint:
    """A row is one child’s own, or in common to those assessed together; never both."""
    return models.CheckConstraint(
        condition=Q(assessment__isnull=False, together__isnull=True)
        | Q(assessment__isnull=True, together__isnull=False),
        name=name,
    )


@pghistory.track()
class Text(models.Model):
    """What stands in one section: of one child (``assessment``), or in common (``together``).

    ``version`` grows with every save; whoever saves says which version they opened, so that nobody’s text is lost.
    ``source`` is the earlier text it began from, where one was brought forward.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="texts")
    together = models.ForeignKey(Together, on_delete=models.PROTECT, null=True, related_name="texts")
    key = models.CharField(max_length=14, choices=KEYS)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            _one_of_both("assessment_text_of_one_or_all"),
            models.UniqueConstraint(
                fields=["assessment", "key"], name="assessment_text_once", condition=Q(assessment__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["together", "key"], name="assessment_text_once_shared", condition=Q(together__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(together__isnull=True) | Q(key__in=SHARED_KEYS), name="assessment_text_may_be_shared"
            ),
        ]


@pghistory.track()
class Contribution(models.Model):
    """What another agency was asked and said: of one child, or in common. Unanswered until ``given``."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="contributions")
    together = models.ForeignKey(Together, on_delete=models.PROTECT, null=True, related_name="contributions")
    agency = models.CharField(max_length=14, choices=Agency)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=120, blank=True)
    asked = models.DateField(null=True)
    given = models.DateField(null=True)
    what = models.TextField(blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            _one_of_both("assessment_contribution_of_one_or_all"),
            models.CheckConstraint(
                condition=Q(given__isnull=True, asked__isnull=False, what="") | (Q(given__isnull=False) & ~Q(what="")),
                name="assessment_contribution_asked_or_given",
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=True) | Q(given__isnull=True) | Q(given__gte=F("asked")),
                name="assessment_contribution_given_after_asked",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True, withdrawn_why="")
                | (Q(withdrawn__isnull=False) & ~Q(withdrawn_why="")),
                name="assessment_contribution_withdrawn_why",
            ),
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class FactorFound(models.Model):
    """One factor found at the end, by its census code. ``none`` is 1 for the code that says that there was none."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="factors")
    code = models.CharField(max_length=3, choices=[(each.code, each.label) for each in FACTORS])
    none = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="assessment_factor_once"),
            models.CheckConstraint(
                condition=Q(code="21", none=1) | (~Q(code="21") & Q(none=0)), name="assessment_factor_none"
            ),
            ExclusionConstraint(
                name="assessment_factor_none_alone",
                expressions=[("assessment", RangeOperators.EQUAL), ("none", RangeOperators.NOT_EQUAL)],
            ),
        ]


@pghistory.track()
class Step(models.Model):
    """Something was done with an assessment: one row each, never changed. ``words`` says why, where a reason is due."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="steps")
    done = models.CharField(max_length=11, choices=Done)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(done__in=["reviewed", "returned", "taken-back", "apart", "withdrawn"]) | ~Q(words=""),
                name="assessment_step_says_why",
            )
        ]
        indexes = [models.Index(fields=["assessment", "at"], name="assessment_step_of")]


from righthelp.practice.assessment.models_quality import (  # noqa: E402  # these point at the ones above
    Audit,
    Cycle,
    ShortTerm,
    Standard,
    StandardCheck,
)

__all__ = [
    "Assessment",
    "Audit",
    "Contribution",
    "Cycle",
    "FactorFound",
    "ShortTerm",
    "Standard",
    "StandardCheck",
    "Step",
    "Text",
    "Together",
]
