"""The forms of providers of supported accommodation. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.care.codes_homes import Looked, Quality
from righthelp.practice.care.forms import Rows, day, one_of
from righthelp.practice.casework.forms import chosen, lines


class JoinForm(Form):
    """A provider comes on the framework."""

    starts = day("From", "Enter the day.")

    def __init__(self, *args: Any, agencies: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        hint = "Not in the list? Add it to the organisations first."
        self.fields["organisation"] = chosen("Which organisation", agencies, "Choose the organisation.", hint=hint)
        self.order_fields(["organisation", "starts"])


class StartForm(Form):
    """Something holds from a day, for a reason."""

    starts = day("From", "Enter the day.")
    why = lines("Why", "Write why.")


class StopForm(Form):
    """Something no longer holds, for a reason."""

    ends = day("From which day it no longer holds", "Enter the day.")
    why = lines("Why", "Write why.")


class LookForm(Form):
    """Commissioners looked at a provider."""

    on = day("On", "Enter the day.")
    how = one_of("How", Looked.choices, "Choose how.")
    quality = one_of("How good is it?", Quality.choices, "Choose how good it is.")
    found = lines(
        "What was seen, and what young people said",
        "Write what was seen.",
        hint="No names: it stands on no record of theirs.",
    )
    concerns = lines("What is wrong", "", required=False)
    agreed = lines("What was agreed", "", required=False)
    by_when = DayField(label="By when", required=False)

    def __init__(self, *args: Any, homes: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["home"] = chosen("Which home", homes, none="The provider as a whole")
        self.order_fields(["on", "how", "home", "quality", "found", "concerns", "agreed", "by_when"])


class DoneForm(Form):
    """What was agreed is seen to be done."""

    on = day("On", "Enter the day.")
    said = lines("How you know", "Write how you know.")


__all__ = ["DoneForm", "JoinForm", "LookForm", "StartForm", "StopForm"]
