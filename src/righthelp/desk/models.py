"""What the desk keeps of its own: which alerts an account has seen."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Seen(models.Model):
    """An account has seen one alert. Alerts themselves are read from facts; ``key`` names the fact."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="seen_once")]
