"""MASH work: one piece of work for the children of one family, an enquiry for each child, a check for each question."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from righthelp.practice.front_door.journey import Level
from righthelp.practice.mash.codes import (
    Agency,
    Agreement,
    Decision,
    Factor,
    Ground,
    Legal,
    Rating,
    Result,
    StepKind,
)
from righthelp.practice.mash.models_roster import Partner, PartnerAway, PartnerHours
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Team, Worker


@pghistory.track()
class Work(models.Model):
    """Brothers and sisters asked about together. ``team`` has it always, ``worker`` while somebody has taken it."""

    begun = models.DateTimeField()
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["worker"], name="mash_work_worker", condition=Q(worker__isnull=False))]


@pghistory.track()
class Enquiry(models.Model):
    """What MASH asks about one child because of one referral, until a manager decides what it comes to.

    ``referral`` is the number of the front door's referral, of the same child by the database. ``running``: the time of
    the present rating began to run. ``missing_why``: why it was decided while answers were missing.
    """

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="enquiries")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mash_enquiries")
    referral = models.BigIntegerField()
    begun = models.DateTimeField()
    running = models.DateTimeField()
    rating = models.CharField(max_length=5, choices=Rating)
    factors = ArrayField(models.CharField(max_length=12, choices=Factor), default=list)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision, null=True)
    level = models.CharField(max_length=10, choices=Level, null=True)
    reason = models.TextField(blank=True)
    missing_why = models.CharField(max_length=400, blank=True)
    stopped = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], name="mash_enquiry_once_of_a_referral", condition=Q(stopped__isnull=True)
            ),
            models.UniqueConstraint(fields=["work", "child"], name="mash_enquiry_child_once"),
            models.CheckConstraint(condition=Q(running__gte=F("begun")), name="mash_enquiry_runs_once_begun"),
            models.CheckConstraint(
                condition=Q(decided__isnull=True, decided_by__isnull=True, decision=None, level=None, reason="")
                | (
                    Q(
                        decided__gte=F("begun"),
                        decided_by__isnull=False,
                        decision__isnull=False,
                        level__isnull=False,
                    )
                    & ~Q(reason="")
                ),
                name="mash_enquiry_decision_says_why",
            ),
            models.CheckConstraint(
                condition=Q(stopped__isnull=True) | (Q(decided__isnull=True) & ~Q(stopped_why="")),
                name="mash_enquiry_stopped_says_why",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True)
                | ~Q(decision__in=["strategy", "assessment"])
                | ~Q(level="universal"),
                name="mash_enquiry_level_bears_decision",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-begun"], name="mash_enquiry_child"),
            models.Index(
                fields=["running"], name="mash_enquiry_open", condition=Q(decided__isnull=True, stopped__isnull=True)
            ),
            models.Index(fields=["decided"], name="mash_enquiry_decided", condition=Q(decided__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"MASH enquiry {self.pk}"


@pghistory.track()
class Rated(models.Model):
    """Somebody said how great the risk is, and why. The last one stands."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="ratings")
    rating = models.CharField(max_length=5, choices=Rating)
    rationale = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(rationale=""), name="mash_rated_says_why")]


