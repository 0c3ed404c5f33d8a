"""What series of short breaks choose from."""

from __future__ import annotations

from django.db.models import TextChoices


class BreakLaw(TextChoices):
    """How a series of short breaks under section 20 is returned (code set LS): such a child lives at home, and is not
    counted as looked after in the ordinary way."""

    V3 = "V3", "Each break is returned"
    V4 = "V4", "The agreement is returned, not each break"
