"""The forms of MASH. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.practice.front_door.journey import Level
from righthelp.practice.mash.codes import (
    Agency,
    Agreement,
    Decision,
    Factor,
    Ground,
    Legal,
    Rating,
    Result,
    Weekday,
)
from righthelp.practice.mash.protocols import BY_AGENCY
from righthelp.practice.mash.record import Basis
from righthelp.practice.mash.record_roster import Stretch

Pairs = Iterable[tuple[int, str]]


def lines(label: str, ask: str, *, hint: str = "", required: bool = True) -> forms.CharField:
    """A box for several lines."""
    return forms.CharField(
        label=label, widget=forms.Textarea, help_text=hint, required=required, error_messages={"required": ask}
    )


def one(label: str, choices: Iterable[tuple[str, str]], ask: str, *, required: bool = True) -> forms.ChoiceField:
    """One of several, as radio buttons."""
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        widget=forms.RadioSelect,
        required=required,
        error_messages={"required": ask},
    )


def pick(label: str, ask: str = "", *, required: bool = True) -> forms.TypedChoiceField:
    """One of a list of people; its choices are set when the form is made."""
    return forms.TypedChoiceField(
        label=label, coerce=int, required=required, empty_value=None, error_messages={"required": ask}
    )


class ChildrenForm(Form):
    """A form that may be about several children of a family at once."""

    children = forms.TypedMultipleChoiceField(
        label="For which children",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one child."},
    )

    def __init__(self, *args: Any, family: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["children"].choices = list(family)  # type: ignore[attr-defined]  # a choice field


class RateForm(ChildrenForm):
    """How great the risk is, and why."""

    rating = one("How great is the risk?", Rating.choices, "Choose how great the risk is.")
    rationale = lines("Why", "Write what makes you rate it so.", hint="What happened, to whom, how often, when.")


class SharingForm(ChildrenForm):
    """On what basis partners are told and asked."""

    agreement = one("Has the family agreed that partners are asked?", Agreement.choices, "Say whether they agreed.")
    ground = forms.ChoiceField(
        label="If not, on which ground are they asked?",
        choices=[("", "Agreement was given"), *Ground.choices],
        required=False,
    )
    ground_why = forms.CharField(label="Why, in a few words", max_length=400, required=False)
    legal = one("Legal basis", Legal.choices, "Choose the legal basis.")

    @staticmethod
    def basis(data: Mapping[str, Any]) -> Basis:
        """What the verbs are given."""
        return Basis(data["agreement"], data["legal"], data["ground"], data["ground_why"])


class BeginForm(RateForm, SharingForm):
    """MASH begins: for whom, how urgent, what is known of the situation, on what basis."""

    factors = forms.MultipleChoiceField(
        label="What the referral speaks of",
        choices=Factor.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Specialists of what is ticked are asked too.",
    )


class FactorsForm(ChildrenForm):
    """What is known of the family's situation."""

    factors = forms.MultipleChoiceField(
        label="What is known of the situation",
        choices=Factor.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class AskForm(ChildrenForm):
    """Which agencies are asked, what, and what they are told."""

    agencies = forms.MultipleChoiceField(
        label="Whom to ask",
        choices=Agency.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one agency to ask."},
    )
    told = lines(
        "What they are told",
        "Write what the agencies are told. Only what they need to answer.",
        hint="The same words go to every agency ticked. Ask one on its own if it needs less.",
    )
    service = forms.CharField(label="Which other service", max_length=120, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for agency in Agency.values:
            self.fields[f"question_{agency}"] = forms.CharField(
                label=f"Question to {Agency(agency).label}",
                widget=forms.Textarea,
                required=False,
                initial=BY_AGENCY[agency].question,
            )

    @staticmethod
    def questions(data: Mapping[str, Any]) -> dict[str, str]:
        """The questions to those agencies that are ticked."""
        return {agency: data[f"question_{agency}"] or BY_AGENCY[agency].question for agency in data["agencies"]}


class AnswerForm(Form):
    """What an agency said, who said it and when; the same words may be about several children."""

    checks = forms.TypedMultipleChoiceField(
        label="About which children",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one child."},
    )
    result = one("What came back", Result.choices, "Say what came back.")
    answer = lines("What they said", "", hint="Facts with dates. Mark what is opinion, and whose.", required=False)
    given_by = forms.CharField(label="Who answered", max_length=120, error_messages={"required": "Write who answered."})
    at = MomentField(label="When", error_messages={"required": "Enter when they answered."})

    def __init__(self, *args: Any, waiting: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["checks"].choices = list(waiting)  # type: ignore[attr-defined]  # a choice field


class ChaseForm(Form):
    """An answer is asked for again."""

    words = lines("Whom you reached, and what they said", "Write whom you reached and what they said.")


class PassForm(Form):
    """Somebody else answers, or somebody else chases."""

    partner = pick("Who is to answer", required=False)
    owner = pick("Who chases it", required=False)

    def __init__(self, *args: Any, partners: Pairs, colleagues: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["partner"].choices = [("", "Nobody on the roster"), *partners]  # type: ignore[attr-defined]  # as above
        self.fields["owner"].choices = [("", "Choose"), *colleagues]  # type: ignore[attr-defined]  # as above


class WhyForm(Form):
    """One reason."""

    why = lines("Why", "Write why.")


class LeaveOutForm(ChildrenForm):
    """An agency usually asked is not asked this time."""

    agency = forms.ChoiceField(
        label="Which agency",
        choices=[("", "Choose"), *Agency.choices],
        error_messages={"required": "Choose the agency."},
    )
    why = lines("Why it is not asked", "Write why this agency is not asked.")


class StopForm(ChildrenForm):
    """The enquiries should not have begun."""

    why = lines("Why the enquiries stop", "Write why the enquiries stop.")


class DecideForm(ChildrenForm):
    """What the enquiries come to."""

    decision = one("What it comes to", Decision.choices, "Choose what it comes to.")
    level = one("Level of need, by Right Help, Right Time", Level.choices, "Choose the level of need.")
    reason = lines(
        "Why",
        "Write why. Nothing is decided without a reason.",
        hint="What partners said that matters, what it means for each child, and why this level.",
    )
    missing_why = forms.CharField(
        label="Why it does not wait for what is missing",
        max_length=400,
        required=False,
        widget=forms.Textarea,
        help_text="Only when an answer is missing. It is chased all the same.",
    )


class HandForm(Form):
    """Somebody else of MASH has it from now on."""

    to = pick("To whom", "Choose who has it from now on.")

    def __init__(self, *args: Any, people: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = [("", "Choose"), *people]  # type: ignore[attr-defined]  # as above


class NothingForm(Form):
    """Nothing to fill in: the button says it."""


def _clock(text: str) -> time | None:
    tidy = text.strip().lower().replace(".", ":").replace(" ", "")
    for pattern in ("%H:%M", "%I:%M%p", "%I%p", "%H"):
        try:
            return datetime.strptime(tidy, pattern).time()  # noqa: DTZ007  a time of day has no zone
        except ValueError:
            continue
    return None


class PartnerForm(Form):
    """A partner and their week. A day without times is a day on which they are not in."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Write their name."})
    agency = forms.ChoiceField(
        label="Agency", choices=[("", "Choose"), *Agency.choices], error_messages={"required": "Choose the agency."}
    )
    organisation = forms.CharField(
        label="Works for", max_length=120, error_messages={"required": "Write whom they work for."}
    )
    post = forms.CharField(label="Post", max_length=120, required=False)
    reached_at = forms.CharField(
        label="How they are reached",
        max_length=120,
        help_text="Telephone or secure address, for when they are not in the room.",
        error_messages={"required": "Write how they are reached."},
    )
    starts = DayField(label="First day with MASH", error_messages={"required": "Enter their first day."})

    def __init__(self, *args: Any, fresh: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        if not fresh:
            del self.fields["agency"], self.fields["starts"]
        for day in Weekday.values:
            self.fields[f"day_{day}"] = forms.CharField(
                label=f"{Weekday(day).label}, from", max_length=8, required=False
            )
            self.fields[f"until_{day}"] = forms.CharField(label="until", max_length=8, required=False)
            self.fields[f"where_{day}"] = forms.ChoiceField(
                label="where", choices=[("here", "In the room"), ("phone", "By telephone")], required=False
            )

    def clean(self) -> dict[str, Any]:
        """Each day has both times or none."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        week: dict[str, Stretch] = {}
        for day in Weekday.values:
            typed = (str(data.get(f"day_{day}") or ""), str(data.get(f"until_{day}") or ""))
            if not any(typed):
                continue
            starts, ends = _clock(typed[0]), _clock(typed[1])
            if starts is None or ends is None:
                self.add_error(f"day_{day}", f"Enter both times for {Weekday(day).label}, like 9:00 and 17:00.")
                continue
            week[day] = (starts, ends, data.get(f"where_{day}") != "phone")
        data["week"] = week
        return data


class AwayForm(Form):
    """Days on which a partner is not in."""

    starts = DayField(label="First day away", error_messages={"required": "Enter the first day."})
    until = DayField(label="Last day away", error_messages={"required": "Enter the last day."})
    why = forms.CharField(label="Why", max_length=120, required=False)


class LastForm(Form):
    """A partner's last day."""

    last = DayField(label="Last day with MASH", error_messages={"required": "Enter their last day."})
