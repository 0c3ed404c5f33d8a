"""The forms of work with children who came alone. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.asylum.codes import Age, Answer, Asked, Doubts, Help, Port, Presented, Step, With
from righthelp.practice.care.forms import WhyForm, day, listed, one_of, short_line
from righthelp.practice.casework.forms import chosen, lines

Rows = Iterable[tuple[Any, str]]
_DAY = "Enter the day."


class ArrivedForm(Form):
    """A young person came to us."""

    on = day("The day the young person came to us", _DAY)
    port = listed("Where they were met", Port.choices, "Choose where they were met.")
    presented = one_of("Taken as", Presented.choices, "Choose as what the young person was taken on arrival.")
    says_born = DayField(label="The birth date they say", required=False)
    journey_told = lines(
        "What they tell of the way here", "", required=False, hint="Only what they tell freely. It is not an interview."
    )


class DisputeForm(Form):
    """Two social workers assess the age."""

    begun = day("On", _DAY)
    doubts = one_of("Who disputes the age", Doubts.choices, "Choose who disputes the age.")
    why = lines("Why", "Write why the age is disputed.", hint="How somebody looks is no reason by itself.")
    adult = short_line("Appropriate adult", 160, "Write who the appropriate adult is.", "Independent of us.")

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        found = list(workers)
        self.fields["first"] = chosen("First social worker", found, "Choose the first social worker.")
        self.fields["second"] = chosen("Second social worker", found, "Choose the second social worker.")


class HeardForm(Form):
    """The young person is heard on the provisional view."""

    on = day("On", _DAY)
    view = lines("What was put to the young person", "Write what you put to the young person.")
    answer = lines("What the young person answered", "Write what the young person answered.")


class AgeForm(Form):
    """The age is decided."""

    on = day("On", _DAY)
    outcome = one_of("What is decided", Age.choices, "Choose what is decided.")
    born = DayField(label="If of another age: the birth date decided", required=False)
    reasons = lines(
        "The reasons", "Write the reasons.", hint="They answer what the young person said. Doubt is for them."
    )


class ChallengeForm(Form):
    """The decision is challenged."""

    on = day("On", _DAY)
    challenge = lines("How, and why", "Write how, and why.")


class ApplyForm(Form):
    """Something is asked of the Home Office."""

    kind = one_of("What is asked for", Asked.choices, "Choose what is asked for.")
    made = day("On", _DAY)
    reference = short_line("Home Office reference", 40)
    solicitor = short_line("Solicitor", 160)


class StepForm(Form):
    """A step."""

    step = one_of("What happened", Step.choices, "Choose what happened.")
    on = day("On", _DAY)
    note = lines("What was said", "", required=False)


class AnsweredForm(Form):
    """The Home Office has answered."""

    on = day("On", _DAY)
    outcome = one_of("The answer", Answer.choices, "Choose the answer.")
    until = DayField(label="If leave for a time: until", required=False)
    note = lines("What follows from it", "", required=False)


class AskForm(Form):
    """We asked."""

    on = day("On", _DAY)
    whom = one_of("Whom", With.choices, "Choose whom you asked.")
    what = lines("What you asked", "Write what you asked.")


class CameForm(Form):
    """The answer came."""

    on = day("On", _DAY)
    answer = lines("The answer", "Write the answer.")


class HelpForm(Form):
    """A service helps."""

    kind = one_of("What kind of help", Help.choices, "Choose what kind of help.")
    who = short_line("Who", 160, "Write who helps.")
    starts = day("From", _DAY)


class HelpEndForm(Form):
    """The service no longer helps."""

    ends = day("On", _DAY)


__all__ = [
    "AgeForm",
    "AnsweredForm",
    "ApplyForm",
    "ArrivedForm",
    "AskForm",
    "CameForm",
    "ChallengeForm",
    "DisputeForm",
    "HeardForm",
    "HelpEndForm",
    "HelpForm",
    "StepForm",
    "WhyForm",
]
