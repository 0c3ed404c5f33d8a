"""The forms of conferences. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.practice.casework.codes import Agency
from righthelp.practice.protection.codes import BEGINS, REVIEWS, Category, Ending, Instead, Kind

Choices = Iterable[tuple[Any, Any]]
ROWS: Final = 6
"""Others, not our colleagues, who can be asked on one page."""


def lines(label: str, ask: str = "", *, hint: str = "") -> forms.CharField:
    """Several lines of text; asked for when ``ask`` says so."""
    return forms.CharField(
        label=label, widget=forms.Textarea, help_text=hint, required=bool(ask), error_messages={"required": ask}
    )


def choice(label: str, choices: Choices, ask: str = "", *, radio: bool = True, hint: str = "") -> forms.ChoiceField:
    """One of several; a list to open where ``radio`` is off."""
    options = list(choices)
    return forms.ChoiceField(
        label=label,
        choices=options if radio else [("", "Choose"), *options],
        widget=forms.RadioSelect if radio else forms.Select,
        required=bool(ask),
        help_text=hint,
        error_messages={"required": ask, "invalid_choice": "Choose one of the answers in the list."},
    )


def numbered(label: str, choices: Choices, ask: str = "", *, hint: str = "") -> forms.TypedChoiceField:
    """One of several rows, by its number."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("", "Choose"), *choices],
        coerce=int,
        empty_value=None,
        required=bool(ask),
        help_text=hint,
        error_messages={"required": ask, "invalid_choice": "Choose one of the answers in the list."},
    )


def several(label: str, choices: Choices, ask: str = "", *, hint: str = "") -> forms.TypedMultipleChoiceField:
    """Some of several rows, by their numbers."""
    return forms.TypedMultipleChoiceField(
        label=label,
        choices=list(choices),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=bool(ask),
        help_text=hint,
        error_messages={"required": ask, "invalid_choice": "Somebody changed this list. Choose again."},
    )