@pghistory.track()
class Sharing(models.Model):
    """On what basis partners are told and asked. The last one stands; each check keeps the one it was asked under."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="sharings")
    agreement = models.CharField(max_length=9, choices=Agreement)
    ground = models.CharField(max_length=6, choices=Ground, blank=True)
    why = models.CharField(max_length=400, blank=True)
    legal = models.CharField(max_length=5, choices=Legal)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreement="given", ground="") | (~Q(agreement="given") & ~Q(ground="") & ~Q(why="")),
                name="mash_sharing_without_agreement_says_why",
            )
        ]


@pghistory.track()
class Check(models.Model):
    """One agency asked about one child: what, by whom, under which basis; and what came back, from whom.

    ``rating`` and ``running`` say when the answer is due: a higher rating of the child makes it due sooner, a lower one
    leaves it. ``owner`` chases it. ``told`` is what we told the agency, ``edition`` that of the protocol.
    ``answered_by``: the partner who answered it here themselves; otherwise a colleague recorded it (``recorded_by``).
    """

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="checks")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mash_checks")
    agency = models.CharField(max_length=10, choices=Agency)
    service = models.CharField(max_length=120, blank=True)
    question = models.TextField()
    told = models.TextField()
    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField()
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="checks")
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    running = models.DateTimeField()
    rating = models.CharField(max_length=5, choices=Rating)
    answered = models.DateTimeField(null=True)
    result = models.CharField(max_length=8, choices=Result, null=True)
    answer = models.TextField(blank=True)
    given_by = models.CharField(max_length=120, blank=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="+")
    dropped = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "agency", "service"],
                name="mash_check_one_waiting",
                condition=Q(answered__isnull=True, dropped__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(question="") & ~Q(told=""), name="mash_check_asks_something"),
            models.CheckConstraint(
                condition=(Q(agency="other") & ~Q(service="")) | (~Q(agency="other") & Q(service="")),
                name="mash_check_names_service",
            ),
            models.CheckConstraint(condition=Q(running__gte=F("asked")), name="mash_check_runs_once_asked"),
            models.CheckConstraint(
                condition=Q(
                    answered__isnull=True,
                    result=None,
                    answer="",
                    given_by="",
                    recorded_by__isnull=True,
                    answered_by__isnull=True,
                )
                | (
                    Q(answered__gte=F("asked"), result__isnull=False)
                    & (
                        Q(recorded_by__isnull=False, answered_by__isnull=True)
                        | Q(recorded_by__isnull=True, answered_by__isnull=False)
                    )
                    & ~Q(given_by="")
                    & (Q(result="nothing") | ~Q(answer=""))
                ),
                name="mash_check_answer_says_who",
            ),
            models.CheckConstraint(
                condition=Q(dropped__isnull=True) | (Q(answered__isnull=True) & ~Q(dropped_why="")),
                name="mash_check_dropped_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner"], name="mash_check_waiting", condition=Q(answered__isnull=True, dropped__isnull=True)
            ),
            models.Index(fields=["child", "-asked"], name="mash_check_child"),
            models.Index(fields=["partner", "-asked"], name="mash_check_partner"),
        ]

    def __str__(self) -> str:
        return f"Check {self.pk}"


@pghistory.track()
class Step(models.Model):
    """Something happened to a check on its way: it was chased, passed on, wanted sooner, or its answer taken back."""

    about = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind)
    words = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="mash_step_says_something")]


@pghistory.track()
class Shared(models.Model):
    """An answer (``about``) that a manager lets another agency read: the one that question ``to`` was put to, until
    ``ended``. Without such a row no agency reads what another said."""

    about = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="shared")
    to = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="received")
    why = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    ended = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(about=F("to")), name="mash_shared_with_another"),
            models.CheckConstraint(condition=~Q(why=""), name="mash_shared_says_why"),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, ended_by__isnull=True) | Q(ended__gte=F("at"), ended_by__isnull=False),
                name="mash_shared_ended_by_somebody",
            ),
            models.UniqueConstraint(fields=["about", "to"], name="mash_shared_once", condition=Q(ended__isnull=True)),
        ]


@pghistory.track()
class LeftOut(models.Model):
    """An agency that is usually asked was not, and why: enquiries are in proportion to the worry."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="left_out")
    agency = models.CharField(max_length=10, choices=Agency)
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "agency"], name="mash_left_out_once"),
            models.CheckConstraint(condition=~Q(why=""), name="mash_left_out_says_why"),
        ]


@pghistory.track()
class Undone(models.Model):
    """A decision of MASH that was taken back: what it had been, whose, and why."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="undone")
    decision = models.CharField(max_length=10, choices=Decision)
    level = models.CharField(max_length=10, choices=Level)
    reason = models.TextField()
    decided = models.DateTimeField()
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="mash_undone_says_why")]


__all__ = [
    "Check",
    "Enquiry",
    "LeftOut",
    "Partner",
    "PartnerAway",
    "PartnerHours",
    "Rated",
    "Shared",
    "Sharing",
    "Step",
    "Undone",
    "Work",
]
