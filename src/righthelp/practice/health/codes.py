"""What health chooses from: checks, what came of them, who may agree, and code sets of the national return (OC2)."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Kind(TextChoices):
    """What is looked at."""

    ASSESSMENT = "assessment", "Health assessment"
    DENTIST = "dentist", "Dental check"
    EYES = "eyes", "Eyes"
    SDQ = "sdq", "Strengths and difficulties questionnaire"
    IMMUNISED = "immunised", "Immunisations"


class Duty(TextChoices):
    """What is due, by which rule."""

    INITIAL = "initial", "Initial health assessment"
    YOUNG = "young", "Review health assessment, under five"
    REVIEW = "review", "Review health assessment"
    DENTIST = "dentist", "Dental check"
    EYES = "eyes", "Eyes"
    SDQ = "sdq", "Strengths and difficulties questionnaire"


ANSWERS: Final[dict[str, str]] = {
    "initial": "assessment", "young": "assessment", "review": "assessment", "dentist": "dentist", "eyes": "eyes",
    "sdq": "sdq",
}  # fmt: skip
"""Duty to the kind of check that answers it."""


class Outcome(TextChoices):
    """What came of a check."""

    KEPT = "kept", "It took place"
    REFUSED = "refused", "Refused"
    MISSED = "missed", "The child was not brought"
    CANCELLED = "cancelled", "The service cancelled it"


class Consent(TextChoices):
    """Who agreed, or refused."""

    ADULT = "16", "The young person, who is 16 or over"
    GILLICK = "understands", "The child, who understands what it is for"
    PARENT = "parent", "A parent"
    COUNCIL = "council", "The council, which shares parental responsibility"
    CARER = "carer", "The carer, to whom it is delegated"


OWN: Final = frozenset({"16", "understands"})
"""The child's own yes or no."""
SHARES: Final = frozenset({"C1", "C2", "E1", "L2"})
"""Laws under which the council has parental responsibility: care orders, placement orders, emergency protection."""


class NoScore(TextChoices):
    """Why there is no score (code set SDQ_REASON)."""

    AGE = "SDQ1", "Under 4 or over 16"
    CARER = "SDQ2", "The carer refused"
    DISABILITY = "SDQ3", "Not possible because of the child’s disability"
    OTHER = "SDQ4", "Another reason"
    CHILD = "SDQ5", "The child refused"


class Band(TextChoices):
    """What a score of the questionnaire says."""

    NORMAL = "normal", "Close to average"
    BORDERLINE = "borderline", "Borderline"
    CONCERN = "concern", "Cause for concern"


def band(score: int) -> Band:
    """The band of a total difficulties score, 0 to 40, filled in by a carer."""
    return Band.NORMAL if score <= 13 else Band.BORDERLINE if score <= 16 else Band.CONCERN


class Service(TextChoices):
    """Whom we ask to help."""

    TESS = "tess", "Therapeutic and Emotional Support Service"
    CAMHS = "camhs", "Child and adolescent mental health service, tier 3"
    SUBSTANCES = "substances", "Help with drugs and alcohol"
    SPEECH = "speech", "Speech and language"
    OTHER = "other", "Another service"


MILES: Final = 30
"""The contract for tier 3 covers children who live within so many miles of the city."""


class Near(TextChoices):
    """Whether a child lives within the distance of the contract, as far as the register knows."""

    YES = "yes", "Within 30 miles"
    NO = "no", "Further than 30 miles: ask the service of that place"
    UNKNOWN = "unknown", "Distance not recorded"


class Misuse(TextChoices):
    """What came of help with drugs or alcohol (OC2)."""

    RECEIVED = "received", "Received help"
    REFUSED = "refused", "Was offered help and refused it"
    NOT_OFFERED = "none", "Not offered yet"


PASSPORT: Final = (
    ("about", "About me", "What I want doctors, nurses and carers to know."),
    ("people", "Who looks after my health", "My doctor, dentist, optician, and how to reach them."),
    ("story", "My health so far", "Where I was born, illnesses, operations, what I have been told."),
    ("family", "Health in my family", "What runs in my family, as far as it may be told."),
    ("medicines", "Medicines and allergies", "What I take, what I must not have."),
    ("jabs", "My immunisations", "Which I have had, and what comes next."),
    ("feelings", "How I feel, and what helps", "Who I talk to, what makes it better, what makes it worse."),
    ("next", "What comes next", "Appointments and who comes with me."),
)
"""Parts of a health passport: field, title, hint. The young person chooses which are in it."""
PARTS: Final = tuple(name for name, _, _ in PASSPORT)
