"""The forms of costs and of panels. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from righthelp.foundation.pages.forms import DayField, Form, PoundsField
from righthelp.practice.care.forms import day, listed, one_of, short_line
from righthelp.practice.casework.forms import chosen, lines
from righthelp.practice.matching.codes_cost import Next, PanelKind
from righthelp.practice.matching.forms import several
from righthelp.practice.people.models import Area

Rows = Iterable[tuple[Any, str]]


class CostForm(Form):
    """What a placement costs a week, by who pays."""

    starts = day("From", "Enter the day.")
    care = PoundsField("Social care pays a week", "Like 3,450.00; 0 if nothing")
    education = PoundsField("Education pays a week", "0 if nothing")
    health = PoundsField("Health pays a week", "0 if nothing")
    agreed = short_line(
        "What was agreed, and with whom", 200, "Write what was agreed.", "Contract, panel, letter of a day."
    )


class PanelForm(Form):
    """A panel is called."""

    kind = one_of("What it looks at", PanelKind.choices, "Choose what it looks at.")
    area = listed("Area", Area.choices, "Choose the area.")
    on = day("On", "Enter the day.")
    chair = chosen("Who chairs it", [], "Choose who chairs it.")
    who = short_line("Who sits on it", 300)

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["chair"] = chosen("Who chairs it", workers, "Choose who chairs it.")


class AgendaForm(Form):
    """Children are put on a panel."""

    children = several("Children", [], "Choose at least one child.")

    def __init__(self, *args: Any, children: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        field = several("Children", list(children), "Choose at least one child.")
        field.coerce = int
        self.fields["children"] = field


class LookedAtForm(Form):
    """The panel has looked at a placement."""

    achieved = lines(
        "What was achieved for the child",
        "Write what was achieved.",
        hint="School, health, safety, family: what changed?",
    )
    child_says = lines("What the child says", "", required=False)
    comes = one_of("What comes next", Next.choices, "Choose what comes next.")
    why = lines("Why", "Write why.")
    by_when = DayField(label="By when", required=False, help_text="Not needed if the child stays.")


class StepDoneForm(Form):
    """The next step was taken."""

    on = day("On", "Enter the day.")
    note = lines("What was done", "Write what was done.")


__all__ = ["AgendaForm", "CostForm", "LookedAtForm", "PanelForm", "StepDoneForm"]
