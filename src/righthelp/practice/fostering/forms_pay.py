"""The forms of payments to carers."""

from __future__ import annotations

from righthelp.foundation.pages.forms import Form, PoundsField
from righthelp.practice.care.forms import day, listed
from righthelp.practice.fostering.codes import LEVELS, Rate


class RateForm(Form):
    """An amount from a day."""

    what = listed("What for", Rate.choices, "Choose what it is for.")
    pence = PoundsField("Pounds a week", "Like 168.50")
    starts = day("From", "Enter the day.")


class LevelForm(Form):
    """The level of a household's fee from a day."""

    level = listed("Level", [each for each in Rate.choices if each[0] in LEVELS], "Choose the level.")
    starts = day("From", "Enter the day.")


class WeekForm(Form):
    """A week, by its Monday."""

    week = day("Monday on which the week began", "Enter the Monday.")
