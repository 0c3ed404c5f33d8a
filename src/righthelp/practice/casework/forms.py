"""The forms of casework. Fields are named as the verbs' parameters; other areas may use and widen them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict

from righthelp.foundation.pages.forms import DayField, Form, MomentField
from righthelp.practice.casework.codes import Tool, Where
from righthelp.practice.casework.record_visits import Seen

ALONE, WITH, NOT_SEEN, NOT_THERE = "alone", "with", "not", ""
SEEN: Final = (
    (ALONE, "Seen, and alone"),
    (WITH, "Seen, but not alone"),
    (NOT_SEEN, "Not seen"),
    (NOT_THERE, "This visit was not to see this child"),
)
YES_NO: Final = (("yes", "Yes"), ("no", "No"))


def lines(label: str, ask: str, *, hint: str = "", required: bool = True) -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(
        label=label, widget=forms.Textarea, help_text=hint, required=required, error_messages={"required": ask}
    )


def chosen(
    label: str, choices: Iterable[tuple[Any, str]], ask: str = "", *, hint: str = "", none: str = "Nobody"
) -> forms.TypedChoiceField:
    """A choice of one row by its number; without ``ask`` it may be left, which the list calls ``none``."""
    rows = [("", "Choose" if ask else none), *choices]
    return forms.TypedChoiceField(
        label=label, choices=rows, coerce=int, required=bool(ask), empty_value=None, help_text=hint,
        error_messages={"required": ask, "invalid_choice": "Choose one in the list."},
    )  # fmt: skip


class KeyedForm(Form):
    """A form with a key of its own: sent twice, it is recorded once."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        more["initial"] = {"key": uuid.uuid4(), **(more.get("initial") or {})}
        super().__init__(*args, **more)


