"""The forms of the seal. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.care.forms import one_of, short_line
from righthelp.practice.casework.forms import YES_NO, lines


class SealForm(Form):
    """The new name, typed twice by a second person."""

    forename = short_line("New forename", 80, "Enter the forename.", "As it stands in the adoption order.")
    surname = short_line("New surname", 80, "Enter the surname.")
    again = short_line("The new name once more, in full", 161, "Type the new name once more.")
    somebody_else = forms.BooleanField(
        label="I have looked: a record much like the new one is not theirs", required=False,
        help_text="Only if you are told that there is such a record.",
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """Both times the same."""
        data = super().clean() or {}
        both = f"{data.get('forename', '')} {data.get('surname', '')}".split()
        if data.get("again") and str(data.pop("again")).split() != both:
            self.add_error("again", "This is not the name typed above. Check it with the order.")
        return data


class OpeningForm(Form):
    """Somebody asks which record became which."""

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"undoes": data["undoes"] == "yes"}

    number = forms.IntegerField(
        label="Number of either record", min_value=1, max_value=2**62,
        error_messages={"required": "Enter the number of the record."},
    )  # fmt: skip
    undoes = one_of(
        "What for",
        [("no", "To know which record became which"), ("yes", "To undo an order that was recorded by mistake")],
        "Choose what for.",
    )
    why = lines("Why it must be known", "Write why it must be known.", hint="Who asks, and by which right.")


class AnswerForm(Form):
    """Agree that the vault opens, or not."""

    answer = one_of("Do you agree?", YES_NO, "Say whether you agree.")
    why = lines("If not: why it stays sealed", "", required=False)


class JoinForm(Form):
    """The two records become one again."""

    sure = forms.BooleanField(
        label="I have seen that the court made no such order for this child",
        error_messages={"required": "Say that you have seen that there is no such order."},
    )


__all__ = ["AnswerForm", "JoinForm", "OpeningForm", "SealForm"]
