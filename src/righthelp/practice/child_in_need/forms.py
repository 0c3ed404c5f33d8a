"""The forms of plans, reviews and moves. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.practice.casework.codes import Agency
from righthelp.practice.child_in_need.codes import (
    ENDINGS,
    Agreed,
    Answer,
    EscalationLevel,
    Issue,
    OversightKind,
    Progress,
    ReviewDecision,
    Said,
    Source,
    StepTo,
    Threshold,
    Verdict,
)

Choices = list[tuple[str, str]]


def long_text(label: str, ask: str = "", hint: str = "") -> forms.CharField:
    """A box of several lines; ``ask`` is what is said when it is empty, and without it the box may stay so."""
    given: dict[str, Any] = {"error_messages": {"required": ask}} if ask else {"required": False}
    return forms.CharField(label=label, help_text=hint, max_length=20_000, widget=forms.Textarea, **given)


def line(label: str, ask: str = "", hint: str = "", longest: int = 160) -> forms.CharField:
    """A box of one line."""
    given: dict[str, Any] = {"error_messages": {"required": ask}} if ask else {"required": False}
    return forms.CharField(label=label, help_text=hint, max_length=longest, **given)


def radios(label: str, choices: Any, ask: str, hint: str = "") -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=choices, widget=forms.RadioSelect, error_messages={"required": ask}
    )


def day(label: str, ask: str = "", hint: str = "") -> DayField:
    """A day; without ``ask`` it may stay empty."""
    if ask:
        return DayField(label=label, help_text=hint, error_messages={"required": ask})
    return DayField(label=label, help_text=hint, required=False)


def chosen(label: str, ask: str = "", hint: str = "") -> forms.TypedChoiceField:
    """One of a long list, filled in when the form is opened."""
    return forms.TypedChoiceField(
        label=label, help_text=hint, coerce=int, empty_value=None, required=bool(ask), error_messages={"required": ask}
    )


def fresh_key(form: Form) -> None:
    """A key for what is recorded once, however often the button is pressed."""
    form.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class KeyedForm(Form):
    """A form whose sending is counted once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fresh_key(self)


