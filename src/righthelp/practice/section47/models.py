"""A strategy discussion, each child it is about, what was given to whom, and what other agencies wrote down.

The meeting itself (who was asked and came, what each said, minutes) is casework's; this room keeps what only a
strategy discussion has. The enquiry that may come of it is in ``models_enquiry``.
"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.casework.codes import Agency
from righthelp.practice.casework.models import Attendance, Meeting
from righthelp.practice.people.models import Person
from righthelp.practice.section47.codes import ENQUIRY, Decision, Gave, Harm, Theirs
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class Discussion(models.Model):
    """A strategy discussion about one child or several: asked for, held or cancelled.

    ``asked`` is when the concern met the threshold. ``first_referred``: none of our teams works with one of the
    children yet, so a manager of the assessment service is to chair; ``chair_assesses`` says whether one did.
    ``absent`` names the agencies that must take part and did not. ``held`` and ``cancelled`` are the meeting's.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="strategy")
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()
    concern = models.TextField()
    harm = models.CharField(max_length=3, choices=Harm)
    referrer = models.CharField(max_length=14, choices=Agency, blank=True)
    first_referred = models.BooleanField(default=False)
    held = models.DateTimeField(null=True)
    cancelled = models.DateTimeField(null=True)
    late_why = models.CharField(max_length=400, blank=True)
    chair_assesses = models.BooleanField(default=False)
    chair_why = models.CharField(max_length=400, blank=True)
    absent = models.CharField(max_length=60, blank=True)
    absent_why = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(asked__lte=F("recorded")), name="section47_asked_not_in_the_future"),
            models.CheckConstraint(condition=~Q(concern=""), name="section47_concern_is_written"),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(held__gte=F("asked")), name="section47_held_after_asked"
            ),
            models.CheckConstraint(
                condition=Q(cancelled__isnull=True) | Q(held__isnull=True), name="section47_cancelled_was_not_held"
            ),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(absent="") | ~Q(absent_why=""),
                name="section47_without_an_agency_says_why",
            ),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(first_referred=False) | Q(chair_assesses=True) | ~Q(chair_why=""),
                name="section47_other_chair_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["asked"], name="section47_asked"),
            models.Index(fields=["held"], name="section47_held"),
        ]

    def __str__(self) -> str:
        return f"Strategy discussion {self.pk}"


@pghistory.track()
class Concerned(models.Model):
    """One child in a discussion, and what was decided for them, with the reason.

    ``asked``, ``held`` and ``cancelled`` are the discussion's, kept here because clocks read one row. ``referral`` is
    the front door's number of the referral that led to it. ``safety``: what keeps the child safe from now on.
    ``joint_by`` is the day agreed for a joint visit.
    """

    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="strategies")
    referral = models.BigIntegerField(null=True)
    asked = models.DateTimeField()
    held = models.DateTimeField(null=True)
    cancelled = models.DateTimeField(null=True)
    quorate = models.BooleanField(null=True)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision, null=True)
    decision_why = models.TextField(blank=True)
    safety = models.TextField(blank=True)
    joint_visit = models.BooleanField(null=True)
    joint_why = models.CharField(max_length=400, blank=True)
    joint_by = models.DateField(null=True)
    actions_given = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discussion", "child"], name="section47_child_once"),
            models.UniqueConstraint(
                fields=["child"],
                name="section47_one_discussion_waits",
                condition=Q(held__isnull=True, cancelled__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(held__isnull=True, quorate__isnull=True)
                | Q(held__gte=F("asked"), quorate__isnull=False, cancelled__isnull=True),
                name="section47_child_held_after_asked",
            ),
            models.CheckConstraint(
                condition=Q(decided__isnull=True, decided_by__isnull=True, decision__isnull=True, decision_why="")
                | (
                    Q(decided__gte=F("held"), decided_by__isnull=False, decision__isnull=False, held__isnull=False)
                    & ~Q(decision_why="")
                ),
                name="section47_decision_says_why",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True)
                | ~Q(decision__in=ENQUIRY)
                | (Q(joint_visit__isnull=False) & ~Q(joint_why="") & ~Q(safety="")),
                name="section47_enquiry_keeps_the_child_safe",
            ),
            models.CheckConstraint(
                condition=Q(joint_visit=True, decision="joint", joint_by__isnull=False)
                | Q(joint_visit=False, joint_by__isnull=True)
                | Q(joint_visit__isnull=True, joint_by__isnull=True),
                name="section47_joint_visit_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(actions_given__isnull=True) | Q(decided__isnull=False),
                name="section47_actions_follow_the_decision",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-asked"], name="section47_concerned_child"),
            models.Index(fields=["held"], name="section47_concerned_held"),
        ]

    def __str__(self) -> str:
        return f"Strategy discussion {self.discussion_id}, child {self.child_id}"


@pghistory.track()
class Undecided(models.Model):
    """A decision that was taken back: what it had been, whose, and why it does not stand."""

    concerned = models.ForeignKey(Concerned, on_delete=models.PROTECT, related_name="undone")
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=400)
    decided = models.DateTimeField()
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision)
    decision_why = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="section47_taken_back_says_why")]


@pghistory.track()
class Given(models.Model):
    """Somebody who took part in a discussion was given the key actions: how and when."""

    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="given")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=Gave)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")


@pghistory.track()
class TheirRecord(models.Model):
    """What another agency has on its own record as the decision for a child; put right where it differs from ours."""

    concerned = models.ForeignKey(Concerned, on_delete=models.PROTECT, related_name="theirs")
    agency = models.CharField(max_length=14, choices=Agency)
    decision = models.CharField(max_length=10, choices=Theirs)
    told_by = models.CharField(max_length=120)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    put_right = models.DateTimeField(null=True)
    put_right_how = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concerned", "agency"], name="section47_record_once_an_agency"),
            models.CheckConstraint(condition=~Q(told_by=""), name="section47_record_says_who_told"),
            models.CheckConstraint(
                condition=Q(put_right__isnull=True, put_right_how="")
                | (Q(put_right__gte=F("at")) & ~Q(put_right_how="")),
                name="section47_put_right_says_how",
            ),
        ]


from righthelp.practice.section47.models_enquiry import Enquiry  # noqa: E402  it points at those above

__all__ = ["Concerned", "Discussion", "Enquiry", "Given", "TheirRecord", "Undecided"]
