"""What adoption chooses from; codes of the national return (SSDA903) stand with their words."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Ceased(TextChoices):
    """Why a child should no longer be placed for adoption (code set REASON_PLACED_CEASED)."""

    NEEDS = "RD1", "The child’s needs changed"
    NO_ORDER = "RD2", "The court made no placement order"
    NOBODY = "RD3", "No adopters found"
    OTHER = "RD4", "Another reason"


class Instead(TextChoices):
    """The plan that takes the place of adoption."""

    HOME = "home", "Home to a parent"
    FAMILY = "family", "With relatives or friends"
    GUARDIAN = "sgo", "Special guardianship"
    ARRANGED = "cao", "Child arrangements order"
    FOSTER = "foster", "Long-term fostering"
    OTHER = "other", "Another plan"


class Panel(TextChoices):
    """What the adoption panel recommended."""

    YES = "yes", "Recommends it"
    NO = "no", "Does not recommend it"
    LATER = "later", "Asks for more, and meets again"


class Cause(TextChoices):
    """Why a placement for adoption disrupted."""

    CHILD = "child", "The child’s needs were more than foreseen"
    KNOWN = "known", "What was known of the child had not been shared"
    ADOPTERS = "adopters", "Something changed for the adopters"
    BOND = "bond", "They did not become attached"
    SUPPORT = "support", "Help came too late, or not at all"
    SAFETY = "safety", "The child was not safe"
    OTHER = "other", "Another cause"


class Step(TextChoices):
    """The stages of the approval of adopters."""

    ONE = "1", "Stage one: checks and preparation"
    TWO = "2", "Stage two: assessment and decision"


class Outcome(TextChoices):
    """How a stage ended."""

    ON = "on", "They go on"
    APPROVED = "approved", "Approved"
    NOT = "not", "Not suitable"
    LEFT = "left", "They withdrew"


class Therapy(TextChoices):
    """What a claim on the adoption support fund is for."""

    DDP = "ddp", "Dyadic developmental psychotherapy"
    THERAPLAY = "theraplay", "Theraplay"
    PLAY = "play", "Play, art or music therapy"
    SENSORY = "sensory", "Sensory integration"
    FAMILY = "family", "Family therapy"
    PARENTING = "parenting", "Therapeutic parenting"
    LIFE = "life", "Therapeutic life story work"
    ASSESSMENT = "assessment", "Specialist assessment"
    OTHER = "other", "Another kind"


class Helped(TextChoices):
    """What a family says of a group on therapeutic parenting."""

    MUCH = "much", "It helped a lot"
    SOME = "some", "It helped a little"
    NOT = "not", "It did not help"


class Back(TextChoices):
    """What may be taken back as a mistake, by two people."""

    DECISION = "decision", "The decision that the child should be placed"
    PANEL = "panel", "What the panel said"
    MATCH = "match", "The match"
    ORDER = "order", "The adoption order"


WITH_CARER: Final = frozenset({"A3", "A5"})
"""Placed for adoption with the carer who fostered the child."""
