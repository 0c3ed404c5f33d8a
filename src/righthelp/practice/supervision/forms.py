"""The forms of supervision. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.practice.supervision.models import How, Missed
from righthelp.practice.supervision.record_children import Said

Choices = list[tuple[str, str]]
PLACES: Final = ("1", "2", "3")
"""How many decisions fit on the form at once; sent and opened again, it has room for as many more."""


def _text(label: str, hint: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, help_text=hint, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows})
    )


class PlanForm(Form):
    """When they meet."""

    at = MomentField(label="When you meet", error_messages={"required": "Enter the day and the time."})


class MissedForm(Form):
    """None was held, and why."""

    why = forms.ChoiceField(
        label="Why none was held",
        choices=Missed.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say why none was held."},
    )
    note = forms.CharField(label="In a few words", required=False, max_length=300)


class ReflectionForm(Form):
    """What was said of the work and the worker."""

    held_at = MomentField(label="When you met", error_messages={"required": "Enter when you met."})
    how = forms.ChoiceField(
        label="How", choices=How.choices, widget=forms.RadioSelect, error_messages={"required": "Say how you met."}
    )
    strengths = _text("What went well", "Practice to keep and to tell others about.")
    worries = _text("What is worrying or hard", "In the work, not in the children: they have their own page each.")
    workload = _text("The caseload", "Is it fair, can it be done, what should go elsewhere?")
    wellbeing = _text("How they are", "What they want on paper. Nobody outside the line of management reads this.")
    learning = _text(
        "What they want to learn", "Training, shadowing, a piece of research, a question to bring next time."
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ChildForm(Form):
    """What was said of one child, and up to three decisions."""

    note = _text("What was said", "Part of the child’s record: write it so that they could read it one day.")

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in PLACES:
            self.fields[f"what{place}"] = forms.CharField(label="What is to be done", required=False, max_length=400)
            self.fields[f"who{place}"] = forms.TypedChoiceField(
                label="Who does it", coerce=int, empty_value=None, required=False, choices=[("", "Choose"), *workers]
            )
            self.fields[f"by{place}"] = DayField(label="By when", required=False)

    def clean(self) -> dict[str, Any]:
        """A decision has all three parts, or none."""
        data = super().clean() or {}
        for place in PLACES:
            parts = {name: data.get(f"{name}{place}") for name in ("what", "who", "by")}
            if not parts["what"] and not parts["by"]:
                continue
            asks = {"what": "Write what was decided.", "who": "Choose who does it.", "by": "Enter by when."}
            for name, ask in asks.items():
                if not parts[name] and f"{name}{place}" not in self.errors:
                    self.add_error(f"{name}{place}", ask)
        return data

    @staticmethod
    def said(data: dict[str, Any]) -> list[Said]:
        """The decisions on the form."""
        return [
            Said(data[f"what{place}"], data[f"who{place}"], data[f"by{place}"], place)
            for place in PLACES
            if data.get(f"what{place}")
        ]


class SignForm(Form):
    """Nothing to fill in: the button signs."""


class AgreeForm(Form):
    """The worker has read it."""

    note = _text("What you want to add, or do not agree with")


class AddForm(Form):
    """An addendum."""

    text = forms.CharField(
        label="What is to be added",
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": "Write what is to be added."},
    )


class SupervisorForm(Form):
    """Somebody else holds it."""

    supervisor = forms.TypedChoiceField(
        label="Who holds this supervision", coerce=int, error_messages={"required": "Choose somebody."}
    )

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].choices = [("", "Choose"), *workers]  # type: ignore[attr-defined]  # a choice field


class DoneForm(Form):
    """A decision was carried out."""

    note = forms.CharField(
        label="What was done, and what came of it",
        max_length=400,
        widget=forms.Textarea,
        error_messages={"required": "Say what was done, and what came of it."},
    )


class MoveForm(Form):
    """A decision is to be done by another day."""

    by_when = DayField(label="New day", error_messages={"required": "Enter the new day."})


class StopForm(Form):
    """A decision need no longer be done."""

    why = forms.CharField(
        label="Why it need not be done",
        max_length=400,
        widget=forms.Textarea,
        error_messages={"required": "Say why it need not be done."},
    )


class OpenForm(Form):
    """Nothing to fill in: the button calls a worker's supervision of this month."""
