"""The forms beside the plan for permanence. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form, PoundsField
from righthelp.practice.care.forms import day, one_of, short_line
from righthelp.practice.care_plan.codes import Held, Willing
from righthelp.practice.care_plan.forms import OnForm, Rows
from righthelp.practice.casework.forms import lines

_DAY = "Enter the day."


class AskedForm(Form):
    """Carers were asked about special guardianship."""

    asked = day("On", _DAY)
    who = short_line("Who was asked", 160, "Write who was asked.")
    answer = one_of("What they said", Willing.choices, "Choose what they said.")
    view = lines("In their words", "Write what they said.", hint="What would change for them: help, money, contact.")
    child_view = lines("What the child says", "", required=False)


class SupportForm(Form):
    """Support after a special guardianship or child arrangements order."""

    kind = one_of("By which order", Held.choices, "Choose the order.")
    holder = short_line("Who holds it", 160, "Write who holds the order.")
    assessed = day("Assessed on", _DAY)
    needs = lines("What the child and the family need", "Write what was assessed.")
    plan = lines("The support plan", "Write the support plan.", hint="What help, from whom, until when.")
    pence = PoundsField("Allowance, pounds a week", "0 for none")
    why = lines(
        "How it was worked out", "Write how the allowance was worked out, or why there is none.",
        hint="Means of the family, benefits, what was paid to them as foster carers.",
    )  # fmt: skip
    starts = day("From", _DAY)


class SupportReviewForm(OnForm):
    """Support is reviewed."""

    pence = PoundsField("Allowance from now on, pounds a week", "0 for none")
    note = lines("What was found", "Write what was found, and why it stays or changes.")


class ClinicForm(OnForm):
    """A child comes on the list of a clinic."""

    on = day("The day of the clinic", _DAY)
    question = lines("What you ask", "Write what you ask.", hint="What is stuck, and what you have tried.")


class AdvisedForm(Form):
    """What a clinic advised."""

    advice = lines("What the clinic advised", "Write what the clinic advised.")
    decision = lines("What was decided, and who does it", "Write what was decided, and who does it.")
    by_when = day("To be done by", _DAY)


class SiblingsForm(Form):
    """Brothers and sisters together or apart."""

    decided = day("Decided on", _DAY)
    why = lines(
        "Why together, why apart", "Write why together, or why apart.",
        hint="What each is to the others, what each needs, and what they say themselves.",
    )  # fmt: skip
    contact = lines(
        "How those apart keep in touch", "", required=False, hint="Face to face, calls, holidays; who sees to it."
    )

    def __init__(self, *args: Any, family: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, label, needed in (
            ("siblings", "About whom it was decided", True),
            ("together", "Who of them is to live with this child", False),
        ):
            self.fields[name] = forms.TypedMultipleChoiceField(
                label=label, choices=list(family), coerce=int, widget=forms.CheckboxSelectMultiple, required=needed,
                error_messages={"required": "Choose at least one brother or sister."},
            )  # fmt: skip
        self.order_fields(["siblings", "together", "decided", "why", "contact"])


__all__ = ["AdvisedForm", "AskedForm", "ClinicForm", "SiblingsForm", "SupportForm", "SupportReviewForm"]
