"""Forms that hold secrets: nothing of them is kept as a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest

from righthelp.foundation.pages.forms import Form
from righthelp.foundation.refusals import Refused
from righthelp.foundation.sign_in.passwords import LONGEST
from righthelp.foundation.sign_in.roles import names


class SecretForm(Form):
    """A form that is shown again without what was typed into it."""

    def recorded(self, verb: Callable[[dict[str, Any]], object]) -> bool:
        """Whether the form was sent, was valid, and ``verb`` recorded it; a refusal becomes the field's error."""
        if not self.sent or not self.is_valid():
            return False
        try:
            verb(self.cleaned_data)
        except Refused as no:
            self.add_error(no.field if no.field in self.fields else None, no.sentence)
            return False
        return True


S = TypeVar("S", bound=SecretForm)


def asked(request: HttpRequest, form_class: type[S], *, when: str = "", **more: Any) -> S:
    """The form of this request, sent or fresh; with ``when`` only if the button of that name was pressed."""
    sent = request.method == "POST" and (not when or when in request.POST)
    form = form_class(data=request.POST if sent else None, **more)
    form.sent = sent
    return form


def secret(label: str, **more: Any) -> forms.CharField:
    """A field for a password. Spaces at its ends are part of it."""
    return forms.CharField(label=label, widget=forms.PasswordInput, strip=False, max_length=LONGEST * 2, **more)


class CodeForm(SecretForm):
    """The six digits of an app, or a recovery code."""

    sign_in_code = forms.CharField(
        label="Code", max_length=20, error_messages={"required": "Type the code that your app shows."}
    )


class PasskeyForm(SecretForm):
    """What the browser answers about a passkey, as JSON."""

    passkey = forms.CharField(
        widget=forms.HiddenInput,
        max_length=20_000,
        error_messages={"required": "Your browser gave no passkey. Try again, or use another way."},
    )
    name = forms.CharField(label="A name for this passkey", max_length=60, required=False)


class NewPasswordForm(SecretForm):
    """A new password, twice."""

    password = secret("New password", help_text="At least 12 characters. Three unrelated words are easy to remember.")
    password_again = secret("New password again")


class ChangePasswordForm(NewPasswordForm):
    """A new password, and the present one."""

    present_password = secret("Present password")
    field_order = ("present_password", "password", "password_again")


class RolesForm(Form):
    """The roles of an account."""

    roles = forms.MultipleChoiceField(
        label="Roles", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least one role."}
    )
    conflict_accepted = forms.CharField(
        label="Who agreed to roles that do not go together, and why",
        required=False,
        max_length=500,
        widget=forms.Textarea,
        help_text="Only if you were told that two roles should not be held by one person.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["roles"]
        assert isinstance(choices, forms.MultipleChoiceField)  # noqa: S101  declared above
        choices.choices = list(names().items())


class NewAccountForm(RolesForm):
    """Whom the account is for."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter the person’s name."})
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="They sign in with it. It must be their own, at work.",
        error_messages={"required": "Enter their e-mail address.", "invalid": "Enter it like name@example.org."},
    )
    field_order = ("name", "email", "roles", "conflict_accepted")


class PasswordForm(SecretForm):
    """The password once more."""

    present_password = secret("Password")
