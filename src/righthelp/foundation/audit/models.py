"""The audit table, which the application may only add to, and the view through which it is read."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Look(models.Model):
    """One reading, search, export, change or refusal, written in the transaction of the act itself.

    No foreign keys: an audit row outlives the account and the record it speaks of.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    account_name = models.CharField(max_length=120)
    on_behalf_of = models.CharField(max_length=120, blank=True)
    act = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)  # record, list, search, export, change
    purpose = models.CharField(max_length=60)
    relationship = models.CharField(max_length=80, blank=True)
    route = models.CharField(max_length=120)
    request = models.UUIDField()
    allowed = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_ids: ArrayField[list[int], list[int]] = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        db_table = "audit_look"
        indexes = [
            models.Index(fields=["at"], name="audit_look_at"),
            models.Index(fields=["account_id", "at"], name="audit_look_account"),
            GinIndex(fields=["subject_ids"], name="audit_look_subjects"),
        ]


class Looked(models.Model):
    """The same rows, read only, through the view ``audit_looked`` that the owner keeps."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    account_name = models.CharField(max_length=120)
    on_behalf_of = models.CharField(max_length=120)
    act = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    purpose = models.CharField(max_length=60)
    relationship = models.CharField(max_length=80)
    route = models.CharField(max_length=120)
    request = models.UUIDField()
    allowed = models.BooleanField()
    reason = models.CharField(max_length=300)
    detail = models.CharField(max_length=300)
    subject_kind = models.CharField(max_length=20)
    subject_ids: ArrayField[list[int], list[int]] = ArrayField(models.BigIntegerField())

    class Meta:
        managed = False
        db_table = "audit_looked"
