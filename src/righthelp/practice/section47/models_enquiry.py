"""The enquiry: from the discussion that decided on it to the finding a manager authorised."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.database.apart import Apart
from righthelp.practice.casework.models import Visited
from righthelp.practice.people.models import Person
from righthelp.practice.section47.codes import AT_RISK, How, Next, Outcome
from righthelp.practice.workforce.models import MomentRange, Worker


@pghistory.track()
class Enquiry(models.Model):
    """A section 47 enquiry about one child; one at a time, until a manager has authorised what it found.

    ``concerned`` is the child in the discussion that decided on it; ``strategy_held`` and ``decided_as`` repeat when
    that was held and what it decided, and the database holds them to it, so an enquiry without its discussion cannot
    be. ``decided_as`` is empty once the enquiry is withdrawn. ``seen_in`` and ``alone_in`` are the first visits since
    in which the child was seen, and seen alone; they are looked up, never typed. ``joint_in`` is the visit made
    together with the police.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enquiries")
    concerned = models.ForeignKey("section47.Concerned", on_delete=models.PROTECT, related_name="enquiries")
    strategy_held = models.DateTimeField()
    decided_as = models.CharField(max_length=10, choices=How, null=True)
    how = models.CharField(max_length=6, choices=How)
    opened = models.DateTimeField()
    opened_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="enquiries")
    joint_by = models.DateField(null=True)
    joint_eve = models.DateField(null=True)
    joint_in = models.ForeignKey(Visited, on_delete=models.PROTECT, null=True, related_name="+")
    joint_held = models.DateTimeField(null=True)
    joint_with = models.CharField(max_length=200, blank=True)
    joint_dropped = models.DateTimeField(null=True)
    joint_dropped_why = models.CharField(max_length=400, blank=True)
    findings = models.TextField(blank=True)
    seen_in = models.ForeignKey(Visited, on_delete=models.PROTECT, null=True, related_name="+")
    alone_in = models.ForeignKey(Visited, on_delete=models.PROTECT, null=True, related_name="+")
    unseen_why = models.CharField(max_length=400, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, null=True)
    next_step = models.CharField(max_length=10, choices=Next, null=True)
    late_why = models.CharField(max_length=400, blank=True)
    completed = models.DateTimeField(null=True)
    completed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    sent_back = models.CharField(max_length=400, blank=True)
    sent_back_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    authorised = models.DateTimeField(null=True)
    authorised_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    authorised_why = models.TextField(blank=True)
    conference_needed = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="section47_one_enquiry_at_a_time",
                expressions=[
                    (Apart("child"), RangeOperators.EQUAL),
                    (MomentRange(F("opened"), F("authorised")), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["concerned"], name="section47_one_enquiry_a_decision", condition=Q(withdrawn__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(opened__gte=F("strategy_held")), name="section47_enquiry_after_its_discussion"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True, decided_as=F("how"), decided_as__isnull=False)
                | (Q(withdrawn__isnull=False, decided_as__isnull=True, authorised__isnull=True) & ~Q(withdrawn_why="")),
                name="section47_enquiry_was_decided_on",
            ),
            models.CheckConstraint(
                condition=Q(joint_by__isnull=True, joint_eve__isnull=True, joint_in__isnull=True)
                & Q(joint_dropped__isnull=True)
                | Q(joint_eve__lt=F("joint_by"), how="joint"),
                name="section47_joint_visit_was_decided",
            ),
            models.CheckConstraint(
                condition=Q(joint_in__isnull=True, joint_held__isnull=True, joint_with="")
                | (
                    Q(joint_in__isnull=False, joint_held__gte=F("strategy_held"), joint_dropped__isnull=True)
                    & ~Q(joint_with="")
                ),
                name="section47_joint_visit_says_who",
            ),
            models.CheckConstraint(
                condition=Q(joint_dropped__isnull=True, joint_dropped_why="")
                | (Q(joint_dropped__isnull=False) & ~Q(joint_dropped_why="")),
                name="section47_no_joint_visit_says_why",
            ),
            models.CheckConstraint(
                condition=Q(completed__isnull=True, completed_by__isnull=True, authorised__isnull=True)
                | (
                    Q(completed__gte=F("opened"), completed_by__isnull=False)
                    & Q(outcome__isnull=False, next_step__isnull=False)
                    & ~Q(findings="")
                ),
                name="section47_finding_is_written",
            ),
            models.CheckConstraint(
                condition=Q(completed__isnull=True) | Q(seen_in__isnull=False) | ~Q(unseen_why=""),
                name="section47_child_seen_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(completed__isnull=True)
                | Q(joint_by__isnull=True)
                | Q(joint_in__isnull=False)
                | Q(joint_dropped__isnull=False),
                name="section47_joint_visit_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True)
                | Q(outcome="risk", next_step__in=AT_RISK)
                | (~Q(outcome="risk") & ~Q(next_step="conference")),
                name="section47_risk_leads_to_conference",
            ),
            models.CheckConstraint(
                condition=Q(authorised__isnull=True, authorised_by__isnull=True, authorised_why="")
                | (
                    Q(authorised__gte=F("completed"), authorised_by__isnull=False)
                    & ~Q(authorised_why="")
                    & ~Q(authorised_by=F("completed_by"))
                    & ~Q(authorised_by=F("worker"))
                ),
                name="section47_authorised_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(conference_needed__isnull=True)
                | Q(conference_needed=F("authorised"), next_step="conference", authorised__isnull=False),
                name="section47_conference_was_authorised",
            ),
            models.CheckConstraint(
                condition=Q(authorised__isnull=True) | ~Q(next_step="conference") | Q(conference_needed__isnull=False),
                name="section47_conference_follows",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-opened"], name="section47_enquiry_child"),
            models.Index(
                fields=["worker"],
                name="section47_enquiry_open",
                condition=Q(authorised__isnull=True, withdrawn__isnull=True),
            ),
            models.Index(fields=["authorised"], name="section47_enquiry_done"),
            models.Index(fields=["joint_by"], name="section47_enquiry_joint", condition=Q(joint_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Section 47 enquiry {self.pk}"
