"""The forms of the Channel panel. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.practice.front_door.codes import PanelDecision


class CallPanelForm(Form):
    """The panel meets about some children."""

    children = forms.TypedMultipleChoiceField(
        label="About which children",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one child."},
    )
    planned = MomentField(label="When", error_messages={"required": "Enter when the panel meets."})
    where = forms.CharField(label="Where", max_length=120, required=False, help_text="A room, or ‘by video call’.")
    chair = forms.TypedChoiceField(label="Who chairs", coerce=int, required=False, empty_value=None)

    def __init__(
        self, *args: Any, about: Iterable[tuple[int, str]], workers: Iterable[tuple[Any, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["children"].choices = list(about)  # type: ignore[attr-defined]  # a choice field
        people = [(pk, name) for pk, name in workers if pk]
        self.fields["chair"].choices = [("", "Not settled yet"), *people]  # type: ignore[attr-defined]  # as above


class DecideForm(Form):
    """What the panel decided for one child."""

    decision = forms.ChoiceField(
        label="What the panel decided",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the panel decided."},
    )
    why = forms.CharField(
        label="Why", widget=forms.Textarea, error_messages={"required": "Write why the panel decided so."}
    )
    support = forms.CharField(label="What support there is, and from whom", widget=forms.Textarea, required=False)
    next_review = DayField(
        label="The panel looks at it again by", required=False, help_text="Where it supports the child."
    )

    def __init__(self, *args: Any, decisions: Iterable[PanelDecision], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["decision"].choices = [(each.value, each.label) for each in decisions]  # type: ignore[attr-defined]  # as above
