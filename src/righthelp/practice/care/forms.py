"""The forms of care. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.care.codes import Law, Left, Need, Part
from righthelp.practice.care.codes_homes import Change, HomeKind, PlaceCode, Provider, Sexes, Skill
from righthelp.practice.care.placing import Where
from righthelp.practice.care.record_homes import Offer
from righthelp.practice.care.record_reviews import Reviewed
from righthelp.practice.casework.forms import chosen, lines
from righthelp.practice.people.models import Area
from righthelp.practice.people.record import Place

Rows = Iterable[tuple[Any, str]]


def day(label: str, ask: str, hint: str = "") -> DayField:
    """A day that must be given."""
    return DayField(label=label, help_text=hint, error_messages={"required": ask})


def one_of(label: str, choices: Any, ask: str, hint: str = "") -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=choices, widget=forms.RadioSelect, error_messages={"required": ask}
    )


def listed(label: str, choices: Any, ask: str = "", hint: str = "") -> forms.ChoiceField:
    """One of many, from a list; without ``ask`` it may be left."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=[("", "Choose"), *choices], required=bool(ask),
        error_messages={"required": ask},
    )  # fmt: skip


def short_line(label: str, longest: int, ask: str = "", hint: str = "") -> forms.CharField:
    """A box of one line; without ``ask`` it may stay empty."""
    return forms.CharField(
        label=label, help_text=hint, max_length=longest, required=bool(ask), error_messages={"required": ask}
    )


class WhyForm(Form):
    """Why, in words."""

    why = lines("Why", "Write why.")


_ADDRESS = ("line", "locality", "postcode", "area")


def address_fields() -> dict[str, forms.Field]:
    """An address that is not a home of the register."""
    hint = "Only if the child will not live in a home of the register."
    return {
        "elsewhere": short_line("What place it is", 160, hint=hint),
        "line": short_line("House number and street", 120),
        "locality": short_line("District or town", 60),
        "postcode": short_line("Postcode", 8),
        "area": forms.ChoiceField(label="Area", choices=[("", "Choose"), *Area.choices], required=False),
    }


def place_of(data: dict[str, Any]) -> Place | None:
    """The address typed in, taken out of ``data``; None where none was."""
    line_, locality, postcode, area = (data.pop(name, "") for name in _ADDRESS)
    if not (line_ or postcode):
        return None
    return Place(line=line_, locality=locality, postcode=postcode, area=area or Area.OUTSIDE.value)


