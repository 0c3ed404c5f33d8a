"""The forms of privacy."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.access.models import EmergencyCategory, EmergencyOutcome
from righthelp.foundation.pages.forms import DayField, Form
from righthelp.governance.privacy.models import Answer, Tie
from righthelp.governance.privacy.record import LONGEST
from righthelp.governance.privacy.record_emergency import SHORTEST


class EmergencyForm(Form):
    """Why a record must be opened now."""

    category = forms.ChoiceField(
        label="What is happening?",
        choices=EmergencyCategory.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is happening."},
    )
    reason = forms.CharField(
        label="Why must you see this record now?",
        help_text=f"At least {SHORTEST} characters. Who may be harmed, and who asked you? The child’s worker, their "
        "manager and the privacy officer read this at once.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say why you must see this record now."},
    )


class EmergencyByNameForm(EmergencyForm):
    """As above, for a record that the search does not show."""

    forename = forms.CharField(label="Forename", max_length=80, error_messages={"required": "Enter the forename."})
    surname = forms.CharField(label="Surname", max_length=80, error_messages={"required": "Enter the surname."})
    birth_date = DayField(label="Birth date", error_messages={"required": "Enter the birth date."})


class ReviewForm(Form):
    """The review of an emergency opening."""

    outcome = forms.ChoiceField(
        label="Was it justified?",
        choices=EmergencyOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers."},
    )
    note = forms.CharField(
        label="What did you ask, and what did they say?",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say what you asked, whom, and what they said."},
    )


class DeclareForm(Form):
    """I know this child or family."""

    tie = forms.ChoiceField(
        label="How?",
        choices=Tie.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how."},
    )
    reason = forms.CharField(
        label="In a few words",
        help_text="Only the privacy officer reads this.",
        widget=forms.Textarea,
        max_length=500,
        error_messages={"required": "Say in a few words how."},
    )


class DeclareAboutForm(DeclareForm):
    """Somebody I manage knows this child or family."""

    about = forms.ChoiceField(label="Who", error_messages={"required": "Choose who."})

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared so above
        field.choices = [("", "Choose"), *people]
        self.order_fields(["about", "tie", "reason"])


class WithdrawForm(Form):
    """Why there is no conflict after all, or why a record is an ordinary one again."""

    because = forms.CharField(
        label="Why?", widget=forms.Textarea, max_length=500, error_messages={"required": "Say why."}
    )


class SuspicionForm(Form):
    """Whether a likeness is a conflict."""

    verdict = forms.ChoiceField(
        label="Is it a conflict of interest?",
        choices=[("confirm", "Yes: close the record to them now"), ("dismiss", "No: they have nothing to do with it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers."},
    )
    tie = forms.ChoiceField(label="If yes, how?", choices=[("", "Choose"), *Tie.choices], required=False)
    note = forms.CharField(
        label="How do you know?",
        widget=forms.Textarea,
        max_length=400,
        error_messages={"required": "Say how you know, for whoever asks later."},
    )


class OwnDetailsForm(Form):
    """A worker's own details, to find conflicts of interest with."""

    account = forms.ChoiceField(label="Who", error_messages={"required": "Choose who."})
    forename = forms.CharField(label="Forename", max_length=80, error_messages={"required": "Enter the forename."})
    surnames = forms.CharField(
        label="Surnames, present and former",
        help_text="Separate them with commas.",
        max_length=400,
        error_messages={"required": "Enter at least one surname."},
    )
    birth_date = DayField(label="Birth date", required=False)
    line = forms.CharField(label="First line of home address", max_length=120, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared so above
        field.choices = [("", "Choose"), *people]


class RestrictForm(Form):
    """Who may see a record, why, and until it is looked at again."""

    reason = forms.CharField(
        label="Why must this record be closely held?",
        widget=forms.Textarea,
        max_length=500,
        error_messages={"required": "Say why this record must be closely held."},
    )
    people = forms.MultipleChoiceField(
        label="Who may see it",
        help_text="Everybody else, you among them unless you are ticked, is told that there is no such record.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Name at least one person: somebody must be able to work with this child."},
    )
    days = forms.IntegerField(
        label="Days until it is looked at again",
        initial=LONGEST.days,
        help_text=f"{LONGEST.days} at most. Their access ends then; the restriction does not.",
        error_messages={"required": "Enter a number of days.", "invalid": "Enter a number of days."},
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  declared so above
        field.choices = people


class SentOnForm(Form):
    """How another council was told."""

    how = forms.CharField(
        label="How, and through whom?",
        max_length=200,
        error_messages={"required": "Say how: for example, the police told their duty team by telephone."},
    )


class AnswerForm(Form):
    """The answer to a finding."""

    answer = forms.ChoiceField(
        label="What did you find?",
        choices=[(value, words) for value, words in Answer.choices if value != Answer.OPEN],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers."},
    )
    reason = forms.CharField(
        label="How do you know?",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say what you found out, and from whom."},
    )
