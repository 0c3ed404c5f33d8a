"""The forms of staff voice. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.governance.staff_voice.models import Area, Burden, Outcome, Question, QuestionKind
from righthelp.practice.workforce.forms import Choices
from righthelp.practice.workforce.forms_posts import offer, pick

STEPS: Final = (
    ("5", "Agree strongly"),
    ("4", "Agree"),
    ("3", "Neither"),
    ("2", "Disagree"),
    ("1", "Disagree strongly"),
)


def _day(label: str, hint: str = "", *, required: bool = True) -> DayField:
    return DayField(label=label, help_text=hint, required=required, error_messages={"required": "Enter the day."})


def _text(label: str, ask: str, hint: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, widget=forms.Textarea, error_messages={"required": ask}
    )


class _Owned(Form):
    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["owner"], colleagues)


class PolicyForm(_Owned):
    """A policy comes into the register."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter the policy’s name."})
    area = forms.ChoiceField(
        label="About", choices=Area.choices, widget=forms.RadioSelect, error_messages={"required": "Choose one."}
    )
    owner = pick("Who owns it", missing="Choose who.")
    every = forms.IntegerField(
        label="Reviewed every so many months", initial=24, error_messages={"required": "Enter a number of months."}
    )
    applies_from = _day("Applies from")
    what = _text("What it says", "Say in a sentence or two what it says.")
    place = forms.CharField(label="Where it is to be read", required=False, max_length=200)


class KeptForm(_Owned):
    """Owner and interval."""

    owner = pick("Who owns it", missing="Choose who.")
    every = forms.IntegerField(
        label="Reviewed every so many months", error_messages={"required": "Enter a number of months."}
    )


class ReviewForm(Form):
    """A policy was reviewed."""

    on = _day("Reviewed on")
    outcome = forms.ChoiceField(
        label="Outcome", choices=Outcome.choices, widget=forms.RadioSelect, error_messages={"required": "Choose one."}
    )
    note = _text("What the review found, and with whom it was agreed", "Say what the review found.")
    what = _text("What changed, if there is a new version", "", required=False)
    applies_from = _day("The new version applies from", required=False)
    place = forms.CharField(label="Where it is to be read", required=False, max_length=200)


class RaiseForm(Form):
    """Something for the forum."""

    words = _text(
        "What gets in the way of your work?",
        "Write what gets in the way of your work.",
        "In your own words. Do not name a child or a family.",
    )
    named = forms.TypedChoiceField(
        label="With your name?",
        coerce=lambda value: value == "yes",
        choices=[("yes", "Yes, with my name"), ("no", "No, without my name")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )


class TakeUpForm(_Owned):
    """The forum takes an issue up."""

    action = _text("What is to be done", "Say what is to be done.")
    owner = pick("Who does it", missing="Choose who.")


class AnswerForm(Form):
    """What came of an issue."""

    burden = forms.ChoiceField(
        label="What became of the burden",
        choices=Burden.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    came_of_it = _text("What came of it", "Say what came of it.", "As it will be told to the forum.")
    told = _day("Told back to the forum on", "Leave empty until it has been told.", required=False)


class SurveyForm(Form):
    """A survey is planned."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter the survey’s name."})
    opens = _day("Opens on")
    last_day = _day("Last day")


class QuestionForm(Form):
    """A question is added."""

    text = forms.CharField(
        label="Question", max_length=300, error_messages={"required": "Write the question."}, widget=forms.Textarea
    )
    code = forms.CharField(
        label="Short name",
        max_length=40,
        help_text="Like manageable-workload. The same short name as in an earlier survey is compared with it.",
        error_messages={"required": "Give it a short name."},
    )
    kind = forms.ChoiceField(
        label="Answered by",
        choices=QuestionKind.choices,
        widget=forms.RadioSelect,
        initial=QuestionKind.SCORE,
        error_messages={"required": "Choose one."},
    )


class SurveyAnswerForm(Form):
    """A survey's questions, each a field."""

    def __init__(self, *args: Any, questions: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            name = f"q{question.pk}"
            if question.kind == QuestionKind.WORDS:
                self.fields[name] = _text(question.text, "", "Shown in no order and without a team.", required=False)
            else:
                self.fields[name] = forms.ChoiceField(
                    label=question.text,
                    choices=STEPS,
                    widget=forms.RadioSelect,
                    error_messages={"required": "Choose one of the five answers."},
                )
