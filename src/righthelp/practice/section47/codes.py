"""What strategy discussions and enquiries choose from."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices

from righthelp.practice.casework.codes import Agency


class Harm(TextChoices):
    """What harm is feared most, by the categories of abuse of the children in need census."""

    NEGLECT = "NEG", "Neglect"
    PHYSICAL = "PHY", "Physical abuse"
    SEXUAL = "SAB", "Sexual abuse"
    EMOTIONAL = "EMO", "Emotional abuse"


class Decision(TextChoices):
    """What a strategy discussion decided for one child."""

    JOINT = "joint", "Section 47 enquiry, jointly with the police"
    SINGLE = "single", "Section 47 enquiry by social care alone"
    GOES_ON = "goes-on", "The enquiry that is open goes on"
    FURTHER = "further", "Another discussion before it is decided"
    NOT_NEEDED = "not-needed", "No section 47 enquiry"


ENQUIRY: Final = (Decision.JOINT.value, Decision.SINGLE.value)
"""Decisions by which an enquiry begins."""


class How(TextChoices):
    """Who makes the enquiry."""

    JOINT = "joint", "Jointly with the police"
    SINGLE = "single", "Social care alone"


class Outcome(TextChoices):
    """What an enquiry found."""

    UNFOUNDED = "unfounded", "Concerns not substantiated"
    NO_RISK = "no-risk", "Concerns substantiated, the child not judged at continuing risk of significant harm"
    RISK = "risk", "Concerns substantiated, the child at continuing risk of significant harm"
    ENDED = "ended", "Ended without a finding: the family moved away, or the child died"


class Next(TextChoices):
    """What follows an enquiry."""

    CONFERENCE = "conference", "Initial child protection conference"
    PLAN = "plan", "The child protection plan goes on, its review brought forward"
    ASSESSMENT = "assessment", "The assessment goes on"
    NEED = "need", "Child in need plan"
    EARLY_HELP = "early-help", "Early help"
    NONE = "none", "No further help from us"


AT_RISK: Final = (Next.CONFERENCE.value, Next.PLAN.value)
"""What may follow when a child is at continuing risk: nothing less."""


class Gave(TextChoices):
    """How key actions reached somebody. Right Help sends nothing by itself."""

    WORKLIST = "worklist", "On their worklist"
    HAND = "hand", "Handed over on paper"
    SPOKEN = "spoken", "Read out to them"
    SECURE = "secure", "Their agency’s secure mail, sent by one of us"
    POST = "post", "Letter"


class Theirs(TextChoices):
    """What another agency has written down as the decision."""

    JOINT = Decision.JOINT.value, str(Decision.JOINT.label)
    SINGLE = Decision.SINGLE.value, str(Decision.SINGLE.label)
    GOES_ON = Decision.GOES_ON.value, str(Decision.GOES_ON.label)
    FURTHER = Decision.FURTHER.value, str(Decision.FURTHER.label)
    NOT_NEEDED = Decision.NOT_NEEDED.value, str(Decision.NOT_NEEDED.label)
    NOTHING = "nothing", "Nothing is recorded there"


REQUIRED: Final = (Agency.SOCIAL_CARE.value, Agency.POLICE.value, Agency.HEALTH.value)
"""Without these a strategy discussion is not complete (Working Together to Safeguard Children 2018, chapter 1)."""
