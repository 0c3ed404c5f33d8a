"""The forms of families without recourse to public funds."""

from __future__ import annotations

from django import forms

from righthelp.foundation.pages.forms import Form, PoundsField
from righthelp.practice.child_in_need.codes import DealingKind, Leaving, Means, Spend, Stopped
from righthelp.practice.child_in_need.forms import (
    ChoosingForm,
    KeyedForm,
    chosen,
    day,
    line,
    long_text,
    radios,
)

RATES = [(value, label) for value, label in Spend.choices if value != Spend.ONCE]


class FamilyForm(ChoosingForm):
    """A family's case is opened."""

    name = line("Family name", "Give the case the family’s name.", longest=120)
    children = forms.TypedMultipleChoiceField(
        label="Children",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one child."},
    )
    adults = forms.TypedMultipleChoiceField(
        label="Adults", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    team = chosen("Team", "Choose the team.")
    starts = day("Since when", "Enter since when.")
    why = long_text("What the family asked for, and who sent them", "Write what the family asked for.")


class MeansForm(KeyedForm):
    """A decision on means."""

    outcome = radios("Decision", Means.choices, "Choose what you decide.")
    evidence = long_text("What you have seen", "Write what you have seen: statements, tenancy, letters, who helps.")
    rationale = long_text("How you reached this decision", "Write how you reached this decision.")
    signposted = line(
        "Which services the family was sent to", hint="Needed where the family is not destitute.", longest=400
    )
    excluded = forms.BooleanField(
        label="Schedule 3 of the Nationality, Immigration and Asylum Act 2002 keeps a parent from support",
        required=False,
    )
    rights = long_text("What a refusal would mean for the family’s rights", hint="Needed where Schedule 3 applies.")


class AssessedForm(Form):
    """The yearly assessment."""

    on = day("Complete on", "Enter when it was complete.")
    needs = long_text("What the children need", "Write what the children need.")
    way_out = long_text("The way to leave or to public funds", "Write how the family could come to leave or to funds.")
    follows = long_text("What follows", "Write what follows.")
    seen = forms.BooleanField(label="Every child was seen", required=False)
    not_seen_why = line("If not, why", longest=400)


class DealingForm(Form):
    """Advice, or a contact."""

    kind = radios("With whom", DealingKind.choices, "Choose with whom.")
    on = day("When", "Enter when.")
    who = line("Name and office", "Write with whom.")
    source = line("Who pays for it or how it was found", hint="Legal aid, a law centre, a charity.")
    what = long_text("What was said or asked", "Write what was said or asked.")
    again_on = day("To be asked again on")


class LeaveForm(Form):
    """The case ends."""

    ends = day("First day without the case", "Enter the day.")
    leaving = radios("Why", Leaving.choices, "Choose why.")
    why = line("In a sentence", "Write why the case ends.", longest=400)


class WeeklyForm(Form):
    """A weekly rate."""

    kind = radios("For what", RATES, "Choose for what.")
    pence = PoundsField("Amount a week")
    starts = day("From", "Enter the first day.")
    why = line("How the rate was worked out", "Write how the rate was worked out.", longest=300)


class StopForm(Form):
    """It stops."""

    ends = day("First day on which nothing is paid", "Enter the day.")
    stopped = radios("Why", Stopped.choices, "Choose why.")
    why = line("In a sentence", longest=300)


class PaymentForm(KeyedForm):
    """A payment."""

    kind = radios("For what", Spend.choices, "Choose for what.")
    pence = PoundsField("Amount")
    paid_on = day("Paid on", "Enter when it was paid.")
    to = line("To whom", "Write to whom it was paid.")
    covers_from = day("First day it covers")
    covers_to = day("Last day it covers")
    note = line("Note", longest=300)


class BudgetForm(ChoosingForm):
    """A year's budget."""

    team = chosen("Team", "Choose the team.")
    year = forms.IntegerField(
        label="Financial year begins in April of",
        error_messages={"required": "Enter the year.", "invalid": "Enter a year."},
    )
    pence = PoundsField("Budget for the year")
    why = line("Who agreed it, or why it changes", "Write who agreed it.", longest=300)


class JoinForm(ChoosingForm):
    """Another child."""

    child = chosen("Child", "Choose the child.", hint="Brothers, sisters and others of the family tree.")
    starts = day("Since when", "Enter since when.")


class EndsForm(Form):
    """Since when no more."""

    ends = day("First day without", "Enter the day.")
