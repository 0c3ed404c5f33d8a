"""What the front door chooses from: who tells us, why, what may be decided, why consent was not given."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.db.models import TextChoices


class Source(TextChoices):
    """Who told us, by the codes of the children in need census."""

    FAMILY = "1A", "Family member, relative or carer"
    NEIGHBOUR = "1B", "Acquaintance, neighbour or child minder"
    SELF = "1C", "The child themselves"
    STRANGER = "1D", "Another member of the public"
    SCHOOL = "2A", "School"
    EDUCATION = "2B", "Education service"
    GP = "3A", "Health: GP"
    HEALTH_VISITOR = "3B", "Health: health visitor"
    SCHOOL_NURSE = "3C", "Health: school nurse"
    PRIMARY = "3D", "Health: other primary care"
    EMERGENCY = "3E", "Health: hospital emergency department"
    HEALTH = "3F", "Health: other, like a hospital ward or hospice"
    HOUSING = "4", "Housing"
    ADULTS = "5A", "Council: social care, like adults’ services"
    COUNCIL = "5B", "Council: other, like youth justice"
    AUTHORITY = "5C", "Another council"
    POLICE = "6", "Police"
    LEGAL = "7", "Courts, probation, immigration, CAFCASS, prison"
    OTHER = "8", "Children’s centre, charity or other provider"
    ANONYMOUS = "9", "Anonymous"
    UNKNOWN = "10", "Not known"


PUBLIC: Final = frozenset({Source.FAMILY, Source.NEIGHBOUR, Source.SELF, Source.STRANGER, Source.ANONYMOUS})
"""Sources behind which no organisation stands."""


class Channel(TextChoices):
    PHONE = "phone", "Telephone"
    FORM = "form", "Referral form"
    SECURE = "secure", "Secure message"
    IN_PERSON = "in-person", "In person"
    MEETING = "meeting", "At a meeting"
    LETTER = "letter", "Letter"


class Why(TextChoices):
    """What a contact is mostly about, in the caller's view; the decision says what we think."""

    NEGLECT = "neglect", "Neglect"
    PHYSICAL = "physical", "Physical harm"
    EMOTIONAL = "emotional", "Emotional harm"
    SEXUAL = "sexual", "Sexual harm"
    DOMESTIC = "domestic", "Domestic abuse at home"
    EXPLOITATION = "exploitation", "Exploitation by people outside the family"
    RADICALISATION = "radical", "Radicalisation"
    FGM = "fgm", "Female genital mutilation"
    PARENT = "parent", "A parent’s health, alcohol or drugs"
    BEHAVIOUR = "behaviour", "Behaviour or mental health of the child"
    DISABILITY = "disability", "Disability or illness of the child"
    MONEY = "money", "Money, housing or no recourse to public funds"
    CARER = "carer", "The child cares for somebody"
    UNBORN = "unborn", "An unborn child"
    CONTACT = "family", "Family disagreement or separation"
    PLACED = "placed", "Placed here by another council"
    OTHER = "other", "Something else"


class Consent(TextChoices):
    """Whether the family agreed that we are told and may ask others."""

    GIVEN = "given", "Yes, they agreed"
    REFUSED = "refused", "They were asked and did not agree"
    NOT_ASKED = "not-asked", "They were not asked"


class Without(TextChoices):
    """On what ground we go on without agreement."""

    NONE = "", "Agreement was given"
    HARM = "harm", "A child may be suffering significant harm"
    ASKING = "asking", "Asking would put a child or somebody else at greater risk"
    CRIME = "crime", "Asking would hinder the investigation of a serious crime"
    PUBLIC = "public", "A member of the public told us and cannot ask the family"
    ADVICE = "advice", "Only advice is asked for; nobody else is told"


class Level(TextChoices):
    """Right Help, Right Time."""

    UNIVERSAL = "universal", "Universal needs"
    PLUS = "plus", "Universal plus"
    ADDITIONAL = "additional", "Additional needs"
    COMPLEX = "complex", "Complex and significant needs"


class Outcome(TextChoices):
    """What may be decided on a contact."""

    ADVICE = "advice", "Advice and information"
    SIGNPOST = "signpost", "Another service can help"
    EARLY_HELP = "early-help", "Early help"
    REFERRAL = "referral", "Referral for assessment"
    MASH = "mash", "MASH: partners are asked what they know"
    NRPF = "nrpf", "No recourse to public funds team"
    DISABLED = "disabled", "Disabled children’s team"
    AUTHORITY = "authority", "Another council answers for the child"
    ALREADY = "already", "Passed to the child’s own worker"


class ReferralKind(TextChoices):
    """What a referral is for: those outcomes that open one."""

    ASSESSMENT = "referral", "Assessment"
    MASH = "mash", "MASH enquiries"
    NRPF = "nrpf", "No recourse to public funds"
    DISABLED = "disabled", "Disabled children’s assessment"


REFERS: Final = frozenset(ReferralKind.values)

ASKS_ADVICE: Final = frozenset({Outcome.ADVICE.value, Outcome.SIGNPOST.value})
"""Outcomes of which it is written down what was said, or where the family was sent."""


class Closing(TextChoices):
    """How a referral ended."""

    NO_ACTION = "nfa", "No further action"
    EARLY_HELP = "early-help", "Stepped down to early help"
    ASSESSED = "assessed", "Assessed; the work goes on there or is over"
    MOVED = "moved", "The family moved; another council answers"
    OTHER = "other", "Another reason"


class Grade(TextChoices):
    """What the police made of a domestic abuse incident when they screened it."""

    STANDARD = "standard", "Standard"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Specialism(TextChoices):
    """Who sits in with the front door on some days."""

    NRPF = "nrpf", "No recourse to public funds"
    FGM = "fgm", "Lead for female genital mutilation"
    EXPLOITATION = "exploitation", "Exploitation co-ordinator"
    PREVENT = "prevent", "Prevent lead"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    DOMESTIC = "domestic", "Domestic abuse"
    MENTAL = "mental", "Mental health"
    OTHER = "other", "Another specialist"


class Panel(TextChoices):
    """What came of a referral to Channel."""

    ADOPTED = "adopted", "Taken on by the panel"
    OTHER_HELP = "other", "Another service supports the child"
    NOT_TAKEN = "not-taken", "Not taken on"
    WITHDRAWN = "withdrawn", "Taken back by us"


class PanelDecision(TextChoices):
    """What the Channel panel decided about a child in one meeting."""

    ADOPTED = "adopted", "Adopted: the panel supports the child"
    NOT_ADOPTED = "not-adopted", "Not adopted"
    GOES_ON = "goes-on", "Support goes on"
    CLOSED = "closed", "Closed: the support is over"


SUPPORTS: Final = frozenset({PanelDecision.ADOPTED.value, PanelDecision.GOES_ON.value})
"""Decisions after which the panel looks at the child again."""


class Listened(TextChoices):
    """How a manager heard a call."""

    LIVE = "live", "As it was taken"
    RECORDED = "recorded", "From the recording"


class Mark(TextChoices):
    """Whether a standard was met in a call."""

    MET = "met", "Met"
    NOT_MET = "not-met", "Not met"
    NOT_APPLICABLE = "none", "Does not apply"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not-known"


class Risk(TextChoices):
    """What a screening comes to, in the screener's judgement: never added up from the answers."""

    NONE = "none", "No sign"
    EMERGING = "emerging", "Emerging"
    MODERATE = "moderate", "Moderate"
    SIGNIFICANT = "significant", "Significant"
