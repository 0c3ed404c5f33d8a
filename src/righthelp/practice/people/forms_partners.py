"""The forms of the partner register. Fields are named as the verbs' parameters."""

from __future__ import annotations

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.people.models import Area
from righthelp.practice.people.models_partners import OrganisationKind, Process


class OrganisationForm(Form):
    """An organisation comes on the register, or is changed."""

    kind = forms.ChoiceField(label="What it is", choices=OrganisationKind.choices)
    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter the name."})
    code = forms.CharField(
        label="Number",
        max_length=12,
        required=False,
        help_text="The DfE’s number of a school (URN, six digits) or the NHS’s code of a service (ODS, like M85001).",
    )
    line = forms.CharField(label="House number and street", max_length=120, required=False)
    locality = forms.CharField(label="District or town", max_length=60, required=False)
    postcode = forms.CharField(label="Postcode", max_length=8, required=False)
    area = forms.ChoiceField(label="Area", choices=Area.choices, initial=Area.OUTSIDE)
    phone = forms.CharField(label="Phone", max_length=30, required=False)
    email = forms.CharField(label="E-mail", max_length=120, required=False)
    note = forms.CharField(
        label="Good to know",
        max_length=300,
        required=False,
        help_text="Opening hours, out of hours, how to get through.",
    )


class OrganisationChangeForm(OrganisationForm):
    """As above, for one that is there."""

    closed_on = DayField(label="Closed on", required=False, help_text="It takes nobody new, and stays in old records.")


class PartForm(Form):
    """What part an organisation plays in one process."""

    process = forms.ChoiceField(label="In which work", choices=Process.choices, widget=forms.RadioSelect)
    part = forms.CharField(
        label="What they do in it",
        max_length=200,
        required=False,
        help_text="In one sentence: who is asked, for what, how fast. Empty takes the part away.",
    )


class ContactForm(Form):
    """Somebody to ask there."""

    name = forms.CharField(label="Name", max_length=80, error_messages={"required": "Enter the name."})
    role = forms.CharField(
        label="What they do there",
        max_length=80,
        help_text="Like ‘Designated safeguarding lead’.",
        error_messages={"required": "Enter what they do there."},
    )
    phone = forms.CharField(label="Phone", max_length=30, required=False)
    email = forms.CharField(label="E-mail", max_length=120, required=False)


class RemoveForm(Form):
    """Nothing to fill in: the button says it."""
