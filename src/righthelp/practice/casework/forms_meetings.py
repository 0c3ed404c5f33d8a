"""The forms of a meeting: called, somebody asked, held, who came, the minutes in parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms

from righthelp.foundation.pages.forms import Form, MomentField
from righthelp.practice.casework.codes import Agency, Came, MeetingKind
from righthelp.practice.casework.forms import chosen, lines
from righthelp.practice.casework.models import Attendance
from righthelp.practice.casework.record_meetings import Asked, Told, Written

GENERAL: Final = (
    MeetingKind.CORE_GROUP.value,
    MeetingKind.NEED.value,
    MeetingKind.MASH.value,
    MeetingKind.OTHER.value,
)
"""Kinds that are called here. Strategy discussions and conferences have rules, and pages, of their own."""

MOST_PARTS: Final = 24
SPARE_PARTS: Final = 2
COPIES: Final = (
    ("open", "The minutes without the confidential parts"),
    ("all", "The minutes with the confidential parts"),
    ("none", "No copy"),
)
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    MeetingKind.CORE_GROUP.value: (
        "What the child says",
        "What is going well",
        "What worries us",
        "How the plan is going",
        "What we decided",
    ),
    MeetingKind.NEED.value: (
        "What the child says",
        "What is going well",
        "What worries us",
        "How the plan is going",
        "What we decided",
    ),
    MeetingKind.MASH.value: ("What each agency knows", "How safe the child is", "What we decided, and why"),
}
"""With what headings the minutes of a kind of meeting begin; other kinds begin with the last two of a core group."""


class CallForm(Form):
    """A meeting is called."""

    planned = MomentField(label="When", error_messages={"required": "Enter when it is to be."})
    where = forms.CharField(label="Where", max_length=120, required=False, help_text="A room, or ‘by video call’.")
    purpose = forms.CharField(label="What it is for", max_length=400, required=False)
    kind = forms.ChoiceField(
        label="What kind of meeting",
        choices=[(kind.value, kind.label) for kind in MeetingKind if kind.value in GENERAL],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of meeting it is."},
    )

    def __init__(
        self, *args: Any, about: Iterable[tuple[int, str]], workers: Sequence[tuple[Any, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["children"] = forms.TypedMultipleChoiceField(
            label="About which children",
            choices=list(about),
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Tick at least one child."},
        )
        self.fields["chair"] = chosen("Who chairs", workers, hint="Can be settled later.", none="Not settled yet")
        self.order_fields(["kind", "children", "planned", "where", "chair", "purpose"])


class AskForm(Form):
    """Somebody is asked to a meeting: a colleague, somebody of the family, or a name with its organisation."""

    agency = forms.ChoiceField(
        label="For whom they come",
        choices=[("", "Choose"), *Agency.choices],
        error_messages={"required": "Choose for whom they come."},
    )
    name = forms.CharField(label="Or somebody else: their name", max_length=120, required=False)
    copy = forms.ChoiceField(label="Which copy they get", choices=COPIES, widget=forms.RadioSelect, initial="open")

    def __init__(
        self,
        *args: Any,
        workers: Iterable[tuple[Any, str]],
        people: Iterable[tuple[int, str]],
        organisations: Iterable[tuple[int, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["worker"] = chosen("A colleague", workers)
        self.fields["person"] = chosen("Or the child or somebody of the family", people)
        self.fields["organisation"] = chosen("From which organisation", organisations, none="None of them")
        self.order_fields(["agency", "worker", "person", "name", "organisation", "copy"])

    def asked(self, data: Mapping[str, Any]) -> Asked:
        """What the verb is given."""
        return Asked(
            agency=data["agency"],
            worker=data["worker"],
            person=data["person"],
            name=data["name"],
            organisation=data["organisation"],
            minutes=data["copy"] != "none",
            confidential=data["copy"] == "all",
        )


class HeldForm(Form):
    """It was held."""

    at = MomentField(label="When it was held", error_messages={"required": "Enter when it was held."})

    def __init__(self, *args: Any, workers: Iterable[tuple[Any, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["chair"] = chosen("Who chaired", workers, "Choose who chaired the meeting.")


class PlannedForm(Form):
    """Another time."""

    planned = MomentField(label="When instead", error_messages={"required": "Enter when it is to be."})


class CameForm(Form):
    """Who of those asked came, and what they said. ``was_`` keeps what stood there when the page was opened."""

    def __init__(self, *args: Any, attendances: Sequence[Attendance], **more: Any) -> None:
        rows = {f"came_{each.pk}": each.came or "" for each in attendances}
        said = {f"said_{each.pk}": each.said for each in attendances}
        was = {f"was_{each.pk}": each.said for each in attendances}
        more["initial"] = {**rows, **said, **was, **(more.get("initial") or {})}
        super().__init__(*args, **more)
        self.attendances = list(attendances)
        for each in self.attendances:
            self.fields[f"came_{each.pk}"] = forms.ChoiceField(
                label="Did they come?", choices=Came.choices, widget=forms.RadioSelect, required=False
            )
            self.fields[f"said_{each.pk}"] = lines("What they said or reported", "", required=False)
            self.fields[f"was_{each.pk}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Whoever said something came, or sent a report."""
        data: dict[str, Any] = super().clean() or {}
        for each in self.attendances:
            if (data.get(f"said_{each.pk}") or "").strip() and not data.get(f"came_{each.pk}"):
                self.add_error(f"came_{each.pk}", "Say whether they came or sent a report.")
        return data

    def told(self, data: Mapping[str, Any]) -> list[Told]:
        """What the verb is given: those answered for."""
        return [
            Told(each.pk, data[f"came_{each.pk}"], data[f"said_{each.pk}"], data[f"was_{each.pk}"])
            for each in self.attendances
            if data[f"came_{each.pk}"]
        ]


