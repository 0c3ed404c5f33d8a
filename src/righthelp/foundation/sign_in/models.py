"""What the house keeps about an account beside the account: its standing, and the one-time links made for it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q


@pghistory.track()
class Standing(models.Model):
    """When an account was opened, put to sleep and woken, and when its password was last set.

    ``dormant_from`` is set by the nightly job and is empty while the account may sign in; an account without a row here
    was loaded before anybody administered it.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="standing"
    )
    opened_at = models.DateTimeField(null=True)
    password_set_at = models.DateTimeField(null=True)
    dormant_from = models.DateTimeField(null=True)
    woken_at = models.DateTimeField(null=True)


@pghistory.track(exclude=["token_hash"])
class SetUpLink(models.Model):
    """A link that an administrator hands to one person so that they set a password. Only its SHA-256 is kept."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="set_up_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("made_at")), name="set_up_link_ends_after_made"),
            models.CheckConstraint(condition=~Q(made_by=F("account")), name="set_up_link_by_another"),
        ]
