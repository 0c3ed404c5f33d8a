"""The forms in which each fact about a person is entered once. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.practice.people.codes import (
    Communication,
    ContactBy,
    DisabilityCode,
    Ethnicity,
    Leave,
    NoPupilNumber,
    Religion,
)
from righthelp.practice.people.models import (
    BirthDateKind,
    IdentifierKind,
    Sex,
)
from righthelp.practice.people.models_identity import (
    Basis,
    HowKnown,
    NameKind,
    PointKind,
    SharedWith,
    Step,
    Whose,
)
from righthelp.practice.people.models_partners import (
    AT_NO_SCHOOL,
    AttendanceKind,
    Organisation,
    OrganisationKind,
    RegistrationKind,
)
from righthelp.practice.people.queries_partners import matching
from righthelp.practice.people.record_partners import TEACHES, TREATS

_NAME_KINDS = [
    (NameKind.FORMER, "A former name: it has changed"),
    (NameKind.BIRTH, "Their name at birth"),
    (NameKind.MARRIED, "A married name"),
    (NameKind.SPELLING, "Only misspelt: it was never right"),
    (NameKind.TRANSLITERATION, "Another way to write the same name"),
]
_NOT_SAID = ("", "Not recorded")


class FactForm(Form):
    """One fact, or a few that belong together. ``narrow`` fields are drawn short."""

    narrow: ClassVar[frozenset[str]] = frozenset()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def for_verb(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given: the mark of what was shown only where the page gave one."""
        marked = "seen" in self.initial and bool(data.get("seen"))
        return {name: value for name, value in data.items() if name != "seen" or marked}


class NamesForm(FactForm):
    forename = forms.CharField(label="Forename", max_length=80, error_messages={"required": "Enter the forename."})
    surname = forms.CharField(label="Surname", max_length=80, error_messages={"required": "Enter the surname."})
    preferred_name = forms.CharField(label="Likes to be called", max_length=80, required=False)
    kind = forms.ChoiceField(
        label="What the name before was",
        choices=_NAME_KINDS,
        initial=NameKind.FORMER,
        widget=forms.RadioSelect,
        help_text="It is kept, and they are still found by it. Answer only if forename or surname changes.",
    )
    on = DayField(label="Changed on", required=False, help_text="Leave empty if nobody knows.")
    source = forms.CharField(label="Who told us", max_length=80, required=False)


class OtherNameForm(FactForm):
    kind = forms.ChoiceField(label="What it is", choices=NameKind.choices, widget=forms.RadioSelect)
    forename = forms.CharField(label="Forename", max_length=80, required=False)
    surname = forms.CharField(label="Surname", max_length=80, required=False)
    starts = DayField(label="From", required=False)
    ends = DayField(label="Until", required=False)
    source = forms.CharField(label="Who told us", max_length=80, required=False)


class BirthForm(FactForm):
    birth_date = DayField(label="Birth date", required=False, help_text="Leave empty if nobody knows it yet.")
    birth_date_kind = forms.ChoiceField(label="This date is", choices=BirthDateKind.choices, widget=forms.RadioSelect)
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, widget=forms.RadioSelect)


class BornForm(FactForm):
    birth_date = DayField(label="Born on", error_messages={"required": "Enter the day the baby was born."})
    forename = forms.CharField(label="Forename", max_length=80, help_text="‘Baby’ if there is no name yet.")
    surname = forms.CharField(label="Surname", max_length=80)
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, widget=forms.RadioSelect)


class DescriptionForm(FactForm):
    pronouns = forms.CharField(label="Pronouns", max_length=40, required=False, help_text="As they say them: she/her.")
    ethnicity = forms.ChoiceField(label="Ethnicity", choices=[_NOT_SAID, *Ethnicity.choices], required=False)
    ethnicity_words = forms.CharField(label="Ethnicity in their own words", max_length=120, required=False)
    religion = forms.ChoiceField(label="Religion", choices=[_NOT_SAID, *Religion.choices], required=False)
    religion_words = forms.CharField(
        label="What that means day to day",
        max_length=120,
        required=False,
        help_text="Food, prayer, holidays, who may care for them.",
    )


class LanguagesForm(FactForm):
    language = forms.CharField(label="First language", max_length=40, required=False)
    other_languages = forms.CharField(label="Other languages", max_length=120, required=False)
    needs_interpreter = forms.BooleanField(label="An interpreter is needed", required=False)
    interpreter_language = forms.CharField(
        label="Interpreter’s language or dialect", max_length=40, required=False, help_text="If not the first language."
    )
    interpreter_sex = forms.ChoiceField(
        label="Interpreter asked for",
        choices=[("", "Either"), (Sex.FEMALE, "A woman"), (Sex.MALE, "A man")],
        required=False,
    )
    interpreter_booked_by = forms.CharField(label="Booked by", max_length=80, required=False)


