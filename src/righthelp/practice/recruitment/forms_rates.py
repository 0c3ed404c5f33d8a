"""The forms of rates and pay. Money is typed in pounds and handed on in pence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.recruitment.forms import day
from righthelp.practice.recruitment.record_rates import GRADES
from righthelp.practice.workforce.forms import Choices
from righthelp.practice.workforce.forms_posts import offer, pick


class PoundsField(forms.DecimalField):
    """Pounds and pence as people type them (287.50, £38,890); gives whole pence."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        typed = str(value).replace("£", "").replace(",", "").strip() if value is not None else None
        pounds: Decimal | None = super().to_python(typed)
        return pounds

    def clean(self, value: Any) -> Any:
        pounds = super().clean(value)
        return None if pounds is None else int((pounds * 100).to_integral_value())


def _pounds(label: str, hint: str) -> PoundsField:
    wrong = "Enter an amount in pounds, like 287.50."
    return PoundsField(
        label=label,
        help_text=hint,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        error_messages={"required": wrong, "invalid": wrong, "max_decimal_places": wrong, "min_value": wrong},
    )


def _grade() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Grade",
        choices=[("", "Choose"), *((grade, grade) for grade in GRADES)],
        error_messages={"required": "Choose a grade."},
    )


class BookingForm(Form):
    """A day rate."""

    holding = pick("Who", missing="Choose who.", hint="Everybody who holds a post through an agency without a rate.")
    day_rate = _pounds("Day rate", "What the agency charges for one day, in pounds.")
    starts = day("From")
    last_day = day("Last day", "Leave empty for as long as they hold the post.", required=False)
    reason = forms.CharField(
        label="Reason, if above the cap",
        required=False,
        max_length=300,
        widget=forms.Textarea,
        help_text="Why the post cannot be filled within the cap. Somebody else then decides.",
    )

    def __init__(self, *args: Any, holdings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["holding"], holdings)


class RefuseForm(Form):
    """No to a rate above the cap."""

    why = forms.CharField(label="Why not", max_length=300, error_messages={"required": "Say why not."})


class CapForm(Form):
    """The region's cap for a grade."""

    grade = _grade()
    day_rate = _pounds("Cap for one day", "In pounds. The cap before ends with the day before.")
    starts = day("From")
    source = forms.CharField(label="Where it is written", max_length=200, error_messages={"required": "Say where."})


class PayPointForm(Form):
    """What a point of a grade pays."""

    grade = _grade()
    point = forms.IntegerField(label="Point", error_messages={"required": "Enter the point’s number."})
    annual = _pounds("A year’s pay", "In pounds, for a whole-time post. The figure before ends with the day before.")
    starts = day("From")


class MarketForm(Form):
    """What another authority pays."""

    grade = _grade()
    authority = forms.CharField(label="Authority", max_length=80, error_messages={"required": "Enter the authority."})
    annual = _pounds("A year’s pay at the top of the same work", "In pounds, for a whole-time post.")
    on = day("As of")
    source = forms.CharField(label="Source", max_length=200, error_messages={"required": "Say where it is from."})
