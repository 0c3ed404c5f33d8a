"""The forms of the workforce's pages. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.workforce.models import AbsenceKind

Choices = list[tuple[str, str]]


def _worker(label: str, *, required: bool = True, hint: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        empty_value=None,
        required=required,
        help_text=hint,
        error_messages={"required": "Choose a worker.", "invalid_choice": "Choose a worker from the list."},
    )


def _offer(field: forms.Field, choices: Choices, first: str) -> None:
    field.choices = [("", first), *choices]  # type: ignore[attr-defined]  # a choice field; the forms below only pass those


class AbsenceForm(Form):
    """Somebody will be away."""

    worker = _worker("Who is away")
    kind = forms.ChoiceField(
        label="Why", choices=AbsenceKind.choices, widget=forms.RadioSelect, error_messages={"required": "Say why."}
    )
    starts = DayField(label="First day away", error_messages={"required": "Enter the first day away."})
    last_day = DayField(label="Last day away", error_messages={"required": "Enter the last day away."})
    cover = _worker("Who covers", required=False, hint="Whoever covers sees the children’s records meanwhile.")

    def __init__(self, *args: Any, members: Choices, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["worker"], members, "Choose")
        _offer(self.fields["cover"], colleagues, "Nobody yet")


class BackForm(Form):
    """Somebody came back before the absence was to end."""

    back_on = DayField(label="First day back at work", error_messages={"required": "Enter the first day back."})


class CoverForm(Form):
    """Somebody is named to cover."""

    cover = _worker("Who covers")

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["cover"], colleagues, "Choose")
