"""Drafts: what somebody has typed and not yet recorded."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """One person's unfinished form about one record; never read by a clock, an indicator or another person."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    path = models.CharField(max_length=200)  # the form's address, which names the record by its id
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "path"], name="draft_one_per_form")]