class CommunicationForm(FactForm):
    needs = forms.MultipleChoiceField(
        label="What makes talking possible",
        choices=Communication.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    in_words = forms.CharField(
        label="In a few words", max_length=200, required=False, help_text="Like: ‘show the picture first, then wait’."
    )


class ContactForm(FactForm):
    contact_by = forms.ChoiceField(
        label="How they like to be contacted", choices=[_NOT_SAID, *ContactBy.choices], required=False
    )
    contact_words = forms.CharField(
        label="In their words",
        max_length=400,
        required=False,
        widget=forms.Textarea,
        help_text="When, where, through whom; and when not.",
    )
    about_me = forms.CharField(
        label="What they want people who meet them to know",
        max_length=600,
        required=False,
        widget=forms.Textarea,
        help_text="In their own words. It is the first thing on their record.",
    )


class PointForm(FactForm):
    kind = forms.ChoiceField(label="What it is", choices=PointKind.choices, widget=forms.RadioSelect)
    value = forms.CharField(label="Number or address", max_length=120)
    whose = forms.CharField(label="Whose it is", max_length=80, required=False, help_text="If not their own.")
    safe = forms.BooleanField(
        label="A message left there is safe", required=False, help_text="Nobody else hears or reads it."
    )


class NumberForm(FactForm):
    kind = forms.ChoiceField(label="Which number", choices=IdentifierKind.choices, widget=forms.RadioSelect)
    value = forms.CharField(label="Number", max_length=60, error_messages={"required": "Enter the number."})

    def __init__(self, *args: Any, sensitive: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sensitive:
            closed = {IdentifierKind.POLICE.value, IdentifierKind.HOME_OFFICE.value}
            kinds: Any = self.fields["kind"]
            kinds.choices = [each for each in IdentifierKind.choices if each[0] not in closed]


class NoNumberForm(FactForm):
    why = forms.ChoiceField(
        label="Why there is no pupil number", choices=[_NOT_SAID, *NoPupilNumber.choices], required=False
    )


class DisabilityForm(FactForm):
    code = forms.ChoiceField(label="Disability", choices=DisabilityCode.choices)
    basis = forms.ChoiceField(label="How it is known", choices=Basis.choices, widget=forms.RadioSelect)
    in_their_words = forms.CharField(label="In their words", max_length=200, required=False)
    starts = DayField(label="Known since", error_messages={"required": "Enter since when it has been known."})


class LeaveForm(FactForm):
    leave = forms.ChoiceField(label="Status", choices=Leave.choices)
    starts = DayField(label="Since", error_messages={"required": "Enter since when."})
    no_public_funds = forms.BooleanField(label="No recourse to public funds", required=False)
    in_words = forms.CharField(
        label="What matters about it",
        max_length=200,
        required=False,
        help_text="Solicitor, next date, what is waited for.",
    )


class AloneForm(FactForm):
    unaccompanied = forms.BooleanField(
        label="Came to this country as a child, without a parent or carer", required=False
    )


class AgreedForm(FactForm):
    shared_with = forms.ChoiceField(label="Sharing with", choices=SharedWith.choices, widget=forms.RadioSelect)
    yes = forms.ChoiceField(
        label="What was said", choices=[("yes", "Agreed"), ("no", "Did not agree")], widget=forms.RadioSelect
    )
    said_by = forms.CharField(label="Who said so", max_length=80, help_text="The child, or who may say so for them.")
    on = DayField(label="On", error_messages={"required": "Enter the day it was said."})
    in_words = forms.CharField(label="In their words", max_length=300, required=False)

    def for_verb(self, data: dict[str, Any]) -> dict[str, Any]:
        return {**super().for_verb(data), "yes": data["yes"] == "yes"}


class WorryForm(FactForm):
    whose = forms.ChoiceField(label="Who is worried", choices=Whose.choices, widget=forms.RadioSelect)
    worry = forms.CharField(
        label="What about",
        max_length=240,
        widget=forms.Textarea,
        help_text="One sentence, in the words of whoever is worried. No blame, no abbreviations.",
    )
    since = DayField(label="Since", error_messages={"required": "Enter since when."})


class _AtForm(FactForm):
    """A form that names an organisation: part of its name or its code finds it; several found are offered."""

    kinds_of: ClassVar[dict[Any, frozenset[OrganisationKind]]] = {}
    kind_default: ClassVar[str] = ""
    none_for: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: list[Organisation] = []
        if self.is_bound:
            kind = self.data.get("kind") or self.kind_default
            wanted = self.kinds_of.get(kind, frozenset())
            self.found = matching(self.data.get("organisation_name", ""), kinds=wanted) if wanted else []
            offered: Any = self.fields["organisation"]
            offered.choices = [(str(each.pk), f"{each.name}, {each.locality or each.postcode}") for each in self.found]

    @property
    def offers(self) -> bool:
        """Whether several organisations are offered to choose from."""
        return len(self.found) > 1

    def clean(self) -> dict[str, Any]:
        """The organisation's id, or what to do to find it."""
        data: dict[str, Any] = super().clean() or {}
        self.errors.pop("organisation", None)
        chosen = str(data.get("organisation") or "")
        if data.get("kind") in self.none_for:
            data["organisation"] = None
        elif chosen in {str(each.pk) for each in self.found}:
            data["organisation"] = int(chosen)
        elif len(self.found) == 1:
            data["organisation"] = self.found[0].pk
        elif self.found:
            self.add_error("organisation", "Choose which of these it is.")
        elif not data.get("organisation_name"):
            self.add_error("organisation_name", "Enter part of the name, or its number.")
        else:
            self.add_error(
                "organisation_name",
                "None of this name is in the partner register. Check the spelling, or add it there.",
            )
        return data

    def for_verb(self, data: dict[str, Any]) -> dict[str, Any]:
        given = super().for_verb(data)
        given.pop("organisation_name", None)
        return given


class SchoolForm(_AtForm):
    kinds_of = TEACHES
    none_for = tuple(each.value for each in AT_NO_SCHOOL)
    kind = forms.ChoiceField(label="Where they learn", choices=AttendanceKind.choices, widget=forms.RadioSelect)
    organisation_name = forms.CharField(
        label="School, college or nursery",
        max_length=120,
        required=False,
        help_text="Part of its name, or its DfE number (URN). Leave empty if they are at none.",
    )
    organisation = forms.ChoiceField(label="Which of these", required=False, widget=forms.RadioSelect)
    starts = DayField(label="Since", error_messages={"required": "Enter since when."})


class HealthForm(_AtForm):
    kinds_of = TREATS
    kind = forms.ChoiceField(label="Service", choices=RegistrationKind.choices, widget=forms.RadioSelect)
    organisation_name = forms.CharField(
        label="Surgery or service", max_length=120, required=False, help_text="Part of its name, or its NHS code (ODS)."
    )
    organisation = forms.ChoiceField(label="Which of these", required=False, widget=forms.RadioSelect)
    starts = DayField(label="Since", error_messages={"required": "Enter since when."})


class EndForm(FactForm):
    ends = DayField(label="On", error_messages={"required": "Enter the day it ended."})


class EndWhyForm(EndForm):
    why = forms.CharField(label="Why", max_length=240, error_messages={"required": "Say why."})


class WhyForm(FactForm):
    why = forms.CharField(label="Why", max_length=240, error_messages={"required": "Say why."})


class NothingForm(FactForm):
    """Nothing to fill in: the button says it."""


class DiedForm(FactForm):
    on = DayField(label="Day they died", error_messages={"required": "Enter the day, as far as it is known."})
    about = forms.BooleanField(label="The day is not certain", required=False)
    how_known = forms.ChoiceField(label="How we know", choices=HowKnown.choices, widget=forms.RadioSelect)
    told_by = forms.CharField(label="Who told us", max_length=120, help_text="Name and where they are from.")
    told_at = MomentField(label="When we were told", error_messages={"required": "Enter when we were told."})
    in_words = forms.CharField(
        label="What whoever opens this record should know",
        max_length=300,
        required=False,
        widget=forms.Textarea,
        help_text="Who is with the family; what not to ask them.",
    )


class StepForm(FactForm):
    step = forms.ChoiceField(label="What has been done", choices=Step.choices, widget=forms.RadioSelect)
    done_on = DayField(label="On", error_messages={"required": "Enter the day it was done."})
    who = forms.CharField(label="By whom", max_length=80)


class PhotoForm(FactForm):
    file = forms.FileField(
        label="Photograph",
        help_text="JPEG or PNG, up to 12 MB. Where it was taken is removed from it.",
        error_messages={"required": "Choose the photograph.", "empty": "This file is empty. Choose another."},
    )
    taken_on = DayField(label="Taken on", error_messages={"required": "Enter the day it was taken."})
    taken_by = forms.CharField(label="Taken by", max_length=80)
    agreed_by = forms.CharField(
        label="Who agreed to it", max_length=80, help_text="The child where they can say so; otherwise who may agree."
    )

    def for_verb(self, data: dict[str, Any]) -> dict[str, Any]:
        return {**super().for_verb(data), "file": data["file"].read()}
