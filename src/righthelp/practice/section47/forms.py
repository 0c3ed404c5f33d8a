"""The forms of strategy discussions. Fields that stand for one child or one person end in the number of their row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms

from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.practice.casework.codes import Agency, Came
from righthelp.practice.casework.models import Attendance
from righthelp.practice.section47.codes import Decision, Gave, Harm, Theirs
from righthelp.practice.section47.models import Concerned
from righthelp.practice.section47.record import Asked, Part
from righthelp.practice.section47.record_decision import Choice

Pairs = Iterable[tuple[Any, str]]
INVITED: Final = 6
COLLEAGUES: Final = 3
JOINED: Final = 2
PARTS_MORE: Final = 3

FIRST_AGENCIES: Final = (Agency.POLICE, Agency.HEALTH, Agency.EDUCATION)
"""Whom the form asks for first; social care comes with the colleagues and the chair."""

_OTHERS: Final = [(value, label) for value, label in Agency.choices if value != Agency.SOCIAL_CARE]


def lines(label: str, ask: str = "", *, hint: str = "", required: bool = True) -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(
        label=label, widget=forms.Textarea, help_text=hint, required=required, error_messages={"required": ask}
    )


def short(label: str, *, hint: str = "", longest: int = 400) -> forms.CharField:
    """A line that may stay empty."""
    return forms.CharField(label=label, max_length=longest, help_text=hint, required=False)


def number_of(choices: Pairs, label: str, *, ask: str = "", required: bool = False) -> forms.TypedChoiceField:
    """A choice of a row by its number; None when nothing is chosen."""
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        empty_value=None,
        required=required,
        choices=[("", "Choose"), *choices],
        error_messages={"required": ask or "Choose one.", "invalid_choice": ask or "Choose one from the list."},
    )


class AskForm(Form):
    """A strategy discussion is asked for."""

    children = forms.TypedMultipleChoiceField(
        label="About which children",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one child."},
    )
    asked = MomentField(
        label="When the concern met the threshold",
        help_text="The 24 hours count from here, also when it is only written down later.",
        error_messages={"required": "Enter when the concern met the threshold."},
    )
    harm = forms.ChoiceField(
        label="What harm is feared most",
        choices=Harm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what harm is feared most."},
    )
    concern = lines(
        "The concern",
        "Write what the concern is.",
        hint="What was seen or said, by whom and when; what it is like for the child; what keeps them safe now.",
    )
    planned = MomentField(
        label="When the discussion is to be held", error_messages={"required": "Enter when it is to be held."}
    )
    where = short("Where or how", hint="A room, a telephone conference, a video call.", longest=120)
    referrer = forms.ChoiceField(
        label="Which agency told us", choices=[("", "Nobody outside, or not to be asked"), *_OTHERS], required=False
    )

    def __init__(self, *args: Any, children: Pairs, workers: Pairs, chairs: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["children"].choices = list(children)  # type: ignore[attr-defined]  # a choice field
        self.fields["chair"] = number_of(chairs, "Who chairs")
        listed = list(workers)
        for n in range(1, COLLEAGUES + 1):
            self.fields[f"colleague_{n}"] = number_of(listed, "Colleague")
        for n in range(1, INVITED + 1):
            first = FIRST_AGENCIES[n - 1].value if n <= len(FIRST_AGENCIES) else ""
            self.fields[f"agency_{n}"] = forms.ChoiceField(
                label="Agency", choices=[("", "Choose"), *_OTHERS], required=False, initial=first
            )
            self.fields[f"name_{n}"] = short("Name and role", longest=120)

    @staticmethod
    def for_verb(data: Mapping[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        mine = [data[f"colleague_{n}"] for n in range(1, COLLEAGUES + 1) if data[f"colleague_{n}"]]
        asked = [Asked(agency=Agency.SOCIAL_CARE.value, worker=pk, confidential=True) for pk in dict.fromkeys(mine)]
        asked += [
            Asked(agency=data[f"agency_{n}"] or Agency.OTHER.value, name=data[f"name_{n}"])
            for n in range(1, INVITED + 1)
            if data[f"name_{n}"]
        ]
        kept = ("children", "asked", "harm", "concern", "planned", "where", "chair", "referrer")
        return {**{name: data[name] for name in kept}, "invited": asked}


class InviteForm(Form):
    """Somebody else is asked."""

    agency = forms.ChoiceField(
        label="Agency", choices=[("", "Choose"), *Agency.choices], error_messages={"required": "Choose the agency."}
    )
    name = short("Name and role", hint="For somebody who does not work with us.", longest=120)
    confidential = forms.BooleanField(label="May have the confidential parts of the minutes", required=False)

    def __init__(self, *args: Any, workers: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"] = number_of(workers, "Or a colleague")


class MoveForm(Form):
    """Another time."""

    planned = MomentField(label="New time", error_messages={"required": "Enter when it is to be held."})


class WhyForm(Form):
    """One reason."""

    why = lines("Why", "Write why.")


class HeldForm(Form):
    """It was held: who took part, what each said."""

    at = MomentField(label="When it was held", error_messages={"required": "Enter when it was held."})
    late_why = short(
        "If later than 24 hours: why", hint="Needed when it was held more than 24 hours after the concern."
    )
    absent_why = short(
        "If social care, police or health did not take part: why it went ahead, and how they are told",
        hint="A report is not taking part.",
    )
    chair_why = short("If the chair is not of the assessment service, and a child is first referred: why")

    def __init__(self, *args: Any, chairs: Pairs, listed: Sequence[Attendance], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["chair"] = number_of(chairs, "Who chaired", ask="Choose who chaired.", required=True)
        self.listed = listed
        for each in listed:
            self.fields[f"came_{each.pk}"] = forms.ChoiceField(
                label="Took part",
                choices=[("", "Choose"), *Came.choices],
                error_messages={"required": "Say of each whether they took part."},
            )
            self.fields[f"said_{each.pk}"] = lines("What they told the others", required=False)
            self.fields[f"was_{each.pk}"] = forms.CharField(widget=forms.HiddenInput, required=False)
        for n in range(1, JOINED + 1):
            self.fields[f"agency_{n}"] = forms.ChoiceField(
                label="Agency", choices=[("", "Choose"), *Agency.choices], required=False
            )
            self.fields[f"name_{n}"] = short("Name and role", longest=120)
            self.fields[f"words_{n}"] = lines("What they told the others", required=False)

    def clean(self) -> dict[str, Any] | None:
        for n in range(1, JOINED + 1):
            if self.cleaned_data.get(f"name_{n}") and not self.cleaned_data.get(f"agency_{n}"):
                self.add_error(f"agency_{n}", "Choose which agency they are from.")
        return self.cleaned_data

    def for_verb(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        parts = {
            each.pk: Part(data[f"came_{each.pk}"], data[f"said_{each.pk}"], was=data[f"was_{each.pk}"])
            for each in self.listed
        }
        joined = [
            (Asked(agency=data[f"agency_{n}"], name=data[f"name_{n}"]), Part(Came.YES.value, data[f"words_{n}"]))
            for n in range(1, JOINED + 1)
            if data[f"name_{n}"]
        ]
        kept = ("at", "chair", "late_why", "absent_why", "chair_why")
        return {**{name: data[name] for name in kept}, "parts": parts, "joined": joined}


class DecideForm(Form):
    """What is decided, for each child."""

    def __init__(self, *args: Any, rows: Sequence[Concerned], workers: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = rows
        listed = list(workers)
        for row in rows:
            n = row.pk
            self.fields[f"decision_{n}"] = forms.ChoiceField(
                label="What is decided", choices=Decision.choices, widget=forms.RadioSelect, required=len(rows) == 1,
                error_messages={"required": "Choose what is decided."},
            )  # fmt: skip
            self.fields[f"why_{n}"] = lines(
                "Why", required=False, hint="What points to significant harm, what does not, and what is not known."
            )
            self.fields[f"safety_{n}"] = lines(
                "What keeps the child safe from now on",
                required=False,
                hint="Where they sleep tonight, who is with them, who must not be. Needed for an enquiry.",
            )
            self.fields[f"worker_{n}"] = number_of(listed, "Who makes the enquiry")
            self.fields[f"joint_visit_{n}"] = forms.ChoiceField(
                label="Do social care and the police visit together?",
                choices=[("yes", "Yes"), ("no", "No")],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"joint_why_{n}"] = short("Why, or why not")
            self.fields[f"joint_by_{n}"] = DayField(label="By which day", required=False)

    def for_verb(self, data: Mapping[str, Any]) -> dict[int, Choice]:
        """What the verb is given: only children for whom something is chosen or written."""
        found = {}
        for row in self.rows:
            n = row.pk
            if data[f"decision_{n}"] or data[f"why_{n}"]:
                joint = data[f"joint_visit_{n}"]
                found[n] = Choice(
                    decision=data[f"decision_{n}"],
                    why=data[f"why_{n}"],
                    safety=data[f"safety_{n}"],
                    joint_visit=joint == "yes" if joint else None,
                    joint_why=data[f"joint_why_{n}"],
                    joint_by=data[f"joint_by_{n}"],
                    worker=data[f"worker_{n}"],
                )
        return found


class ActionForm(Form):
    """Somebody is to do something by a day."""

    what = forms.CharField(
        label="What is to be done", max_length=400, error_messages={"required": "Write what is to be done."}
    )
    owner = short("Or somebody in another agency", hint="Name, role and agency.", longest=120)
    by_when = DayField(label="By which day", error_messages={"required": "Enter by which day."})

    def __init__(self, *args: Any, children: Pairs, workers: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["child"] = number_of(children, "For which child", ask="Choose the child.", required=True)
        self.fields["worker"] = number_of(workers, "Who does it: a colleague")
        self.order_fields(["child", "what", "worker", "owner", "by_when"])


class GiveForm(Form):
    """How key actions, or minutes, reached each of those who are to have them."""

    def __init__(self, *args: Any, listed: Sequence[Attendance], **more: Any) -> None:
        super().__init__(*args, **more)
        self.listed = listed
        for each in listed:
            ways = [(value, text) for value, text in Gave.choices if value != Gave.WORKLIST or each.worker_id]
            self.fields[f"to_{each.pk}"] = forms.ChoiceField(
                label="How it reached them", choices=[("", "Not yet"), *ways], required=False
            )

    def for_verb(self, data: Mapping[str, Any]) -> dict[int, str]:
        """What the verb is given."""
        return {each.pk: data[f"to_{each.pk}"] for each in self.listed if data[f"to_{each.pk}"]}


class CopyForm(Form):
    """Which copy of the minutes somebody gets."""

    copy = forms.ChoiceField(
        label="Which copy of the minutes they get",
        choices=[("open", "The open parts"), ("all", "With the confidential parts"), ("none", "None")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which copy they get."},
    )


class MinutesForm(Form):
    """Minutes, in parts that can be kept apart. A part whose heading and text are emptied goes."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, many: int, children: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.many = many
        listed = list(children)
        for n in range(1, many + 1):
            self.fields[f"heading_{n}"] = short("Heading", longest=120)
            self.fields[f"text_{n}"] = lines("Text", required=False)
            self.fields[f"child_{n}"] = forms.TypedChoiceField(
                label="About", coerce=int, empty_value=None, required=False, choices=[("", "All of them"), *listed]
            )
            self.fields[f"confidential_{n}"] = forms.BooleanField(label="Confidential", required=False)


class TheirsForm(Form):
    """What another agency has on record."""

    agency = forms.ChoiceField(
        label="Agency", choices=[("", "Choose"), *_OTHERS], error_messages={"required": "Choose the agency."}
    )
    decision = forms.ChoiceField(
        label="What they have on record",
        choices=Theirs.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they have on record."},
    )
    told_by = forms.CharField(
        label="Who told you, and in what role", max_length=120, error_messages={"required": "Write who told you."}
    )


class RightForm(Form):
    """How a record was put right."""

    how = lines("How it was put right, and who confirmed it", "Write how it was put right, and who confirmed it.")


class NothingForm(Form):
    """Nothing to fill in: the button says it."""
