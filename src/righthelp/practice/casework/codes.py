"""What casework chooses from."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices


class PlanKind(TextChoices):
    """What a plan is for. All of them are one at a time for a child, across kinds."""

    PROTECTION = "cp", "Child protection plan"
    NEED = "cin", "Child in need plan"
    NO_RECOURSE = "nrpf", "Child in need plan, no recourse to public funds"
    DISABLED = "disabled", "Child in need plan, disabled child"


IN_NEED: Final = frozenset({PlanKind.NEED.value, PlanKind.NO_RECOURSE.value, PlanKind.DISABLED.value})
"""Plans for a child in need, by section 17 of the Children Act 1989."""


class PlanEnding(TextChoices):
    """Why a plan ended."""

    MET = "met", "Outcomes met: no further help needed"
    STEP_DOWN = "step-down", "Stepped down: less help is enough"
    STEP_UP = "step-up", "Stepped up: more is needed"
    CARE = "care", "The child came into care"
    MOVED = "moved", "The family moved; another council answers"
    ADULT = "adult", "The young person turned 18"
    DIED = "died", "The child died"
    DECLINED = "declined", "The family no longer agrees"
    OTHER = "other", "Another reason"


class MeetingKind(TextChoices):
    """What a meeting is for."""

    STRATEGY = "strategy", "Strategy discussion"
    INITIAL_CONFERENCE = "icpc", "Initial child protection conference"
    REVIEW_CONFERENCE = "rcpc", "Review child protection conference"
    TRANSFER_CONFERENCE = "transfer", "Transfer-in child protection conference"
    CORE_GROUP = "core-group", "Core group"
    NEED = "cin", "Child in need meeting"
    MASH = "mash", "MASH meeting"
    CHANNEL = "channel", "Channel panel"
    CARE_REVIEW = "lac", "Review of a child in care"
    PLACEMENT = "placement", "Placement planning meeting"
    DISRUPTION = "disruption", "Disruption meeting"
    PERMANENCE = "permanence", "Permanence advice meeting"
    LEGAL = "legal", "Legal planning meeting"
    PRE_PROCEEDINGS = "pre-court", "Pre-proceedings meeting"
    FAMILY_GROUP = "fgc", "Family group conference"
    FAMILY = "family", "Family meeting"
    PANEL = "panel", "Panel"
    EDUCATION = "pep", "Personal education plan meeting"
    PATHWAY = "pathway", "Pathway plan review"
    OTHER = "other", "Another meeting about the child"


CONFERENCES: Final = (
    MeetingKind.INITIAL_CONFERENCE.value,
    MeetingKind.REVIEW_CONFERENCE.value,
    MeetingKind.TRANSFER_CONFERENCE.value,
)


class Agency(TextChoices):
    """For whom somebody takes part in a meeting."""

    SOCIAL_CARE = "social-care", "Children’s social care"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    EDUCATION = "education", "Education"
    HOUSING = "housing", "Housing"
    PROBATION = "probation", "Probation"
    YOUTH_JUSTICE = "youth-justice", "Youth justice"
    ADULTS = "adults", "Adults’ services"
    DOMESTIC_ABUSE = "domestic-abuse", "Domestic abuse service"
    MENTAL_HEALTH = "mental-health", "Mental health"
    VOLUNTARY = "voluntary", "Voluntary organisation"
    LEGAL = "legal", "Legal"
    CHILD = "child", "The child"
    FAMILY = "family", "Family"
    ADVOCATE = "advocate", "Advocate or supporter"
    OTHER = "other", "Other"


class BackWhat(TextChoices):
    """What kind of decision is taken back."""

    DECISION = "decision", "The decision of a conference"
    TAKEN_ON = "taken-on", "Taking a child in need on"


class Mistake(TextChoices):
    """How a decision came to be wrong."""

    CHILD = "child", "It was recorded for the wrong child"
    WRONG = "wrong", "Something else was decided than what was recorded"
    NOT = "not", "It was not decided at all"


class Came(TextChoices):
    """Whether somebody who was asked took part."""

    YES = "yes", "Took part"
    REPORT = "report", "Sent a report"
    APOLOGIES = "apologies", "Sent apologies"
    NO = "no", "Did not come"


class Where(TextChoices):
    """Where a child was visited."""

    HOME = "home", "At home"
    CARERS = "carers", "With relatives or carers"
    SCHOOL = "school", "At school or nursery"
    HOSPITAL = "hospital", "In hospital"
    OUT = "out", "Somewhere else"
    VIDEO = "video", "By video call"


class Tool(TextChoices):
    """What was used in direct work with a child."""

    THREE_HOUSES = "three-houses", "Three Houses"
    WISHES = "wishes", "Wishes and feelings"
    MY_DAY = "my-day", "A day in my life"
    SAFETY = "safety", "Safety plan or safety house"
    FEELINGS = "feelings", "Feelings cards"
    SCALING = "scaling", "Scaling questions"
    ECOMAP = "ecomap", "People who matter to me (ecomap)"
    STORY = "story", "Words and pictures, or life story"
    PLAY = "play", "Play or drawing"
    OBSERVED = "observed", "Watching a baby or small child with their carer"
    TALK = "talk", "A conversation, somewhere the child chose"
    OTHER = "other", "Something else"
