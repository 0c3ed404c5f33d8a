"""The forms of an enquiry."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.section47.codes import Next, Outcome
from righthelp.practice.section47.forms import Pairs, lines, number_of, short


class WorkerForm(Form):
    """Somebody else makes the enquiry."""

    def __init__(self, *args: Any, workers: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"] = number_of(workers, "Who makes it", ask="Choose who makes the enquiry.", required=True)


class JointForm(Form):
    """The joint visit was made."""

    with_whom = forms.CharField(
        label="Who came from the police",
        max_length=200,
        help_text="Rank or number, name and unit.",
        error_messages={"required": "Write which officer came."},
    )

    def __init__(self, *args: Any, visits: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["visit"] = forms.TypedChoiceField(
            label="In which visit",
            coerce=int,
            widget=forms.RadioSelect,
            choices=list(visits),
            error_messages={"required": "Choose the visit.", "invalid_choice": "Choose the visit in the list."},
        )
        self.order_fields(["visit", "with_whom"])


class FindingForm(Form):
    """What was found; saved for later, or finished and passed to the manager."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    findings = lines(
        "What was found",
        "Write what was found, and what makes you think so.",
        hint="What the child said and showed, alone if they could; what parents, police, health and school say; "
        "strengths and what is working; what worries us; what is likely to happen if nothing changes.",
    )
    finished = forms.ChoiceField(
        label="Is the enquiry finished?",
        choices=[("no", "Not yet: keep what is written"), ("yes", "Yes: a manager reads it next")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is finished."},
    )
    outcome = forms.ChoiceField(label="Outcome", choices=Outcome.choices, widget=forms.RadioSelect, required=False)
    next_step = forms.ChoiceField(label="What follows", choices=Next.choices, widget=forms.RadioSelect, required=False)
    unseen_why = short("If the child was not seen since the discussion: why")
    late_why = short("If it took more than fifteen working days: why")

    def clean(self) -> dict[str, Any] | None:
        data = self.cleaned_data
        if data.get("finished") == "yes":
            for name, ask in (("outcome", "Choose the outcome."), ("next_step", "Choose what follows.")):
                if not data.get(name):
                    self.add_error(name, ask)
        return data


class AuthoriseForm(Form):
    """A manager agrees."""

    why = lines("Why you agree", "Write why you agree. Nothing is authorised without a reason.")
