"""Around the episodes: the risk assessment made beforehand, support given afterwards, and samples read for quality."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.missing.models import Episode
from righthelp.practice.missing.models_work import Interview, some_of
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class RiskAssessment(models.Model):
    """The missing risk assessment of a child likely to go missing, made beforehand and held by the carers.

    One is current for each child; making another supersedes it.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="missing_risk_assessments")
    made_at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    description = models.TextField()
    contacts = models.TextField()
    likely_places = models.TextField(blank=True)
    risks = models.TextField()
    what_helps = models.TextField(blank=True)
    carer_given_at = models.DateTimeField(null=True)
    superseded = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"], name="risk_assessment_one_current", condition=Q(superseded__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(superseded__isnull=True) | Q(superseded__gte=F("made_at")),
                name="risk_assessment_superseded_later",
            ),
            models.CheckConstraint(
                condition=Q(carer_given_at__isnull=True) | Q(carer_given_at__gte=F("made_at")),
                name="risk_assessment_given_later",
            ),
        ]


class SupportKind(models.TextChoices):
    MEDICAL = "medical", "Getting medical help"
    POLICE = "police", "Beside the child at a police interview"
    CALL = "call", "A call, for example to a young offender institution"
    MEETING = "meeting", "Beside the child at a meeting"
    ONE_TO_ONE = "one_to_one", "One-to-one work on staying safe"
    OTHER = "other", "Other support"


@pghistory.track()
class Support(models.Model):
    """Help given to the child after they were missing, beyond the interview."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="support")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=SupportKind)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)


@pghistory.track()
class DipSample(models.Model):
    """Interviews drawn at random from a period to be read for quality.

    The draw can be repeated: the same ``seed``, ``size`` and period over the same interviews gives the same sample.
    ``starts`` is the first day, ``ends`` the day after the last, by the date the interview was held.
    """

    starts = models.DateField()
    ends = models.DateField()
    seed = models.BigIntegerField()
    size = models.PositiveIntegerField()
    drawn_at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="dip_sample_ends_after_start"),
            models.CheckConstraint(condition=Q(size__gt=0), name="dip_sample_of_some"),
        ]


class Grade(models.TextChoices):
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "improve", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


class Theme(models.TextChoices):
    """What a reader of sampled interviews may note; several may apply."""

    VOICE_STRONG = "voice", "The child's own voice comes through"
    VOICE_WEAK = "no_voice", "The child's own voice is missing"
    REASONS_EXPLORED = "reasons", "Why the child went is explored"
    REASONS_NOT_EXPLORED = "no_reasons", "Why the child went is not explored"
    INTELLIGENCE = "places", "Places and people recorded well"
    HARM_FOLLOWED = "harm", "Harm followed up"
    HARM_NOT_FOLLOWED = "no_harm", "Harm not followed up"
    PLAN_CHANGED = "plan", "Led to a change in the child's plan"
    PLAN_UNCHANGED = "no_plan", "Not used in the child's plan"
    LATE = "late", "Held late without a reason given"


@pghistory.track()
class SampledInterview(models.Model):
    """One interview of a dip sample, and what its reader found."""

    sample = models.ForeignKey(DipSample, on_delete=models.PROTECT, related_name="interviews")
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="sampled")
    grade = models.CharField(max_length=10, choices=Grade, blank=True)
    themes = some_of(10, Theme)
    note = models.TextField(blank=True)
    graded_at = models.DateTimeField(null=True)
    graded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "interview"], name="sampled_once"),
            models.CheckConstraint(
                condition=Q(grade="", graded_at__isnull=True, graded_by__isnull=True)
                | (~Q(grade="") & Q(graded_at__isnull=False, graded_by__isnull=False)),
                name="sampled_grade_by_whom_and_when",
            ),
            models.CheckConstraint(condition=Q(themes__contained_by=Theme.values), name="sampled_known_themes"),
        ]
