"""The forms of relatives approved for a time, and of concerns about a household."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form, MomentField
from righthelp.practice.care.forms import day, one_of, short_line
from righthelp.practice.casework.forms import chosen, lines
from righthelp.practice.fostering.codes import Matter, Settled
from righthelp.practice.fostering.forms import RegisterForm

Rows = Iterable[tuple[Any, str]]


class KnownForm(RegisterForm):
    """A relative or friend is approved for a time."""

    on = None  # type: ignore[assignment]  # how Django leaves a field out
    starts = day("Approved from", "Enter the day.")
    name = short_line("What the home is called", 120, "Give the home a name: the carers’ names.")
    seen = lines(
        "What is known of them", "Write what you know of them, their home, and the child’s wishes.",
        hint="Schedule 4: who lives there, health, past care of children, the home, what the child and parents say.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Rows, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        hint = "Grown-ups on the family’s page. Record first how they know each other."
        self.fields["carer"] = chosen("Who", people, "Choose who will look after the child.", hint=hint)
        self.fields["worker"] = chosen("Who assesses them", workers, "Choose a colleague.")


class ExtendForm(Form):
    """Eight weeks more."""

    on = day("From", "Enter the day.")
    why = lines("Why", "Write why eight weeks more are needed.")


class KnownEndForm(Form):
    """It ended without approval."""

    ending = one_of("How it ended", Settled.choices, "Choose how it ended.")
    on = day("When", "Enter the day.")
    why = lines("Why", "Write why it ended.")


class ConcernForm(Form):
    """A concern is known."""

    matter = one_of("What it is", Matter.choices, "Choose what it is.")
    known = MomentField(label="When the service knew", error_messages={"required": "Enter when you knew."})
    said = lines("What was said", "Write what was said, in its words.")
    hold = forms.BooleanField(
        label="Place no child there while it lasts", required=False, help_text="Of an allegation always."
    )

    def __init__(self, *args: Any, workers: Rows, children: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["deals"] = chosen("Who deals with it", workers, "Choose a colleague.")
        self.fields["child"] = chosen("Which child it is about", children, none="No child, or another")


class MomentForm(Form):
    """A moment."""

    at = MomentField(label="When", error_messages={"required": "Enter when."})


class SupportForm(Form):
    """Who stands by the carers."""

    support = lines("Who, and what was offered", "Write who stands by the carers, and what was offered.")


class DealsForm(Form):
    """Somebody else deals with it."""

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["deals"] = chosen("Who deals with it", workers, "Choose a colleague.")


class OutcomeForm(Form):
    """There is an outcome."""

    outcome = one_of("Outcome", [], "Choose the outcome.")
    on = day("When", "Enter the day.")
    why = lines("What it rests on", "Write what the outcome rests on.")
    free = forms.BooleanField(label="The places are offered again", required=False)

    def __init__(self, *args: Any, outcomes: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["outcome"] = one_of("Outcome", list(outcomes), "Choose the outcome.")


__all__ = [
    "ConcernForm", "DealsForm", "ExtendForm", "KnownEndForm", "KnownForm", "MomentForm", "OutcomeForm",
    "SupportForm",
]  # fmt: skip
