"""The forms of what follows a placement. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from righthelp.foundation.pages.forms import Form
from righthelp.practice.care.forms import day, listed, one_of, short_line
from righthelp.practice.casework.forms import lines
from righthelp.practice.matching.codes_placed import SECTIONS, Decides, Far, How, Matter
from righthelp.practice.matching.forms import several

Rows = Iterable[tuple[Any, str]]


class PlacementPlanForm(Form):
    """The sections of a draft."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, title, hint in SECTIONS:
            self.fields[name] = lines(title, "", hint=hint, required=False)


class AuthorityForm(Form):
    """Who decides what, and why if it is not the carer."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for matter, label in Matter.choices:
            self.fields[f"who_{matter}"] = listed(label, Decides.choices, f"{label}: choose who decides.")
            self.fields[f"why_{matter}"] = short_line(f"{label}: why, if not the carer", 300)

    @staticmethod
    def decides(data: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
        """What the verb is given."""
        return {matter: (data[f"who_{matter}"], data[f"why_{matter}"]) for matter in Matter.values}


class AgreedForm(Form):
    """Carer and child have agreed."""

    on = day("Agreed on", "Enter the day.")
    carer = short_line("Who agreed for the home", 160, "Write who agreed for the home.")
    child_said = lines("How the child took part, and what they said", "Write how the child took part.")
    parents = lines("What the parents said", "", required=False)


class ToldForm(Form):
    """Some of those concerned were told."""

    to = several("Who", [], "Choose who was told.")
    on = day("On", "Enter the day.")
    how = one_of("How", How.choices, "Choose how they were told.")
    who = short_line("Name or office", 160, hint="Not needed for those who are not to be told.")
    note = lines(
        "Note", "", required=False, hint="If somebody is not to be told: why, and who decided it (regulation 13)."
    )

    def __init__(self, *args: Any, bodies: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"] = several("Who", list(bodies), "Choose who was told.")


class OutsideForm(Form):
    """A placement outside the city is decided."""

    far = one_of("How far", Far.choices, "Choose how far.")
    council = short_line("Which council", 120, "Write which council it is.")
    asked = day("They were asked on", "Enter the day.")
    said = lines("What they said", "Write what they said.", hint="Schools, health, and what they know of the area.")
    why = lines(
        "Why the child is placed there", "Write why.", hint="What is not to be had nearer; what the child says."
    )
    decided = day("Decided on", "Enter the day.")


__all__ = ["AgreedForm", "AuthorityForm", "OutsideForm", "PlacementPlanForm", "ToldForm"]