class ChoosingForm(Form):
    """A form with lists that are filled in when it is opened: ``choices`` by field."""

    def __init__(self, *args: Any, choices: dict[str, Choices] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (choices or {}).items():
            field = self.fields[name]
            first = [] if isinstance(field, forms.MultipleChoiceField) else [("", "Choose")]
            field.choices = [*first, *rows]  # type: ignore[attr-defined]  # a choice field


class TakeOnForm(ChoosingForm):
    """A child is taken on."""

    kind = radios("Kind of plan", [], "Choose what the plan is for.")
    source = radios("Where it came from", Source.choices, "Choose where it came from.")
    starts = day("The plan begins", "Enter the day on which the plan begins.")
    team = chosen("Team that answers for it", "Choose the team.")
    worker = chosen("Who leads", hint="Only where nobody holds the child’s work yet.")
    threshold = long_text(
        "What the child needs, and why section 17 is right",
        "Write what the child needs, and why section 17 is right.",
    )
    agreed = radios("What the family said", Agreed.choices, "Say what the family said. Without agreement none begins.")
    agreed_by = line("Who agreed", "Write who in the family agreed.", longest=200)
    agreed_on = day("When", "Enter when they agreed.")
    weeks = forms.IntegerField(
        label="For how many weeks it is meant",
        required=False,
        help_text="Leave empty if that cannot be said yet. Up to 12 weeks is short-term intervention.",
        error_messages={"invalid": "Enter a number of weeks, like 12."},
    )


class WhyForm(Form):
    """A reason."""

    why = line("Why", "Write why.", longest=300)


class PartnerForm(Form):
    """A partner’s part."""

    agency = forms.ChoiceField(label="Agency", choices=Agency.choices, error_messages={"required": "Choose one."})
    who = line("Who", "Write who does it.", longest=120)
    does = line("What they do for the child", "Write what they do for the child.", longest=400)


class CallForm(ChoosingForm):
    """A review meeting is called."""

    planned = MomentField(label="When", error_messages={"required": "Enter the day and the time."})
    where = line("Where", longest=120)
    chair = chosen("Who chairs", "Choose who chairs.")
    plans = forms.TypedMultipleChoiceField(
        label="Also about", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    people = long_text(
        "Who is asked", hint="One a line: the name, and where they come from. Like: Joan Applewhite, school"
    )


class ReviewForm(ChoosingForm):
    """What a review came to."""

    meeting = chosen("Which meeting", hint="One that was called. Leave it empty to record one that was not.")
    at = MomentField(label="When it was held", error_messages={"required": "Enter when it was held."})
    progress = radios("For the child", Progress.choices, "Say how things are for the child.")
    outcomes = long_text("How far each outcome has come", "Write how far each outcome has come.")
    child_view = long_text("What the child says", "Write what the child says, or what you saw of how they are.")
    family_view = long_text("What the family says", "Write what the family says.")
    decision = radios("What was decided", ReviewDecision.choices, "Choose what was decided.")
    reason = long_text("Why", "Write why this was decided.")
    next_by = day("Next review by", hint="Only if sooner than the limit asks.")


class StepForm(ChoosingForm):
    """A step is asked for."""

    to = radios("What is needed", StepTo.choices, "Choose what is needed.")
    level = radios("Level of need now", Threshold.choices, "Choose the level you see.")
    why = long_text("What has changed, and why this is right now", "Write what has changed, and why this is right now.")
    family = radios("What the family says", Said.choices, "Say what the family says.")
    family_words = line("In their words, or why they were not asked", longest=400)
    team = chosen("Which of our teams is asked")
    receiver = line(
        "Or who else is asked", hint="For early help and universal services: a school, a children’s centre."
    )


class AnswerForm(Form):
    """The receiving side answers."""

    answer = radios("Answer", Answer.choices, "Choose the answer.")
    why = long_text("Why", "Write why.")
    answered_words = line("Who said so", hint="For somebody who has no sign-in here.")


class ClosingForm(Form):
    """Closing is proposed."""

    ending = radios("Why it ends", ENDINGS, "Choose why it ends.")
    why = long_text("What has changed for the child", "Write why the plan ends.")
    told = line(
        "Who is told", "Write who is told.", hint="Family, child, school, health, everybody in the plan.", longest=400
    )
    family_words = long_text("What child and family say to it")


class VerdictForm(Form):
    """A manager decides."""

    verdict = radios("Decision", Verdict.choices, "Choose what you decide.")
    why = long_text("Why", "Write why.")
    ends = day("First day without the plan")


class OversightForm(KeyedForm, ChoosingForm):
    """A manager writes."""

    kind = radios("About", OversightKind.choices, "Choose what it is about.")
    action = chosen("On which action of the plan")
    note = long_text("What you saw, decided, and what happens next", "Write what you saw and decided.")


class EscalateForm(Form):
    """Something stands in the way."""

    issue = radios("What stands in the way", Issue.choices, "Choose what stands in the way.")
    what = long_text("What it does to the child", "Write what it does to the child.")
    level = radios("How far up", EscalationLevel.choices, "Choose how far up.")
    to = line("Who is told", "Write who is told.")


class FurtherForm(Form):
    """One level up."""

    to = line("Who is told", "Write who is told.")
    what = long_text("What it still does to the child", "Write what it still does to the child.")


class AnsweredForm(Form):
    """They answered."""

    answer = long_text("What they answered, and what they will do", "Write what they answered.")


class SettledForm(Form):
    """It is over."""

    how = line("How it was settled", "Write how it was settled.", longest=400)


class TeamForm(ChoosingForm):
    """Another team answers."""

    team = chosen("Team", "Choose the team.")


class NothingForm(Form):
    """Nothing to fill in: the button does it."""
