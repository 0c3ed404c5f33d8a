"""What child protection chooses from; the categories are those of the children in need census."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a conference is for, for one child. The values are those of the meeting's kind."""

    INITIAL = "icpc", "Initial child protection conference"
    REVIEW = "rcpc", "Review child protection conference"
    TRANSFER = "transfer", "Transfer-in child protection conference"


class Category(TextChoices):
    """The category of abuse under which a child has a plan."""

    NEGLECT = "NEG", "Neglect"
    PHYSICAL = "PHY", "Physical abuse"
    SEXUAL = "SAB", "Sexual abuse"
    EMOTIONAL = "EMO", "Emotional abuse"
    MULTIPLE = "MUL", "More than one category"


class Outcome(TextChoices):
    """What a conference decided for one child."""

    PLAN = "plan", "A child protection plan"
    NO_PLAN = "no-plan", "No child protection plan"
    CONTINUE = "continue", "The plan goes on"
    END = "end", "The plan ends"


BEGINS: Final = (Outcome.PLAN, Outcome.NO_PLAN)
REVIEWS: Final = (Outcome.CONTINUE, Outcome.END)
WITH_PLAN: Final = (Outcome.PLAN.value, Outcome.CONTINUE.value)


class Instead(TextChoices):
    """What follows when no plan is made."""

    NEED = "need", "A child in need plan"
    EARLY_HELP = "early-help", "Early help"
    CARE = "care", "The child comes into care"
    EXPLOITATION = "exploitation", "A plan for a child who is being exploited"
    NOTHING = "nothing", "No further help is needed"


class Ending(TextChoices):
    """Why a plan ends at a review; the values are those of casework's plans."""

    STEP_DOWN = "step-down", "Less help is enough: child in need"
    MET = "met", "What needed to change has changed: no further help"
    CARE = "care", "The child came into care"
    MOVED = "moved", "The family moved; another council answers"
    OTHER = "other", "Another reason"


class OtherEnding(TextChoices):
    """Why a plan ends without a review conference."""

    ADULT = "adult", "The young person turned 18"
    CARE = "care", "The child came into care"
    DIED = "died", "The child died"


class Step(TextChoices):
    """What comes round again while a plan runs."""

    CORE_GROUP = "core-group", "Core group"
    REVIEW = "review", "Review conference"


class Level(TextChoices):
    """How far up an escalation has gone, when change is not seen."""

    TEAM = "1", "Team manager to team manager"
    SERVICE = "2", "Head of service"
    DIRECTOR = "3", "Director of practice"
    PARTNERS = "4", "Safeguarding partnership"


class Barrier(TextChoices):
    """What an escalation is about."""

    SCHOOL = "school", "No school place, or not in school"
    HOUSING = "housing", "Housing"
    HEALTH = "health", "A health service is not given"
    PARTNER = "partner", "A partner does not do what was agreed"
    OURS = "ours", "We do not do what was agreed"
    PARENTS = "parents", "What needs to change at home does not change"
    EXPLOITED = "exploited", "Harm outside the home goes on"
    OTHER = "other", "Something else"


BANDS: Final = (
    ("unborn", "Not yet born"),
    ("baby", "Under 1"),
    ("1-4", "1 to 4"),
    ("5-9", "5 to 9"),
    ("10-15", "10 to 15"),
    ("16-17", "16 and 17"),
)
WATCHED: Final = frozenset({"unborn", "baby", "16-17"})
"""Age groups whose growth is told of: babies and the oldest."""
