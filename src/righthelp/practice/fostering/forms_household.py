"""The forms of a household: on the books, reviewed, visited, trained, left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.care.forms import day, listed, one_of, short_line
from righthelp.practice.casework.forms import chosen, lines
from righthelp.practice.fostering.codes import Advised, Course, Left

Rows = Iterable[tuple[Any, str]]


class TakeOverForm(Form):
    """A home of the register gets its record."""

    approved = day("Approved on", "Enter the day.", "The day of the decision that approved them.")

    reviewed_before = DayField(
        label="Last reviewed on", required=False, help_text="Reviews and visits are due from then on."
    )

    def __init__(self, *args: Any, homes: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["home"] = chosen("Home", homes, "Choose the home.")


class ReviewForm(Form):
    """A review, with a box for each child who lives there and for the child's worker."""

    held = day("When it was held", "Enter the day.")
    carers_say = lines("What the carers say", "Write what they say.")
    findings = lines(
        "What the review found", "Write what the review found.", hint="Strengths, worries, health, safety, training."
    )
    advised = one_of("What it recommends", Advised.choices, "Choose what it recommends.")

    def __init__(self, *args: Any, children: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.children = [int(pk) for pk, _ in children]
        for pk, name in children:
            self.fields[f"child_{pk}"] = lines(
                f"What {name} says", "Write what the child says.", hint="If too young: what was seen of the child."
            )
            self.fields[f"worker_{pk}"] = lines(f"What the worker of {name} says", "", required=False)

    def said(self, data: dict[str, Any]) -> dict[int, tuple[str, str]]:
        """By child, what both say; taken out of ``data``."""
        return {pk: (data.pop(f"child_{pk}"), data.pop(f"worker_{pk}")) for pk in self.children}


class HomeVisitForm(Form):
    """A visit by the supervising social worker."""

    on = day("When", "Enter the day.")
    surprise = forms.BooleanField(label="Unannounced", required=False)
    note = lines("What you saw and spoke of", "Write what you saw and spoke of.")


class TrainingForm(Form):
    """A carer finished a course."""

    course = listed("Course", Course.choices, "Choose the course.")
    called = short_line("Which, if another", 120)
    done = day("Finished on", "Enter the day.")

    def __init__(self, *args: Any, carers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["carer"] = chosen("Who", carers, "Choose the carer.")


class LeftForm(Form):
    """They stop fostering."""

    ends = day("From which day no more", "Enter the day.")
    left_why = listed("Why, for the figures", Left.choices, "Choose why.")
    words = lines("Why, in their words", "Write why.")
