"""The forms of posts, movements, standing and structure. Fields are named as the verbs' parameters."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.workforce.forms import Choices
from righthelp.practice.workforce.models import Basis, Leaving, QualificationKind
from righthelp.practice.workforce.programmes import OUTCOMES
from righthelp.practice.workforce.titles import TITLES


def _day(label: str, hint: str = "") -> DayField:
    return DayField(label=label, help_text=hint, error_messages={"required": "Enter the day."})


def pick(label: str, *, required: bool = True, hint: str = "", missing: str = "Choose one.") -> forms.TypedChoiceField:
    """A choice of a record by its number."""
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        empty_value=None,
        required=required,
        help_text=hint,
        error_messages={"required": missing, "invalid_choice": "Choose one from the list."},
    )


def offer(field: forms.Field, choices: Choices, first: str = "Choose") -> None:
    """Fill a choice field."""
    field.choices = [("", first), *choices]  # type: ignore[attr-defined]  # a choice field; the forms only pass those


def _part(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=3,
        decimal_places=2,
        initial=Decimal(1),
        help_text="1 is a whole post, 0.6 is three days a week.",
        error_messages={"required": "Enter how much of a whole post.", "invalid": "Enter a number like 1 or 0.6."},
    )


class PostForm(Form):
    """New posts for a team."""

    team = pick("Team", missing="Choose a team.")
    title = forms.ChoiceField(
        label="Title",
        choices=[("", "Choose"), *((title.name, title.name) for title in TITLES)],
        help_text="Grade, registration and rights to records follow from the title.",
        error_messages={"required": "Choose a title."},
    )
    count = forms.IntegerField(label="How many", initial=1, error_messages={"required": "Enter how many."})
    wte = _part("Each is")
    starts = _day("Established from")

    def __init__(self, *args: Any, teams: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["team"], teams)


class EndPostForm(Form):
    """A post is given up."""

    last_day = _day("Last day of the post")


class HoldingForm(Form):
    """Which post, on what footing, how much of it, from when."""

    post = pick("Post", missing="Choose a post.")
    basis = forms.ChoiceField(
        label="Footing", choices=Basis.choices, widget=forms.RadioSelect, error_messages={"required": "Choose one."}
    )
    agency = forms.CharField(label="Agency", required=False, max_length=80, help_text="For agency staff only.")
    wte = _part("How much of the post")
    on = _day("From")

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["post"], posts)


class JoinForm(HoldingForm):
    """Somebody joins."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter their name."})
    email = forms.EmailField(
        label="E-mail address at work",
        error_messages={"required": "Enter their e-mail address at work.", "invalid": "Enter an address like a@b.uk."},
    )
    newly_qualified = forms.BooleanField(
        label="Newly qualified: their first year in practice is assessed and supported", required=False
    )


class MoveForm(HoldingForm):
    """Somebody moves, or comes back."""

    note = forms.CharField(label="Note", required=False, max_length=200)


class LeaveForm(Form):
    """Somebody leaves."""

    last_day = _day("Last day at work", "The account closes at the end of that day.")
    leaving = forms.ChoiceField(
        label="Why", choices=Leaving.choices, widget=forms.RadioSelect, error_messages={"required": "Say why."}
    )
    note = forms.CharField(label="Note", required=False, max_length=200)


class RegisteredForm(Form):
    """Somebody looked in the public register."""

    number = forms.CharField(
        label="Registration number",
        max_length=12,
        help_text="As in the register of Social Work England, like SW12345.",
        error_messages={"required": "Enter the number."},
    )
    checked = _day("Looked up on")
    conditions = forms.CharField(label="Conditions of practice", required=False, max_length=300)


class DbsForm(Form):
    """A DBS certificate was seen."""

    number = forms.CharField(
        label="Certificate number", max_length=16, error_messages={"required": "Enter the certificate's number."}
    )
    issued = _day("Issued on")
    update_service = forms.BooleanField(label="On the update service", required=False)


class QualifiedForm(Form):
    """A certificate was seen."""

    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Choose"), *QualificationKind.choices], error_messages={"required": "Choose one."}
    )
    title = forms.CharField(label="Title", max_length=120, error_messages={"required": "Enter the title."})
    awarded_by = forms.CharField(label="Awarded by", required=False, max_length=120)
    awarded = _day("Awarded on")


class PatternForm(Form):
    """Days of the week and hours."""

    days = forms.TypedMultipleChoiceField(
        label="Days at work",
        coerce=int,
        choices=[
            (number, day)
            for number, day in enumerate(
                ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), start=1
            )
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day."},
    )
    hours = forms.DecimalField(
        label="Hours a week",
        max_digits=4,
        decimal_places=2,
        initial=Decimal("36.5"),
        error_messages={"required": "Enter the hours of a week."},
    )
    starts = _day("From")


class FirstYearForm(Form):
    """A first year in practice begins."""

    starts = _day("First day")
    caseload = forms.IntegerField(
        label="Share of a full caseload, in percent",
        initial=90,
        error_messages={"required": "Enter the share of a full caseload."},
    )
    assessor = pick("Assessor", required=False)
    programme = forms.CharField(label="Programme", required=False, max_length=60, help_text="Frontline, Step Up, ...")

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["assessor"], colleagues, "Nobody yet")


class MilestoneForm(Form):
    """A step is done."""

    done = _day("Done on")
    outcome = forms.ChoiceField(label="How did it go", required=False, widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False, max_length=500, widget=forms.Textarea)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(OUTCOMES.get(kind, ()))
        if offered:
            self.fields["outcome"].choices = offered  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["outcome"]


class StandingForm(Form):
    """A team stands elsewhere from a day."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter the team's name."})
    under = pick("Under", required=False)
    manager = pick("Led by", required=False)
    area = forms.ChoiceField(label="Area", required=False)
    locality = forms.ChoiceField(label="Locality", required=False)
    starts = _day("From")
    why = forms.CharField(label="Why", max_length=200, error_messages={"required": "Say why."})

    def __init__(
        self, *args: Any, units: Choices, leaders: Choices, areas: Choices, localities: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["under"], units, "Under nothing")
        offer(self.fields["manager"], leaders, "Nobody yet")
        offer(self.fields["area"], areas, "Whole city")
        offer(self.fields["locality"], localities, "No one locality")
