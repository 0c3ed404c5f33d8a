"""The forms of leave. Fields are named as the verbs' parameters; ``which`` tells a page's forms apart."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.workforce.forms import Choices
from righthelp.practice.workforce.forms_posts import offer, pick
from righthelp.practice.workforce.models import LeaveKind


class LeaveForm(Form):
    """Somebody asks for leave, or changes what they asked for."""

    kind = forms.ChoiceField(
        label="What for",
        choices=LeaveKind.choices,
        widget=forms.RadioSelect,
        initial=LeaveKind.LEAVE,
        error_messages={"required": "Say what for."},
    )
    starts = DayField(label="First day away", error_messages={"required": "Enter the first day away."})
    last_day = DayField(label="Last day away", error_messages={"required": "Enter the last day away."})
    cover = pick("Who could cover", required=False, hint="Your manager decides. Ask them first.")
    note = forms.CharField(
        label="Anything your manager should know", required=False, max_length=300, widget=forms.Textarea
    )

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["cover"], colleagues, "My manager decides")


class ApproveForm(Form):
    """The manager says yes."""

    cover = pick("Who covers", required=False, hint="Whoever covers sees the children’s records in those days.")
    reason = forms.CharField(label="A word with the answer", required=False, max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)
    which = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["cover"], colleagues, "Nobody yet")


class DeclineForm(Form):
    """The manager says no."""

    reason = forms.CharField(
        label="Why not",
        max_length=300,
        widget=forms.Textarea,
        error_messages={"required": "Say why not, for whoever asked."},
    )
    which = forms.CharField(widget=forms.HiddenInput, required=False)


class CancelForm(Form):
    """It is taken back."""

    why = forms.CharField(label="Why", required=False, max_length=300)
    which = forms.CharField(widget=forms.HiddenInput, required=False)
