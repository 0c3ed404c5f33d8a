"""The forms of assessment. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.assessment.codes import Factor, Late, Level, Met, Outcome
from righthelp.practice.assessment.models import Standard
from righthelp.practice.casework.codes import Agency


def lines(label: str, ask: str, *, hint: str = "", required: bool = True) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, widget=forms.Textarea, help_text=hint, required=required, error_messages={"required": ask}
    )


EACH = "It stands on each child’s own record, so name no other child in it."


class NothingForm(Form):
    """A press without a question."""


class WhyForm(Form):
    """One reason."""

    why = lines("Why", "Write why.")


class WriterForm(Form):
    """A form that asks for a worker."""

    to = forms.TypedChoiceField(
        label="Who writes it from now on", coerce=int, error_messages={"required": "Choose who writes it."}
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = [("", "Choose"), *people]  # type: ignore[attr-defined]  # a choice field


class ChildrenForm(Form):
    """A form about one assessment and, where ticked, those of brothers and sisters assessed together."""

    also = forms.TypedMultipleChoiceField(
        label="The same for", coerce=int, widget=forms.CheckboxSelectMultiple, required=False, help_text=EACH
    )

    def __init__(self, *args: Any, others: Iterable[tuple[int, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        choices = list(others)
        if choices:
            self.fields["also"].choices = choices  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["also"]


class HandOverForm(ChildrenForm):
    """Another worker has it."""

    to = forms.TypedChoiceField(
        label="Who writes it from now on", coerce=int, error_messages={"required": "Choose who writes it."}
    )
    why = lines("What they must know", "Write what the next worker must know.")

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = [("", "Choose"), *people]  # type: ignore[attr-defined]  # a choice field


class BeginForm(Form):
    """Whom an assessment is about, and who writes it."""

    children = forms.TypedMultipleChoiceField(
        label="Whom this is about",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Brothers and sisters at home whose referral is accepted: tick those you assess together.",
        error_messages={"required": "Tick at least one child."},
    )
    worker = forms.TypedChoiceField(
        label="Who writes it", coerce=int, error_messages={"required": "Choose who writes it."}
    )

    def __init__(
        self, *args: Any, who: Iterable[tuple[int, str]], people: Iterable[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["children"].choices = list(who)  # type: ignore[attr-defined]  # a choice field
        self.fields["worker"].choices = [("", "Choose"), *people]  # type: ignore[attr-defined]  # a choice field


class WriteForm(Form):
    """One section. The hidden fields say which versions were opened and what was brought forward."""

    own = lines("Text", "", required=False)
    shared = lines("For all of them", "", required=False)
    own_seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shared_seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    source = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ContributionForm(Form):
    """What a partner was asked and said."""

    agency = forms.ChoiceField(
        label="Agency",
        choices=[("", "Choose"), *Agency.choices],
        error_messages={"required": "Choose who was asked."},
    )
    who = forms.CharField(label="Name and role", max_length=120, required=False)
    asked = DayField(label="Asked on", required=False)
    given = DayField(label="Told us on", required=False)
    what = lines(
        "What they said", "", hint="In their words where you can. Leave empty until they answer.", required=False
    )
    for_all = forms.BooleanField(label="About all the children assessed together", required=False)


class AnswerForm(Form):
    """Whoever was asked has answered."""

    given = DayField(label="Told us on", error_messages={"required": "Enter the day on which they told you."})
    what = lines("What they said", "Write what they said.")


class FactorsForm(ChildrenForm):
    """What was found."""

    factors = forms.MultipleChoiceField(
        label="What was found",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what was found; ‘None’ is an answer."},
    )

    def __init__(self, *args: Any, factors: Sequence[Factor], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["factors"].choices = [(each.code, each.label) for each in factors]  # type: ignore[attr-defined]  # as above


class ReviewForm(ChildrenForm):
    """A manager's look at where it stands."""

    note = lines(
        "Where it stands, and what you ask for",
        "Write where it stands, and what you asked for.",
        hint="Has every child been seen alone? What is still not known? Is it on its way to be in time?",
    )


class SubmitForm(ChildrenForm):
    """The worker's advice to the manager."""

    advised = forms.ChoiceField(
        label="What do you advise?",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you advise."},
    )
    advised_level = forms.ChoiceField(
        label="Level of need, by Right Help, Right Time",
        choices=Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level of need."},
    )
    not_seen_why = lines("Why the child has not been seen since the referral", "", required=False)


class StandardsForm(Form):
    """The practice standards, one question each with what lacks."""

    def __init__(
        self,
        *args: Any,
        standards: Sequence[Standard],
        required: bool = True,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        for each in standards:
            self.fields[f"standard_{each.pk}"] = forms.ChoiceField(
                label=each.name,
                help_text=each.ask,
                choices=Met.choices,
                widget=forms.RadioSelect,
                required=required,
                error_messages={"required": f"Say whether ‘{each.name}’ is met."},
            )
            self.fields[f"standard_{each.pk}_note"] = forms.CharField(
                label="If not met: what lacks", max_length=400, required=False
            )
        self.standards = list(standards)

    def answers(self, data: Mapping[str, Any]) -> dict[int, tuple[str, str]]:
        """By standard: whether it is met, and what lacks."""
        return {
            each.pk: (data[f"standard_{each.pk}"], data[f"standard_{each.pk}_note"])
            for each in self.standards
            if data.get(f"standard_{each.pk}")
        }


class AuthoriseForm(StandardsForm):
    """The manager's decision."""

    also = forms.TypedMultipleChoiceField(
        label="The same for", coerce=int, widget=forms.CheckboxSelectMultiple, required=False, help_text=EACH
    )
    outcome = forms.ChoiceField(
        label="What it leads to",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it leads to."},
    )
    level = forms.ChoiceField(
        label="Level of need, by Right Help, Right Time",
        choices=Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level of need."},
    )
    decision = lines(
        "Why",
        "Write why. Nothing is decided without a reason.",
        hint="What convinces you, what the child and parents will notice, and what you want to see next.",
    )
    late = forms.ChoiceField(label="Why it is late", choices=[("", "Choose"), *Late.choices], required=False)
    late_why = forms.CharField(label="In a sentence", max_length=400, required=False)

    def __init__(self, *args: Any, others: Iterable[tuple[int, str]], is_late: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = list(others)
        if choices:
            self.fields["also"].choices = choices  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["also"]
        asked = [name for name in self.fields if name.startswith("standard_")]
        self.order_fields([*asked, "outcome", "level", "decision", "late", "late_why", "also"])
        if not is_late:
            del self.fields["late"], self.fields["late_why"]
            return
        for name, ask in (("late", "It is past its forty-five working days. Choose why."), ("late_why", "Write why.")):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = ask
