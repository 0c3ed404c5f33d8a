"""A conference: what is said of the family, what is decided for each child, the scores, and the copies given."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from righthelp.practice.casework.models import Attendance, Meeting, Plan
from righthelp.practice.people.models import Person
from righthelp.practice.protection.codes import Category, Ending, Instead, Kind, Outcome
from righthelp.practice.workforce.models import Worker


@pghistory.track()
class ConferenceRecord(models.Model):
    """What is said at a conference, in the order of strengthening families. It belongs to the meeting.

    ``confidential`` is a part of its own, absent from the copies of those who may not have it. ``report_shared`` is
    the day on which the family had read the social worker's report. ``version`` grows with every writing.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="protection_record")
    worries = models.TextField(blank=True)
    complicating = models.TextField(blank=True)
    working_well = models.TextField(blank=True)
    family_views = models.TextField(blank=True)
    needs_to_happen = models.TextField(blank=True)
    confidential = models.TextField(blank=True)
    report_shared = models.DateField(null=True)
    report_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    written = models.DateTimeField(null=True)
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)


@pghistory.track()
class ChildConference(models.Model):
    """One child's part in a conference: why it was asked for, whether it was held, what the chair decided and why.

    Siblings share the meeting and are decided apart. ``enquiry`` is the number of the section 47 enquiry that it
    follows. Exactly one of ``strategy``, ``notified`` and ``plan`` says what the conference answers.
    ``plan_starts`` is the reviewed plan's first day, kept here because the database compares it. ``report_eve`` is
    the day before the one by which the family is to have read the social worker's report, ``report_read`` when they
    had: the clock reads this row."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="protection_conferences")
    kind = models.CharField(max_length=8, choices=Kind)
    enquiry = models.BigIntegerField(null=True)
    strategy = models.DateTimeField(null=True)
    notified = models.DateTimeField(null=True)
    from_council = models.CharField(max_length=80, blank=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="protection_reviews")
    plan_starts = models.DateField(null=True)
    asked = models.DateTimeField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=400)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="protection_children")
    held = models.DateTimeField(null=True)
    report_eve = models.DateField(null=True)
    report_read = models.DateField(null=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(max_length=400, blank=True)
    views = models.TextField(blank=True)
    views_by = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, null=True)
    category = models.CharField(max_length=3, choices=Category, null=True)
    reason = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    instead = models.CharField(max_length=12, choices=Instead, null=True)
    ending = models.CharField(max_length=9, choices=Ending, null=True)
    exploited = models.BooleanField(null=True)
    alternative = models.TextField(blank=True)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="icpc", strategy__isnull=False, notified__isnull=True, plan__isnull=True)
                | Q(kind="transfer", strategy__isnull=True, notified__isnull=False, plan__isnull=True)
                | Q(kind="rcpc", strategy__isnull=True, notified__isnull=True, plan__isnull=False),
                name="protection_conference_answers_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=True, plan_starts__isnull=True)
                | Q(plan__isnull=False, plan_starts__isnull=False),
                name="protection_conference_plan_starts",
            ),
            models.CheckConstraint(
                condition=Q(enquiry__isnull=True) | ~Q(kind="transfer"), name="protection_conference_of_an_enquiry"
            ),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(strategy__isnull=True) | Q(held__gte=F("strategy")),
                name="protection_conference_after_strategy",
            ),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(notified__isnull=True) | Q(held__gte=F("notified")),
                name="protection_conference_after_notice",
            ),
            models.CheckConstraint(
                condition=Q(asked__gte=F("strategy")) | Q(strategy__isnull=True),
                name="protection_conference_asked_after",
            ),
            models.CheckConstraint(
                condition=Q(held__isnull=True) | Q(meeting__isnull=False, withdrawn__isnull=True),
                name="protection_conference_held_is_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True, withdrawn_by__isnull=True)
                | (Q(withdrawn__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="protection_conference_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True, decided__isnull=True, decided_by__isnull=True, category__isnull=True)
                | (
                    Q(outcome__isnull=False, decided__isnull=False, decided_by__isnull=False, held__isnull=False)
                    & ~Q(reason="")
                ),
                name="protection_decision_says_why",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["plan", "continue"], category__isnull=False)
                | (Q(category__isnull=True) & (Q(outcome__isnull=True) | Q(outcome__in=["no-plan", "end"]))),
                name="protection_category_with_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True)
                | Q(kind="rcpc", outcome__in=["continue", "end"])
                | (~Q(kind="rcpc") & Q(outcome__in=["plan", "no-plan"])),
                name="protection_outcome_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(instead__isnull=True, outcome__isnull=True)
                | Q(instead__isnull=True, outcome__in=["plan", "continue", "end"])
                | Q(instead__isnull=False, outcome="no-plan"),
                name="protection_no_plan_says_what_instead",
            ),
            models.CheckConstraint(
                condition=Q(ending__isnull=True, outcome__isnull=True)
                | Q(ending__isnull=True, outcome__in=["plan", "continue", "no-plan"])
                | Q(ending__isnull=False, outcome="end"),
                name="protection_end_says_how",
            ),
            models.UniqueConstraint(
                fields=["child"],
                name="protection_conference_one_open",
                condition=Q(decided__isnull=True, withdrawn__isnull=True),
            ),
            models.UniqueConstraint(fields=["meeting", "child"], name="protection_conference_child_once"),
            models.UniqueConstraint(
                fields=["enquiry"],
                name="protection_conference_once_of_an_enquiry",
                condition=Q(withdrawn__isnull=True, enquiry__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-asked"], name="protection_conference_child"),
            models.Index(fields=["plan", "held"], name="protection_conference_plan"),
            models.Index(
                fields=["asked"],
                name="protection_conference_open",
                condition=Q(decided__isnull=True, withdrawn__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def open(self) -> bool:
        """Whether somebody has still to act on it."""
        return self.decided is None and self.withdrawn is None


@pghistory.track()
class Score(models.Model):
    """Where one person present puts one child, from 0 (in danger now) to 10 (safe enough to close)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="protection_scores")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="protection_scores")
    value = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attendance", "child"], name="protection_score_once"),
            models.CheckConstraint(condition=Q(value__gte=0, value__lte=10), name="protection_score_0_to_10"),
        ]
        indexes = [models.Index(fields=["child", "meeting"], name="protection_score_child")]


from righthelp.practice.protection.models_plan import (  # noqa: E402
    CategoryHeld,
    CoreMember,
    Escalation,
    Milestone,
    Oversight,
    ProtectionPlan,
    Stage,
    TransferOut,
)
from righthelp.practice.protection.models_report import Report, ReportPart  # noqa: E402
from righthelp.practice.protection.models_rota import Slot  # noqa: E402

__all__ = [
    "CategoryHeld",
    "ChildConference",
    "ConferenceRecord",
    "CoreMember",
    "Escalation",
    "Milestone",
    "Oversight",
    "ProtectionPlan",
    "Report",
    "ReportPart",
    "Score",
    "Slot",
    "Stage",
    "TransferOut",
]
