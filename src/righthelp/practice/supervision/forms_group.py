"""The forms of group supervision."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form, MomentField
from righthelp.practice.supervision.forms import ChildForm, Choices


class GroupForm(Form):
    """A group met: when, who, and what it said of its own work."""

    title = forms.CharField(label="Which group", max_length=120, error_messages={"required": "Say which group it was."})
    held_at = MomentField(label="When you met", error_messages={"required": "Enter when you met."})
    present = forms.TypedMultipleChoiceField(
        label="Who was there besides you",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who was there."},
    )
    reflection = forms.CharField(
        label="What the group said of its own work",
        required=False,
        help_text="Read by those who were there and those above you. What concerns a child has its own page.",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = workers  # type: ignore[attr-defined]  # a choice field


class GroupChildForm(ChildForm):
    """What was thought of one child together, and up to three decisions."""

    hypothesis = forms.CharField(
        label="What may lie behind it",
        required=False,
        help_text="Hypotheses, to be tested: what would speak for each, and what against?",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
