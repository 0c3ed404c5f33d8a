"""The forms of allocation. Fields are named as the verbs' parameters."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.workforce.models import CoWorkRole, DemandKind, Why
from righthelp.practice.workforce.record import Passing

Choices = list[tuple[str, str]]


def _worker(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        empty_value=None,
        error_messages={"required": "Choose a worker.", "invalid_choice": "Choose a worker from the list."},
    )


def _offer(field: forms.Field, choices: Choices) -> None:
    field.choices = [("", "Choose"), *choices]  # type: ignore[attr-defined]  # a choice field


class AllocateForm(Form):
    """A child's work passes to a worker. ``held_by`` is whom the page showed as holding it."""

    worker = _worker("Worker")
    reason = forms.CharField(
        label="Why", required=False, max_length=200, help_text="For whoever reads the record later, the child included."
    )
    despite = forms.BooleanField(label="Allocate all the same", required=False)
    held_by = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["worker"], workers)


class CoWorkForm(Form):
    """Somebody works with the child beside the primary worker."""

    worker = _worker("Who")
    role = forms.ChoiceField(
        label="What they do",
        choices=CoWorkRole.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they will do."},
    )
    reason = forms.CharField(label="Why", required=False, max_length=200)

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["worker"], workers)


class StopForm(Form):
    """Somebody stops working with the child."""

    worker = _worker("Who stops")
    reason = forms.CharField(
        label="Why", max_length=200, error_messages={"required": "Say why the work ends, for whoever reads it later."}
    )

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["worker"], workers)


class UndoForm(Form):
    """An allocation was a mistake."""

    reason = forms.CharField(
        label="What the mistake was", max_length=300, error_messages={"required": "Say what the mistake was."}
    )


class DemandForm(Form):
    """The work is more than the plan says."""

    kind = forms.ChoiceField(
        label="What makes it more",
        choices=DemandKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers in the list."},
    )
    starts = DayField(label="Since when", error_messages={"required": "Enter since when it is so."})
    why = forms.CharField(label="Why", max_length=200, error_messages={"required": "Say why."})


class DemandEndsForm(Form):
    """The work is what the plan says again."""

    ended = DayField(label="First day without it", error_messages={"required": "Enter the day."})


class ReadForm(Form):
    """Nothing to fill in: the button says that the note has been read."""


class PassOnForm(Form):
    """A worker's children pass to colleagues: a tick, a colleague and a note for each child."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    why = forms.ChoiceField(
        label="Why",
        choices=Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say why the children pass to others."},
    )
    note = forms.CharField(
        label="For everybody who takes one of them", required=False, max_length=4000, widget=forms.Textarea
    )
    despite = forms.BooleanField(label="Pass them on all the same", required=False)

    def __init__(self, *args: Any, workers: Choices, children: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children = list(children)
        for child in self.children:
            self.fields[f"take_{child}"] = forms.BooleanField(label="Pass on", required=False)
            self.fields[f"to_{child}"] = forms.TypedChoiceField(
                label="To", coerce=int, empty_value=None, required=False, choices=[("", "Choose"), *workers]
            )
            self.fields[f"note_{child}"] = forms.CharField(
                label="What the new worker must know", required=False, max_length=4000, widget=forms.Textarea
            )

    def clean(self) -> dict[str, Any]:
        """A ticked child has somebody to go to, and at least one is ticked."""
        data = super().clean() or {}
        ticked = [child for child in self.children if data.get(f"take_{child}")]
        for child in ticked:
            if not data.get(f"to_{child}") and f"to_{child}" not in self.errors:
                self.add_error(f"to_{child}", "Choose to whom this child passes, or take the tick away.")
        if not ticked:
            self.add_error(None, "Tick at least one child, and choose to whom they pass.")
        return data

    def passing(self) -> list[Passing]:
        """The ticked children."""
        data = self.cleaned_data
        return [
            Passing(child, data[f"to_{child}"], data[f"note_{child}"])
            for child in self.children
            if data[f"take_{child}"]
        ]

    @staticmethod
    def fresh() -> dict[str, Any]:
        """The start of a form that has not been sent: its own key."""
        return {"key": uuid.uuid4()}


class TakeBackForm(Form):
    """A hand-over was a mistake for some of the children."""

    children = forms.TypedMultipleChoiceField(
        label="Who goes back",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one child to take back."},
    )
    reason = forms.CharField(
        label="What the mistake was", max_length=300, error_messages={"required": "Say what the mistake was."}
    )

    def __init__(self, *args: Any, passed: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"].choices = passed  # type: ignore[attr-defined]  # a choice field
