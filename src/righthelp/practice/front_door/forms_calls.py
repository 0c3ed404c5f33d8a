"""The forms of listening to calls. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.front_door.codes import Listened, Mark
from righthelp.practice.front_door.models import CallStandard


def _lines(label: str, ask: str, *, hint: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea, required=required, help_text=hint, error_messages={"required": ask}
    )


class AssessForm(Form):
    """What a manager heard: a mark and a note for each standard, and what the handler is told."""

    listened = forms.ChoiceField(
        label="How you heard the call",
        choices=Listened.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how you heard the call."},
    )
    well = _lines("What was done well", "Write what was done well.", hint="The handler reads this. Name no family.")
    better = _lines(
        "What could be better",
        "Write what could be better, or what others can learn.",
        hint="For a very good call: what others can learn from it.",
    )

    def __init__(self, *args: Any, standards: Iterable[CallStandard], **more: Any) -> None:
        super().__init__(*args, **more)
        self.standards = list(standards)
        for each in self.standards:
            self.fields[f"mark_{each.pk}"] = forms.ChoiceField(
                label=f"{each.place}. {each.name}",
                help_text=each.means,
                choices=Mark.choices,
                widget=forms.RadioSelect,
                error_messages={"required": f"Say whether ‘{each.name}’ was met."},
            )
            self.fields[f"note_{each.pk}"] = forms.CharField(
                label=f"Note on {each.place}", max_length=400, required=False
            )

    def marks(self, data: Mapping[str, Any]) -> dict[int, tuple[str, str]]:
        """What the verb is given."""
        return {each.pk: (data[f"mark_{each.pk}"], data[f"note_{each.pk}"]) for each in self.standards}


class ReadForm(Form):
    """The handler has read it, and perhaps answers."""

    answer = _lines(
        "Your answer", "", hint="What you think of it, or what helps you. Your managers read it.", required=False
    )


class DrawForm(Form):
    """Calls of a month are drawn."""

    month = forms.ChoiceField(label="From which month", error_messages={"required": "Choose a month."})
    size = forms.IntegerField(
        label="How many calls", initial=20, error_messages={"required": "Enter how many to draw."}
    )

    def __init__(self, *args: Any, months: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["month"].choices = list(months)  # type: ignore[attr-defined]  # a choice field


class EditionForm(Form):
    """New standards are put in force."""

    starts = DayField(label="For calls from", error_messages={"required": "Enter the first day."})
    standards = _lines(
        "The standards, one on each line",
        "Write at least one standard.",
        hint="Its name, a colon, and what is heard when it is met.",
    )

    def clean_standards(self) -> list[tuple[str, str]]:
        """Name and meaning of each line."""
        found = []
        for line in filter(str.strip, self.cleaned_data["standards"].splitlines()):
            name, colon, means = line.partition(":")
            if not colon or not means.strip() or not name.strip():
                raise forms.ValidationError(f"Write a colon between the name and its meaning: {line.strip()[:60]}")
            found.append((name.strip(), means.strip()))
        return found
