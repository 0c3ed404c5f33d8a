"""Forms of what the front door keeps beside its contacts. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.front_door.authorities import COUNCILS
from righthelp.practice.front_door.codes import Panel, Specialism

DAYS: Final = (
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
)


def _line(label: str, ask: str = "", *, longest: int = 120, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=bool(ask), help_text=hint, error_messages={"required": ask}
    )


def _text(label: str, ask: str = "", *, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea, required=bool(ask), help_text=hint, error_messages={"required": ask}
    )


class SpecialistForm(Form):
    """Somebody sits in with the front door on some days."""

    specialism = forms.ChoiceField(
        label="What they know",
        choices=[("", "Choose"), *Specialism.choices],
        error_messages={"required": "Choose what they know."},
    )
    worker = forms.TypedChoiceField(label="One of ours", coerce=int, required=False, empty_value=None)
    name = _line("Or the name of somebody of a partner", hint="With whom they work for.")
    reached_at = _line("How they are reached")
    weekdays = forms.MultipleChoiceField(
        label="On which days",
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one day of the week."},
    )
    comes = forms.TimeField(label="From", initial="09:00", error_messages={"required": "Enter the time, like 9:00."})
    goes = forms.TimeField(label="Until", initial="17:00", error_messages={"required": "Enter the time, like 17:00."})
    starts = DayField(label="First day", error_messages={"required": "Enter the first day."})

    def __init__(self, *args: Any, workers: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"].choices = [("", "Choose"), *workers]  # type: ignore[attr-defined]  # a choice field


class LastForm(Form):
    """A last day."""

    last = DayField(label="Last day", error_messages={"required": "Enter the last day."})


class PlacedForm(Form):
    """A child whom another council has placed here."""

    child = forms.IntegerField(required=False, widget=forms.HiddenInput)
    search = _line("Find the child", hint="Name and birth date, as the council says them.")
    authority = forms.ChoiceField(
        label="Which council placed the child",
        choices=[("", "Choose"), *COUNCILS.items()],
        error_messages={"required": "Choose the council that placed the child."},
    )
    address = _line("Where the child lives", "Write where the child lives.", longest=200)
    provider = _line("Home or carer")
    council_worker = _line("The council’s social worker", hint="Name and telephone.")
    concerns = _text("What worries us or them", hint="Missing, exploitation, harm to others: with dates.")
    informed = DayField(label="When we were told", error_messages={"required": "Enter when we were told."})
    starts = DayField(label="Placed here since", error_messages={"required": "Enter since when."})


class PlacedChangeForm(Form):
    """What is known of a child placed here is put right."""

    address = _line("Where the child lives", "Write where the child lives.", longest=200)
    provider = _line("Home or carer")
    council_worker = _line("The council’s social worker", hint="Name and telephone.")
    concerns = _text("What worries us or them")


class PlacedEndForm(LastForm):
    """The child is no longer placed here."""

    why = _line("Where the child went, or why it ended", "Write where the child went, or why it ended.", longest=200)


class ChannelForm(Form):
    """A child is referred to the Channel panel."""

    why = _text("What the panel must know", "Write what the panel must know.")
    agreed = forms.TypedChoiceField(
        label="Do the family and the child know and agree?",
        choices=[("yes", "Yes"), ("no", "No, and the panel is told so")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": "Say whether they agree."},
    )


class PanelForm(Form):
    """When the panel meets."""

    panel_on = DayField(label="The panel meets on", error_messages={"required": "Enter the day."})


class SaidForm(Form):
    """What the panel said."""

    said = forms.ChoiceField(
        label="What came of it",
        choices=Panel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what came of it."},
    )
    said_on = DayField(label="When", error_messages={"required": "Enter the day."})
    support = _text("What support there is")


class NoteForm(Form):
    """Somebody has acted on a message."""

    note = _text("What you did about it", "Write what you did about it.")
