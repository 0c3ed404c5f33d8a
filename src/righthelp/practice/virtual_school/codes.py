"""What the virtual school chooses from: how learning goes, how good a plan is, key stages."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Level(TextChoices):
    """How a child learns, held against what is expected at their age."""

    BELOW = "below", "Below what is expected"
    TOWARDS = "towards", "Working towards it"
    AT = "at", "As expected"
    ABOVE = "above", "Above what is expected"


class Rating(TextChoices):
    """How good a plan is."""

    INADEQUATE = "inadequate", "Inadequate"
    IMPROVE = "improve", "Requires improvement"
    GOOD = "good", "Good"
    OUTSTANDING = "outstanding", "Outstanding"


GOOD: Final = frozenset({"good", "outstanding"})

CRITERIA: Final = (
    ("voice", "The child’s own words are in it, and change something"),
    ("targets", "Targets in English and maths are sharp, and build on the last"),
    ("needs", "It says what stands in the way and who does what about it"),
    ("premium", "The premium is spent on the targets, and it says what came of it"),
    ("people", "School, worker and carer made it together"),
)
"""What a plan is held against when the virtual school rates it."""
CRITERIA_CODES: Final = tuple(code for code, _ in CRITERIA)


class Stage(TextChoices):
    """When attainment is measured for everybody."""

    EARLY = "eyfs", "Early years"
    PHONICS = "phonics", "Phonics"
    KS1 = "ks1", "Key stage 1"
    KS2 = "ks2", "Key stage 2"
    KS4 = "ks4", "Key stage 4 (GCSE)"
    KS5 = "ks5", "Key stage 5"


class Subject(TextChoices):
    """In what."""

    ENGLISH = "english", "English"
    READING = "reading", "Reading"
    WRITING = "writing", "Writing"
    MATHS = "maths", "Maths"
    ALL = "all", "All that is counted together"


class Due(TextChoices):
    """Which plan is due."""

    FIRST = "first", "First plan"
    TERM = "term", "Plan of the term"
