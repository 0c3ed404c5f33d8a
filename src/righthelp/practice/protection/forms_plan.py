"""The forms of a running plan. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.practice.casework.codes import Agency
from righthelp.practice.protection.codes import Barrier, Category, Level, OtherEnding
from righthelp.practice.protection.forms import Choices, choice, lines, numbered, several


class CoreGroupForm(Form):
    """A core group met."""

    at = MomentField(label="When", error_messages={"required": "Enter when it was."})
    where = forms.CharField(label="Where", max_length=120, required=False)
    changed = lines("What has changed since last time", "Write what has changed, or that nothing has.")
    stuck = lines("What has not changed, or worries us")
    next_steps = lines("What happens next", "Write what happens next, and who does it.")

    def __init__(self, *args: Any, plans: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["plans"] = several("For which children", plans, "Choose for which children the core group met.")
        self.order_fields(["plans", "at", "where", "changed", "stuck", "next_steps"])


class MemberForm(Form):
    """Somebody joins the core group."""

    agency = choice("For whom are they there", Agency.choices, "Say for whom they are there.", radio=False)
    name = forms.CharField(label="Or somebody else, by name", max_length=120, required=False)
    role = forms.CharField(label="What they do", max_length=120, required=False)
    attached = forms.BooleanField(label="Of another service, and sits with our team", required=False)

    def __init__(self, *args: Any, workers: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"] = numbered("A colleague", workers)
        self.order_fields(["agency", "worker", "name", "role", "attached"])


class CategoryForm(Form):
    """Another category."""

    category = choice("Category", Category.choices, "Choose the category.")
    starts = DayField(label="From which day", error_messages={"required": "Enter the day."})
    why = lines("Why", "Write why the category changes.")


class ChairForm(Form):
    """Somebody else chairs."""

    def __init__(self, *args: Any, chairs: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["chair"] = numbered("Chair", chairs, "Choose who chairs.")


class ContingencyForm(Form):
    """What happens if nothing changes."""

    contingency = lines("What happens if nothing changes", "Write what happens if nothing changes.")


class NoteForm(Form):
    """What somebody above writes."""

    note = lines("What you think, and what you ask for", "Write what you think, and what you ask for.")


class OversightForm(NoteForm):
    """A manager's note, on the plan or on one action of it."""

    def __init__(self, *args: Any, actions: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["action"] = numbered("About which action", actions, hint="Leave empty: about the plan as a whole.")


class EscalateForm(Form):
    """Change is not seen."""

    barrier = choice("What stands in the way", Barrier.choices, "Say what stands in the way.", radio=False)
    issue = lines("What does not change, and what that does to the child", "Write what does not change.")
    level = choice("How far up", Level.choices, "Say how far up it goes.")
    to = forms.CharField(label="To whom", max_length=120, error_messages={"required": "Say to whom it goes."})


class AnswerForm(Form):
    """What was answered."""

    response = lines("What was answered", "Write what was answered.")
    solved = choice("Does that solve it?", [("yes", "Yes"), ("no", "No: it goes further up")], "Say whether it does.")


class AwayForm(Form):
    """The family moves."""

    council = forms.CharField(
        label="Which council", max_length=80, error_messages={"required": "Say which council the family moves to."}
    )
    contact = forms.CharField(
        label="Who was told there, and how",
        max_length=200,
        error_messages={"required": "Say who was told there, and how."},
    )


class TakenForm(Form):
    """Their conference was held."""

    on = DayField(label="When their conference was held", error_messages={"required": "Enter the day."})
    what = forms.CharField(label="What it decided", max_length=300, required=False)


class EndForm(Form):
    """The plan ends without a review."""

    ending = choice("Why", OtherEnding.choices, "Say why the plan ends.")
    on = DayField(label="On which day", error_messages={"required": "Enter the day."})
    why = lines("In a few words", "Write why the plan ends.")
