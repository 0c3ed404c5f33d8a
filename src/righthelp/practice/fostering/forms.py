"""The forms of applications to foster and of the panel. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.care.forms import TermsForm, day, listed, one_of, short_line
from righthelp.practice.casework.forms import YES_NO, chosen, lines
from righthelp.practice.fostering.codes import Advice, Business, Contest, Ending, Seat, Source, Why, Wish
from righthelp.practice.people.models import Area, Sex
from righthelp.practice.people.record import Place

Rows = Iterable[tuple[Any, str]]


def several(label: str, choices: Any, ask: str, hint: str = "") -> forms.TypedMultipleChoiceField:
    """Any of some, at least one."""
    return forms.TypedMultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, help_text=hint,
        error_messages={"required": ask},
    )  # fmt: skip


class EnquiryForm(Form):
    """People ask about fostering."""

    name = short_line(
        "Their names", 120, "Enter their names.", hint="As the home would be called, for example Dana and Rob Mistry."
    )
    phone = short_line("Telephone", 30)
    source = listed("How they came to ask", Source.choices, "Choose how they came to ask.")
    wishes = several("What they would like to do", Wish.choices, "Choose what kind of fostering they ask for.")
    on = day("When they asked", "Enter the day.")

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"] = chosen("Who answers and assesses them", workers, "Choose a colleague.")


class VisitForm(Form):
    """The initial visit."""

    on = day("When", "Enter the day.")
    note = lines("What you saw, and what they said", "Write what you saw, and what they said.")


class RegisterForm(Form):
    """Their application came in."""

    on = day("When it came in", "Enter the day.")
    line = short_line("House number and street", 120, "Enter the house number and street.")
    locality = short_line("District or town", 60, "Enter the district or town.")
    postcode = short_line("Postcode", 8, "Enter the postcode.")
    area = listed("Area", Area.choices, "Choose the area.")

    def place(self, data: dict[str, Any]) -> Place:
        """The address typed in, taken out of ``data``."""
        return Place(
            line=data.pop("line"), locality=data.pop("locality"), postcode=data.pop("postcode"), area=data.pop("area")
        )


class ApplicantForm(Form):
    """An applicant. ``person``: which of those much like them on the register it is, or "new"."""

    forename = short_line("Forename", 80, "Enter the forename.")
    surname = short_line("Surname", 80, "Enter the surname.")
    birth_date = day("Birth date", "Enter the birth date.")
    sex = one_of("Sex", Sex.choices, "Choose one.")
    on = day("Checks are asked for on", "Enter the day.")
    person = forms.CharField(widget=forms.HiddenInput, required=False)


class CheckForm(Form):
    """A check came in."""

    on = day("When it came in", "Enter the day.")
    satisfied = one_of("Satisfactory", YES_NO, "Say whether it is satisfactory.")
    note = lines("What it said", "", required=False, hint="Needed only where it is not satisfactory.")


class DayForm(Form):
    """A day."""

    on = day("When", "Enter the day.")


class PartForm(Form):
    """A part of the report."""

    on = day("Day of the visit", "Enter the day.")
    found = lines("What you found", "Write what you found.")


class ReportForm(Form):
    """The report is finished."""

    on = day("When it was finished", "Enter the day.")
    recommends = lines("What you recommend, and why", "Write what you recommend, and why.")
    brief = forms.BooleanField(
        label="A brief report: you would not recommend them, and the report stops here", required=False
    )


class EndForm(Form):
    """The application is over."""

    ending = one_of("How", Ending.choices, "Choose how it ended.")
    why = listed("Why, for the figures", Why.choices, "Choose why.")
    words = lines("Why, in the words they were told", "Write why, as they were told.")
    on = day("When they said so, or were told in writing", "Enter the day.")


class ContestForm(Form):
    """They do not agree."""

    how = one_of("What they did", Contest.choices, "Choose what they did.")
    on = day("When they asked", "Enter the day.")


class MemberForm(Form):
    """A member comes on the central list."""

    name = short_line("Name", 120, "Enter the member’s name.")
    seat = one_of("Sits as", Seat.choices, "Choose what they sit as.")
    independent = forms.BooleanField(label="Independent: neither works nor fosters for the trust", required=False)
    starts = day("From", "Enter the day.")


class EndsForm(Form):
    """A last day."""

    ends = day("From which day no more", "Enter the day.")


class SatForm(Form):
    """Who sat."""

    def __init__(self, *args: Any, members: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        field = several("Who was there", list(members), "Choose those members who were there.")
        field.coerce = int
        self.fields["members"] = field


class BringForm(Form):
    """Something goes on the agenda."""

    about = one_of(
        "What panel is asked", [each for each in Business.choices if each[0] != Business.LONG_TERM],
        "Choose what panel is asked.", "A long-term match is brought from the page of the child it is for.",
    )  # fmt: skip
    asks = lines("In words", "Write what panel is asked.")

    def __init__(self, *args: Any, applications: Rows, households: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["application"] = chosen("Application, for an approval", applications, none="None")
        self.fields["household"] = chosen("Household, for everything else", households, none="None")


class ConflictForm(Form):
    """A member has an interest."""

    why = short_line("Which interest", 300, "Write which interest they have.")

    def __init__(self, *args: Any, members: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["member"] = chosen("Member", members, "Choose the member.")


class AdviceForm(Form):
    """Panel's recommendation."""

    advice = one_of("Panel recommends", Advice.choices, "Choose what panel recommends.")
    votes_for = forms.IntegerField(label="Members for it", min_value=0, max_value=20)
    votes_against = forms.IntegerField(label="Members who differ", min_value=0, max_value=20, initial=0)
    reasons = lines("Reasons, and those of members who differ", "Write panel’s reasons.")


class DecisionForm(Form):
    """The decision, where no terms follow from it."""

    decision = one_of("Decision", [("yes", "Yes"), ("no", "No")], "Choose yes or no.")
    why = lines("Reasons", "Write the reasons for the decision.")
    on = day("When you decided", "Enter the day.")


class TermsDecisionForm(TermsForm, DecisionForm):
    """The decision on an approval or on other terms, with the terms for a yes. By whom and from when follow from it."""

    field_order = ("decision", "why", "on")
    decided = temporary_until = starts = None  # type: ignore[assignment]  # how Django leaves a field out


class AgainForm(Form):
    """They do not agree with a no."""

    how = one_of(
        "What they did", [each for each in Contest.choices if each[0] != Contest.COMPLAINT], "Choose what they did."
    )
    on = day("When they asked", "Enter the day.")
