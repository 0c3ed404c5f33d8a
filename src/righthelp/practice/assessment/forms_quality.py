"""The forms of audits, standards and short-term work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.assessment.codes import Grade, ShortEnding
from righthelp.practice.assessment.forms import lines


class CycleForm(Form):
    """A cycle begins."""

    name = forms.CharField(label="Name", max_length=60, help_text="Like ‘August 2021’.")
    since = DayField(label="Authorised from", error_messages={"required": "Enter the first day."})
    until = DayField(label="Until (the last day)", error_messages={"required": "Enter the last day."})
    wanted = forms.IntegerField(label="How many", error_messages={"required": "Enter how many to draw."})


class CloseForm(Form):
    """A cycle is over."""

    learned = lines("What was learned, for the teams", "Write what was learned, for the teams.")


class AuditForm(Form):
    """A manager's judgement."""

    grade = forms.ChoiceField(
        label="Judgement",
        choices=Grade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a judgement."},
    )
    well = lines("What was done well", "Write what was done well.")
    better = lines("What could be better", "Write what could be better, or what others can learn.")


class DipForm(Form):
    """The head of service's judgement on the same assessment."""

    dip_grade = forms.ChoiceField(
        label="Your judgement",
        choices=Grade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a judgement."},
    )
    dip_note = lines("Why, and what you told the auditor", "Write why you see it so.")


class GiveForm(Form):
    """Another manager audits it."""

    to = forms.TypedChoiceField(
        label="Give it to another manager", coerce=int, error_messages={"required": "Choose a manager."}
    )

    def __init__(self, *args: Any, managers: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = [("", "Choose"), *managers]  # type: ignore[attr-defined]  # a choice field


class StandardForm(Form):
    """A practice standard."""

    name = forms.CharField(label="Name", max_length=80, error_messages={"required": "Give it a name of a few words."})
    ask = forms.CharField(
        label="The question that the manager answers",
        max_length=300,
        error_messages={"required": "Write the question that the manager answers."},
    )
    place = forms.IntegerField(
        label="Place in the list", min_value=1, max_value=12, error_messages={"required": "Enter a number."}
    )
    starts = DayField(label="From", error_messages={"required": "Enter the first day."})


class EndForm(Form):
    """It ends."""

    ends = DayField(label="No longer checked from", error_messages={"required": "Enter the day."})


class ShortForm(Form):
    """Short-term work begins."""

    what_for = lines("What is to be different at the end", "Write what is to be different at the end.")
    agreed = forms.CharField(
        label="Who agreed, and what the child thinks",
        max_length=300,
        error_messages={"required": "Write who in the family agreed, and what the child thinks."},
    )
    until = DayField(label="Until at most", error_messages={"required": "Enter until when."})


class ShortEndForm(Form):
    """Short-term work ends."""

    ended = DayField(label="Ended on", error_messages={"required": "Enter the day."})
    ending = forms.ChoiceField(
        label="How it ends",
        choices=ShortEnding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ends."},
    )
    why = lines("What is different now, and why it ends", "Write what is different now, and why it ends.")
    lead = forms.CharField(
        label="Who leads the family’s plan from now on",
        max_length=160,
        required=False,
        help_text="Needed for a step down to early help: name, role and organisation.",
    )
