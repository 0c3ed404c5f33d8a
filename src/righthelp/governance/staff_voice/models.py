"""HR policies and their reviews, the Employee Forum's issues, and surveys.

What somebody may say without their name stands in tables without history and without a moment: `Issue`, `Answer` and
`Answered`. History would write down who was signed in; a moment could be held against the audit. See decision 167.
"""

from __future__ import annotations

from uuid import uuid4

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.access.models import Account
from righthelp.practice.workforce.models import Team, Worker


class Area(models.TextChoices):
    """What an HR policy is about; the first five are the areas that are reviewed first."""

    AGILE = "agile", "Agile working"
    ABSENCE = "absence", "Absence"
    DISCIPLINARY = "disciplinary", "Disciplinary"
    CAPABILITY = "capability", "Capability"
    GRIEVANCE = "grievance", "Grievance"
    OTHER = "other", "Other"


PRIORITY = tuple(Area(value) for value in Area.values if value != Area.OTHER)


class Outcome(models.TextChoices):
    """What a review decided."""

    STANDS = "stands", "It stands as it is"
    CHANGED = "changed", "Changed: a new version"
    WITHDRAWN = "withdrawn", "Withdrawn"


@pghistory.track()
class Policy(models.Model):
    """An HR policy: what it is about, who owns it, and every how many months it is reviewed."""

    name = models.CharField(max_length=120, unique=True)
    area = models.CharField(max_length=12, choices=Area)
    owner = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="hr_policies")
    every = models.PositiveSmallIntegerField(default=24)
    withdrawn = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(every__gte=1) & Q(every__lte=60), name="policy_reviewed_within_five_years"
            )
        ]


@pghistory.track()
class PolicyVersion(models.Model):
    """A version of a policy: from when it applies, what is in it or what changed, and where it is to be read."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    applies_from = models.DateField()
    what = models.TextField()
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once")]


@pghistory.track()
class PolicyReview(models.Model):
    """From one review of a policy to the next: due on the day after ``eve``; held with an outcome, which may be
    that the policy is withdrawn. Exactly one of a policy is open while it applies."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="reviews")
    since = models.DateField()
    eve = models.DateField()
    held = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    note = models.TextField(blank=True)
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, null=True, related_name="+")
    held_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy"], condition=Q(held__isnull=True), name="policy_review_one_open"),
            models.CheckConstraint(condition=Q(eve__gte=F("since")), name="policy_review_due_after"),
            models.CheckConstraint(
                condition=Q(held__isnull=True, outcome="") | Q(held__gte=F("since")) & ~Q(outcome=""),
                name="policy_review_held_whole",
            ),
            models.CheckConstraint(
                condition=Q(version__isnull=True) | Q(outcome=Outcome.CHANGED), name="policy_review_version_if_changed"
            ),
        ]


class Issue(models.Model):
    """What was raised with the Employee Forum, in the worker's own words; written once.

    Without a name nothing says who: ``raised`` is then the first of the month, and there is no history.
    """

    raised = models.DateField()
    words = models.TextField()
    raised_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(raised_by__isnull=False) | Q(raised__day=1), name="issue_without_name_has_only_a_month"
            )
        ]
        triggers = [pgtrigger.Protect(name="written_once", operation=pgtrigger.Update | pgtrigger.Delete)]


class Burden(models.TextChoices):
    """What became of the burden that an issue is about."""

    REMOVED = "removed", "Removed"
    LIGHTER = "lighter", "Made lighter"
    STAYS = "stays", "Stays"


@pghistory.track()
class Course(models.Model):
    """What is done about an issue: taken up, an action with an owner, what came of it, told to the forum."""

    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="course")
    raised = models.DateField()
    taken = models.DateField()
    owner = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="forum_issues")
    action = models.TextField()
    burden = models.CharField(max_length=8, choices=Burden, blank=True)
    came_of_it = models.TextField(blank=True)
    told = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(burden="", came_of_it="") | ~Q(burden="") & ~Q(came_of_it=""), name="course_outcome_whole"
            ),
            models.CheckConstraint(
                condition=Q(told__isnull=True) | Q(told__gte=F("taken")) & ~Q(burden=""), name="course_told_what_came"
            ),
        ]


@pghistory.track()
class Survey(models.Model):
    """Questions to everybody who works here, from a day to a last day. Results are shown when it is over."""

    name = models.CharField(max_length=120, unique=True)
    opens = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last_day__gte=F("opens")), name="survey_ends_after_it_opens")]


class QuestionKind(models.TextChoices):
    SCORE = "score", "Agree or disagree, five steps"
    WORDS = "words", "In their own words"


@pghistory.track()
class Question(models.Model):
    """A question of a survey. The same ``code`` in another survey is the same question, and is compared."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=5, choices=QuestionKind, default=QuestionKind.SCORE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="question_number_once"),
            models.UniqueConstraint(fields=["survey", "code"], name="question_code_once"),
        ]


class Answered(models.Model):
    """That somebody has answered a survey, so that nobody answers twice. Not what they said."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "account"], name="answered_once")]


class Answer(models.Model):
    """One answer to one question by nobody in particular: nothing joins it to a person, nor to their other answers.

    The number is drawn at random, there is no moment, and all answers of a survey are written anew, shuffled, with each
    one that comes in. Words have no team.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    score = models.PositiveSmallIntegerField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5, words="", team__isnull=False)
                | Q(score__isnull=True, team__isnull=True) & ~Q(words=""),
                name="answer_score_or_words",
            )
        ]
        indexes = [models.Index(fields=["question", "team"], name="answer_question_team")]
