"""The forms of health. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.care.forms import day, listed, one_of, short_line
from righthelp.practice.casework.forms import YES_NO, lines
from righthelp.practice.health.codes import PARTS, PASSPORT, Consent, Kind, Misuse, NoScore, Outcome, Service
from righthelp.practice.health.record import Came

_KNOWN = [("", "Not looked at"), *YES_NO]


def maybe_day(label: str, hint: str = "") -> DayField:
    """A day that may stay empty."""
    return DayField(label=label, help_text=hint, required=False)


class OnForm(Form):
    """It happened on a day."""

    on = day("On", "Enter the day.")


class AskForm(Form):
    """A check is asked for."""

    kind = one_of("What is asked for", Kind.choices, "Choose what is asked for.")
    on = day("Asked for on", "Enter the day.")
    who = short_line("Of whom", 160, hint="The nurse, the surgery, the dentist.")
    appointment = maybe_day("Appointment on", "If you know it already.")


class AppointForm(Form):
    """There is an appointment."""

    appointment = day("Appointment on", "Enter the day.")
    who = short_line("With whom", 160)


class CameForm(Form):
    """What came of a check. Only the fields of its kind are shown."""

    on = day("On", "Enter the day.")
    outcome = one_of("What came of it", Outcome.choices, "Choose what came of it.")
    consent = listed("Who agreed, or refused", Consent.choices)
    no_score = listed("If there is no score: why", NoScore.choices)
    score = forms.IntegerField(
        label="Total score, 0 to 40", required=False, min_value=0, max_value=40,
        help_text="Filled in by the carer. To 13 close to average, 14 to 16 borderline, from 17 cause for concern.",
    )  # fmt: skip
    immunised = forms.ChoiceField(
        label="Are immunisations up to date?", choices=_KNOWN, required=False, widget=forms.Select
    )
    developed = forms.ChoiceField(
        label="Under five: are development checks up to date?", choices=_KNOWN, required=False, widget=forms.Select
    )
    who = short_line("By whom", 160)
    words = lines("What the child said", "", required=False)
    found = lines("What was found, and what follows", "", required=False)
    why = lines("If it did not take place: why", "", required=False)

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        keeps = {
            Kind.ASSESSMENT: ("consent", "immunised", "developed"),
            Kind.SDQ: ("score", "no_score"),
            Kind.IMMUNISED: ("consent", "immunised"),
        }
        kept = keeps.get(Kind(kind), ("consent",))
        for name in ("consent", "no_score", "score", "immunised", "developed"):
            if name not in kept:
                del self.fields[name]

    def for_verb(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        said = {"yes": True, "no": False}
        came = Came(
            outcome=data["outcome"],
            consent=data.get("consent") or "",
            no_score=data.get("no_score") or "",
            who=data["who"],
            words=data["words"],
            found=data["found"],
            why=data["why"],
            immunised=said.get(data.get("immunised", "")),
            developed=said.get(data.get("developed", "")),
            score=data.get("score"),
        )
        return {"on": data["on"], "kind": self.kind, "came": came}


class ReferForm(Form):
    """A service is asked to help."""

    service = one_of("Which service", Service.choices, "Choose the service.")
    what = short_line("If another: which", 160)
    on = day("Asked on", "Enter the day.")
    why = lines("Why, and what is hoped for", "Write why, and what is hoped for.")


class ServiceForm(Form):
    """The service answers."""

    on = day("Answered on", "Enter the day.")
    accepted = one_of("Do they help?", YES_NO, "Say whether they help.")
    answer = lines("What they said; if not, who is asked instead", "", required=False)

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"accepted": data["accepted"] == "yes"}


class EndedForm(Form):
    """The help has ended."""

    on = day("On", "Enter the day.")
    outcome = lines("What came of it", "Write what came of it.")


class SubstanceForm(Form):
    """A problem with drugs or alcohol."""

    identified = day("Identified on", "Enter the day.")
    what = lines("What was identified", "Write what was identified.")
    answer = one_of("What came of help", Misuse.choices, "Choose what came of help.")
    offered = maybe_day("Help was offered on")
    note = lines("What help, and what they said", "", required=False)


class OfferedForm(Form):
    """Help was offered."""

    offered = day("Help was offered on", "Enter the day.")
    answer = one_of(
        "What came of it", [each for each in Misuse.choices if each[0] != "none"], "Choose what came of it."
    )
    note = lines("What help, and what they said", "", required=False)


class PaperForm(Form):
    """They were given a passport made on paper."""

    on = day("They were given it on", "Enter the day.")
    about = lines("Who made it, and what is in it", "Write who made it.", hint="The looked after children’s nurse.")


class PassportForm(Form):
    """A health passport: the parts the young person chose, in their words."""

    made = day("Made on", "Enter the day.")
    chosen = forms.MultipleChoiceField(
        label="What the young person wants in it", choices=[(name, title) for name, title, _ in PASSPORT],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Ask the young person what is to be in it, and choose at least one part."},
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, title, hint in PASSPORT:
            self.fields[name] = lines(title, "", hint=hint, required=False)

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return {"made": data["made"], "chosen": data["chosen"], "said": {name: data[name] for name in PARTS}}
