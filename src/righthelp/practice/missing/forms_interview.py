"""The return home interview's form: long, so in parts, with prompts in plain words and rows that grow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from righthelp.foundation.pages.forms import Form
from righthelp.practice.missing.forms import line, moment, one_of, several, text
from righthelp.practice.missing.models import (
    Grade,
    Harm,
    InterviewSetting,
    PersonRelation,
    PlaceKind,
    Pull,
    Push,
    Theme,
)
from righthelp.practice.missing.record_interview import PersonSaid, PlaceSaid

FEWEST_ROWS: Final = 3
MOST_ROWS: Final = 40
YES_NO: Final = [("yes", "Yes"), ("no", "No")]


class InterviewForm(Form):
    """What the child told us, and what follows from it.

    Places and people are rows: three empty ones to start with, and always one empty row after the last that is filled;
    "Add more rows" saves the draft and gives more. ``cleaned_data`` has ``places`` (name, kind) and ``people``
    (name, relation, note) as the verb takes them, empty rows left out.
    """

    held_at = moment(
        "When did you talk?",
        empty="Enter when the interview was held.",
        hint="Within 72 hours of coming home, but a late interview is still worth holding.",
    )
    place_kind = one_of("Where did you talk?", InterviewSetting.choices, empty="Say where you talked.")
    where = line("Which place?", hint="If it helps to know next time.", longest=200)
    child_seen_alone = one_of(
        "Was the child seen alone?",
        YES_NO,
        empty="Say whether the child was seen alone.",
        hint="Without parents, carers or police in the room.",
    )
    own_words = text(
        "What did the child say, in their own words?",
        empty="Write what the child said. If they chose to say nothing, write that.",
        hint="As they said it, slang and all. Do not tidy it, and do not second-guess it.",
    )
    push_factors = several("What made them go?", Push.choices, hint="What they were getting away from.")
    pull_factors = several("What drew them?", Pull.choices, hint="What, or who, was waiting for them.")
    harm = several("What was done to them while they were missing?", Harm.choices, hint="Tick all that they spoke of.")
    harm_note = text(
        "What do you know of the harm, and what did you do about it?",
        hint="If a child may be in danger now, ring their social worker and the police before you finish this form.",
    )
    summary = text(
        "What should change for this child?",
        hint="For the social worker’s plan: what would make it less likely that they need to go again.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed: Mapping[str, Any] = self.data if self.is_bound else self.initial
        self.place_rows = _rows(typed, "place", ("name",))
        self.person_rows = _rows(typed, "person", ("name", "note"))
        for row in range(self.place_rows):
            self.fields[f"place_{row}_name"] = line(f"Place {row + 1}", longest=200)
            self.fields[f"place_{row}_kind"] = _kind(f"Kind of place {row + 1}", PlaceKind.choices)
        for row in range(self.person_rows):
            self.fields[f"person_{row}_name"] = line(f"Person {row + 1}", longest=120)
            self.fields[f"person_{row}_relation"] = _kind(f"Who person {row + 1} is", PersonRelation.choices)
            self.fields[f"person_{row}_note"] = line(f"What was said of person {row + 1}", longest=500)

    def clean(self) -> dict[str, Any]:
        """Rows as lists; a row without a name but with something else in it is asked about, never dropped."""
        said = super().clean() or self.cleaned_data
        said["places"] = [
            PlaceSaid(said[f"place_{row}_name"], said.get(f"place_{row}_kind") or PlaceKind.OTHER)
            for row in range(self.place_rows)
            if said.get(f"place_{row}_name")
        ]
        people = []
        for row in range(self.person_rows):
            name, note = said.get(f"person_{row}_name"), said.get(f"person_{row}_note", "")
            relation = said.get(f"person_{row}_relation") or PersonRelation.OTHER
            if name:
                people.append(PersonSaid(name, relation, note))
            elif note:
                self.add_error(f"person_{row}_name", "Enter a name, a nickname, or “unknown”.")
        said["people"] = people
        said["child_seen_alone"] = said.get("child_seen_alone") == "yes"
        for name in [name for name in said if name.startswith(("place_", "person_")) and name != "place_kind"]:
            del said[name]
        return said


def _kind(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "Choose"), *choices], required=False)


def _rows(typed: Mapping[str, Any], what: str, parts: tuple[str, ...]) -> int:
    """One more row than the last with something in it, and never fewer than three."""
    last = max(
        (row for row in range(MOST_ROWS) for part in parts if str(typed.get(f"{what}_{row}_{part}") or "").strip()),
        default=-1,
    )
    return min(max(FEWEST_ROWS, last + 2), MOST_ROWS)


def initial_of(interview: Any) -> dict[str, Any]:
    """The form's first values from an interview that is recorded, for a correction."""
    start: dict[str, Any] = {
        name: getattr(interview, name)
        for name in (
            "held_at",
            "place_kind",
            "where",
            "own_words",
            "push_factors",
            "pull_factors",
            "harm",
            "harm_note",
            "summary",
        )
    }
    start["child_seen_alone"] = "yes" if interview.child_seen_alone else "no"
    for row, place in enumerate(interview.places.all()):
        start |= {f"place_{row}_name": place.name, f"place_{row}_kind": place.kind}
    for row, person in enumerate(interview.people.all()):
        start |= {
            f"person_{row}_name": person.name,
            f"person_{row}_relation": person.relation,
            f"person_{row}_note": person.note,
        }
    return start


class GradeForm(Form):
    """What a reader found in one sampled interview."""

    grade = one_of("How good is it?", Grade.choices, empty="Choose a grade.")
    themes = several("What did you notice?", Theme.choices)
    note = text("Why this grade?", hint="What the worker did well, and what they could do next time.", longest=5000)