class WhereForm(Form):
    """Where a child is placed: a home of the register, or an address."""

    place = listed("What the placement is", PlaceCode.choices, "Choose what the placement is.")
    home = chosen("Home of the register", [], none="Not a home of the register")
    provider = listed(
        "Who provides it",
        [(each.value, each.label) for each in Provider if each is not Provider.PARENT],
        hint="Only if it is not a home of the register.",
    )
    miles = forms.DecimalField(
        label="Miles from home", required=False, min_value=Decimal(0), max_value=Decimal(999), decimal_places=1
    )
    why_here = lines("Why this place suits the child", "", required=False, hint="Strengths, wishes, school, family.")
    exemption = lines(
        "Why the home may take one more", "", required=False, hint="Only if the home is full, or not approved for this."
    )

    def __init__(self, *args: Any, homes: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["home"] = chosen("Home of the register", homes, none="Not a home of the register")
        self.fields |= address_fields()

    def where(self, data: dict[str, Any]) -> Where:
        """What the verb is given; its fields are taken out of ``data``."""
        at = place_of(data)
        return Where(
            place=data.pop("place"),
            home=data.pop("home"),
            at=at,
            provider=data.pop("provider"),
            elsewhere=data.pop("elsewhere"),
            miles=data.pop("miles"),
            why=data.pop("why_here"),
            exemption=data.pop("exemption"),
        )


class EntryForm(WhereForm):
    """A child comes into care."""

    starts = day("The day the child came into care", "Enter the day.")
    law = one_of("By which law", [(each.value, each.label) for each in Law if each is not Law.D1], "Choose the law.")
    order = short_line(
        "Order or agreement", 300, "Write the court, the day and the number, or who agreed and when.",
        "For section 20: who agreed, with what advice, on which day.",
    )  # fmt: skip
    need = one_of(
        "Why the child first needed help", Need.choices, "Choose the need. It stays for all of this time in care."
    )
    why = lines("Why the child came into care", "Write why the child came into care.")


class LawForm(Form):
    """Another law."""

    starts = day("From", "Enter the day from which it holds.")
    law = one_of("By which law", [(each.value, each.label) for each in Law if each is not Law.D1], "Choose the law.")
    order = short_line("Order or agreement", 300, "Write the court, the day and the number, or who agreed and when.")


class MoveForm(WhereForm):
    """A child moves, or lives with the same carers as something else."""

    starts = day("From", "Enter the day of the move.")
    change = one_of("Why the placement before it ended", Change.choices, "Choose why it ended.")
    change_note = lines(
        "What led to it", "", required=False, hint="What was tried, what the child says, what we learned."
    )


class LeaveForm(Form):
    """A child leaves care."""

    ends = day("The day the child left care", "Enter the day.")
    left = listed("Why", Left.choices, "Choose why the child left care.")
    why = lines("What was decided, and who agreed", "Write why the child left care.")


class OfficerForm(Form):
    """A reviewing officer is named."""

    officer = chosen("Reviewing officer", [], "Choose a reviewing officer.")

    def __init__(self, *args: Any, officers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["officer"] = chosen("Reviewing officer", officers, "Choose a reviewing officer.")


class ReviewForm(Form):
    """A review was held."""

    held = day("The day of the review", "Enter the day.")
    meeting = chosen("Meeting", [], none="No meeting was called here")
    part = one_of("How the child took part", Part.choices, "Say how the child took part.")
    childs_way = lines(
        "How the child wanted the review", "", required=False, hint="Where, who came, what to talk about."
    )
    childs_words = lines("What the child said", "", required=False, hint="In the child’s own words.")
    parents_words = lines("What parents and carers said", "", required=False)
    progress = lines(
        "How things are going", "Write how things are going.", hint="Home, health, school, family, the plan."
    )
    decisions = lines("What was decided", "Write what was decided.", hint="Each with who does it and by when.")

    def __init__(self, *args: Any, meetings: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["meeting"] = chosen("Meeting", meetings, none="No meeting was called here")

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        names = ("part", "progress", "decisions", "childs_way", "childs_words", "parents_words")
        said = Reviewed(**{name: data[name] for name in names})
        return {"held": data["held"], "meeting": data["meeting"], "said": said}


class SentForm(Form):
    """The decisions went out."""

    on = day("The day they were sent", "Enter the day.")


class LessForm(Form):
    """The child agrees to fewer visits."""

    on = day("The day the child agreed", "Enter the day.")


class TermsForm(Form):
    """What a home may take."""

    places = forms.IntegerField(
        label="Places", min_value=1, max_value=60, error_messages={"required": "Enter how many."}
    )
    together = forms.IntegerField(
        label="Places if they are brothers and sisters", min_value=1, max_value=60,
        error_messages={"required": "Enter how many; the same number, if it makes no difference."},
    )  # fmt: skip
    youngest = forms.IntegerField(
        label="From age", min_value=0, max_value=25, error_messages={"required": "Enter an age."}
    )
    oldest = forms.IntegerField(label="To age", min_value=0, max_value=25, error_messages={"required": "Enter an age."})
    sexes = one_of("Who", Sexes.choices, "Choose who.")
    skills = forms.MultipleChoiceField(
        label="Good at", choices=Skill.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    about = lines("What a child should know about this home", "", required=False)
    decided = short_line("Who decided, and after what", 200, "Write who decided on these terms, and after what.")
    temporary_until = DayField(
        label="Approved for a time only, until", required=False, help_text="For a relative or friend (regulation 24)."
    )
    starts = day("From", "Enter the day from which it holds.")

    def offer(self, data: dict[str, Any]) -> Offer:
        """What the verb is given; its fields are taken out of ``data``."""
        names = ("places", "together", "youngest", "oldest", "sexes", "skills", "about", "decided", "temporary_until")
        return Offer(**{name: data.pop(name) for name in names})


class HomeForm(TermsForm):
    """A home comes on the register."""

    kind = one_of("What kind of home", HomeKind.choices, "Choose what kind of home it is.")
    name = short_line("Name", 120, "Give the home a name: the carers’ names, or its own.")
    line = short_line("House number and street", 120, "Enter the house number and street.")
    locality = forms.CharField(label="District or town", max_length=60, error_messages={"required": "Enter the town."})
    postcode = forms.CharField(label="Postcode", max_length=8, error_messages={"required": "Enter the postcode."})
    area = forms.ChoiceField(label="Area", choices=Area.choices)
    provider = one_of(
        "Who provides it", [(each.value, each.label) for each in Provider if each is not Provider.PARENT], "Choose who."
    )
    agency = chosen("Agency or organisation", [], none="None: the trust’s own")
    urn = forms.CharField(label="Registration number", max_length=8, required=False, help_text="Such as SC012345.")
    worker = chosen("Supported by", [])

    def __init__(self, *args: Any, agencies: Rows, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"] = chosen("Agency or organisation", agencies, none="None: the trust’s own")
        self.fields["worker"] = chosen("Supported by", workers)


class HoldForm(Form):
    """Places that cannot be used."""

    places = forms.IntegerField(
        label="How many places", min_value=1, max_value=60, required=False, help_text="Leave empty for all of them."
    )
    why = short_line("Why", 300, "Write why the places cannot be used.")
    starts = day("From", "Enter the day.")


class EndsForm(Form):
    """It ended on a day."""

    ends = day("On", "Enter the day.")


class CloseForm(EndsForm):
    """A home closes."""

    why = short_line("Why", 400, "Write why the home closes.")


class CarerForm(Form):
    """Somebody belongs to a home: one of those found."""

    cares = one_of("What they are there", [("yes", "A carer"), ("no", "An adult who lives there")], "Choose one.")
    starts = day("From", "Enter the day.")

    def __init__(self, *args: Any, people: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = [(str(pk), words) for pk, words in people]
        self.fields["person"] = one_of("Who it is", rows, "Choose who it is. Look for them above first.")
