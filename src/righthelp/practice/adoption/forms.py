"""The forms of adoption. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.adoption.codes import Cause, Ceased, Instead, Outcome, Panel, Step
from righthelp.practice.care.codes import ADOPTED, Left
from righthelp.practice.care.codes_homes import ADOPTIVE, Change, PlaceCode, Provider
from righthelp.practice.care.forms import TermsForm, WhyForm, day, listed, one_of, short_line
from righthelp.practice.casework.forms import YES_NO, chosen, lines
from righthelp.practice.people.models import Area
from righthelp.practice.people.record import Place

Rows = Iterable[tuple[Any, str]]
_DAY = "Enter the day."
_OTHERS = {Provider.COUNCIL.value, Provider.PRIVATE.value, Provider.VOLUNTARY.value}


class OnForm(Form):
    """A day."""

    on = day("On", _DAY)


class PlanForm(OnForm):
    """A review made adoption the plan."""

    on = day("The day of the review", _DAY)
    others = lines(
        "Why not the other ways", "Write why not the other ways.",
        hint="Home to a parent, relatives, special guardianship, long-term fostering: each considered, and why not.",
    )  # fmt: skip


class DecideForm(OnForm):
    """It is decided that a child should be placed, or on a match."""

    why = lines(
        "Why", "Write the reasons for the decision.", hint="What the child’s life will be, and what was weighed."
    )


class FamilyForm(Form):
    """Somebody finds a family."""

    finder = chosen("Who finds a family", [], "Choose who.")
    profile = lines(
        "Who the child is", "Write who the child is.",
        hint="Adopters read this. As somebody who is fond of them would say it; then health, care, contact, needs.",
    )  # fmt: skip

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["finder"] = chosen("Who finds a family", workers, "Choose who.")


class ConsiderForm(OnForm):
    """Adopters are considered."""

    adopters = chosen("Adopters", [], "Choose adopters.")
    why = lines(
        "Why these adopters", "Write why these adopters.", hint="What they offer this child, and what worries you."
    )

    def __init__(self, *args: Any, adopters: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["adopters"] = chosen(
            "Adopters", adopters, "Choose adopters.", hint="Not there? Put them on the register of adopters first."
        )


class DeclineForm(OnForm):
    """They are no longer considered."""

    why = lines("Why", "Write why they are no longer considered.", hint="Who said no, and for which reasons.")


class PanelForm(OnForm):
    """The panel met."""

    on = day("The day of the panel", _DAY)
    says = one_of("What it recommends", Panel.choices, "Choose what it recommends.")
    minutes = DayField(
        label="Minutes received", required=False, help_text="The decision follows within seven working days."
    )


class MeetForm(Form):
    """Introductions."""

    plan = lines(
        "How they get to know one another", "Write how they get to know one another.",
        hint="Day by day: where, who is there, first bath, first night; who stops it if it goes too fast.",
    )  # fmt: skip
    meets_from = day("From", _DAY)
    meets_to = DayField(label="To", required=False)


class PlacedForm(Form):
    """The child moves in."""

    starts = day("On", _DAY)
    place = one_of(
        "By which authority", [(each.value, each.label) for each in PlaceCode if each.value in ADOPTIVE], "Choose one."
    )
    change = listed("Why the placement before it ends", Change.choices, "Choose why.")
    change_note = lines("What led to it", "", required=False)


class DisruptedForm(OnForm):
    """The placement disrupts."""

    cause = one_of("The main cause", Cause.choices, "Choose the main cause.")
    why = lines("What happened", "Write what happened.", hint="For the child, for the adopters, for others at home.")


class LearnedForm(OnForm):
    """The disruption meeting."""

    on = day("The day of the meeting", _DAY)
    learning = lines("What was learned", "Write what was learned.", hint="For this child now, and for the next match.")


class ChangeForm(OnForm):
    """Adoption is no longer the plan."""

    reason = one_of("Why, for the national return", Ceased.choices, "Choose why.")
    instead = one_of("The plan instead", Instead.choices, "Choose the plan instead.")
    why = lines("In words", "Write why adoption is no longer the plan.")


class OrderForm(OnForm):
    """The court made the adoption order."""

    on = day("The day of the order", _DAY)
    left = one_of(
        "Was it opposed?", [(each.value, each.label) for each in Left if each.value in ADOPTED], "Choose one."
    )
    order = short_line("Court, judge and number", 200, "Write the court, the judge and the number of the order.")


class AdoptersForm(Form):
    """A family on the register of adopters."""

    name = short_line("What the family is called", 120, "Enter what the family is called.")
    asked = day("The day they asked, or were first considered here", _DAY)
    agency = chosen("Whose adopters", [], none="The trust’s own")
    worker = chosen("Who supports them", [])
    seeks = lines("Which children they hope for", "", required=False, hint="In their own words.")
    fosters = one_of("Would they foster first, for early permanence?", YES_NO, "Say whether they would.")

    def __init__(self, *args: Any, workers: Rows, agencies: Rows = (), known: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"] = chosen("Who supports them", workers)
        if known:
            del self.fields["asked"], self.fields["agency"]
        else:
            self.fields["agency"] = chosen("Whose adopters", agencies, none="The trust’s own")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"fosters": data["fosters"] == "yes"}


class PersonForm(Form):
    """One of those found."""

    person = one_of("Who", [], "Choose who.")

    def __init__(self, *args: Any, people: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = one_of("Who", list(people), "Choose who.")


class StageForm(OnForm):
    """A stage begins."""

    number = one_of("Which", Step.choices, "Choose which.")


class PauseForm(OnForm):
    """They ask for a pause."""

    why = lines("Why", "Write why they asked for a pause.")


class StageEndForm(OnForm):
    """A stage ends without an approval."""

    outcome = one_of(
        "How", [(each.value, each.label) for each in Outcome if each is not Outcome.APPROVED], "Choose how."
    )
    checks = lines("Checks and what they found", "", required=False, hint="Police, health, local authority, referees.")
    why = lines("What was decided, and why", "Write what was decided, and why.")


class ApproveForm(TermsForm):
    """They are approved: their home comes on the register of care."""

    panel = DayField(label="The day of the panel", required=False, help_text="Needed for the trust’s own adopters.")
    line = short_line("House number and street", 120, "Enter the house number and street.")
    locality = short_line("District or town", 60, "Enter the town.")
    postcode = short_line("Postcode", 8, "Enter the postcode.")
    area = listed("Area", Area.choices, "Choose the area.")
    provider = listed("Who provides it", [(each.value, each.label) for each in Provider if each.value in _OTHERS])
    urn = short_line("Registration number of the agency", 8)

    def __init__(self, *args: Any, ours: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("provider", "urn") if ours else ("panel",):
            del self.fields[name]

    def for_verb(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        on, decided = data.pop("starts"), data["decided"]
        terms = self.offer(data)
        at = Place(**{name: data.pop(name) for name in ("line", "locality", "postcode", "area")})
        return data | {"on": on, "decided": decided, "terms": terms, "at": at}


class AnswerForm(Form):
    """Agree that something was a mistake, or say why it stands."""

    answer = one_of("Was it a mistake?", YES_NO, "Say whether it was.")
    why = lines("If not: why it stands", "", required=False)


class CelebratedForm(OnForm):
    """The celebration hearing was held."""

    on = day("The day of the celebration hearing", _DAY)


class HandedForm(Form):
    """What was handed over."""

    book = DayField(label="Life story book handed over", required=False)
    letter = DayField(label="Later-life letter handed over", required=False)


class ReviewForm(OnForm):
    """They are reviewed while they wait."""

    note = lines("What the review found", "Write what the review found.")


__all__ = [
    "AdoptersForm",
    "AnswerForm",
    "ApproveForm",
    "CelebratedForm",
    "ChangeForm",
    "ConsiderForm",
    "DecideForm",
    "DeclineForm",
    "DisruptedForm",
    "FamilyForm",
    "HandedForm",
    "LearnedForm",
    "MeetForm",
    "OnForm",
    "OrderForm",
    "PanelForm",
    "PauseForm",
    "PersonForm",
    "PlacedForm",
    "PlanForm",
    "ReviewForm",
    "StageEndForm",
    "StageForm",
    "WhyForm",
]
