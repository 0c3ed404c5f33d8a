"""The forms of legal work. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.care.forms import day, listed, one_of, short_line
from righthelp.practice.casework.forms import YES_NO, chosen, lines
from righthelp.practice.court.codes import (
    Aim,
    Application,
    Capacity,
    Cause,
    Decision,
    Exit,
    Files,
    HearingKind,
    Interpreter,
    OrderKind,
)

Rows = Iterable[tuple[Any, str]]


class AskForm(Form):
    """A question to the lawyers."""

    question = lines(
        "What you ask the lawyers", "Write what you ask the lawyers.",
        hint="What has happened, what worries you, what you think of doing, and by when you must know.",
    )  # fmt: skip


class AnswerForm(Form):
    """What the lawyers answered."""

    solicitor = short_line("Solicitor", 120, "Name the solicitor.")
    said = lines("What they advised", "Write what they advised.")


class DecideForm(Form):
    """What a legal planning meeting decided."""

    decision = one_of("What was decided", Decision.choices, "Choose what was decided.")
    decided = day("When", "Enter the day of the decision.")
    threshold = lines(
        "Why significant harm is likely", "Write why significant harm is likely.",
        hint="The harm the child suffers or is likely to suffer, and how it comes from the care given (section 31).",
    )  # fmt: skip
    solicitor = short_line("Our solicitor", 120)
    review_by = DayField(
        label="A manager looks at it again by", required=False, help_text="For pre-proceedings it must be given."
    )

    def __init__(self, *args: Any, about: Rows, meetings: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["children"] = forms.TypedMultipleChoiceField(
            label="For which children",
            choices=list(about),
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Tick at least one child."},
        )
        self.fields["meeting"] = chosen("At which meeting", meetings, none="Not recorded as a meeting here")
        self.order_fields(["children", "decision", "decided", "meeting", "threshold", "solicitor", "review_by"])


class LetterForm(Form):
    """The letter before proceedings."""

    on = day("The day on which the letter was sent", "Enter the day.")
    review_by = day("A manager looks at it again by", "Enter the day.")


class ReviewForm(Form):
    """Pre-proceedings go on."""

    review_by = day("A manager looks at it again by", "Enter the day.")


class EndForm(Form):
    """Pre-proceedings end without a court."""

    on = day("When", "Enter the day.")
    how = one_of("How", [(Exit.DOWN.value, Exit.DOWN.label), (Exit.OTHER.value, Exit.OTHER.label)], "Choose how.")
    why = lines("Why", "Write why.", hint="What has changed, and what shows it.")


class IssueForm(Form):
    """The application to court."""

    on = day("The day of the application", "Enter the day.")
    application = one_of("For what", Application.choices, "Choose what the court is asked for.")
    court = short_line("Court", 120, "Name the court.")
    number = short_line("Number of the case", 40, "Enter the number of the case.")
    judge = short_line("Judge", 120, hint="Once one is allocated.")


class ExtendForm(Form):
    """More time."""

    ordered = day("The day of the order", "Enter the day.")
    until = day("To end by", "Enter the day.")
    why = lines("Why the court found it necessary", "Write why the court found more time necessary.")


class HearingForm(Form):
    """A day at court."""

    kind = one_of("What for", HearingKind.choices, "Choose what the hearing is for.")
    on = day("When", "Enter the day.")


class HeldForm(Form):
    """What came of it."""

    held = one_of("Was it held?", YES_NO, "Say whether it was held.")
    decided = lines("What was decided, or why it was not held", "Write what was decided, or why it was not held.")


class FilingForm(Form):
    """Something to file."""

    what = short_line("What", 160, "Say what is to be filed.", "A statement, the care plan, an expert’s report.")
    side = listed("Who files it", Files.choices, "Choose who files it.")
    who = short_line("Their name", 120)
    due = day("By when", "Enter the day.")


class OnForm(Form):
    """A day."""

    on = day("When", "Enter the day.")


class DelayForm(Form):
    """A cause of delay."""

    on = day("When", "Enter the day.")
    cause = one_of("Cause", Cause.choices, "Choose the cause.")
    note = lines("What happened", "Write what happened.")
    owner = short_line("Who sees to it", 120, "Name who sees to it.")


class OrderForm(Form):
    """What the court ordered for one child."""

    kind = one_of("What the court ordered", OrderKind.choices, "Choose what the court ordered.")
    starts = day("From", "Enter the day of the order.")
    ends = DayField(label="To", required=False, help_text="Only if it ends by itself: a supervision order does.")
    holder = short_line("Who holds it", 160, hint="For special guardianship and child arrangements.")
    said = lines("What else the court said", "", required=False)


class ConsentForm(Form):
    """Who agreed that the child is accommodated."""

    agreed = day("When they agreed", "Enter the day.")
    who = short_line("Who agreed", 200, "Name who agreed.", "Everybody with parental responsibility who did.")
    capacity = one_of("Were they able to agree?", Capacity.choices, "Say whether they were able to agree.")
    advised = one_of("Were they told that they may have legal advice?", YES_NO, "Say whether they were told.")
    interpreter = one_of("An interpreter", Interpreter.choices, "Say whether an interpreter was needed.")
    aim = one_of("What it is to lead to", Aim.choices, "Choose what it is to lead to.")
    plan = lines("What was agreed", "Write what was agreed.", hint="For how long, contact, who decides what.")


class ConsentReviewForm(Form):
    """The agreement is looked at again."""

    on = day("When", "Enter the day.")
    aim = one_of("What it is to lead to", Aim.choices, "Choose what it is to lead to.")
    note = lines("Is section 20 still right?", "Write whether it is still right, and why.")


class ObjectionForm(Form):
    """Somebody with parental responsibility objects."""

    on = day("When", "Enter the day.")
    who = short_line("Who objects", 200, "Name who objects.")
    said = lines("What they said", "Write what they said.")


class SettledForm(Form):
    """What became of it."""

    on = day("When", "Enter the day.")
    how = lines(
        "What became of it", "Write what became of it.",
        hint="The child went home, the objection was taken back, or a court was asked for an order.",
    )  # fmt: skip
