"""What the privacy officer keeps: conflicts of interest, restrictions, details of workers' own, and findings.

Rows here explain; what opens and closes a record stands in ``foundation/access`` (``Conflict``, ``NamedAccess``,
``EmergencyAccess``) and on the record (its tier). Every verb writes both in one transaction.
"""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from righthelp.foundation.access.models import Account, SubjectRow


class Tie(models.TextChoices):
    """What somebody is to the child or family."""

    SELF = "self", "It is their own record"
    FAMILY = "family", "Related to the child or somebody in the family"
    HOUSEHOLD = "household", "Lives with the child or somebody in the family"
    FRIEND = "friend", "Friend, neighbour or knows them outside work"
    PAST = "past", "Knew them in an earlier job or as a carer"
    OTHER = "other", "Another reason"


class How(models.TextChoices):
    """How a conflict came to be known."""

    OWN = "own", "Said so themselves"
    MANAGER = "manager", "Their manager said so"
    DETECTED = "detected", "Found by comparing details, confirmed by the privacy officer"


@pghistory.track()
class Declaration(SubjectRow):
    """A conflict of interest between an account and a record: it closes the record at once, until withdrawn."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="declarations")
    tie = models.CharField(max_length=10, choices=Tie)
    reason = models.CharField(max_length=500)
    how = models.CharField(max_length=8, choices=How)
    declared_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="declared")
    declared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="withdrew")
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "subject_id"],
                condition=Q(withdrawn_at__isnull=True),
                name="declaration_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__gte=F("declared_at"), withdrawn_by__isnull=False) & ~Q(withdrawn_because=""),
                name="declaration_withdrawal_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True) | ~Q(withdrawn_by=F("account")),
                name="declaration_withdrawn_by_another",
            ),
        ]


class Ground(models.TextChoices):
    """Why two records are thought to touch."""

    OWN_NAME = "own_name", "Same forename, surname and birth date"
    WORKED_NAME = "worked_name", "Same forename and surname, and they have worked with or opened the record"
    ADDRESS = "address", "Same address"
    NEAR_NAME = "near_name", "Same surname and postcode"
    RELATIVE = "relative", "Recorded as family of what is thought to be their own record"


class Settled(models.TextChoices):
    OPEN = "open", "Waits for you"
    CONFIRMED = "confirmed", "Confirmed"
    DISMISSED = "dismissed", "Dismissed"


@pghistory.track()
class Suspicion(SubjectRow):
    """Details of a worker and of a record are alike. It closes nothing until confirmed; once dismissed it stays so."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="suspicions")
    ground = models.CharField(max_length=12, choices=Ground)
    said = models.CharField(max_length=300)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=Settled, default=Settled.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="suspicions_decided")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "subject_id", "ground"], name="suspicion_once"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True)
                | ~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="suspicion_decision_whole",
            ),
        ]
        indexes = [models.Index(fields=["found_at"], name="suspicion_open", condition=Q(state="open"))]


@pghistory.track()
class OwnDetails(models.Model):
    """A worker's own surnames, birth date and home, kept only to find conflicts of interest. HR and the privacy
    officer keep it; nobody else sees it, and no list of the house shows it."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="own_details")
    forename = models.CharField(max_length=80)
    surnames: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=80))
    birth_date = models.DateField(null=True)
    line = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    kept_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="own_details_kept")
    kept_at = models.DateTimeField()


@pghistory.track()
class Restriction(SubjectRow):
    """A record restricted to named people, from a moment until somebody lifts it.

    It never ends by itself: what ends is each person's access, and the restriction's review falls due.
    """

    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="restrictions_set")
    set_at = models.DateTimeField()
    review_due = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="restrictions_lifted")
    lifted_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"], condition=Q(lifted_at__isnull=True), name="restriction_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_because="")
                | Q(lifted_at__gte=F("set_at"), lifted_by__isnull=False) & ~Q(lifted_because=""),
                name="restriction_lifting_whole",
            ),
            models.CheckConstraint(condition=Q(review_due__gt=F("set_at")), name="restriction_review_after"),
        ]


class Pattern(models.TextChoices):
    """What in the audit needs explaining."""

    NO_WORK = "no_work", "Opened without any later work"
    SURNAME = "surname", "Same surname as the worker"
    POSTCODE = "postcode", "Same postcode as the worker"
    OWN_RECORD = "own_record", "Looks like the worker’s own record"
    COLLEAGUE = "colleague", "A colleague’s record or family"
    VOLUME = "volume", "Many more records than usual"
    WALK = "walk", "Record after record in number order"
    HOURS = "hours", "Browsing at night"
    CROWD = "crowd", "Many different people looked at one record"
    LEAVER = "leaver", "Lists taken away in the last week at work"
    REFUSED = "refused", "Refused again and again"
    EMERGENCY = "emergency", "More than three emergencies in a month"


class Answer(models.TextChoices):
    OPEN = "open", "Waits for you"
    EXPLAINED = "explained", "Explained"
    UPHELD = "upheld", "Upheld"
    PASSED_ON = "passed_on", "Passed on"


@pghistory.track()
class Finding(models.Model):
    """A pattern in the audit that somebody must explain. ``key`` names it, so that it is found once and remembered."""

    pattern = models.CharField(max_length=10, choices=Pattern)
    key = models.CharField(max_length=120, unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="findings")
    subject_ids: ArrayField[list[int], list[int]] = ArrayField(models.BigIntegerField(), default=list)
    day = models.DateField()
    said = models.CharField(max_length=500)
    found_at = models.DateTimeField()
    answer = models.CharField(max_length=9, choices=Answer, default=Answer.OPEN)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="findings_answered")
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="open", answered_at__isnull=True)
                | ~Q(answer="open") & Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(reason=""),
                name="finding_answer_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("account")), name="finding_answered_by_another"
            ),
        ]
        indexes = [
            models.Index(fields=["answer", "day"], name="finding_answer"),
            GinIndex(fields=["subject_ids"], name="finding_subjects"),
        ]
