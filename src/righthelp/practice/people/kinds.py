"""What a relationship and a home may be, in the words of the field."""

from __future__ import annotations

from django.db import models


class Situation(models.TextChoices):
    """Whether somebody lives at an address, and what is so when they do not."""

    ADDRESS = "address", "At an address"
    NO_FIXED = "no_fixed", "No fixed address"
    UNKNOWN = "unknown", "Not known where"


class RelationshipKind(models.TextChoices):
    """What ``other`` is to ``person``. One row says it both ways; ``kin`` has the words for each side."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    PARENT = "parent", "Parent"
    ADOPTER = "adopter", "Adoptive parent"
    STEP_PARENT = "step_parent", "Step-parent"
    SIBLING = "sibling", "Brother or sister"
    HALF_SIBLING = "half_sibling", "Half-brother or half-sister"
    STEP_SIBLING = "step_sibling", "Step-brother or step-sister"
    FOSTER = "foster", "Foster carer"
    SPECIAL = "special", "Special guardian"
    GUARDIAN = "guardian", "Guardian"
    CARER = "carer", "Carer"
    PARTNER = "partner", "Partner"
    GRANDPARENT = "grandparent", "Grandparent"
    GREAT = "great", "Great-grandparent"
    AUNT_UNCLE = "aunt_uncle", "Aunt or uncle"
    COUSIN = "cousin", "Cousin"
    FRIEND = "friend", "Close friend"
    IMPORTANT = "important", "Important adult"
    OTHER = "other", "Other"


class Together(models.TextChoices):
    """How partners are, or were, together."""

    MARRIED = "married", "Married"
    CIVIL = "civil", "Civil partnership"
    COHABITING = "cohabiting", "Living together"
    TOGETHER = "together", "Together, living apart"


class Parted(models.TextChoices):
    """How a partnership ended."""

    ENDED = "ended", "Ended"
    SEPARATED = "separated", "Separated"
    DIVORCED = "divorced", "Divorced"
    WIDOWED = "widowed", "One of them died"


class HowResponsible(models.TextChoices):
    """How somebody came to hold parental responsibility (Children Act 1989, sections 2 to 4A)."""

    BIRTH = "birth", "Mother, or married to her at the birth"
    MARRIAGE = "marriage", "Married the other parent later"
    REGISTERED = "registered", "Named on the birth certificate since December 2003"
    AGREEMENT = "agreement", "Parental responsibility agreement"
    ORDER = "order", "Order of a court"
    SPECIAL = "special", "Special guardianship order"
    ADOPTION = "adoption", "Adoption order"
    GUARDIAN = "guardian", "Appointed guardian"


class Quality(models.TextChoices):
    """How two people get on."""

    CLOSE = "close", "Close"
    STRAINED = "strained", "Strained"
    CONFLICT = "conflict", "In conflict"
    CUT_OFF = "cut_off", "Cut off"
    VIOLENT = "violent", "Violent"
