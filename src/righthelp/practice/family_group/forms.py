"""The forms of work with families. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form, MomentField, PoundsField
from righthelp.practice.care.forms import WhyForm, address_fields, day, one_of, place_of, short_line
from righthelp.practice.casework.forms import YES_NO, chosen, lines
from righthelp.practice.family_group.codes import (
    Agreed,
    Cause,
    Closed,
    Coming,
    Every,
    Hours,
    How,
    Offer,
    Outcome,
    Ready,
    Together,
)

Rows = Iterable[tuple[Any, str]]
_DAY = "Enter the day."


class _WorkerForm(Form):
    """Names one of ours in the field ``names``; without ``ask`` nobody need be named yet."""

    names, words, ask = "worker", "Who", ""

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields[self.names] = chosen(self.words, workers, self.ask, none="Nobody yet")


def also_for(label: str, children: Rows, hint: str) -> forms.TypedMultipleChoiceField:
    """Tick brothers and sisters."""
    return forms.TypedMultipleChoiceField(
        label=label, choices=list(children), coerce=int, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=hint,
    )  # fmt: skip


class AskForm(_WorkerForm):
    """A conference or a family meeting is asked for, for brothers and sisters at once where ``also`` names any."""

    names, words = "coordinator", "Co-ordinator"

    def __init__(self, *args: Any, also: Rows = (), **more: Any) -> None:
        super().__init__(*args, **more)
        if also := list(also):
            hint = "One conference and one plan for all who are ticked. Each has it on their record."
            self.fields["also"] = also_for("Brothers and sisters it is about too", also, hint)

    kind = one_of("What the family is offered", Together.choices, "Choose one.")
    asked = day("On", _DAY)
    why = lines("Why the family should decide together", "Write why.")
    questions = lines(
        "What the family is asked", "Write what the family is asked.",
        hint="Few and plain questions the family can answer: ‘Where will Maya sleep while her mother is in hospital?’",
    )  # fmt: skip
    without = lines("Who must not be there, and why", "", required=False, hint="An order of a court, a danger.")


class CoordinatorForm(_WorkerForm):
    """Who co-ordinates it."""

    names, words, ask = "coordinator", "Co-ordinator", "Choose who co-ordinates it."


class MemberForm(Form):
    """Somebody of the family."""

    name = short_line("Name", 120, "Write their name.", "The same name again changes what is said here.")
    who = short_line("Who they are to the child", 80, "Write who they are to the child.", "Grandmother, godfather.")
    coming = one_of("Do they take part?", Coming.choices, "Choose one.")
    words_said = lines("Their words, or why they must not be there", "", required=False)


class CallForm(Form):
    """The conference is called."""

    planned = MomentField(label="When", error_messages={"required": "Enter when."})
    where = short_line("Where", 120, hint="A place the family chooses.")


class FamilyPlanForm(Form):
    """The family's plan."""

    plan = lines("The family’s plan, in its own words", "Write the family’s plan.")


class PromiseForm(Form):
    """Who of the family does what, for brothers and sisters at once where ``also`` names any."""

    def __init__(self, *args: Any, also: Rows = (), **more: Any) -> None:
        super().__init__(*args, **more)
        if also := list(also):
            self.fields["also"] = also_for("The same for", also, "Each has it under Actions.")

    what = short_line("What", 400, "Write what is done.")
    owner = short_line("Who of the family", 120, "Write who of the family does it.")
    by_when = day("By when", "Enter by when.")


class JoinForm(Form):
    """A brother or sister is part of it from now on."""

    def __init__(self, *args: Any, children: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["child"] = chosen("Who", children, "Choose who.")


class AnswerForm(Form):
    """Whether the plan is agreed."""

    on = day("On", _DAY)
    agreed = one_of("Is the family’s plan agreed?", Agreed.choices, "Choose one.")
    why = lines("Why, in words for the family", "Write why.")


class ResourceForm(Form):
    """Money for the plan."""

    what = short_line("What it is for", 200, "Write what it is for.", "Bunk beds; train fares for Saturdays.")
    pence = PoundsField("Amount each time")
    every = one_of("How often", Every.choices, "Choose how often.")
    times = forms.IntegerField(
        label="How many times", min_value=1, max_value=52, initial=1, help_text="Once is 1.",
        error_messages={"required": "Enter how many times; once is 1."},
    )  # fmt: skip


class DecideForm(Form):
    """Whether the money is approved."""

    approved = one_of("Is the money approved?", YES_NO, "Choose one.")
    why = lines("Why", "Write why.")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"approved": data["approved"] == "yes"}


