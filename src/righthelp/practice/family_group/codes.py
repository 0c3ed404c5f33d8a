"""What the work with families chooses from."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices

from righthelp.practice.care.codes import GUARDIAN


class Together(TextChoices):
    """How a family decides together."""

    CONFERENCE = "fgc", "Family group conference"
    MEETING = "family", "Family meeting"


class Coming(TextChoices):
    """How somebody of the family takes part."""

    ASKED = "asked", "Asked, no answer yet"
    COMES = "comes", "Comes"
    WORDS = "words", "Sends words"
    NOT = "not", "Does not take part"
    AWAY = "away", "Must not be there"


class Agreed(TextChoices):
    """What the social worker says to the family’s plan."""

    YES = "yes", "Agreed"
    PART = "part", "Agreed in part"
    NO = "no", "Not agreed"


class Closed(TextChoices):
    """Why the work on a conference ended."""

    HELD = "held", "The family carries its plan on"
    ENOUGH = "enough", "The plan did not hold"
    UNWANTED = "unwanted", "The family does not want it"
    UNSAFE = "unsafe", "It would not be safe"
    OUT = "out", "Taken out; brothers and sisters go on"
    OTHER = "other", "Another reason"


class Every(TextChoices):
    """How often money is given."""

    ONCE = "once", "Once"
    WEEK = "week", "Every week"
    MONTH = "month", "Every month"


class Offer(TextChoices):
    """Which team is asked."""

    EDGE = "edge", "Edge of care"
    PLUS = "plus", "Families Together Plus"


class Hours(TextChoices):
    """When the family needs somebody."""

    TONIGHT = "night", "Tonight"
    EVENING = "evening", "Evenings"
    WEEKEND = "weekend", "Weekends"
    DAY = "day", "In the day"


class Outcome(TextChoices):
    """Where the child lives when the work ends."""

    HOME = "home", "At home with the family"
    RELATIVES = "kin", "With relatives or friends"
    CARE = "care", "Came into care"
    OTHER = "other", "Elsewhere"


KEPT: Final = frozenset({Outcome.HOME.value, Outcome.RELATIVES.value})
"""The child stayed with the family."""


class Ready(TextChoices):
    """Whether the family is ready for a child to come home."""

    YES = "yes", "Ready, with the support of this plan"
    SOON = "soon", "Not yet: what has to change is below"
    NO = "no", "Not ready"


class How(TextChoices):
    """By which way a child goes home."""

    PARENTS = "parents", "Placed with parents; the order stays"
    LEFT = "left", "Leaves care"


class Cause(TextChoices):
    """Why a child who went home came back."""

    RISK = "risk", "The danger came back"
    SUPPORT = "support", "The support was not there, or ended too soon"
    NEEDS = "needs", "The child needed more than a family can give"
    FAMILY = "family", "The family could not carry on"
    OTHER = "other", "Another reason"


RELATIVES: Final = frozenset({"E13", "E41"} | GUARDIAN - {"E46", "E48"})
"""Ways out of care to a relative or other person who is close (codes of the national return)."""

ORDERS: Final = frozenset({"C1", "C2"})
"""Under these a child at home is placed with parents; under any other law a child who goes home leaves care."""
