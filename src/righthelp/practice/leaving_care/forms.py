"""The forms of leaving care. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.care.forms import day, listed, one_of, short_line
from righthelp.practice.casework.forms import YES_NO, chosen, lines
from righthelp.practice.leaving_care.codes import SECTIONS, Channel, Doing, Ending, Level, Living, Touch

Rows = Iterable[tuple[Any, str]]


class AdviserForm(Form):
    """Who the adviser is, and how the young person likes to be reached."""

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["adviser"] = chosen("Personal adviser", workers, "Choose the personal adviser.")
        self.fields["channel"] = one_of(
            "How the young person likes to be reached", Channel.choices, "Ask, and choose what they said."
        )


class TakeOnForm(AdviserForm):
    """A personal adviser begins to help."""

    starts = day("From", "Enter the day from which the adviser helps.")


class NeedsForm(Form):
    """Needs are assessed."""

    on = day("The day the assessment was complete", "Enter the day.")
    needs = lines(
        "What the young person needs, and what they say", "Write what the young person needs.",
        hint="Health, learning, money, home, family, skills for living alone; what each person who was asked said.",
    )  # fmt: skip


class OnForm(Form):
    """It happened on a day."""

    on = day("On", "Enter the day.")


class EndForm(Form):
    """The help ends."""

    ends = day("On", "Enter the day.")
    ending = one_of("Why", Ending.choices, "Choose why the help ended.")
    why = lines(
        "What was agreed, and how the young person can come back", "Write what was agreed, and how they can come back."
    )


class PlanForm(Form):
    """A version of the pathway plan; its sections start with the words of the last one."""

    made = day("The day it was made", "Enter the day.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, title, hint in SECTIONS:
            self.fields[name] = lines(title, f"Write about: {title.lower()}.", hint=hint)


class ContactForm(Form):
    """In touch, or not."""

    on = day("On", "Enter the day.")
    status = one_of("Are we in touch?", Touch.choices, "Choose one.")
    channel = listed("If in touch: how", Channel.choices)
    note = lines("What was said, or what we know", "", required=False)


class DoingForm(Form):
    """What the young person does."""

    starts = day("From", "Enter the day.")
    doing = one_of("What the young person does", Doing.choices, "Choose one.")
    where = short_line("Where, or what", 160, hint="The college, the course, the employer.")
    year = forms.IntegerField(
        label="Year of the course", required=False, min_value=1, max_value=7, help_text="Only in higher education."
    )
    level = listed("Level of the course", Level.choices, hint="Only in higher education.")


class HomeForm(Form):
    """Where the young person lives."""

    starts = day("From", "Enter the day.")
    kind = one_of("What kind of home", Living.choices, "Choose what kind of home it is.")
    home = chosen("Staying put with", [], none="Not staying put")
    suits = one_of("Does it suit the young person?", YES_NO, "Say whether it suits them.")
    why = lines("If not: why, and what is done about it", "", required=False)
    unregulated = one_of(
        "Does anybody inspect it?", [("no", "Yes, it is registered, or it is their own home"), ("yes", "No")],
        "Say whether anybody inspects it.", "If not, the pathway plan is reviewed within 28 days.",
    )  # fmt: skip

    def __init__(self, *args: Any, homes: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["home"] = chosen("Staying put with", homes, none="Not staying put")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        return data | {"suits": data["suits"] == "yes", "unregulated": data["unregulated"] == "yes"}