class ReviewForm(Form):
    """The plan was reviewed with the family."""

    on = day("On", _DAY)
    said = lines("What held, what did not, what changes", "Write what held, and what did not.")


class CloseForm(Form):
    """The work on it ends."""

    on = day("On", _DAY)
    closing = one_of("Why", [each for each in Closed.choices if each[0] != Closed.OUT], "Choose why.")
    why = lines("What became of it", "Write what became of it.")


class EdgeForm(_WorkerForm):
    """A team is asked."""

    words = "Who goes to the family"

    kind = one_of("Which team", Offer.choices, "Choose the team.")
    asked = MomentField(label="When the team was asked", error_messages={"required": "Enter when."})
    why = lines("Why the child may have to come into care", "Write why the child may have to come into care.")
    hours = one_of("When the family needs somebody", Hours.choices, "Choose when.")


class EdgeWorkerForm(_WorkerForm):
    """Who works with the family."""

    words, ask = "Who works with the family", "Choose who."


class WorkForm(Form):
    """Work with the family."""

    at = MomentField(label="When", error_messages={"required": "Enter when."})
    minutes = forms.IntegerField(
        label="How many minutes", min_value=5, max_value=1440, error_messages={"required": "Enter how long."}
    )
    what = lines("What was done, and how the family is", "Write what was done, and how the family is.")


class OutcomeForm(Form):
    """The work ends."""

    ended = day("On", _DAY)
    outcome = one_of("Where the child lives now", Outcome.choices, "Choose where the child lives now.")
    why = lines("What was reached, and what helps from now on", "Write what was reached.")


class ReadyForm(Form):
    """Whether a child can go home."""

    changed = lines(
        "What has changed at home, and what has not", "Write what has changed at home, and what has not.",
        hint="Why the child came into care; what is different, and who has seen it; what is not.",
    )  # fmt: skip
    child_says = lines("What the child says", "", required=False, hint="In the child’s own words.")
    ready = one_of("Is the family ready?", Ready.choices, "Choose one.")


class BeginForm(ReadyForm):
    """Somebody asks whether the child can go home."""

    begun = day("On", _DAY)


class StagesForm(Form):
    """The way home."""

    planned = day("The day the plan was made", _DAY)
    stages = lines(
        "The stages",
        "Write the stages.",
        hint="Tea, a day, a night, a weekend; what has to go well before the next.",
    )
    support = lines("The support, before and after", "Write who helps, with what, how long.")


class DecisionForm(Form):
    """It is decided that the child goes home."""

    on = day("On", _DAY)
    why = lines("Why", "Write why.")


class HomeForm(Form):
    """The child goes home."""

    on = day("On", _DAY)
    how = one_of("By which way", How.choices, "Choose the way.", "With parents only under a care order.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields |= {name: each for name, each in address_fields().items() if name != "elsewhere"}
        self.fields["line"].help_text = "Where the parents live. For a placement with parents it must be said."

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        at = place_of(data)
        return data | {"at": at}


class CheckForm(Form):
    """Whether it holds."""

    months = one_of("Which check", [("3", "3 months"), ("6", "6 months"), ("12", "12 months")], "Choose which check.")
    on = day("On", _DAY)
    found = lines("How it goes", "Write how it goes.", hint="The child, the parents, school; what helps still.")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"months": int(data["months"])}


class CauseForm(Form):
    """Why the child came back."""

    cause = one_of("Why, most of all", Cause.choices, "Choose why.")
    why = lines("What happened, and what was learned", "Write what happened.")


class GiveUpForm(Form):
    """The plan is given up."""

    on = day("On", _DAY)
    why = lines("Why it is given up, and what is planned instead", "Write why it is given up.")


__all__ = [
    "AnswerForm",
    "AskForm",
    "BeginForm",
    "CallForm",
    "CauseForm",
    "CheckForm",
    "CloseForm",
    "CoordinatorForm",
    "DecideForm",
    "DecisionForm",
    "EdgeForm",
    "EdgeWorkerForm",
    "FamilyPlanForm",
    "GiveUpForm",
    "HomeForm",
    "JoinForm",
    "MemberForm",
    "OutcomeForm",
    "PromiseForm",
    "ReadyForm",
    "ResourceForm",
    "ReviewForm",
    "StagesForm",
    "WhyForm",
    "WorkForm",
]
