"""What is chosen from in the room for children in need."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices

from righthelp.practice.casework.codes import PlanEnding, PlanKind


class Source(TextChoices):
    """Where a child in need plan came from."""

    ASSESSMENT = "assessment", "Assessment"
    STEP_DOWN = "step-down", "Stepped down from child protection"
    EARLY_HELP = "early-help", "Stepped up from early help"
    NRPF = "nrpf", "Referral: no recourse to public funds"
    DISABLED = "disabled", "Referral: disabled children’s team"
    ACROSS = "across", "Passed between teams: the help goes on"
    CARE = "care", "Came home from care"
    MOVED_IN = "moved-in", "Moved here with a plan from another council"


class Agreed(TextChoices):
    """What the family said. Section 17 help is by agreement."""

    YES = "yes", "Agreed"
    PART = "part", "Agreed to part of it"


class Said(TextChoices):
    """What the family said to a step up or down."""

    YES = "yes", "They agree"
    NO = "no", "They do not agree"
    NOT_ASKED = "not-asked", "Not asked: asking could put the child at risk"


class Progress(TextChoices):
    """How far a child's outcomes have come at a review."""

    GOOD = "good", "Things are getting better for the child"
    SOME = "some", "Some things are better, some are not"
    NONE = "none", "No change the child would notice"
    WORSE = "worse", "Things are getting worse"


class ReviewDecision(TextChoices):
    """What a review decided."""

    GOES_ON = "goes-on", "The plan goes on"
    STEP_UP = "step-up", "Step up"
    STEP_DOWN = "step-down", "Step down"
    CLOSE = "close", "Close the plan"


class Direction(TextChoices):
    """Which way a child's help is to go."""

    UP = "up", "Step up"
    DOWN = "down", "Step down"
    ACROSS = "across", "To another team, at the same level"


class StepTo(TextChoices):
    """What is asked for."""

    STRATEGY = "strategy", "Strategy discussion: significant harm suspected"
    CONFERENCE = "conference", "Initial child protection conference"
    EDGE = "edge-of-care", "Edge of care, or legal planning"
    DISABLED = "disabled", "Disabled children’s team"
    NRPF = "nrpf", "No recourse to public funds team"
    NEED = "cin", "Safeguarding or assessment team"
    EARLY_HELP = "early-help", "Early help"
    UNIVERSAL = "universal", "Universal services: school, health visitor, GP"


WAYS: Final[dict[str, Direction]] = {
    StepTo.STRATEGY.value: Direction.UP,
    StepTo.CONFERENCE.value: Direction.UP,
    StepTo.EDGE.value: Direction.UP,
    StepTo.DISABLED.value: Direction.ACROSS,
    StepTo.NRPF.value: Direction.ACROSS,
    StepTo.NEED.value: Direction.ACROSS,
    StepTo.EARLY_HELP.value: Direction.DOWN,
    StepTo.UNIVERSAL.value: Direction.DOWN,
}
"""Which way each of them is."""

KIND_AFTER: Final[dict[str, str]] = {
    StepTo.DISABLED.value: PlanKind.DISABLED.value,
    StepTo.NRPF.value: PlanKind.NO_RECOURSE.value,
    StepTo.NEED.value: PlanKind.NEED.value,
}
"""The plan that goes on after a step across."""


class Threshold(TextChoices):
    """Right Help, Right Time: the level of need that somebody sees."""

    UNIVERSAL = "universal", "Universal needs"
    PLUS = "plus", "Universal plus"
    ADDITIONAL = "additional", "Additional needs"
    COMPLEX = "complex", "Complex and significant needs"


class Answer(TextChoices):
    """What the receiving side said."""

    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"


class Verdict(TextChoices):
    """What the manager said to closing a plan."""

    CLOSED = "closed", "Close it"
    GOES_ON = "goes-on", "Not yet: the plan goes on"


ENDINGS: Final = tuple((value, label) for value, label in PlanEnding.choices if value != PlanEnding.DIED)
"""Why a manager may close a plan. A death is recorded on the child's record."""


class OversightKind(TextChoices):
    """What a manager's note is about."""

    NOTE = "note", "Oversight of the plan"
    DRIFT = "drift", "Not enough has changed"
    LONG = "long", "Why it is still open after two years"
    LESS = "less", "Less help was considered, and why not yet"
    LATE = "late", "A review or visit is late"


