"""The forms of ways to a home. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any

from righthelp.foundation.pages.forms import Form
from righthelp.practice.care.forms import day, one_of, short_line
from righthelp.practice.casework.forms import YES_NO, lines
from righthelp.practice.leaving_care.codes import Band, Housed, Place, Risk, Roof
from righthelp.practice.leaving_care.forms_offer import pounds_maybe


class BandForm(Form):
    """The band."""

    band = one_of("Band", Band.choices, "Choose the band.")
    reference = short_line("Reference of the housing register", 40)


class HousingForm(BandForm):
    """Housing is asked for."""

    on = day("On", "Enter the day.")
    wants = lines("What they want: where, near whom, with whom", "", required=False)


class CloseForm(Form):
    """The application ended."""

    outcome = one_of("What came of it", Housed.choices, "Choose what came of it.")
    why = lines("In words", "Write what came of it.")
    on = day("On", "Enter the day.")


class HomeOfferForm(Form):
    """A home is offered."""

    kind = one_of("What kind of home", Place.choices, "Choose what kind of home it is.")
    provider = short_line(
        "Who offers it", 120, "Write who offers it.", "St Basils, a housing association, the council."
    )
    place = short_line("Where", 160, "Write where it is.", "The house or scheme, and the part of the city.")
    on = day("On", "Enter the day.")


class AcceptForm(Form):
    """Accepted, or refused."""

    accepted = one_of("Did they accept it?", YES_NO, "Say whether they accepted it.")
    why = lines("If refused: why, in their words", "", required=False)
    on = day("On", "Enter the day.")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"accepted": data["accepted"] == "yes"}


class RiskForm(Form):
    """A home is at risk."""

    kind = one_of("Why", Risk.choices, "Choose why.")
    pence = pounds_maybe("If arrears: how much is owed")
    doing = lines("What is done to keep it", "Write what is done to keep the home.")
    since = day("Since", "Enter the day.")


class OverForm(Form):
    """It is over."""

    kept = one_of("Was the home kept?", YES_NO, "Say whether the home was kept.")
    came = lines("What came of it", "Write what came of it.")
    on = day("On", "Enter the day.")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"kept": data["kept"] == "yes"}


class HomelessForm(Form):
    """Came without a home."""

    came = day("The day they came to us", "Enter the day.")
    slept = lines("Where they slept, and what happened", "Write where they slept, and what happened.")


class SafeForm(Form):
    """A safe place."""

    place = short_line("Where they are safe", 160, "Write where they are safe.")
    on = day("Since", "Enter the day.")


class RoofForm(Form):
    """The assessment is complete."""

    together = one_of("Did housing and we assess together?", YES_NO, "Say whether it was made together.")
    outcome = one_of("What came of it", Roof.choices, "Choose what came of it.")
    why = lines("The reasons, and what the young person wishes", "Write the reasons, and what they wish.")
    on = day("On", "Enter the day.")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"together": data["together"] == "yes"}
