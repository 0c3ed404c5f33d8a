"""The form that registers a child. Fields are named as the verb's parameters."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.people.codes import Ethnicity
from righthelp.practice.people.models import Area, BirthDateKind, Sex
from righthelp.practice.people.record import Place

_PLACE = ("line", "locality", "postcode", "area")


class RegisterForm(Form):
    """A child comes on the register. ``somebody_else`` are the likely duplicates that were looked at."""

    forename = forms.CharField(label="Forename", max_length=80, error_messages={"required": "Enter the forename."})
    surname = forms.CharField(label="Surname", max_length=80, error_messages={"required": "Enter the surname."})
    preferred_name = forms.CharField(label="Likes to be called", max_length=80, required=False)
    birth_date = DayField(label="Birth date", required=False, help_text="Leave empty if nobody knows it yet.")
    birth_date_kind = forms.ChoiceField(
        label="This date is", choices=BirthDateKind.choices, initial=BirthDateKind.KNOWN, widget=forms.RadioSelect
    )
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial=Sex.UNKNOWN, widget=forms.RadioSelect)
    pronouns = forms.CharField(label="Pronouns", max_length=40, required=False, help_text="As they say them: she/her.")
    ethnicity = forms.ChoiceField(
        label="Ethnicity", choices=[("", "Not known yet"), *Ethnicity.choices], required=False
    )
    language = forms.CharField(label="First language", max_length=40, required=False)
    needs_interpreter = forms.BooleanField(label="An interpreter is needed", required=False)
    unaccompanied = forms.BooleanField(label="Came to this country alone", required=False)
    line = forms.CharField(label="House number and street", max_length=120, required=False)
    locality = forms.CharField(label="District or town", max_length=60, required=False)
    postcode = forms.CharField(label="Postcode", max_length=8, required=False)
    area = forms.ChoiceField(label="Area", choices=[("", "Choose"), *Area.choices], required=False)
    somebody_else = forms.CharField(required=False, widget=forms.HiddenInput)
    not_the_same = forms.BooleanField(label="None of these is the child I am registering", required=False)

    def clean(self) -> dict[str, Any]:
        """An address is given whole or not at all."""
        data: dict[str, Any] = super().clean() or {}
        given = [name for name in _PLACE if data.get(name)]
        words = {
            "line": "Enter the house number and street as well.",
            "locality": "Enter the district or town as well.",
            "postcode": "Enter the postcode as well.",
            "area": "Choose the area as well.",
        }
        for name in _PLACE:
            if given and not data.get(name):
                self.add_error(name, words[name])
        return data

    def for_verb(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        rest = {name: value for name, value in data.items() if name not in (*_PLACE, "not_the_same", "somebody_else")}
        if data["line"]:
            rest["lives_at"] = Place(**{name: data[name] for name in _PLACE})
        looked_at = [int(each) for each in data["somebody_else"].split(",") if each.isdecimal() and len(each) < 19]
        rest["somebody_else"] = looked_at if data["not_the_same"] else []
        return rest
