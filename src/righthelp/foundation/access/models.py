"""Accounts, and the few facts a decision needs that no area of practice owns."""

from __future__ import annotations

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
