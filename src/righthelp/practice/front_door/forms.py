"""The forms of the front door. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms

from righthelp.foundation.pages.forms import Form, MomentField
from righthelp.practice.front_door.authorities import COUNCILS
from righthelp.practice.front_door.codes import (
    Channel,
    Closing,
    Consent,
    Level,
    Outcome,
    Risk,
    Source,
    Why,
    Without,
)
from righthelp.practice.front_door.screening_tools import ANSWERS, Tool

ROWS: Final = 6
"""Children that one call can be about at once; more are added by a second call."""


def _lines(label: str, ask: str, *, hint: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea, help_text=hint, required=required, error_messages={"required": ask}
    )


class ContactForm(Form):
    """Somebody tells us something. Children are rows: what was typed, and who it turned out to be."""

    received = MomentField(label="When they told us", error_messages={"required": "Enter when they told us."})
    channel = forms.ChoiceField(label="How", choices=Channel.choices, initial=Channel.PHONE)
    source = forms.ChoiceField(
        label="Who is calling",
        choices=[("", "Choose"), *Source.choices],
        error_messages={"required": "Choose who is calling; ‘Anonymous’ and ‘Not known’ are answers."},
    )
    organisation = forms.CharField(
        label="From which organisation",
        max_length=120,
        required=False,
        help_text="Part of the name of the school, surgery or station.",
    )
    organisation_pick = forms.CharField(required=False, widget=forms.HiddenInput)
    caller = forms.CharField(label="Caller’s name", max_length=120, required=False)
    caller_role = forms.CharField(label="What they do, or who they are to the child", max_length=80, required=False)
    reached_at = forms.CharField(
        label="How to reach them", max_length=120, required=False, help_text="A telephone number or secure address."
    )
    call_back = forms.CharField(
        label="Wants to be called back", max_length=120, required=False, help_text="When it is safe and convenient."
    )
    danger = forms.BooleanField(label="A child may be in danger now: a decision within four hours", required=False)
    why = forms.ChoiceField(
        label="Mostly about",
        choices=[("", "Choose"), *Why.choices],
        error_messages={"required": "Choose what it is mostly about."},
    )
    words = _lines("What they told us, in their own words", "Write what they told you, in their own words.")
    wants = _lines("What they would like to happen", "", required=False)
    consent = forms.ChoiceField(
        label="Has the family agreed that we are told?",
        choices=Consent.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the family agreed, or was not asked."},
    )
    without = forms.ChoiceField(
        label="If not, on what ground do we go on?",
        choices=[("", "Agreement was given"), *[each for each in Without.choices if each[0]]],
        required=False,
    )
    without_why = forms.CharField(label="Why, in a few words", max_length=400, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for n in range(1, ROWS + 1):
            self.fields[f"about_{n}"] = forms.CharField(
                label=f"Child {n}",
                max_length=120,
                required=False,
                help_text="Name, birth date or age, street: as they say it." if n == 1 else "",
            )
            self.fields[f"pick_{n}"] = forms.CharField(required=False, max_length=20)
        self.fields["also"] = forms.MultipleChoiceField(required=False)

    def typed(self) -> list[tuple[int, str, str]]:
        """What stands in the rows that are not empty: (number, text, who was picked)."""
        given: Mapping[str, Any] = self.data if self.is_bound else self.initial
        rows = [
            (n, str(given.get(f"about_{n}") or "").strip()[:120], str(given.get(f"pick_{n}") or "").strip())
            for n in range(1, ROWS + 1)
        ]
        return [row for row in rows if row[1]]


class TeamForm(Form):
    """A form that asks for a team."""

    team = forms.TypedChoiceField(label="Which team", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, teams: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["team"].choices = [("", "Choose"), *teams]  # type: ignore[attr-defined]  # a choice field


class DecideForm(TeamForm):
    """What happens next for the children ticked."""

    contacts = forms.TypedMultipleChoiceField(
        label="For which children",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one child."},
    )
    level = forms.ChoiceField(
        label="Level of need, by Right Help, Right Time",
        choices=Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level of need."},
    )
    outcome = forms.ChoiceField(
        label="What happens next",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens next."},
    )
    rationale = _lines(
        "Why",
        "Write why. Nothing is decided without a reason.",
        hint="What worries us, what is going well, what came before, and why this level.",
    )
    advice = _lines(
        "What was advised, or which service and how to reach it",
        "",
        hint="In plain words. Needed for advice and for another service.",
        required=False,
    )
    authority = forms.ChoiceField(label="Which council", choices=[("", "Choose"), *COUNCILS.items()], required=False)

    def __init__(self, *args: Any, children: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["contacts"].choices = list(children)  # type: ignore[attr-defined]  # a choice field


class HandOverForm(Form):
    """Somebody else has it from now on."""

    to = forms.TypedChoiceField(
        label="To whom", coerce=int, error_messages={"required": "Choose who has it from now on."}
    )
    note = forms.CharField(label="What they must know", max_length=400, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = [("", "Choose"), *people]  # type: ignore[attr-defined]  # a choice field


class NoteForm(Form):
    """It goes back to the team on duty."""

    note = _lines("What the next person must know", "Write what the next person must know.")


class ShiftForm(Form):
    """What is not decided passes to the shift that begins."""

    calls = forms.TypedMultipleChoiceField(
        label="What passes",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what is to be handed over."},
    )
    to = forms.ChoiceField(
        label="To whom",
        choices=[("night", "Emergency duty, while the offices are closed"), ("day", "The front door, in the morning")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who has it from now on."},
    )
    note = _lines("What the next shift must know", "Write what the next shift must know.")

    def __init__(self, *args: Any, items: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["calls"].choices = list(items)  # type: ignore[attr-defined]  # a choice field


class WhyForm(Form):
    """One reason, for taking something back."""

    why = _lines("Why", "Write why.")


class FoundForm(Form):
    """Who a described child is."""

    search = forms.CharField(label="Find the child", max_length=120, required=False)
    child = forms.IntegerField(
        required=False, widget=forms.HiddenInput, error_messages={"invalid": "Choose the child in the list."}
    )


class WordForm(Form):
    """What whoever told us has heard."""

    words = _lines(
        "What they were told", "Write what they were told.", hint="It names nobody; the reference is enough."
    )
    how = forms.ChoiceField(
        label="How",
        choices=[
            ("Telephone", "Telephone"),
            ("Secure message", "Secure message"),
            ("Letter", "Letter"),
            ("In person", "In person"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how they were told."},
    )


class ScreeningForm(Form):
    """A checklist: every question answered, and what the screener makes of it."""

    risk = forms.ChoiceField(
        label="What you make of it",
        choices=Risk.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you make of it."},
    )
    rationale = _lines("What makes you think so", "Write what makes you think so.")

    def __init__(self, *args: Any, tool: Tool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.tool = tool
        for code, question in tool.questions:
            self.fields[code] = forms.ChoiceField(
                label=question,
                choices=ANSWERS,
                widget=forms.RadioSelect,
                error_messages={"required": "Answer this question; ‘Not known’ is an answer."},
            )

    def for_verb(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        answers = {code: data[code] for code, _ in self.tool.questions}
        return {"answers": answers, "risk": data["risk"], "rationale": data["rationale"]}


class PassForm(TeamForm):
    """Another team is to have the referral."""

    why = _lines("Why it goes to another team", "Write why it goes to another team.")


class CloseForm(Form):
    """The work on a referral is over."""

    closing = forms.ChoiceField(
        label="How it ended",
        choices=Closing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended."},
    )
    why = _lines("Why", "Write why it is closed.")


class NothingForm(Form):
    """Nothing to fill in: the button says it."""
