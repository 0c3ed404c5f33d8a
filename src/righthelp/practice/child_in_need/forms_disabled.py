"""The forms of the disabled children's teams."""

from __future__ import annotations

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.child_in_need.codes import BreakKind, BreakUnit, Entitled, Findings, ThingKind
from righthelp.practice.child_in_need.forms import KeyedForm, day, line, long_text, radios

STAGES = [("ordered", "Ordered"), ("there", "It is there"), ("declined", "Declined")]


def _amount(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, error_messages={"required": "Enter how much.", "invalid": "Enter a whole number."}
    )


class EntitledForm(Form):
    """What others pay or plan."""

    kind = radios("What", Entitled.choices, "Choose what.")
    said = line(
        "In words", "Write what it is.", hint="The rates, or the school named and where the plan stands.", longest=200
    )
    starts = day("Since when", "Enter since when.")


class BreakForm(Form):
    """A short break."""

    kind = radios("What", BreakKind.choices, "Choose what.")
    provider = line("With whom", "Write who gives the break.")
    amount = _amount("How much a year")
    unit = radios("Counted in", BreakUnit.choices, "Choose what is counted.")
    starts = day("From", "Enter the first day.")
    why = long_text("What it does for the child and the family", "Write what the break does for them.")


class UseForm(KeyedForm):
    """Some of it was used."""

    on = day("On", "Enter the day.")
    amount = _amount("How much")
    said = line("What the child said or showed", longest=400)


class OverForm(Form):
    """It ends."""

    ends = day("First day without", "Enter the day.")
    why = line("Why, and what the family has instead", "Write why it ends.", longest=300)


class ThingForm(Form):
    """Equipment."""

    kind = radios("What", ThingKind.choices, "Choose what.")
    what = line("What is needed", "Write what is needed.", longest=200)
    provider = line("From whom")
    asked = day("Asked for on", "Enter when it was asked for.")


class StageForm(Form):
    """How far it has come."""

    stage = radios("Now", STAGES, "Choose how far it has come.")
    on = day("On", "Enter the day.")
    why = line("If declined, why", longest=300)


class AdviceForm(Form):
    """Advice is asked for."""

    asked = day("Asked for on", "Enter when it was asked for.")
    asked_by = line("By whom", "Write who asked.")


class GivenForm(Form):
    """Advice is given."""

    given = day("Given on", "Enter when it was given.")
    said = long_text("The advice, or what it says in short", "Write the advice, or what it says in short.")


class ExceptedForm(Form):
    """An exception holds."""

    excepted = day("Since", "Enter since when.")
    why = line("Which exception, and why", "Write which exception holds, and why.", longest=300)


class TransitionForm(Form):
    """Into adult life."""

    began = day("Preparing began on", "Enter when it began.")
    hopes = long_text("What the young person hopes for, in their words", "Write what they hope for.")
    adults_asked = day("Adult services were asked on")
    adults_who = line("Who was asked")
    adults_answer = line("What they answered", longest=400)


class SpecialistForm(Form):
    """What the assessment found."""

    needs = long_text("What the child needs", "Write what the child needs.")
    child_view = long_text("What the child says, or how they showed it", "Write what the child says.")
    carers = long_text("What parents and other carers need", "Write what the carers need.")
    findings = radios("What follows", Findings.choices, "Choose what follows.")
    reason = long_text("Why", "Write why this follows.")
