"""The forms of work with children in education. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.care.forms import WhyForm, day, listed, one_of, short_line
from righthelp.practice.casework.forms import chosen, lines
from righthelp.practice.education import codes

Rows = Iterable[tuple[Any, str]]
_DAY = "Enter the day."


class UploadForm(Form):
    """A school's file."""

    file = forms.FileField(
        label="The file",
        help_text="CSV, up to 10,000 lines.",
        error_messages={"required": "Choose the file.", "empty": "This file is empty. Choose another."},
    )


class GiveForm(Form):
    """Which child a line is about."""

    def __init__(self, *args: Any, people: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = [(str(pk), words) for pk, words in people]
        self.fields["child"] = forms.TypedChoiceField(
            label="Which child it is", choices=rows, coerce=int, widget=forms.RadioSelect,
            error_messages={"required": "Choose the child, or set the line aside."},
        )  # fmt: skip


class AskForm(Form):
    """A query about attendance."""

    way = one_of("Who asks", codes.Way.choices, "Choose who asks whom.")
    level = one_of("What help the child has", codes.Level.choices, "Choose what help the child has.")
    asked = day("On", _DAY)
    what = lines("What is asked", "Write what is asked.")

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["whom"] = chosen("Who is asked", workers, hint="Only if it is one of us.")


class AnswerForm(Form):
    """The answer."""

    on = day("On", _DAY)
    answer = lines("The answer", "Write the answer.")


class FollowForm(Form):
    """The follow-up."""

    on = day("On", _DAY)
    note = lines("How it is now", "Write how it is now.")
    came = listed(
        "What came of it",
        [each for each in codes.Came.choices if each[0] != codes.Came.PANEL],
        hint="Leave it to go on. If it is not resolved, refer the child to the panel.",
    )


class ReferForm(Form):
    """A referral to the panel."""

    referred = day("On", _DAY)
    why = lines("Why the child is referred", "Write why the child is referred.")
    tried = lines("What was tried", "Write what was tried.", hint="By school, family, social care and us.")
    planned = DayField(label="The panel meets on", required=False)


class DecideForm(Form):
    """The panel decided."""

    on = day("On", _DAY)
    decision = one_of("What was decided", codes.Decision.choices, "Choose what was decided.")
    reasons = lines("What was decided, and why", "Write what was decided, and why.")


class AgreedForm(Form):
    """Who does what by when."""

    what = short_line("What is to be done", 400, "Write what is to be done.")
    who = short_line("Who does it", 160, "Write who does it.")
    by_when = day("By when", "Enter by when.")


class DoneForm(Form):
    """It was done."""

    on = day("On", _DAY)
    note = short_line("What came of it", 400, "Write what came of it.")


class StepForm(Form):
    """A step."""

    kind = one_of(
        "What was done", codes.Kind.choices, "Choose what was done.",
        "A notice and the court come after the hospital school and FAST-track were checked.",
    )  # fmt: skip
    on = day("On", _DAY)
    who = short_line(
        "With whom, or by whom", 160, "Write with whom, or by whom.", "The head teacher, the court section."
    )
    note = lines("What was said or found", "Write what was said or found.")


class RollForm(Form):
    """A child is on no roll."""

    told = day("The day we were told", _DAY)
    by_whom = listed("Who told us", codes.Told.choices, "Choose who told us.")
    last_school = short_line("Last school", 160)
    what = lines("What is known", "Write what is known.", hint="Where the child is, with whom, since when.")


class TriageForm(Form):
    """What is done first."""

    on = day("On", _DAY)
    triage = one_of("What is done first", codes.Triage.choices, "Choose what is done first.")
    note = lines("Who does what", "Write who does what.")


class FoundForm(Form):
    """How it ended."""

    on = day("On", _DAY)
    found = one_of("How it ended", codes.Found.choices, "Choose how it ended.")
    note = lines("What was found", "Write how it ended.")

    def __init__(self, *args: Any, schools: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["school"] = chosen("If on a roll: which school", schools, none="None")


class PlanForm(Form):
    """A request for an assessment."""

    requested = day("Asked for on", _DAY)
    asked_by = one_of("Who asked", codes.AskedBy.choices, "Choose who asked.")


class OnForm(Form):
    """It happened on a day."""

    on = day("On", _DAY)


class RefuseForm(Form):
    """Decided against."""

    on = day("On", _DAY)
    what = one_of("What was decided", codes.Refused.choices, "Choose what was decided.")
    why = lines("The reasons", "Write the reasons.")


class ExceptForm(Form):
    """A lawful reason for later."""

    on = day("It arose on", _DAY)
    exception = one_of("The reason", codes.Excepted.choices, "Choose the reason.")
    note = lines("What happened", "Write what happened.")


class ProvisionForm(Form):
    """What provision, and how far."""

    sector = one_of("What kind of provision", codes.Sector.choices, "Choose what kind of provision.")
    miles = forms.DecimalField(
        label="Miles from home, as far as known", required=False, min_value=0, max_value=400, decimal_places=1
    )


class CeaseForm(Form):
    """A plan ceases."""

    on = day("On", _DAY)
    why = lines("Why it ceases", "Write why it ceases.")


class OutForm(Form):
    """Out of school."""

    starts = day("From", _DAY)
    why = listed("Why", codes.WhyOut.choices, "Choose why.")


class InterimForm(Form):
    """What the child has for now."""

    since = day("From", _DAY)
    interim = short_line("What the child has for now", 300, "Write what the child has for now.", "Tuition at home, …")
    hours = forms.IntegerField(
        label="Hours a week", min_value=0, max_value=40, error_messages={"required": "Enter the hours a week."}
    )


class CheckForm(Form):
    """A weekly check."""

    on = day("On", _DAY)
    seen = one_of("What it found", codes.Seen.choices, "Choose what it found.")
    note = lines("Where, with whom, and how the child was", "Write where, with whom, and how the child was.")


class AgainForm(Form):
    """In school again."""

    ends = day("From", _DAY)
    how = short_line("Where, and how it was arranged", 300, "Write where, and how it was arranged.")


class SurgeryForm(Form):
    """A surgery."""

    on = day("On", _DAY)
    who = short_line("Who took part", 200)

    def __init__(self, *args: Any, teams: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["team"] = chosen("Team", teams, "Choose the team.")
        self.order_fields(["on", "team", "who"])


class DiscussForm(Form):
    """A child discussed."""

    said = lines("What was said", "Write what was said.")

    def __init__(self, *args: Any, children: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["child"] = chosen("Child", children, "Choose the child.")
        self.order_fields(["child", "said"])


__all__ = [
    "AgainForm", "AgreedForm", "AnswerForm", "AskForm", "CeaseForm", "CheckForm", "DecideForm", "DiscussForm",
    "DoneForm", "ExceptForm", "FollowForm", "FoundForm", "GiveForm", "InterimForm", "OnForm", "OutForm", "PlanForm",
    "ProvisionForm", "ReferForm", "RefuseForm", "RollForm", "StepForm", "SurgeryForm", "TriageForm", "UploadForm",
    "WhyForm",
]  # fmt: skip
