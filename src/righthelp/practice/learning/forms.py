"""The forms of learning. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.practice.learning.models import Came, CourseKind, For, Outcome, Priority, Programme, Source
from righthelp.practice.workforce.forms import Choices
from righthelp.practice.workforce.forms_posts import offer, pick
from righthelp.practice.workforce.models import QualificationKind

SCORES: Final = [("5", "Very much"), ("4", "Much"), ("3", "Somewhat"), ("2", "A little"), ("1", "Not at all")]
_GIVES: Final = [("", "None"), *QualificationKind.choices]


def _line(label: str, *, required: str = "", hint: str = "", longest: int = 120) -> forms.CharField:
    return forms.CharField(
        label=label, required=bool(required), help_text=hint, max_length=longest, error_messages={"required": required}
    )


def _number(label: str, *, required: str = "", hint: str = "") -> forms.IntegerField:
    errors = {"required": required, "invalid": "Enter a whole number."}
    return forms.IntegerField(label=label, required=bool(required), help_text=hint, error_messages=errors)


def _score(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=SCORES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers."},
    )


def _radios(label: str, choices: Any, missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": missing}
    )


class CourseForm(Form):
    """A course of the catalogue."""

    title = _line("What it is called", required="Enter what the course is called.")
    kind = _radios("How it is taught", CourseKind.choices, "Say how it is taught.")
    hours = forms.DecimalField(
        label="Hours",
        max_digits=5,
        decimal_places=1,
        error_messages={"required": "Enter how many hours it takes.", "invalid": "Enter hours like 6 or 1.5."},
    )
    about = forms.CharField(label="What it is about", required=False, max_length=600, widget=forms.Textarea)
    mandatory_for = forms.MultipleChoiceField(
        label="Mandatory for", choices=For.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    valid_months = _number("How many months it counts", hint="Leave empty if it counts for good.")
    gives = forms.ChoiceField(label="Qualification that it gives", choices=_GIVES, required=False)
    young_people_asked = forms.BooleanField(label="Young people asked for this training", required=False)


class SessionForm(Form):
    """A session of a course."""

    starts = MomentField(label="Begins", error_messages={"required": "Enter the day and the time."})
    ends = MomentField(label="Ends", error_messages={"required": "Enter the day and the time."})
    place = _line("Where", required="Enter where it is held, or that it is online.")
    places = _number("Places", required="Enter how many places there are.")
    trainer = _line("Who teaches")
    cohort = pick("For one cohort only", required=False, hint="Its members are booked at once.")

    def __init__(self, *args: Any, cohorts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["cohort"], cohorts, "No: open to everybody")


class PlacesForm(Form):
    """More or fewer places."""

    places = _number("Places", required="Enter how many places there are.")
    which = forms.CharField(widget=forms.HiddenInput, required=False)


class CancelForm(Form):
    """The session does not take place."""

    why = _line("Why", required="Say why, for those who were booked.", longest=300)
    which = forms.CharField(widget=forms.HiddenInput, required=False)


class BookForm(Form):
    """Somebody is booked: oneself, or one's people."""

    worker = pick("Who goes", missing="Choose who goes.")
    which = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["worker"], people)


class AttendanceForm(Form):
    """Who came: one question for each booking."""

    def __init__(self, *args: Any, rows: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pk, name in rows:
            self.fields[f"came{pk}"] = forms.ChoiceField(
                label=name, choices=Came.choices, required=False, widget=forms.RadioSelect
            )

    @staticmethod
    def answers(data: dict[str, Any]) -> dict[int, str]:
        """Booking to answer, for those answered."""
        return {int(name[4:]): value for name, value in data.items() if name.startswith("came") and value}


class EvaluationForm(Form):
    """What somebody says of a course at once."""

    worth = _score("Was it worth your time?")
    used = _score("Will you use it in your work?")
    words = forms.CharField(
        label="What should stay, what should change", required=False, max_length=1000, widget=forms.Textarea
    )


class LaterForm(Form):
    """What somebody says three months on."""

    worth = _score("Looking back, was it worth your time?")
    used = _score("Have you used it in your work?")
    words = forms.CharField(
        label="What do children or families notice of it?", required=False, max_length=1000, widget=forms.Textarea
    )


class ElsewhereForm(Form):
    """Something learnt elsewhere or at one's own time."""

    course = pick("Course", missing="Choose a course.")
    on = DayField(label="Finished on", error_messages={"required": "Enter the day."})
    where = _line("Where", hint="Who gave the certificate, if it was not here.")

    def __init__(self, *args: Any, courses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["course"], courses)


class NeedForm(Form):
    """A need of the training plan."""

    year = _number(
        "Year", required="Enter the year.", hint="The year in which it begins, in April: 2021 for 2021 to 2022."
    )
    what = _line("What is to be learnt", required="Write what is to be learnt.", longest=200)
    who = _line("By whom", required="Write by whom.")
    people = _number("How many people", required="Enter how many are to learn it.")
    priority = forms.TypedChoiceField(
        label="How pressing", choices=Priority.choices, coerce=int, widget=forms.RadioSelect,
        error_messages={"required": "Say how pressing it is."},
    )  # fmt: skip
    source = _radios("Who says so", Source.choices, "Say who says so.")
    course = pick("Course that meets it", required=False)

    def __init__(self, *args: Any, courses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["course"], courses, "None yet")


class DropForm(Form):
    """A need is dropped."""

    why = _line("Why it is dropped", required="Say why it is dropped.", longest=300)


class CohortForm(Form):
    """A cohort begins."""

    programme = _radios("Programme", Programme.choices, "Choose a programme.")
    number = _number("Cohort number", required="Enter the number, like 4.")
    starts = DayField(label="Begins", error_messages={"required": "Enter the day."})
    ends = DayField(label="Ends", error_messages={"required": "Enter the day."})
    places = _number("Places", required="Enter how many places there are.")
    partner = _line("With whom", hint="A university or another partner.")
    lead = pick("Who leads it here", required=False)
    gives = forms.ChoiceField(label="Qualification that finishing gives", choices=_GIVES, required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["lead"], people, "Nobody yet")


class EndForm(Form):
    """How it ended for a member of a cohort."""

    outcome = _radios("How it ended", Outcome.choices, "Say how it ended.")
    on = DayField(label="On", error_messages={"required": "Enter the day."})
    why = _line("Why", longest=300, hint="Needed unless they finished.")


class PressForm(Form):
    """Nothing to fill in: the button does it."""
