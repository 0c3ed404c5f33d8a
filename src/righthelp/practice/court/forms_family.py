"""The forms of relatives who are assessed and of legal challenges. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.care.forms import day, one_of, short_line
from righthelp.practice.casework.forms import YES_NO, lines
from righthelp.practice.court.codes import Result, Subject, Suits

_DAY = "Enter the day."


class RelativeForm(Form):
    """An assessment of a relative or friend is asked for."""

    who = short_line("Who", 160, "Write who it is.")
    relation = short_line("Who they are to the child", 80, "Write who they are to the child.")
    asked = day("Asked for on", _DAY)


class ViableForm(Form):
    """Whether they might care for the child."""

    on = day("Decided on", _DAY)
    viable = one_of("Might they care for the child?", YES_NO, "Say whether they might.")
    why = lines("Why", "Write why they might, or could not.")
    due = DayField(label="If so: full assessment due on", required=False, help_text="The day the court set.")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"viable": data["viable"] == "yes"}


class AssessedForm(Form):
    """The full assessment was filed."""

    on = day("Filed on", _DAY)
    found = one_of("What it found", Suits.choices, "Choose what it found.")
    why = lines("In words", "Write what was found, and which help they would need.")


class EndedForm(Form):
    """It goes no further."""

    on = day("On", _DAY)
    why = lines("Why", "Write why it goes no further.")


class ChallengedForm(Form):
    """A legal challenge came."""

    received = day("Received on", _DAY)
    subject = one_of("About", Subject.choices, "Choose what it is about.")
    what = lines("What is challenged, and what is wanted", "Write what is challenged, and what is wanted.")
    owner = short_line("Who sees to it", 120, "Name who sees to it.")


class AnsweredForm(Form):
    """It was answered."""

    on = day("Answered on", _DAY)
    answer = lines("What we answered", "Write what we answered.")


class ClosedForm(Form):
    """It is over."""

    on = day("Over on", _DAY)
    result = one_of("What came of it", Result.choices, "Choose what came of it.")
    learned = lines("What is done differently since", "Write what was learned, or that nothing was.")


__all__ = [
    "AnsweredForm",
    "AssessedForm",
    "ChallengedForm",
    "ClosedForm",
    "EndedForm",
    "RelativeForm",
    "ViableForm",
]
