"""The forms around a partner's own sign-in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.mash.codes import Result
from righthelp.practice.mash.forms import Pairs, lines, one

_RESULTS = (
    (Result.KNOWN.value, "We know something"),
    (Result.NOTHING.value, "We know nothing of the family"),
    (Result.REFUSED.value, "We may not say"),
)


def _ticked(label: str, ask: str, hint: str = "") -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=hint,
        error_messages={"required": ask},
    )


class OwnAnswerForm(Form):
    """A partner answers a question put to their agency."""

    checks = _ticked(
        "About which children", "Tick at least one child.", "Tick several only where every word fits each."
    )
    result = one("What you know", _RESULTS, "Say what you know.")
    answer = lines(
        "What you can tell us",
        "",
        hint="Facts with dates. Mark what is opinion, and whose. If you may not say, write why.",
        required=False,
    )

    def __init__(self, *args: Any, waiting: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["checks"].choices = list(waiting)  # type: ignore[attr-defined]  # a choice field


class ShareForm(Form):
    """Agencies may read what others said."""

    answers = _ticked("Which answers", "Tick at least one answer.")
    readers = _ticked("Who may read them", "Tick at least one agency.")
    why = lines(
        "Why they need it",
        "Write why they need it, and that those who told us agree.",
        hint="And that those who told us agree. What a partner told us about an adult goes no further without asking.",
    )

    def __init__(self, *args: Any, answers: Pairs, readers: Pairs, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["answers"].choices = list(answers)  # type: ignore[attr-defined]  # a choice field
        self.fields["readers"].choices = list(readers)  # type: ignore[attr-defined]  # as above


class SignInForm(Form):
    """With which account a partner signs in."""

    account = forms.TypedChoiceField(
        label="The account they sign in with",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="Accounts made for partners that nobody on the roster has yet.",
    )

    def __init__(self, *args: Any, accounts: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["account"].choices = [("", "None: they do not sign in"), *accounts]  # type: ignore[attr-defined]  # as above
