"""The forms of the release room."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.governance.release.law import Basis, Purpose
from righthelp.governance.release.models import How


class PrepareForm(Form):
    """What the copies are for, by what right, and as what kind of file."""

    purpose = forms.ChoiceField(label="What it is given out for", choices=Purpose.choices, widget=forms.RadioSelect)
    basis = forms.ChoiceField(label="By what right", choices=Basis.choices, widget=forms.RadioSelect)
    formats = forms.MultipleChoiceField(
        label="As what kind of file",
        choices=(("pdf", "PDF, to print or hand over"), ("docx", "Word, for somebody who needs it larger or read out")),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind of file."},
    )


class WhyForm(Form):
    """A reason."""

    why = forms.CharField(
        label="Why",
        widget=forms.Textarea,
        max_length=400,
        error_messages={"required": "Say why.", "max_length": "Make this shorter: at most 400 characters."},
    )


class GivenForm(Form):
    """How and when a copy reached its recipient."""

    how = forms.ChoiceField(
        label="How it reached them",
        choices=How.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it reached them."},
    )
    at = MomentField(label="When", error_messages={"required": "Enter the day and the time."})
    note = forms.CharField(
        label="Anything to remember",
        required=False,
        max_length=300,
        help_text="For example: recorded delivery. No address here.",
    )


class AstrayForm(Form):
    """What is known of a copy that reached somebody it was not for."""

    aware = MomentField(
        label="When we became aware of it",
        help_text="The 72 hours in which it is weighed run from here. For example, 27 3 2021 at 9:30am",
        error_messages={"required": "Enter the day and the time."},
    )
    reached = forms.CharField(
        label="Who has it, or may have it", max_length=200, error_messages={"required": "Say who has it."}
    )
    happened = forms.CharField(
        label="What happened",
        widget=forms.Textarea,
        max_length=600,
        error_messages={"required": "Say what happened."},
    )
    done = forms.CharField(
        label="What has been done so far",
        widget=forms.Textarea,
        max_length=600,
        help_text="Is anybody in danger now? Who was rung, who was asked to give it back or destroy it, who was told?",
        error_messages={"required": "Say what has been done so far."},
    )
    back = DayField(label="The day it came back, if it has", required=False)


class WeighForm(Form):
    """The privacy officer's answer."""

    reported = forms.ChoiceField(
        label="Is it reported to the Information Commissioner?",
        choices=(("yes", "Yes: there is a risk to people"), ("no", "No: a risk is unlikely")),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers."},
    )
    why = forms.CharField(
        label="What the risk is, and why this is right",
        widget=forms.Textarea,
        max_length=600,
        error_messages={"required": "Say what the risk is."},
    )


class LetterForm(Form):
    """A letter: to one recipient, about one thing."""

    person = forms.ChoiceField(label="To somebody of the family", required=False)
    organisation = forms.ChoiceField(label="Or to an organisation", required=False)
    name = forms.CharField(
        label="Name of the person",
        required=False,
        max_length=120,
        help_text="With an organisation: for whose attention. Otherwise: who the letter goes to.",
    )
    address = forms.CharField(
        label="Address, if it is neither of these",
        required=False,
        widget=forms.Textarea,
        help_text="One line under the other. The address of a family member or an organisation is looked up.",
    )
    subject = forms.CharField(
        label="What it is about", max_length=120, error_messages={"required": "Say what the letter is about."}
    )
    body = forms.CharField(
        label="The letter",
        widget=forms.Textarea,
        help_text="Begin with the greeting. Your name, title and team are put under it.",
        error_messages={"required": "Write the letter."},
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], places: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [("", "Nobody of the family"), *people]  # type: ignore[attr-defined]
        self.fields["organisation"].choices = [("", "No organisation"), *places]  # type: ignore[attr-defined]


class RewriteForm(Form):
    """The text of a letter that is written already."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    subject = forms.CharField(
        label="What it is about", max_length=120, error_messages={"required": "Say what the letter is about."}
    )
    body = forms.CharField(label="The letter", widget=forms.Textarea, error_messages={"required": "Write the letter."})


class AttachForm(Form):
    """A file that is to go with a letter."""

    file = forms.ChoiceField(
        label="Which file", error_messages={"required": "Choose the file.", "invalid_choice": "Choose one of the list."}
    )
    named = forms.CharField(
        label="What the letter calls it",
        max_length=160,
        help_text="For example: Amira’s drawing of her room",
        error_messages={"required": "Say what it is, as the letter is to call it."},
    )

    def __init__(self, *args: Any, files: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["file"].choices = [("", "Choose"), *files]  # type: ignore[attr-defined]


class VerifyForm(Form):
    """A file, to be asked whether it is one of ours."""

    file = forms.FileField(
        label="The file",
        help_text="PDF or Word. It is looked at and not kept.",
        error_messages={"required": "Choose the file.", "empty": "This file is empty. Choose another."},
    )


class CheckForm(VerifyForm):
    """A file written elsewhere, to be looked through before it leaves; and for whom it is."""

    person = forms.ChoiceField(label="For somebody of the family", required=False)
    words = forms.CharField(
        label="Or for somebody else",
        required=False,
        max_length=120,
        help_text="For example: Joan Applewhite, Sheepcote Vale Primary",
    )
    field_order = ["person", "words", "file"]

    def __init__(self, *args: Any, people: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [("", "Nobody of the family"), *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One recipient, not two and not none."""
        data = super().clean() or {}
        if bool(data.get("person")) == bool((data.get("words") or "").strip()):
            self.add_error("person", "Say for whom it is: somebody of the family, or somebody else in words.")
        return data