class AskForm(Form):
    """A conference is asked for."""

    why = lines(
        "Why a conference is needed", "Write why a conference is needed.", hint="In a few words, for the chair."
    )
    strategy = MomentField(label="When the strategy discussion was held", required=False)

    def __init__(self, *args: Any, enquiries: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        options = list(enquiries)
        if options:
            del self.fields["strategy"]
            self.fields["enquiry"] = numbered("After which enquiry", options, "Choose the enquiry.")


class TransferForm(Form):
    """Another council tells us of a family that moves here."""

    notified = MomentField(label="When they told us", error_messages={"required": "Enter when they told us."})
    from_council = forms.CharField(
        label="Which council", max_length=80, error_messages={"required": "Say which council the family comes from."}
    )
    why = lines("What they told us", "Write what they told us, in a few words.")


class WhyForm(Form):
    """One reason."""

    why = lines("Why", "Write why.")


class BookForm(Form):
    """A day, a place, a chair, and who is asked."""

    planned = MomentField(label="When", required=False)
    where = forms.CharField(label="Where", max_length=120, required=False)

    def __init__(
        self, *args: Any, children: Choices, chairs: Choices, workers: Choices, slots: Choices = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["conferences"] = several("For which children", children, "Choose at least one child.")
        self.fields["slot"] = numbered(
            "A free time of the chairs’ rota",
            slots,
            hint="The best first. Whoever has managed the case, or is away, is not among them.",
        )
        self.fields["chair"] = numbered("Chair", chairs, hint="The one with least work first.")
        self.fields["workers"] = several("Colleagues who work with the family", workers)
        for n in range(1, ROWS + 1):
            self.fields[f"name_{n}"] = forms.CharField(label=f"Also asked, {n}", max_length=120, required=False)
            self.fields[f"agency_{n}"] = choice(f"For whom does {n} come", Agency.choices, radio=False)

    def clean(self) -> dict[str, Any]:
        """A free time, or day, place and chair; and whoever is named comes for somebody."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("slot"):
            for name, ask in (
                ("planned", "Enter the day and the time, or choose a free time."),
                ("where", "Say where it is held."),
                ("chair", "Choose who chairs."),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, ask)
        for n in range(1, ROWS + 1):
            if data.get(f"name_{n}") and not data.get(f"agency_{n}"):
                self.add_error(f"agency_{n}", "Say for whom they come; ‘Family’ and ‘Other’ are answers.")
        return data


class MoveForm(Form):
    """Another time, place or chair."""

    planned = MomentField(label="When", error_messages={"required": "Enter the day and the time."})
    where = forms.CharField(label="Where", max_length=120, error_messages={"required": "Say where it is held."})

    def __init__(self, *args: Any, chairs: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["chair"] = numbered("Chair", chairs, "Choose who chairs.")


class InviteForm(Form):
    """Somebody else is asked: a colleague, or somebody else by name."""

    agency = choice("For whom do they come", Agency.choices, "Say for whom they come.", radio=False)
    name = forms.CharField(label="Name and, if it helps, what they do", max_length=120, required=False)
    minutes = forms.BooleanField(label="Gets a copy of the record", required=False, initial=True)
    confidential = forms.BooleanField(label="Gets the confidential part too", required=False)

    def __init__(self, *args: Any, workers: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"] = numbered("A colleague", workers, hint="Or leave empty and write a name below.")


class DayForm(Form):
    """One day."""

    on = DayField(label="On which day", error_messages={"required": "Enter the day."})


class HeldForm(Form):
    """It was held."""

    at = MomentField(label="When it began", error_messages={"required": "Enter when it began."})


class RecordForm(Form):
    """What is said, in the order of the meeting."""

    worries = lines("What are we worried about?", hint="What has happened to the child, and what may happen.")
    complicating = lines("What makes it harder?", hint="What gets in the way without being the harm itself.")
    working_well = lines("What is working well?", hint="When was the child safe although it was hard?")
    family_views = lines("What the family says", hint="In their own words, and who said it.")
    needs_to_happen = lines("What needs to happen?", hint="What would we see if the child were safe?")
    confidential = lines(
        "Confidential part",
        hint="Absent from the copies of those who may not have it: the distribution sheet says who may.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, whole: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not whole:
            del self.fields["confidential"]


class DecisionForm(Form):
    """The chair's decision for one child."""

    views = lines("What the child says", hint="In the child’s own words, where they can be said.")
    views_by = forms.CharField(
        label="How we know", max_length=200, required=False, help_text="Came, wrote, drew; who asked."
    )
    reason = lines(
        "Why", "Write why. Nothing is decided without a reason.", hint="The threshold, in words the family understands."
    )
    dissent = lines("Who does not agree, and why")
    exploited = forms.BooleanField(label="The worry is exploitation, or harm outside the home", required=False)
    alternative = lines(
        "What else could answer it",
        hint="Is a plan made for harm in the family the right answer? What else was thought of, and is it enough?",
    )

    def __init__(self, *args: Any, kind: str, present: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        review = kind == Kind.REVIEW
        outcomes = [(each.value, each.label) for each in (REVIEWS if review else BEGINS)]
        self.fields["outcome"] = choice("What is decided", outcomes, "Choose what is decided.")
        self.fields["category"] = choice(
            "Category",
            Category.choices,
            hint="Only a plan has one; choose the main harm.",
            radio=False,
        )
        if review:
            self.fields["ending"] = choice("If the plan ends: how", Ending.choices, radio=False)
            return
        self.fields["instead"] = choice("If there is no plan: what follows", Instead.choices, radio=False)
        self.fields["contingency"] = lines(
            "If nothing changes", hint="What happens then, in words the family understands."
        )
        self.fields["core"] = several(
            "Core group", present, hint="Who meets within ten working days, and every six weeks."
        )
        self.fields["elsewhere"] = forms.IntegerField(
            label="Earlier child protection plans with other councils",
            min_value=0,
            max_value=20,
            required=False,
            error_messages={"invalid": "Enter a number; 0 if there were none."},
        )
        self.fields["last_elsewhere"] = DayField(label="When the last of them ended", required=False)


class SlotForm(Form):
    """A time at which a chair sits."""

    room = forms.CharField(label="Room", max_length=80, error_messages={"required": "Say in which room."})
    starts = MomentField(label="When", error_messages={"required": "Enter the day and the time."})
    minutes = forms.IntegerField(
        label="For how many minutes",
        min_value=30,
        max_value=240,
        initial=120,
        error_messages={"required": "Enter how long.", "invalid": "Enter a whole number of minutes."},
    )

    def __init__(self, *args: Any, chairs: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["chair"] = numbered("Chair", chairs, "Choose who chairs.")


class SheetForm(Form):
    """Which copy each person gets."""

    COPIES = (("none", "No copy"), ("open", "Without the confidential part"), ("all", "With the confidential part"))

    def __init__(self, *args: Any, people: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = [(int(pk), name) for pk, name in people]
        for pk, name in self.people:
            self.fields[f"copy_{pk}"] = choice(name, self.COPIES, "Say which copy they get.")


class NothingForm(Form):
    """Nothing to fill in: the button says it."""
