"""The forms of the local offer. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from righthelp.foundation.pages.forms import Form, PoundsField
from righthelp.practice.care.forms import day, one_of, short_line
from righthelp.practice.casework.forms import YES_NO, chosen, lines
from righthelp.practice.leaving_care.codes import OUR_COUNCIL, Source

Rows = Iterable[tuple[Any, str]]


def pounds_maybe(label: str, hint: str = "") -> PoundsField:
    """An amount that may be left empty."""
    field = PoundsField(label, hint or "In pounds, like 37.75. Leave it empty if it is not about money.")
    field.required = False
    field.validators += [
        MinValueValidator(0, "Enter an amount above nothing."),
        MaxValueValidator(100_000, "Check the amount."),
    ]
    return field


def _age(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=16, max_value=25, error_messages={"required": "Enter the age, from 16 to 25."}
    )


class StartForm(Form):
    """From a day on."""

    starts = day("From", "Enter the day.")


class EndsForm(Form):
    """Until a day."""

    ends = day("The first day on which it is no longer offered", "Enter the day.")


class EntitlementForm(Form):
    """One thing of the offer."""

    name = short_line("What it is called", 120, "Write what it is called.")
    words_ = lines(
        "In plain words, to the young person", "Write it as a young person would want to read it.",
        hint="‘Money to furnish your first home. You choose the things, we pay the shop.’",
    )  # fmt: skip
    pence = pounds_maybe("The most there is in all")
    from_age = _age("From which age")
    to_age = _age("Until which birthday")
    source = one_of("Who says so", Source.choices, "Choose who says so.")
    law = short_line("Where it is decided", 160, "Write where it is decided.", "The section, or the decision.")
    starts = day("In force from", "Enter the day.")


class AskForm(Form):
    """Asks for something."""

    on = day("The day they asked", "Enter the day.")
    what = short_line("What for", 300, hint="In their words: ‘a bed and a cooker’.")

    def __init__(self, *args: Any, offer: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["entitlement"] = chosen("What they ask for", offer, "Choose what they ask for.")
        self.order_fields(["entitlement", "what", "on"])


class AnswerForm(Form):
    """Granted, or refused."""

    granted = one_of("Is it granted?", YES_NO, "Say whether it is granted.")
    pence = pounds_maybe("If granted: how much")
    why = lines("If refused: why, as you told the young person", "", required=False)
    on = day("On", "Enter the day.")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"granted": data["granted"] == "yes"}


class UsedForm(Form):
    """Some of it was used."""

    what = short_line("What for", 300, "Write what for.", "‘First part of the bursary’, ‘a bed, from the shop’.")
    pence = pounds_maybe("How much")
    on = day("On", "Enter the day.")


class TaxForm(Form):
    """Who charges council tax."""

    council = short_line("Which council charges it", 80, "Write which council.", f"In {OUR_COUNCIL} they are exempt.")
    pence = pounds_maybe("Elsewhere: what a year costs")
    starts = day("From", "Enter the day.")


class MetForm(Form):
    """It was paid."""

    pence = pounds_maybe("How much was paid", "In pounds, like 37.75.")
    on = day("On", "Enter the day.")
