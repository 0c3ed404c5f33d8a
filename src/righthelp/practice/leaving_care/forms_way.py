"""The forms of a young person's way. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.care.forms import day, one_of, short_line
from righthelp.practice.casework.forms import YES_NO, lines
from righthelp.practice.leaving_care.codes import Beside, Chances, Grade


class ChanceForm(Form):
    """A chance of work is offered."""

    kind = one_of("What", Chances.choices, "Choose what is offered.")
    where = short_line("With whom, or where", 160, "Write with whom, or where.")
    on = day("On", "Enter the day.")


class TakenForm(Form):
    """They take it or not."""

    taken = one_of("Do they take it?", YES_NO, "Say whether they take it.")
    came = lines("If not: why, in their words", "", required=False)
    on = day("On", "Enter the day.")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"taken": data["taken"] == "yes"}


class CameForm(Form):
    """It is over."""

    came = lines("What came of it", "Write what came of it.")
    on = day("On", "Enter the day.")


class BesideForm(Form):
    """Somebody helps beside the adviser."""

    kind = one_of("What", Beside.choices, "Choose what it is.")
    who = short_line("Who helps", 160, "Write who.", "The service, and the person.")
    about = lines(
        "What is advised, or what the plan is", "Write what was advised, or what the plan is.",
        hint="Of a consultation what it advises; of adult services what they will do from when, and who agreed.",
    )  # fmt: skip
    starts = day("Since", "Enter the day.")


class PrisonForm(Form):
    """In prison."""

    prison = short_line("Which prison", 120, "Write which prison.")
    due = DayField(label="Release is due on, if known", required=False)
    starts = day("Since", "Enter the day.")


class ReleaseForm(Form):
    """The plan for release."""

    plan = lines(
        "What happens on the day, and after it", "Write what happens on the day, and after it.",
        hint="Who meets them, where they sleep that night, money for the first week, the doctor, probation, family.",
    )  # fmt: skip
    due = DayField(label="Release is due on, if known", required=False)
    on = day("Planned on", "Enter the day.")


class ReleasedForm(Form):
    """Released."""

    went = short_line("Where they went", 160, "Write where they went.")
    met = short_line("Who met them at the gate", 160, hint="Leave it empty if nobody did.")
    on = day("On", "Enter the day.")


class SeenForm(Form):
    """A plan is looked over."""

    grade = one_of("How good is the plan?", Grade.choices, "Choose how good it is.")
    good = lines("What is good in it", "Write what is good in it.")
    better = lines("What is to be better by the next", "", required=False)
    on = day("On", "Enter the day.")
