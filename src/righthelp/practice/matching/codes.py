"""What the search for a home chooses from."""

from __future__ import annotations

from django.db.models import TextChoices


class Answer(TextChoices):
    """What a home that was asked says."""

    YES = "yes", "Yes"
    CONDITIONS = "if", "Yes, with conditions"
    NO = "no", "No"


class Ended(TextChoices):
    """Why a home is no longer sought."""

    HOME = "home", "The child stays at home, or goes home"
    FAMILY = "family", "Relatives or friends take the child in"
    STAYS = "stays", "The child stays where they live"
    AGAIN = "again", "Asked for anew, in other words"
    MISTAKE = "mistake", "Asked for by mistake"
    OTHER = "other", "Another reason"
