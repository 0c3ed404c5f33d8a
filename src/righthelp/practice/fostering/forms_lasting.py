"""The forms of a family until the child is grown up. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.care.forms import WhyForm, day, one_of
from righthelp.practice.casework.forms import chosen, lines
from righthelp.practice.fostering.codes_lasting import PROFILE, Heard

Rows = Iterable[tuple[Any, str]]


class ProfileForm(Form):
    """The child's profile, and who looks for a family."""

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, title, hint in PROFILE:
            self.fields[name] = lines(title, "", hint=hint, required=False)
        self.fields["finder"] = chosen("Who looks for a family", workers, "Choose who looks for a family.")


class ConsiderForm(Form):
    """A family is considered."""

    on = day("On", "Enter the day.")
    why = lines("Why this family", "Write why this family might be right for the child.")

    def __init__(self, *args: Any, homes: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["home"] = chosen("Family", homes, "Choose a family.")


class HeardForm(Form):
    """What came of it."""

    heard = one_of("What came of it", Heard.choices, "Choose what came of it.")
    on = day("On", "Enter the day.")
    why = lines("Why, or why not", "Write why.")


class EndedForm(WhyForm):
    """A family is no longer looked for."""

    on = day("On", "Enter the day.")


class MatchForm(Form):
    """Everybody was asked, and the family agrees."""

    on = day("Written on", "Enter the day.")
    child_says = lines("What the child says", "Write what the child says.", hint="Of a baby: what you see.")
    parents_say = lines("What the parents say", "Write what the parents say.", hint="Or why they were not asked.")
    carers_agreed = day("The carers agreed to look after the child until they leave care, on", "Enter the day.")
    carers_say = lines("What the carers say", "Write what the carers say.")
    support = lines("Help for the family", "Write which help the family will have.", hint="Now, and when it gets hard.")
    delegated = lines("Who decides what", "Write who decides what.")


class ToPanelForm(Form):
    """The match goes on an agenda."""

    asks = lines("What panel is asked", "Write what panel is asked.")

    def __init__(self, *args: Any, meetings: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["meeting"] = chosen("Panel", meetings, "Choose a panel.")


class BeginsForm(Form):
    """The placement is long-term, and they were told."""

    starts = day("Long-term from", "Enter the day.")
    child_told = day("The child was told on", "Enter the day.")
    carers_told = day("The carers were told on", "Enter the day.")
    parents_told = DayField(label="The parents were told on", required=False)
    not_told = lines("If the parents were not told: why", "", required=False)
    miles = forms.DecimalField(
        label="Miles from home", required=False, min_value=Decimal(0), max_value=Decimal(999), decimal_places=1,
        help_text="Only if the child moves.",
    )  # fmt: skip
    exemption = lines(
        "Why the home may take one more", "", required=False,
        hint="Only if the child moves, and the home is full or not approved for this.",
    )  # fmt: skip


__all__ = ["BeginsForm", "ConsiderForm", "EndedForm", "HeardForm", "MatchForm", "ProfileForm", "ToPanelForm"]
