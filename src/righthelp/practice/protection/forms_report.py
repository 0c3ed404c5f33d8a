"""The forms of the social worker's report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from righthelp.foundation.pages.forms import Form

SPARE: Final = 2
"""Empty parts under the last one."""


class BeginReportForm(Form):
    """What of the record a report begins with."""

    def __init__(self, *args: Any, offers: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["taken"] = forms.MultipleChoiceField(
            label="Take from the record",
            choices=list(offers),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={"invalid_choice": "The record has changed meanwhile. Choose again."},
        )


class ReportForm(Form):
    """The parts of a report, each with its heading; a part that is emptied is left out."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: int, children: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        for place in range(rows):
            self.fields[f"heading_{place}"] = forms.CharField(
                label=f"Heading {place + 1}", max_length=120, required=False
            )
            self.fields[f"child_{place}"] = forms.TypedChoiceField(
                label=f"Part {place + 1} is about",
                choices=[("", "All of them"), *children],
                coerce=int,
                empty_value=None,
                required=False,
            )
            self.fields[f"text_{place}"] = forms.CharField(
                label=f"Part {place + 1}", widget=forms.Textarea, required=False, max_length=50_000
            )

    def clean(self) -> dict[str, Any]:
        """A part that says something has a heading."""
        data: dict[str, Any] = super().clean() or {}
        for name in [name for name in self.fields if name.startswith("text_")]:
            heading = name.replace("text_", "heading_")
            if (data.get(name) or "").strip() and not (data.get(heading) or "").strip():
                self.add_error(heading, "Give this part a heading.")
        return data
