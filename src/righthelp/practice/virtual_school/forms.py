"""The forms of the virtual school. Fields are named as the verbs' parameters."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.care.forms import day, one_of, short_line
from righthelp.practice.casework.forms import YES_NO, lines
from righthelp.practice.virtual_school.codes import CRITERIA, Level, Rating, Stage, Subject
from righthelp.practice.virtual_school.record import Made


class PlanForm(Form):
    """A personal education plan; it begins with the school of the record and the targets of the last."""

    held = day("Made on", "Enter the day.")
    school = short_line("School, or where they learn", 160, "Write which school, or where they learn.")
    words = lines("What the child says about learning", "Write what the child says about learning.")
    needs = lines(
        "What stands in the way, and who does what", "Write what stands in the way, and who does what about it."
    )
    english = one_of("English now", Level.choices, "Choose how English goes.")
    english_target = short_line("Target in English", 300, "Write the target in English.")
    maths = one_of("Maths now", Level.choices, "Choose how maths goes.")
    maths_target = short_line("Target in maths", 300, "Write the target in maths.")
    attendance = forms.DecimalField(
        label="Attendance this term, in percent", required=False, min_value=0, max_value=100, decimal_places=1
    )
    suspended = forms.DecimalField(
        label="Days suspended this term", required=False, min_value=0, max_value=190, decimal_places=1
    )
    excluded = one_of("Permanently excluded this term?", YES_NO, "Say whether they were excluded.")
    premium_asked = forms.IntegerField(
        label="Pupil premium plus asked for, in pounds", required=False, min_value=0, max_value=20_000
    )
    premium_for = lines("What it is for", "", required=False)

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        given = dict(data)
        held = given.pop("held")
        given |= {"excluded": data["excluded"] == "yes", "suspended": data["suspended"] or Decimal(0)}
        return {"held": held, "made": Made(**given | {"premium_asked": data["premium_asked"] or 0})}


class RateForm(Form):
    """The virtual school rates a plan."""

    met = forms.MultipleChoiceField(
        label="What it meets", choices=CRITERIA, widget=forms.CheckboxSelectMultiple, required=False
    )
    rating = one_of("How good it is", Rating.choices, "Choose how good it is.")
    why = lines("What is good, and what would make it better", "Write what is good, and what would make it better.")


class SpentForm(Form):
    """What of the premium was spent."""

    spent = forms.IntegerField(
        label="Spent, in pounds", min_value=0, error_messages={"required": "Enter what was spent."}
    )
    came = lines("What came of it for the child", "Write what came of it for the child.")


class ResultForm(Form):
    """What the child attained."""

    stage = one_of("At the end of", Stage.choices, "Choose the key stage.")
    subject = one_of("In", Subject.choices, "Choose in what.")
    year = forms.IntegerField(label="Year", error_messages={"required": "Enter the year."})
    grade = short_line("Grade or standard", 40, "Write the grade or the standard.")
    reached = one_of("Did they reach what is expected?", YES_NO, "Say whether they reached it.")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"reached": data["reached"] == "yes"}