class Issue(TextChoices):
    """What stands in the way."""

    SCHOOL = "school", "No school place"
    HOUSING = "housing", "Housing"
    HEALTH = "health", "Waiting for a health service"
    PARTNER = "partner", "A partner does not do their part"
    MONEY = "money", "Money or benefits"
    CHANGE = "change", "Nothing changes for the child"
    OTHER = "other", "Something else"


class EscalationLevel(TextChoices):
    """How far up."""

    MANAGER = "1", "Team manager to the partner’s manager"
    HEAD = "2", "Head of service"
    DIRECTOR = "3", "Director and the safeguarding partners"


class Means(TextChoices):
    """What was decided on a family's means."""

    SUPPORT = "support", "Destitute: housing and subsistence under section 17"
    PARTLY = "partly", "Destitute in part: subsistence or housing only"
    PREVENT = "prevent", "Not destitute yet: help so that they do not become so"
    SIGNPOST = "signpost", "Not destitute: other services can help"


SUPPORTS: Final = (Means.SUPPORT.value, Means.PARTLY.value, Means.PREVENT.value)
"""Decisions on which money may be paid."""


class DealingKind(TextChoices):
    """With whom something was done about a family's right to be here, or to public funds."""

    ADVICE = "advice", "Immigration advice: a lawyer or registered adviser"
    HOME_OFFICE = "home-office", "Home Office"
    DWP = "dwp", "Department for Work and Pensions"
    EMBASSY = "embassy", "Embassy or consulate"
    CHARITY = "charity", "Charity or food bank"
    OTHER = "other", "Somebody else"


class Spend(TextChoices):
    """What money is for."""

    SUBSISTENCE = "subsistence", "Subsistence"
    HOUSING = "housing", "Accommodation"
    UTILITIES = "utilities", "Gas, electricity, water"
    TRAVEL = "travel", "Travel, to school among others"
    ONCE = "once", "Once: clothing, cot, deposit"


class Stopped(TextChoices):
    """Why a weekly support stopped."""

    LEAVE = "leave", "Leave to remain was granted"
    FUNDS = "funds", "The condition on public funds was lifted"
    WORK = "work", "Earnings or other money came in"
    FAMILY = "family", "Family or friends help"
    MOVED = "moved", "The family moved or went home"
    NOT_NEEDED = "not-needed", "No longer destitute"
    RATE = "rate", "Another rate is agreed"
    OTHER = "other", "Another reason"


class Leaving(TextChoices):
    """Why a family is no longer with the team."""

    GRANTED = "granted", "They have public funds now"
    SIGNPOSTED = "signposted", "Not destitute: other services help"
    MOVED = "moved", "They moved; another council answers"
    RETURNED = "returned", "They went home by their own choice"
    OTHER = "other", "Another reason"


class BreakKind(TextChoices):
    """A short break."""

    OVERNIGHT = "overnight", "Overnight stay"
    DAY = "day", "Day care or activity"
    HOME = "home", "Somebody comes to the home"
    BEFRIENDING = "befriend", "Befriending"
    DIRECT = "direct", "Direct payment"


class BreakUnit(TextChoices):
    """In what a short break is counted."""

    NIGHTS = "nights", "nights a year"
    DAYS = "days", "days a year"
    HOURS = "hours", "hours a year"


class ThingKind(TextChoices):
    """Equipment, or a change to the home."""

    EQUIPMENT = "equipment", "Equipment"
    ADAPTATION = "adaptation", "Adaptation of the home"
    VEHICLE = "vehicle", "Wheelchair or vehicle"


class Entitled(TextChoices):
    """What others pay or plan for a child."""

    DLA = "dla", "Disability living allowance"
    PIP = "pip", "Personal independence payment"
    CARERS = "carers", "Carer’s allowance of a parent"
    EHC = "ehc", "Education, health and care plan"
    SUPPORT = "support", "SEN support at school"
    CONTINUING = "continuing", "Continuing care (NHS)"


class Findings(TextChoices):
    """What a specialist assessment of a disabled child came to."""

    PLAN = "plan", "Child in need plan with the disabled children’s team"
    BREAKS = "breaks", "Short breaks only"
    OTHER_TEAM = "other-team", "Another team is right for the child"
    NOTHING = "nothing", "No social care help is needed"