class MinutesForm(Form):
    """The minutes, in parts. ``version`` is that of the meeting when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, parts: Sequence[Written], about: Sequence[tuple[int, str]], version: int, **more: Any
    ) -> None:
        start: dict[str, Any] = {"version": version}
        for number, part in enumerate(parts, 1):
            start |= {
                f"heading_{number}": part.heading,
                f"text_{number}": part.text,
                f"child_{number}": part.child or "",
                f"confidential_{number}": part.confidential,
            }
        more["initial"] = {**start, **(more.get("initial") or {})}
        super().__init__(*args, **more)
        typed = [int(name[8:]) for name in self.data if name.startswith("heading_") and name[8:].isdecimal()]
        filled = max([len(parts), *(n for n in typed if n <= MOST_PARTS and self.data.get(f"text_{n}", "").strip())])
        self.places = list(range(1, min(MOST_PARTS, filled + SPARE_PARTS) + 1))
        for number in self.places:
            self.fields[f"heading_{number}"] = forms.CharField(label="Heading", max_length=120, required=False)
            self.fields[f"text_{number}"] = lines("What was said", "", required=False)
            self.fields[f"child_{number}"] = chosen("About", about)
            self.fields[f"child_{number}"].choices = [("", "All the children"), *about]  # type: ignore[attr-defined]
            self.fields[f"confidential_{number}"] = forms.BooleanField(
                label="Confidential: only in the copies of those who get the confidential parts", required=False
            )

    def clean(self) -> dict[str, Any]:
        """A heading for each text; a heading without text is left out."""
        data: dict[str, Any] = super().clean() or {}
        for number in self.places:
            if (data.get(f"text_{number}") or "").strip() and not (data.get(f"heading_{number}") or "").strip():
                self.add_error(f"heading_{number}", "Give this part a heading.")
        return data

    def written(self, data: Mapping[str, Any]) -> list[Written]:
        """What the verb is given."""
        return [
            Written(
                heading=data[f"heading_{number}"],
                text=data[f"text_{number}"],
                child=data[f"child_{number}"],
                confidential=data[f"confidential_{number}"],
            )
            for number in self.places
            if data[f"text_{number}"].strip()
        ]


class CorrectionForm(Form):
    """Something in minutes that went out is put right."""

    heading = forms.CharField(
        label="What is corrected", max_length=120, error_messages={"required": "Say what is corrected."}
    )
    text = lines("The correction", "Write the correction.")
    confidential = forms.BooleanField(label="Confidential", required=False)


class CancelForm(Form):
    """It is not held."""

    why = forms.CharField(
        label="Why it is not held", max_length=300, widget=forms.Textarea, error_messages={"required": "Write why."}
    )
