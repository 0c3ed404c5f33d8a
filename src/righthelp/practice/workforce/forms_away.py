"""The forms of absence and duty. Fields are named as the verbs' parameters; ``which`` tells a page's forms apart."""

from __future__ import annotations

from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.workforce import forms as before
from righthelp.practice.workforce.forms import Choices
from righthelp.practice.workforce.forms_posts import offer, pick


def _which() -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, required=False)


class CoverForm(before.CoverForm):
    """Somebody is named to cover."""

    which = _which()


class BackForm(before.BackForm):
    """Somebody came back before the absence was to end."""

    which = _which()


class LongerForm(Form):
    """An absence lasts longer."""

    last_day = DayField(label="Last day away", error_messages={"required": "Enter the last day away."})
    expected = forms.BooleanField(label="As expected so far, not certain", required=False, initial=True)
    which = _which()


class TalkForm(Form):
    """The conversation on coming back."""

    day = DayField(label="Held on", error_messages={"required": "Enter the day."})
    which = _which()


class SelfSickForm(Form):
    """One's own illness."""

    starts = DayField(label="First day away", error_messages={"required": "Enter the first day away."})
    last_day = DayField(
        label="Last day away, as you expect now",
        help_text="Your manager can change it. Enter today if you do not know.",
        error_messages={"required": "Enter the last day as you expect it now."},
    )
    cover = pick("Who could cover", required=False, hint="Whoever covers sees the children’s records meanwhile.")

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["cover"], colleagues, "My manager decides")


class PlanForm(Form):
    """Weeks of a rota are planned."""

    weeks = forms.IntegerField(label="Weeks", initial=1, error_messages={"required": "Enter how many weeks."})
    fill = forms.BooleanField(label="Go round among those who can", required=False, initial=True)
    which = _which()


class NoteForm(Form):
    """A shift tells the next."""

    text = forms.CharField(
        label="What must the next shift know?",
        widget=forms.Textarea,
        error_messages={"required": "Write what the next shift must know."},
    )
    which = _which()


class ShiftForm(Form):
    """Who is on a shift."""

    worker = pick("On this shift", required=False)
    which = _which()

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["worker"], colleagues, "Nobody: leave a gap")


class SwapForm(Form):
    """Two people change places."""

    other = pick("Change places with", missing="Choose a shift to change with.")
    which = _which()

    def __init__(self, *args: Any, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["other"], others)