class VisitForm(KeyedForm):
    """A visit: the children in it, each seen or not, alone or not, with their own words, and what it was for."""

    at = MomentField(label="When", error_messages={"required": "Enter when you went."})
    where = forms.ChoiceField(
        label="Where",
        choices=Where.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where you saw them, or tried to."},
    )
    announced = forms.ChoiceField(
        label="Did they know you were coming?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they knew you were coming."},
    )
    with_whom = forms.CharField(
        label="Who else was there", max_length=200, required=False, help_text="Family, colleagues, an interpreter."
    )
    purpose = forms.CharField(
        label="What the visit was for",
        max_length=400,
        help_text="One sentence, the way the family would know it.",
        error_messages={"required": "Write what the visit was for."},
    )
    note = lines(
        "What you saw and heard",
        "Write what you saw and heard.",
        hint="The home, how the children were, what has changed since last time, what worries you, what goes well.",
    )

    def __init__(
        self,
        *args: Any,
        children: Sequence[tuple[int, str]],
        actions: Mapping[int, Sequence[tuple[int, str]]],
        workers: Iterable[tuple[Any, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.children = list(children)
        self.fields["visitor"] = chosen("Who went", workers, "Choose who went.")
        for number, (child, name) in enumerate(self.children):
            answers = [each for each in SEEN if each[0] or number or len(self.children) > 1]
            self.fields[f"seen_{child}"] = forms.ChoiceField(
                label=f"Was {name} seen?",
                choices=[(key or "no", text) for key, text in answers],
                widget=forms.RadioSelect,
                error_messages={"required": f"Say whether {name} was seen."},
            )
            self.fields[f"why_{child}"] = forms.CharField(
                label="If not seen, or not alone: why",
                max_length=400,
                required=False,
                help_text="For a baby say so: ‘Six weeks old, in her mother’s arms’.",
            )
            self.fields[f"words_{child}"] = lines("In their own words", "", required=False)
            if actions.get(child):
                self.fields[f"action_{child}"] = chosen(
                    "For which action of the plan", actions[child], none="None in particular"
                )

    def names_of(self, child: int) -> list[str]:
        """The fields of one child that this form has, for the page."""
        return [name for part in ("seen", "why", "words", "action") if (name := f"{part}_{child}") in self.fields]

    def clean(self) -> dict[str, Any]:
        """Every child answered for, and a reason wherever one was not seen, or not alone."""
        data: dict[str, Any] = super().clean() or {}
        answered = False
        for child, name in self.children:
            seen = data.get(f"seen_{child}") or ""
            if seen in (WITH, NOT_SEEN) and not (data.get(f"why_{child}") or "").strip():
                what = "was not seen" if seen == NOT_SEEN else "was not seen alone"
                self.add_error(f"why_{child}", f"Say why {name} {what}.")
            answered = answered or seen in (ALONE, WITH, NOT_SEEN)
        if not answered and not self.errors:
            self.add_error(f"seen_{self.children[0][0]}", "Choose at least one child whom this visit was to see.")
        return data

    def for_verb(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        children = [
            Seen(
                child=child,
                seen=data[f"seen_{child}"] in (ALONE, WITH),
                alone=data[f"seen_{child}"] == ALONE,
                why_not=data[f"why_{child}"],
                words=data[f"words_{child}"],
                action=data.get(f"action_{child}"),
            )
            for child, _ in self.children
            if data[f"seen_{child}"] in (ALONE, WITH, NOT_SEEN)
        ]
        plain = ("at", "where", "with_whom", "purpose", "note", "visitor", "key")
        return {**{name: data[name] for name in plain}, "announced": data["announced"] == "yes", "children": children}


class WhyForm(Form):
    """One reason, for taking something back."""

    why = forms.CharField(label="Why", max_length=300, widget=forms.Textarea, error_messages={"required": "Write why."})


class WorkForm(KeyedForm):
    """Direct work with a child."""

    at = MomentField(label="When", error_messages={"required": "Enter when you did it."})
    tool = forms.ChoiceField(
        label="What you used",
        choices=Tool.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you used."},
    )
    tool_words = forms.CharField(label="If something else: what", max_length=120, required=False)
    words = lines("What the child said, drew or showed", "", required=False, hint="In their own words where you can.")
    analysis = lines(
        "What you understand by it",
        "Write what you understand by it.",
        hint="What life is like for the child, what it means for the plan, and what you told the child you would do.",
    )
    file = forms.FileField(
        label="A file",
        required=False,
        help_text="A photograph or scan of what was made (JPEG, PNG), a PDF, or a Word document; up to 8 MB. More can "
        "be added afterwards.",
        error_messages={"empty": "This file is empty. Choose another."},
    )

    def __init__(
        self, *args: Any, visits: Iterable[tuple[int, str]], actions: Iterable[tuple[int, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["visited"] = chosen("In which visit", visits, none="Not in a visit")
        self.fields["action"] = chosen("For which action of the plan", actions, none="None in particular")


class FileForm(Form):
    """One more file."""

    file = forms.FileField(
        label="A file",
        help_text="JPEG, PNG, PDF or Word; up to 8 MB.",
        error_messages={"required": "Choose the file.", "empty": "This file is empty. Choose another."},
    )


class OutcomeForm(Form):
    """What needs to change for the child, and how we shall know."""

    what = lines(
        "What needs to change for the child",
        "Write what needs to change for the child.",
        hint="From the child’s side: ‘Kezia goes to bed fed and on time’, not ‘Mother to engage’.",
    )
    how_known = lines(
        "How we shall know", "", required=False, hint="What the child, the family and others will notice."
    )


class MetForm(Form):
    """The day on which it had changed."""

    on = DayField(label="Since when", error_messages={"required": "Enter since when."})


class ActionForm(Form):
    """Who does what by when."""

    what = forms.CharField(
        label="What is to be done", max_length=400, error_messages={"required": "Write what is to be done."}
    )
    owner = forms.CharField(
        label="Or somebody else: who",
        max_length=120,
        required=False,
        help_text="The child’s mother, the school nurse, the family’s housing officer.",
    )
    by_when = DayField(label="By when", error_messages={"required": "Enter by when it is to be done."})

    def __init__(
        self, *args: Any, workers: Iterable[tuple[Any, str]], outcomes: Iterable[tuple[int, str]] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["worker"] = chosen("Who does it", workers)
        self.fields["outcome"] = chosen("Towards which outcome", outcomes, none="None in particular")
        if not outcomes:
            del self.fields["outcome"]
        order = ["what", "worker", "owner", "by_when", "outcome"]
        self.order_fields(order)


class DoneForm(Form):
    """It was done."""

    note = lines("What was done, and what came of it", "Say what was done, and what came of it.")


class StopForm(Form):
    """It need not be done."""

    why = lines("Why it need not be done", "Say why it need not be done, for whoever reads the record later.")


class MoveForm(Form):
    """Another day."""

    by_when = DayField(label="By when instead", error_messages={"required": "Enter by when it is to be done."})


class GiveForm(Form):
    """Somebody else."""

    owner = forms.CharField(label="Or somebody else: who", max_length=120, required=False)

    def __init__(self, *args: Any, workers: Iterable[tuple[Any, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"] = chosen("Who does it", workers)
        self.order_fields(["worker", "owner"])


class NothingForm(Form):
    """Nothing to fill in: the button says it."""


def typed_instead(form: Form, values: Mapping[str, Any]) -> None:
    """Put other values into fields of a form that was sent, before it is shown again."""
    data = cast(QueryDict, form.data).copy()
    for name, value in values.items():
        data[name] = str(value)
    form.data = data


def short(text: str, most: int = 90) -> str:
    """The beginning of a text, for a choice in a list."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def day_of(value: date) -> str:
    """A day as a choice in a list shows it."""
    return f"{value.day} {value:%B %Y}"
