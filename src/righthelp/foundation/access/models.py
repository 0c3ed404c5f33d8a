"""Accounts, and the few facts a decision needs that no area of practice owns."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q

TRUST = "trust"


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the e-mail address is the sign-in name and is kept in lower case."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").lower())


@pghistory.track(exclude=["password", "last_login"])
class Account(AbstractBaseUser):
    """One person's (or one partner system's) right to sign in; the roles say what it is for.

    ``roles`` are codes of the role matrix. ``organisation`` is ``trust`` for the trust's own people and a
    partner's code for everybody else; a partner's account works only while an agreement covers it.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    roles: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=40), default=list)
    organisation = models.CharField(max_length=40, default=TRUST)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=models.functions.Lower("email")), name="account_email_lower")
        ]

    def __str__(self) -> str:
        return self.name


class SubjectRow(models.Model):
    """A row about one record of any area: ``kind`` names the register, ``subject_id`` the record in it."""

    kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()

    class Meta:
        abstract = True


@pghistory.track()
class Conflict(SubjectRow):
    """A conflict of interest declared by or about an account: it may not open this record."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="conflicts")
    declared_at = models.DateTimeField()
    note = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "kind", "subject_id"], name="conflict_once")]


@pghistory.track()
class NamedAccess(SubjectRow):
    """One account named as entitled to one restricted record, for a stated time."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="named_access")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="named_access_ends_after_start")]
        indexes = [models.Index(fields=["account", "kind", "subject_id"], name="named_access_who")]


class EmergencyCategory(models.TextChoices):
    """Why a record had to be opened at once."""

    CHILD_IN_DANGER = "danger", "A child may be in danger now"
    CHILD_MISSING = "missing", "A child is missing"
    POLICE_OR_HOSPITAL = "caller", "Police, hospital or court are on the line and need an answer"
    COVER = "cover", "The worker who holds the record cannot be reached"


class EmergencyOutcome(models.TextChoices):
    """What the review of an emergency opening found."""

    JUSTIFIED = "justified", "Justified"
    NOT_JUSTIFIED = "not_justified", "Not justified"
    PASSED_ON = "passed_on", "Passed on to be looked into"


@pghistory.track()
class EmergencyAccess(SubjectRow):
    """One account opened one record in an emergency (break-glass), for an hour, to be reviewed in two working days.

    ``past_restriction``: the record was restricted to named people when it was opened. ``ends_at`` moves earlier when
    the reader ends it themselves. ``review_due`` is the end of the second working day after the opening.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="emergencies")
    category = models.CharField(max_length=10, choices=EmergencyCategory)
    reason = models.CharField(max_length=1000)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    past_restriction = models.BooleanField(default=False)
    review_due = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="emergencies_reviewed")
    outcome = models.CharField(max_length=14, choices=EmergencyOutcome, blank=True)
    review_note = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="emergency_ends_after_opening"),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("opened_at") + timedelta(minutes=60)), name="emergency_one_hour_at_most"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, outcome="")
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(outcome=""),
                name="emergency_review_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("account")),
                name="emergency_reviewed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "kind", "subject_id", "ends_at"], name="emergency_open"),
            models.Index(fields=["review_due"], name="emergency_unreviewed", condition=Q(reviewed_at__isnull=True)),
            models.Index(fields=["opened_at"], name="emergency_when"),
        ]


@pghistory.track()
class Agreement(models.Model):
    """An information-sharing agreement: which acts a partner organisation may do, why and until when."""

    organisation = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    lawful_basis = models.CharField(max_length=200)
    acts: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=60))
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="agreement_ends_after_start")]
        indexes = [GinIndex(fields=["acts"], name="agreement_acts")]


@pghistory.track(exclude=["token_hash"])
class PartnerKey(models.Model):
    """A partner system's key to the API. Only the key's SHA-256 is kept; the key itself is shown once."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="keys")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class AccountSession(AbstractBaseSession):
    """A signed-in session and whose it is, so that one query brings both and leavers can be signed out at once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The store over this table."""
        from righthelp.foundation.access.sessions import SessionStore

        return SessionStore
