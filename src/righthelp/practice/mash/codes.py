"""What MASH chooses from: how urgent, whom it asks, on what basis it shares, what it comes to."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class Rating(TextChoices):
    """How great the risk is, in somebody’s judgement: it says how fast everything goes."""

    RED = "red", "Red: significant harm is likely now"
    AMBER = "amber", "Amber: significant harm may be suffered"
    GREEN = "green", "Green: need, and no sign of significant harm"


SHORT: Final[dict[str, str]] = {"red": "Red", "amber": "Amber", "green": "Green"}
URGENCY: Final[dict[str, int]] = {"red": 0, "amber": 1, "green": 2}
"""Smaller is more urgent."""


class Agency(TextChoices):
    """Whom MASH asks. The first three are asked about every child unless there is a reason not to."""

    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    EDUCATION = "education", "Education"
    DOMESTIC = "domestic", "Domestic abuse service"
    ADULT_MENTAL = "adult-mind", "Adult mental health"
    YOUNG_MENTAL = "young-mind", "Mental health, 0 to 25"
    HOUSING = "housing", "Housing"
    PROBATION = "probation", "Probation"
    OTHER = "other", "Another service"


CORE: Final = (Agency.POLICE.value, Agency.HEALTH.value, Agency.EDUCATION.value)


class Factor(TextChoices):
    """What the referral says of the family’s situation."""

    DOMESTIC = "domestic", "Domestic abuse"
    ADULT_MENTAL = "adult-mind", "A parent’s mental health"
    SUBSTANCES = "substances", "Alcohol or drugs in the family"
    YOUNG_MENTAL = "young-mind", "The child’s mental health"
    EXPLOITATION = "exploitation", "Exploitation outside the family"
    DISABILITY = "disability", "Disability or illness of the child"
    UNBORN = "unborn", "An unborn baby"
    HOUSING = "housing", "Housing or money"


BY_FACTOR: Final[dict[str, str]] = {
    Factor.DOMESTIC: Agency.DOMESTIC.value,
    Factor.ADULT_MENTAL: Agency.ADULT_MENTAL.value,
    Factor.YOUNG_MENTAL: Agency.YOUNG_MENTAL.value,
    Factor.HOUSING: Agency.HOUSING.value,
}
"""A factor makes its specialists expected too."""


class Agreement(TextChoices):
    """Whether those with parental responsibility, or the young person, agreed that partners are asked."""

    GIVEN = "given", "Yes, they agreed"
    REFUSED = "refused", "They were asked and did not agree"
    NOT_ASKED = "not-asked", "They were not asked"


class Ground(TextChoices):
    """Why partners are asked without agreement."""

    HARM = "harm", "A child may be suffering significant harm"
    ASKING = "asking", "Asking would put a child or somebody else at greater risk"
    CRIME = "crime", "Asking would hinder the investigation of a serious crime"
    DELAY = "delay", "They cannot be reached, and waiting would put the child at risk"


class Legal(TextChoices):
    """The law that allows the sharing."""

    TASK = "task", "UK GDPR article 6(1)(e): our task under the Children Acts 1989 and 2004"
    DUTY = "duty", "UK GDPR article 6(1)(c): Children Act 1989 section 47, enquiries that the law orders"
    VITAL = "vital", "UK GDPR article 6(1)(d): to protect somebody’s life"
    CRIME = "crime", "Data Protection Act 2018, schedule 2 paragraph 2: preventing or detecting crime"


class Result(TextChoices):
    """What came back from an agency."""

    KNOWN = "known", "They told us something"
    NOTHING = "nothing", "They know nothing of the family"
    REFUSED = "refused", "They would not say"


class Decision(TextChoices):
    """What MASH comes to for one child."""

    STRATEGY = "strategy", "Strategy discussion"
    ASSESSMENT = "assessment", "Child and family assessment"
    EARLY_HELP = "early-help", "Early help"
    NO_ACTION = "nfa", "No further action by children’s social care"


class StepKind(TextChoices):
    """What happened to a request between being asked and answered."""

    CHASED = "chased", "Chased"
    PASSED = "passed", "Passed on"
    SOONER = "sooner", "Wanted sooner"
    TAKEN_BACK = "taken-back", "Answer taken back"


class Weekday(TextChoices):
    MONDAY = "0", "Monday"
    TUESDAY = "1", "Tuesday"
    WEDNESDAY = "2", "Wednesday"
    THURSDAY = "3", "Thursday"
    FRIDAY = "4", "Friday"
    SATURDAY = "5", "Saturday"
    SUNDAY = "6", "Sunday"


def expected(factors: list[str]) -> tuple[str, ...]:
    """Agencies that are asked about a child unless somebody says why not."""
    return (*CORE, *(BY_FACTOR[each] for each in Factor.values if each in factors and each in BY_FACTOR))
