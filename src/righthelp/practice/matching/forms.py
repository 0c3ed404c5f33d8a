"""The forms of the search for a home. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.care.codes import Law, Need
from righthelp.practice.care.codes_homes import Change, HomeKind, PlaceCode, Skill
from righthelp.practice.care.forms import day, listed, one_of, short_line
from righthelp.practice.casework.forms import chosen, lines
from righthelp.practice.matching.codes import Answer, Ended
from righthelp.practice.matching.record import Entry, Words
from righthelp.practice.people.models import Area

Rows = Iterable[tuple[Any, str]]
WORDS = ("who", "likes", "needs", "worked", "contact", "school", "risks")


def several(label: str, choices: Any, ask: str = "", hint: str = "") -> forms.TypedMultipleChoiceField:
    """Some of a few."""
    return forms.TypedMultipleChoiceField(
        label=label, help_text=hint, choices=choices, required=bool(ask), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": ask},
    )  # fmt: skip


class WordsForm(Form):
    """Who a child is, for the people who might take them in."""

    who = lines(
        "Who the child is", "Write who the child is.",
        hint="As somebody who is fond of them would say it: what makes them laugh, what they are proud of.",
    )  # fmt: skip
    likes = lines("What they like, and do not", "", required=False, hint="Food, games, animals, bedtime, their things.")
    needs = lines(
        "What they need from a home", "Write what they need.", hint="Health, care, routines, faith, language."
    )
    worked = lines("What has worked before", "", required=False)
    contact = lines("Whom they stay in touch with, and how", "", required=False)
    school = lines("School, and how they get there", "", required=False)
    risks = lines(
        "What to plan for together", "", required=False,
        hint="What has happened, what sets it off, what helps. Facts, not labels.",
    )  # fmt: skip

    @staticmethod
    def words(data: dict[str, Any]) -> Words:
        """What the verb is given; its fields are taken out of ``data``."""
        return Words(**{name: data.pop(name) for name in WORDS})


class SoughtForm(WordsForm):
    """A home is asked for."""

    by_when = day("By which day", "Enter the day by which a home is needed.")
    kinds = several("Which kinds of home would do", HomeKind.choices, "Choose which kinds of home would do.")
    skills = several("What the home should be good at", Skill.choices)
    area = listed("In which area", Area.choices)
    near = lines("Near to whom or what", "", required=False, hint="School, family, friends; how far at most.")
    owner = chosen("Who looks for it", [])

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner"] = chosen("Who looks for it", workers, none="I do")


class JoinForm(WordsForm):
    """A brother or sister joins."""

    child = chosen("Brother or sister", [], "Choose who.")

    def __init__(self, *args: Any, children: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["child"] = chosen("Brother or sister", children, "Choose who.")


class AskForm(Form):
    """Homes are asked."""

    homes = several("Homes", [], "Choose at least one home to ask.")

    def __init__(self, *args: Any, homes: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        field = several("Homes", list(homes), "Choose at least one home to ask.")
        field.coerce = int
        self.fields["homes"] = field


class AnswerForm(Form):
    """A home answers."""

    answer = one_of("What they say", Answer.choices, "Choose what they say.")
    answered_by = short_line("Who answered", 120, "Write who answered for the home.")
    reason = lines("The reason, or the condition", "", required=False, hint="In their words. Needed unless it is yes.")


class MatchForm(Form):
    """A home is chosen, and the children move in."""

    children = several("Who moves in", [], "Choose who moves in.")
    starts = day("From", "Enter the day of the move.")
    place = listed("What the placement is", PlaceCode.choices, "Choose what the placement is.")
    why = lines("Why this home", "Write why this home.", hint="Strengths, wishes, school, family; what the child says.")
    others = lines("Why not the others that said yes", "", required=False)
    change = listed("Why the placement before it ended", Change.choices, hint="For a child who is in care already.")
    change_note = lines("What led to it", "", required=False)
    law = listed("By which law the child comes into care", [(each.value, each.label) for each in Law if each != "D1"])
    order = short_line("Order or agreement", 300)
    need = listed("Why the child first needed help", Need.choices)
    entry_why = lines("Why the child comes into care", "", required=False)
    exemption = lines("Why the home may take one more", "", required=False, hint="Only if it is full by its terms.")

    def __init__(self, *args: Any, children: Rows, looked_after: bool, enters: bool, others: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        field = several("Who moves in", list(children), "Choose who moves in.")
        field.coerce = int
        self.fields["children"] = field
        dropped = [] if others else ["others"]
        dropped += [] if looked_after else ["change", "change_note"]
        dropped += [] if enters else ["law", "order", "need", "entry_why"]
        for name in dropped:
            del self.fields[name]

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        law, why = data.pop("law", ""), data.pop("entry_why", "")
        entry = Entry(law=law, order=data.pop("order", ""), need=data.pop("need", ""), why=why)
        return data | {"entry": entry if law else None}


class GiveUpForm(Form):
    """A home is no longer sought."""

    ended = one_of("Why", Ended.choices, "Choose why.")
    why = lines("In words", "Write why a home is no longer sought.")
