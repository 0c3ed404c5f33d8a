"""The form with which something recorded by mistake is taken back."""

from __future__ import annotations

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.casework.codes import Mistake


class BackForm(Form):
    """How the mistake came about."""

    mistake = forms.ChoiceField(
        label="What is wrong with it",
        choices=Mistake.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what is wrong with it."},
    )
    why = forms.CharField(
        label="How it came about",
        widget=forms.Textarea,
        max_length=2000,
        help_text="For whoever reads the record later: the family may ask for it.",
        error_messages={"required": "Write how the mistake came about."},
    )
