"""What costs of placements and the panels that review them choose from."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices

from righthelp.practice.care.codes_homes import HomeKind


class PanelKind(TextChoices):
    """What a panel looks at."""

    EXTERNAL = "external", "External placements"
    STEP_DOWN = "down", "Stepping down from residential"


class Next(TextChoices):
    """What a panel decides comes next for a child."""

    STAYS = "stays", "Stays where the child lives"
    FOSTERING = "foster", "Steps down to a foster family"
    HOME = "home", "Goes home"
    SUPPORTED = "supported", "Moves to supported accommodation"
    OTHER = "other", "Another next step"


SOUGHT_AS: Final[dict[str, list[str]]] = {
    Next.FOSTERING.value: [HomeKind.FOSTER.value],
    Next.SUPPORTED.value: [HomeKind.SUPPORTED.value],
}
"""Next steps for which a home is sought, and of which kinds."""
