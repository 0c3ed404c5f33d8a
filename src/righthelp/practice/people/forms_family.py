"""Forms of the family and of where people live. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.people.kinds import HowResponsible, Parted, Quality, RelationshipKind, Situation, Together
from righthelp.practice.people.models import Area, BirthDateKind, Sex
from righthelp.practice.people.models_family import Energy, Strength, SupportKind
from righthelp.practice.people.record import Place
from righthelp.practice.people.record_family import Tie

Choices = Sequence[tuple[str, str]]
_PLACE = ("line", "locality", "postcode", "area")
_WHY = {"required": "Say why, so that whoever reads this later understands."}
_TIE = ("kind", "responsible", "responsible_how", "responsible_from", "together", "starts", "quality", "words")


class TieForm(Form):
    """What a relationship is like."""

    kind = forms.ChoiceField(
        label="They are the child’s",
        choices=[("", "Choose"), *RelationshipKind.choices],
        error_messages={"required": "Choose what they are to the child."},
    )
    responsible = forms.BooleanField(label="Holds parental responsibility for the child", required=False)
    responsible_how = forms.ChoiceField(
        label="How they hold it", choices=[("", "Choose"), *HowResponsible.choices], required=False
    )
    responsible_from = DayField(label="Since", required=False)
    together = forms.ChoiceField(
        label="For partners: how they are together", choices=[("", "Choose"), *Together.choices], required=False
    )
    starts = DayField(label="When this began", required=False, help_text="Leave empty if it was always so.")
    quality = forms.ChoiceField(label="How they get on", choices=[("", "Not said"), *Quality.choices], required=False)
    words = forms.CharField(label="In your words", max_length=300, required=False)

    def tie(self, data: dict[str, Any]) -> Tie:
        """What the verb is given."""
        return Tie(**{name: data[name] for name in _TIE})


class RelateForm(TieForm):
    """Somebody comes into a child's family: found on the register, or registered here and now."""

    other = forms.ChoiceField(label="Who it is", required=False, widget=forms.RadioSelect)
    forename = forms.CharField(label="Forename", max_length=80, required=False)
    surname = forms.CharField(label="Surname", max_length=80, required=False)
    birth_date = DayField(label="Birth date", required=False, help_text="Leave empty if nobody knows it yet.")
    birth_date_kind = forms.ChoiceField(
        label="This date is", choices=BirthDateKind.choices, initial=BirthDateKind.KNOWN, required=False
    )
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial=Sex.UNKNOWN, required=False)
    somebody_else = forms.CharField(required=False, widget=forms.HiddenInput)
    not_the_same = forms.BooleanField(label="None of these is the person I am adding", required=False)

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [*people, ("new", "Somebody not on the register yet")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Either a person found or a new one's name."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("other", "") in ("", "new"):
            if not data.get("forename"):
                self.add_error("forename", "Enter the forename, or choose somebody found above.")
            if not data.get("surname"):
                self.add_error("surname", "Enter the surname.")
        return data


class TieCorrectForm(TieForm):
    """What was recorded of a relationship was wrong."""

    why = forms.CharField(label="Why you change this", max_length=300, error_messages=_WHY)


class TieEndForm(Form):
    """A relationship is over."""

    ends = DayField(label="The day it ended", error_messages={"required": "Enter the day it ended."})
    parted = forms.ChoiceField(label="For partners: how", choices=[("", "Choose"), *Parted.choices], required=False)
    why = forms.CharField(label="What happened", max_length=300, error_messages=_WHY)


class ReasonForm(Form):
    """A reason, and nothing else."""

    why = forms.CharField(label="Why", max_length=300, error_messages=_WHY)


class SiblingsForm(Form):
    """Brothers and sisters grouped, and facts that hold for several of them recorded at once."""

    siblings = forms.MultipleChoiceField(label="Which children", required=False, widget=forms.CheckboxSelectMultiple)
    kind = forms.ChoiceField(
        label="They are",
        choices=[
            ("", "Recorded as brothers and sisters already"),
            (RelationshipKind.SIBLING.value, "Brothers and sisters"),
            (RelationshipKind.HALF_SIBLING.value, "Half-brothers and half-sisters"),
            (RelationshipKind.STEP_SIBLING.value, "Step-brothers and step-sisters"),
        ],
        required=False,
    )
    school = forms.BooleanField(required=False)
    health = forms.BooleanField(required=False)
    since = DayField(
        label="Since", required=False, help_text="For a school or GP: the day from which it holds for all."
    )

    def __init__(self, *args: Any, children: Choices = (), school: str = "", health: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["siblings"].choices = list(children)  # type: ignore[attr-defined]
        for name, shared in (("school", school), ("health", health)):
            if shared:
                self.fields[name].label = (
                    f"They all go to {shared}" if name == "school" else f"All registered with {shared}"
                )
            else:
                del self.fields[name]


class SupportForm(Form):
    """Somebody or something in a child's world."""

    name = forms.CharField(label="Who or what", max_length=80, error_messages={"required": "Say who or what it is."})
    kind = forms.ChoiceField(label="Part of their world", choices=SupportKind.choices)
    strength = forms.ChoiceField(
        label="What the tie is like", choices=Strength.choices, initial=Strength.ORDINARY, widget=forms.RadioSelect
    )
    energy = forms.ChoiceField(
        label="Which way help and effort flow",
        choices=Energy.choices,
        initial=Energy.TO_CHILD,
        widget=forms.RadioSelect,
    )
    starts = DayField(
        label="Since", error_messages={"required": "Enter the day since which it is so; about is enough."}
    )
    description = forms.CharField(label="In your words", max_length=200, required=False)


class EndForm(Form):
    """The day something ended."""

    ends = DayField(label="The day it ended", error_messages={"required": "Enter the day it ended."})


class PlaceForm(Form):
    """An address, or that there is none."""

    situation = forms.ChoiceField(
        label="Where they live", choices=Situation.choices, initial=Situation.ADDRESS, widget=forms.RadioSelect
    )
    known = forms.ChoiceField(label="An address we know", required=False, widget=forms.RadioSelect)
    line = forms.CharField(label="House number and street", max_length=120, required=False)
    locality = forms.CharField(label="District or town", max_length=60, required=False)
    postcode = forms.CharField(label="Postcode", max_length=8, required=False, help_text="Leave empty abroad.")
    area = forms.ChoiceField(label="Area", choices=[("", "Choose"), *Area.choices], required=False)
    country = forms.CharField(label="Country, if abroad", max_length=60, required=False)
    temporary = forms.BooleanField(label="For a time only", required=False)
    about = forms.BooleanField(label="The day is not certain", required=False)

    def __init__(self, *args: Any, places: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if places:
            self.fields["known"].choices = [*places, ("", "None of these: as I typed it")]  # type: ignore[attr-defined]
        else:
            del self.fields["known"]

    def clean(self) -> dict[str, Any]:
        """An address is given whole or not at all; abroad needs no postcode and no area."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("situation") != Situation.ADDRESS or data.get("known"):
            return data
        words = {"line": "Enter the house number and street.", "locality": "Enter the district or town."}
        if not data.get("country"):
            words |= {"postcode": "Enter the postcode.", "area": "Choose the area."}
        for name, ask in words.items():
            if not data.get(name):
                self.add_error(name, ask)
        return data

    def to(self, data: dict[str, Any]) -> Place | int | None:
        """What the verb is given: an address known, one typed, or none."""
        if data["situation"] != Situation.ADDRESS:
            return None
        if data.get("known"):
            return int(data["known"])
        return Place(
            line=data["line"],
            locality=data["locality"],
            postcode=data["postcode"],
            area=data["area"] or Area.OUTSIDE,
            country=data["country"],
        )


class MoveForm(PlaceForm):
    """A change of address as one act."""

    on = DayField(label="The day they moved", error_messages={"required": "Enter the day they moved."})
    others = forms.MultipleChoiceField(label="Who moved as well", required=False, widget=forms.CheckboxSelectMultiple)
    protected = forms.BooleanField(
        label="The new address is protected: nobody but those who work with them may know it", required=False
    )
    why = forms.CharField(label="Why they moved", max_length=300, required=False)
    looked = forms.BooleanField(
        label="I have looked at who must be told and who must not",
        error_messages={"required": "Look at the two lists below, then tick this."},
    )

    def __init__(self, *args: Any, household: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if household:
            self.fields["others"].choices = list(household)  # type: ignore[attr-defined]
        else:
            del self.fields["others"]


class HomeCorrectForm(PlaceForm):
    """A home was recorded wrongly."""

    starts = DayField(label="They lived there from", error_messages={"required": "Enter the day."})
    why = forms.CharField(label="What was wrong, and how you know", max_length=300, error_messages=_WHY)


class KeptFromForm(Form):
    """Somebody must not know where the child lives."""

    other = forms.ChoiceField(label="Who must not know", required=False, widget=forms.RadioSelect)
    description = forms.CharField(
        label="Or describe who it is",
        max_length=120,
        required=False,
        help_text="For example: father’s cousins in Derby",
    )
    why = forms.CharField(
        label="What could happen if they knew", max_length=300, error_messages={"required": "Say what could happen."}
    )
    starts = DayField(label="Since", error_messages={"required": "Enter the day."})

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [*people, ("", "None of these")]  # type: ignore[attr-defined]


class ToldForm(Form):
    """Somebody was told of a move, or is not told."""

    how = forms.CharField(label="How they were told", max_length=80, required=False)
    why = forms.CharField(label="Or why they are not told", max_length=300, required=False)


__all__ = [
    "EndForm",
    "HomeCorrectForm",
    "KeptFromForm",
    "MoveForm",
    "ReasonForm",
    "RelateForm",
    "SiblingsForm",
    "SupportForm",
    "TieCorrectForm",
    "TieEndForm",
    "ToldForm",
]
