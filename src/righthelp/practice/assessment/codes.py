"""What an assessment chooses from: outcomes, reasons for lateness, factors by the census, audit grades."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import TextChoices


class Level(TextChoices):
    """Right Help, Right Time: the same levels by which the front door decides."""

    UNIVERSAL = "universal", "Universal needs"
    PLUS = "plus", "Universal plus"
    ADDITIONAL = "additional", "Additional needs"
    COMPLEX = "complex", "Complex and significant needs"


class Outcome(TextChoices):
    """What an assessment led to for one child."""

    NO_ACTION = "nfa", "No further action"
    SIGNPOST = "signpost", "Another service can help"
    EARLY_HELP = "early-help", "Step down to early help"
    SHORT_TERM = "short-term", "Short-term work by the assessment team"
    NEED = "cin", "Child in need plan"
    DISABLED = "disabled", "Disabled children’s team"
    STRATEGY = "strategy", "Strategy discussion"
    CARE = "care", "The child comes into care"
    AUTHORITY = "authority", "Another council answers for the child"


ENDS_HERE: Final = frozenset(
    {Outcome.NO_ACTION.value, Outcome.SIGNPOST.value, Outcome.EARLY_HELP.value, Outcome.AUTHORITY.value}
)
"""Outcomes after which social care has nothing more to do, so that the referral is closed."""


class Late(TextChoices):
    """Why an assessment was authorised after its forty-five working days."""

    FAMILY = "family", "The family was away or could not be met"
    NOT_AGREED = "not-agreed", "We have not yet found a way to work with the family"
    PARTNERS = "partners", "Partners had not answered"
    SPECIALIST = "specialist", "A specialist assessment was needed"
    POLICE = "police", "A police or other investigation came first"
    ALLOCATED = "allocated", "It was allocated late"
    WORKER = "worker", "The worker was away or changed"
    WORKLOAD = "workload", "Too much work"
    REWORKED = "reworked", "It went back to the worker to be improved"
    OTHER = "other", "Another reason"


class Done(TextChoices):
    """A step in an assessment’s way, with who and when."""

    BEGUN = "begun", "Begun"
    REVIEWED = "reviewed", "A manager looked at where it stands"
    SUBMITTED = "submitted", "Sent to the manager"
    RETURNED = "returned", "Returned by the manager"
    AUTHORISED = "authorised", "Authorised"
    TAKEN_BACK = "taken-back", "Authorisation taken back"
    HANDED_OVER = "handed-over", "Another worker has it"
    TOGETHER = "together", "Assessed together with a brother or sister from now on"
    APART = "apart", "Assessed apart from now on"
    WITHDRAWN = "withdrawn", "Withdrawn: begun by mistake"


class Met(TextChoices):
    """Whether a practice standard is met."""

    YES = "yes", "Met"
    PARTLY = "partly", "Partly"
    NO = "no", "Not met"


class Grade(TextChoices):
    """The judgement of an audit."""

    GOOD = "good", "Good"
    IMPROVE = "improve", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


class ShortEnding(TextChoices):
    """How short-term work ended."""

    MET = "met", "What it was for is reached; no more help is needed"
    EARLY_HELP = "early-help", "Stepped down to early help"
    UNIVERSAL = "universal", "School, health and other universal services are enough"
    STEP_UP = "step-up", "Stepped up: more help is needed"
    DECLINED = "declined", "The family no longer agrees"
    MOVED = "moved", "The family moved; another council answers"
    OTHER = "other", "Another reason"


@dataclass(frozen=True)
class Factor:
    """One factor of the children in need census, and the days on which it may be chosen."""

    code: str
    label: str
    group: str
    since: date | None = None
    until: date | None = None


def _three(number: int, what: str) -> list[Factor]:
    who = (("A", "the child"), ("B", "a parent or carer"), ("C", "somebody else in the household"))
    return [Factor(f"{number}{letter}", f"{what}: {words}", what) for letter, words in who]


_HARM = "Harm and danger"
_OUTSIDE = "Outside the home"
_FOSTER = "Privately fostered"

FACTORS: Final[tuple[Factor, ...]] = (
    *_three(1, "Alcohol"),
    *_three(2, "Drugs"),
    *_three(3, "Domestic abuse"),
    *_three(4, "Mental health"),
    *_three(5, "Learning disability"),
    *_three(6, "Physical disability or illness"),
    Factor("7A", "Young carer", "The child’s life"),
    Factor("8A", "Privately fostered", _FOSTER, until=date(2017, 4, 1)),
    Factor("8B", "Privately fostered: came from abroad and means to return", _FOSTER),
    Factor("8C", "Privately fostered: came from abroad and means to stay", _FOSTER),
    Factor("8D", "Privately fostered: for school, from this country", _FOSTER),
    Factor("8E", "Privately fostered: another family arrangement, from this country", _FOSTER),
    Factor("8F", "Privately fostered: otherwise", _FOSTER),
    Factor("9A", "Came to this country alone and asks for asylum", "The child’s life"),
    Factor("10A", "Goes missing", _OUTSIDE),
    Factor("11A", "Sexual exploitation", _OUTSIDE),
    Factor("12A", "Trafficking", _OUTSIDE),
    Factor("13A", "Gangs", _OUTSIDE),
    Factor("24A", "Criminal exploitation", _OUTSIDE, since=date(2021, 4, 1)),
    Factor("14A", "Behaviour that others find hard to accept", "The child’s life"),
    Factor("15A", "Self-harm", "The child’s life"),
    Factor("16A", "Neglect", _HARM),
    Factor("17A", "Emotional abuse", _HARM),
    Factor("18A", "Physical abuse, not said by whom", _HARM, until=date(2022, 4, 1)),
    Factor("18B", "Physical abuse by another child", _HARM, since=date(2020, 4, 1)),
    Factor("18C", "Physical abuse by an adult", _HARM, since=date(2020, 4, 1)),
    Factor("19A", "Sexual abuse, not said by whom", _HARM, until=date(2022, 4, 1)),
    Factor("19B", "Sexual abuse by another child", _HARM, since=date(2020, 4, 1)),
    Factor("19C", "Sexual abuse by an adult", _HARM, since=date(2020, 4, 1)),
    Factor("22A", "Female genital mutilation", _HARM),
    Factor("23A", "Abuse linked to faith or belief", _HARM),
    Factor("20", "Something else", "Otherwise"),
    Factor("21", "None: nothing was found, and nothing more is done", "Otherwise"),
)
NONE_FOUND: Final = "21"
"""Stands alone, and only where nothing more is done."""
BY_CODE: Final = {each.code: each for each in FACTORS}


def factors_on(day: date) -> list[Factor]:
    """The factors that may be chosen on a day, in the order in which they are asked."""
    return [
        each
        for each in FACTORS
        if (each.since is None or each.since <= day) and (each.until is None or day < each.until)
    ]
