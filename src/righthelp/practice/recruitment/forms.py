"""The forms of recruitment. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.recruitment.codes import (
    UNSUCCESSFUL_BECAUSE,
    WITHDRAWN_BECAUSE,
    CheckKind,
    Closed,
    Ending,
    Source,
)
from righthelp.practice.workforce.forms import Choices
from righthelp.practice.workforce.forms_posts import offer, pick
from righthelp.practice.workforce.models import Basis


def day(label: str, hint: str = "", *, required: bool = True) -> DayField:
    """A day."""
    return DayField(label=label, help_text=hint, required=required, error_messages={"required": "Enter the day."})


def note(label: str = "Note") -> forms.CharField:
    """A note that is erased with the candidate's details."""
    hint = "Erased with the candidate’s details. Write what you would be content for them to read."
    return forms.CharField(label=label, required=False, max_length=4000, widget=forms.Textarea, help_text=hint)


class VacancyForm(Form):
    """Recruitment to a post begins."""

    post = pick("Post", missing="Choose a post.", hint="Vacant, or with a holder whose last day is known.")
    basis = forms.ChoiceField(
        label="Footing",
        choices=[choice for choice in Basis.choices if choice[0] != Basis.AGENCY],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    free_from = day("Free from", "The first day on which nobody holds it.")
    lead = pick("Who leads this recruitment", missing="Choose who leads.", hint="Owns each next step unless passed on.")
    apply_by = day("Apply by", "Leave empty for recruitment that is always on.", required=False)

    def __init__(self, *args: Any, posts: Choices, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["post"], posts)
        offer(self.fields["lead"], colleagues)


class CloseForm(Form):
    """Recruitment stops without anybody starting."""

    why = forms.ChoiceField(
        label="Why",
        choices=[choice for choice in Closed.choices if choice[0] != Closed.FILLED],
        widget=forms.RadioSelect,
        error_messages={"required": "Say why."},
    )


class AppliedForm(Form):
    """An application came in."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter their name."})
    email = forms.EmailField(
        label="E-mail address",
        help_text="Whoever has applied before is known by it.",
        error_messages={"required": "Enter their e-mail address.", "invalid": "Enter an address like a@b.uk."},
    )
    phone = forms.CharField(label="Telephone", required=False, max_length=30)
    source = forms.ChoiceField(
        label="How they heard of us",
        choices=[("", "Choose"), *Source.choices],
        error_messages={"required": "Choose one."},
    )
    inside = pick("Works or has worked here as", required=False)
    on = day("Application came in on")

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["inside"], colleagues, "Nobody here")


class MoveOnForm(Form):
    """The next stage is reached."""

    on = day("On which day")
    note = note()


class EndForm(Form):
    """It is over."""

    ending = forms.ChoiceField(
        label="Who ended it", choices=Ending.choices, widget=forms.RadioSelect, error_messages={"required": "Say who."}
    )
    why = forms.ChoiceField(
        label="Why",
        choices=[
            ("", "Choose"),
            ("The candidate withdrew", [(each.value, each.label) for each in WITHDRAWN_BECAUSE]),
            ("We said no", [(each.value, each.label) for each in UNSUCCESSFUL_BECAUSE]),
        ],
        error_messages={"required": "Say why."},
    )
    on = day("On which day")
    note = note()


class OwnerForm(Form):
    """Somebody else owns the next step."""

    owner = pick("Who takes the next step", missing="Choose who.")

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["owner"], colleagues)


class NoteForm(Form):
    """Something is written down."""

    words = forms.CharField(
        label="Note",
        max_length=4000,
        widget=forms.Textarea,
        help_text="Erased with the candidate’s details. Write what you would be content for them to read.",
        error_messages={"required": "Write the note."},
    )


class CheckForm(Form):
    """A reference or check came in."""

    satisfied = forms.TypedChoiceField(
        label="Is it satisfactory?",
        coerce=lambda value: value == "yes",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is satisfactory."},
    )
    on = day("Came in on")
    number = forms.CharField(label="Number", required=False, max_length=16)
    issued = day("Issued on", "The day on the certificate.", required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == CheckKind.REGISTRATION:
            self.fields["on"].label = "Looked up in the register on"
            self.fields["number"].help_text = "As in the register of Social Work England, like SW12345."
        elif kind == CheckKind.DBS:
            self.fields["number"].help_text = "The certificate’s number. What the certificate says is never kept."
        else:
            del self.fields["number"]
        if kind != CheckKind.DBS:
            del self.fields["issued"]


class AgreeForm(Form):
    """A first day is agreed."""

    starts_on = day("First day at work")
    on = day("Agreed on")


class TakeOnForm(Form):
    """The candidate joins."""

    email = forms.EmailField(
        label="Their new e-mail address at work",
        error_messages={"required": "Enter their address at work.", "invalid": "Enter an address like a@b.uk."},
    )
    newly_qualified = forms.BooleanField(
        label="Newly qualified: their first year in practice is assessed and supported", required=False
    )

    def __init__(self, *args: Any, inside: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if inside:
            del self.fields["email"], self.fields["newly_qualified"]


class SearchForm(forms.Form):
    """A candidate's name, sent in the body so that it stands in no address."""

    q = forms.CharField(label="Candidate’s name or e-mail address", max_length=120, required=False)
