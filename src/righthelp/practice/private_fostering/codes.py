"""What private fostering chooses from."""

from __future__ import annotations

from django.db.models import TextChoices


class Notifier(TextChoices):
    """Who told us."""

    PARENT = "parent", "A parent"
    CARER = "carer", "The carer"
    SCHOOL = "school", "A school or language school"
    HEALTH = "health", "Health"
    POLICE = "police", "Police or border force"
    OURS = "ours", "We found out ourselves"
    OTHER = "other", "Somebody else"


class Rule(TextChoices):
    """By which rule the next visit is due."""

    FIRST = "first", "first visit"
    YEAR = "year", "first year: every six weeks"
    LATER = "later", "from the second year: every twelve weeks"


class Found(TextChoices):
    """What a check of somebody in the household found."""

    CLEAR = "clear", "Nothing found"
    CONSENT = "consent", "Disqualified; we consent in writing"
    BARRED = "barred", "Disqualified"


class Suits(TextChoices):
    """Whether the arrangement suits the child."""

    YES = "yes", "It suits the child"
    TERMS = "terms", "It suits the child with requirements"
    NO = "no", "It does not: the carer is prohibited"


class Ending(TextChoices):
    """Why it ended."""

    PARENTS = "parents", "The child went back to the parents"
    RELATIVES = "kin", "The child lives with relatives"
    CARE = "care", "The child came into care"
    SIXTEEN = "sixteen", "The child turned 16"
    STOPPED = "stopped", "We prohibited it"
    ELSEWHERE = "moved", "Moved; another council was told"
    OTHER = "other", "Another reason"
