"""Messages as partners sent them, and what became of each."""

from __future__ import annotations

import uuid

import pghistory
from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """What became of a message. Every state but ``done`` has an owner and a due time."""

    RECEIVED = "received", "Received"
    DONE = "done", "Taken in"
    WAITING = "waiting", "Waiting for a person"
    CLOSED = "closed", "Closed by a person"


@pghistory.track(exclude=["body"])
class Message(models.Model):
    """One message from a partner, kept word for word as it came.

    ``key`` is the sender's own id for the message: the same key from the same sender is the same message,
    however often it comes. ``series`` joins messages about one matter (a police missing report), so that they
    can be read again together in any order. ``happened_at`` is when the sender says it happened, if readable.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sender = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    revision = models.PositiveIntegerField(default=1)
    series = models.CharField(max_length=120, blank=True)
    body = models.JSONField()
    received_at = models.DateTimeField()
    happened_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    reason = models.CharField(max_length=300, blank=True)
    owner = models.CharField(max_length=40, blank=True)  # the team (code) that must act
    due_at = models.DateTimeField(null=True)
    subject_id = models.BigIntegerField(null=True)  # the child, once known
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender", "key", "revision"], name="message_once"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | (Q(due_at__isnull=False) & ~Q(owner="")),
                name="message_waiting_has_owner_and_due",
            ),
        ]
        indexes = [
            models.Index(fields=["sender", "series"], name="message_series"),
            models.Index(fields=["due_at"], name="message_waiting", condition=Q(state="waiting")),
            models.Index(fields=["received_at"], name="message_received", condition=Q(state="received")),
            models.Index(fields=["subject_id"], name="message_subject"),
        ]
