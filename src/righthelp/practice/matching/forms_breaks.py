"""The forms of short breaks. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from righthelp.foundation.pages.forms import Form
from righthelp.practice.care.forms import day, one_of, short_line
from righthelp.practice.casework.forms import chosen, lines
from righthelp.practice.matching.codes_breaks import BreakLaw


class SeriesForm(Form):
    """A series of short breaks."""

    home = chosen("Where", [], "Choose where.")
    starts = day("From", "Enter the day.")
    law = one_of("How it is returned", BreakLaw.choices, "Choose how it is returned.")
    plan = lines("The plan", "Write the plan.", hint="How often, health, food, sleep, contact, what the child enjoys.")
    agreed = short_line("Which parent agreed, and when", 200, "Write which parent agreed, and when.")

    def __init__(self, *args: Any, homes: Iterable[tuple[Any, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["home"] = chosen("Where", homes, "Choose where.")


class PlannedForm(Form):
    """A stay is planned."""

    starts = day("From", "Enter the day.")
    ends = day("Goes home on", "Enter the day of going home.")


class OverForm(PlannedForm):
    """How a stay was."""

    how = lines("How the child was", "Write how the child was.")
    child_says = lines("What the child says", "", required=False)


class ReviewedForm(Form):
    """The first review."""

    on = day("On", "Enter the day.")
    says = lines("What it said", "Write what the review said.", hint="With the child and the parents.")


class SeriesEndsForm(Form):
    """The series ends."""

    ends = day("On", "Enter the day.")
    why = lines("Why", "Write why they end.")


__all__ = ["OverForm", "PlannedForm", "ReviewedForm", "SeriesEndsForm", "SeriesForm"]
