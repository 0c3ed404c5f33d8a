"""The forms of exchange events and of groups on therapeutic parenting."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.adoption.codes import Helped
from righthelp.practice.care.forms import Rows, day, short_line
from righthelp.practice.casework.forms import chosen, lines


def _ticked(label: str, rows: Rows, ask: str) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, choices=list(rows), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": ask},
    )  # fmt: skip


class ExchangeForm(Form):
    """An exchange event was held."""

    on = day("On", "Enter the day.")
    partners = short_line("With which agencies", 200, "Write with whom it was held.")
    where = short_line("Where", 120)


class ProfileForm(Form):
    """Children were profiled."""

    def __init__(self, *args: Any, children: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["plans"] = _ticked("Which children", children, "Tick at least one child.")


class FamiliesForm(Form):
    """Which families."""

    def __init__(self, *args: Any, families: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["families"] = _ticked("Which families", families, "Tick at least one family.")


class InterestForm(Form):
    """A family asked about a child."""

    said = lines("What they said", "Write what they said.")

    def __init__(self, *args: Any, families: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["family"] = chosen("Which family", families, "Choose the family.", hint="Those who came.")
        self.order_fields(["family", "said"])


class GroupForm(Form):
    """A group begins."""

    starts = day("First day", "Enter the day.")
    weeks = forms.IntegerField(
        label="How many weeks", min_value=1, max_value=20, initial=6, error_messages={"required": "Enter how many."}
    )
    led_by = short_line("Who leads it", 160, "Write who leads it.")
    where = short_line("Where", 120)


class TookPartForm(Form):
    """In which weeks they came, and what they say."""

    helped = forms.ChoiceField(
        label="Did it help?", choices=[("", "They have not said"), *Helped.choices], widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    feedback = lines("What they say", "", required=False)

    def __init__(self, *args: Any, weeks: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["came"] = _ticked("Weeks in which they came", [(n, f"Week {n}") for n in range(1, weeks + 1)], "")
        self.fields["came"].required = False
        self.order_fields(["came", "helped", "feedback"])


__all__ = ["ExchangeForm", "FamiliesForm", "GroupForm", "InterestForm", "ProfileForm", "TookPartForm"]
