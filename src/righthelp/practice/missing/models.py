"""Missing episodes and what is done in and after each.

``Episode`` carries the dated facts that clocks and indicators read. What happened inside an episode (sightings,
offers, the interview, decisions) stands in tables of its own in
``models_work.py`` and ``models_around.py``.
"""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value

from righthelp.practice.people.models import Address, Area, Person, PlacementKind
from righthelp.practice.workforce.models import MomentRange, Team, Worker


class WhereFrom(models.TextChoices):
    """Where the child went missing from."""

    HOME = "home", "Home"
    CARE = "care", "Care placement"
    OTHER = "other", "School or elsewhere"


class Status(models.TextChoices):
    """The child's status with us when they went missing, the highest first."""

    CARE = "care", "Child in care"
    PROTECTION = "cp", "Child protection plan"
    NEED = "cin", "Child in need plan"
    NONE = "none", "No current open plan"


class Risk(models.TextChoices):
    """The police's grading of the risk while missing."""

    NOT_GRADED = "", "Not graded"
    NO_APPARENT = "none", "No apparent risk"
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class DeclinedBy(models.TextChoices):
    CHILD = "child", "The child"
    PARENT = "parent", "A parent"
    CARER = "carer", "A carer"
    OTHER = "other", "Somebody else"


class DeclineReason(models.TextChoices):
    ALREADY_SPOKEN = "spoken", "Already spoken to somebody they trust"
    NOT_WANTED = "not_wanted", "Does not want to talk about it"
    NO_NEED = "no_need", "Sees no need"
    NOT_MISSING = "not_missing", "Says they were not missing"
    NO_CONTACT = "no_contact", "We have not yet found a way to reach them"
    OTHER = "other", "Another reason"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Episode(models.Model):
    """One time a child was missing: from when they went until they were found, and the interview that follows.

    Facts that clocks and indicators read (see ``journey.py`` for their meaning): ``notified``, ``missing_from``,
    ``returned``, ``cancelled``, ``offered``, ``accepted``, ``declined``, ``held``, ``strategy_held``.
    ``authority`` is the council responsible for the child; an episode of another council's child is forwarded
    (``forwarded``) and never offered an interview. ``status``, ``placement``, ``area`` and ``team`` are facts of
    the moment the child went missing and do not change when the child's plan does.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="missing_episodes")
    police_force = models.CharField(max_length=40, blank=True)
    police_reference = models.CharField(max_length=60, null=True)
    missing_from = models.DateTimeField()
    notified = models.DateTimeField()
    returned = models.DateTimeField(null=True)
    cancelled = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=200, blank=True)
    where_from = models.CharField(max_length=5, choices=WhereFrom)
    address = models.ForeignKey(Address, on_delete=models.PROTECT, null=True, related_name="missing_episodes")
    status = models.CharField(max_length=4, choices=Status)
    placement = models.CharField(max_length=14, choices=PlacementKind, blank=True)
    area = models.CharField(max_length=8, choices=Area)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    authority = models.CharField(max_length=3, default="330")
    forwarded = models.DateTimeField(null=True)
    unaccompanied = models.BooleanField(default=False)
    risk = models.CharField(max_length=6, choices=Risk, blank=True, default=Risk.NOT_GRADED)
    last_seen = models.CharField(max_length=300, blank=True)
    found_where = models.CharField(max_length=300, blank=True)
    found_how = models.CharField(max_length=300, blank=True)
    strategy_held = models.DateTimeField(null=True)
    checked = models.DateTimeField(null=True)
    support_worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="missing_episodes")
    offered = models.DateTimeField(null=True)
    accepted = models.DateTimeField(null=True)
    declined = models.DateTimeField(null=True)
    declined_by = models.CharField(max_length=6, choices=DeclinedBy, blank=True)
    decline_reason = models.CharField(max_length=12, choices=DeclineReason, blank=True)
    held = models.DateTimeField(null=True)
    by_hand: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=20), default=list, db_default=Value("{}")
    )  # the facts above that a person entered or corrected: a police notice never changes them

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="episode_one_at_a_time",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    (MomentRange(F("missing_from"), F("returned")), RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["police_force", "police_reference"],
                name="episode_one_per_police_report",
                condition=Q(police_reference__isnull=False),
            ),
            models.CheckConstraint(condition=Q(notified__gte=F("missing_from")), name="episode_notified_after_missing"),
            models.CheckConstraint(
                condition=Q(returned__isnull=True) | Q(returned__gt=F("missing_from")),
                name="episode_returned_after_missing",
            ),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(returned__isnull=False, held__gte=F("returned")),
                name="episode_interview_after_return",
            ),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(offered__isnull=False, held__gte=F("offered")),
                name="episode_interview_after_offer",
            ),
            models.CheckConstraint(
                condition=Q(offered__isnull=True) | Q(returned__isnull=False, offered__gte=F("returned")),
                name="episode_offer_after_return",
            ),
            models.CheckConstraint(
                condition=Q(declined__isnull=True)
                | (Q(offered__isnull=False, declined__gte=F("offered")) & ~Q(declined_by="") & ~Q(decline_reason="")),
                name="episode_decline_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(declined__isnull=True) | Q(held__isnull=True), name="episode_declined_or_held"
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True) | Q(offered__isnull=False, accepted__gte=F("offered")),
                name="episode_accepted_after_offer",
            ),
            models.CheckConstraint(
                condition=Q(cancelled__isnull=True) | ~Q(cancelled_reason=""),
                name="episode_cancelled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(authority="330") | Q(offered__isnull=True),
                name="episode_offer_only_to_our_children",
            ),
            models.CheckConstraint(
                condition=~Q(where_from="care") | Q(status="care"), name="episode_from_care_is_in_care"
            ),
        ]
        indexes = [
            models.Index(fields=["child", "missing_from"], name="episode_child"),
            models.Index(
                fields=["missing_from"],
                name="episode_missing_now",
                condition=Q(returned__isnull=True, cancelled__isnull=True),
            ),
            models.Index(fields=["returned"], name="episode_returned"),
            models.Index(fields=["notified"], name="episode_notified"),
            models.Index(fields=["child", "notified"], name="episode_told", condition=Q(cancelled__isnull=True)),
            models.Index(fields=["offered"], name="episode_offered", condition=Q(offered__isnull=False)),
            models.Index(fields=["held"], name="episode_held", condition=Q(held__isnull=False)),
            models.Index(fields=["declined"], name="episode_declined", condition=Q(declined__isnull=False)),
            models.Index(
                fields=["returned"],
                name="episode_to_interview",
                condition=Q(returned__isnull=False, held__isnull=True, declined__isnull=True, cancelled__isnull=True),
            ),
            models.Index(fields=["address", "notified"], name="episode_address"),
        ]

    def __str__(self) -> str:
        return f"Missing episode {self.pk}"


from righthelp.practice.missing.models_around import (  # noqa: E402  # and these point at both
    DipSample,
    Grade,
    RiskAssessment,
    SampledInterview,
    Support,
    SupportKind,
    Theme,
)
from righthelp.practice.missing.models_work import (  # noqa: E402  # they point at Episode, so they come after it
    Action,
    Answer,
    Check,
    CheckWith,
    Decision,
    Forward,
    Harm,
    How,
    Interview,
    InterviewPerson,
    InterviewPlace,
    InterviewSetting,
    Offer,
    PersonRelation,
    PlaceKind,
    Pull,
    Push,
    Sighting,
    Source,
    StrategyDiscussion,
    Together,
)

__all__ = [
    "Action",
    "Answer",
    "Check",
    "CheckWith",
    "Decision",
    "DeclineReason",
    "DeclinedBy",
    "DipSample",
    "Episode",
    "Forward",
    "Grade",
    "Harm",
    "How",
    "Interview",
    "InterviewPerson",
    "InterviewPlace",
    "InterviewSetting",
    "Offer",
    "PersonRelation",
    "PlaceKind",
    "Pull",
    "Push",
    "Risk",
    "RiskAssessment",
    "SampledInterview",
    "Sighting",
    "Source",
    "Status",
    "StrategyDiscussion",
    "Support",
    "SupportKind",
    "Theme",
    "Together",
    "WhereFrom",
]
