"""The forms of plans. Fields are named as the verbs' parameters."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.governance.plan.codes import UNDER_WAY, ByWhen, Capacity, Decision, InspectionArea, PlanKind
from righthelp.governance.plan.record_base import MOST_BESIDE, LedBy
from righthelp.insight.indicators.catalogue import INDICATORS
from righthelp.practice.workforce.forms import Choices
from righthelp.practice.workforce.forms_posts import offer, pick
from righthelp.practice.workforce.models import Service

NO_NAMES: Final = "Do not name a child, a carer or a family: this is read in committees."


def _day(label: str, hint: str = "", *, required: bool = True) -> DayField:
    return DayField(label=label, help_text=hint, required=required, error_messages={"required": "Enter the day."})


def _text(label: str, ask: str = "", hint: str = "") -> forms.CharField:
    """A field for sentences; it has to be filled in when ``ask`` says so."""
    return forms.CharField(
        label=label, help_text=hint, required=bool(ask), widget=forms.Textarea, error_messages={"required": ask}
    )


def _line(label: str, ask: str = "", hint: str = "", longest: int = 120) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=bool(ask), max_length=longest, error_messages={"required": ask}
    )


def _one(label: str, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": "Choose one."}
    )


class PlanForm(Form):
    """A plan is begun."""

    name = _line("Name", "Enter the plan’s name.")
    kind = _one("Kind", PlanKind.choices)
    service = forms.ChoiceField(
        label="Service", required=False, choices=[("", "The whole trust"), *Service.choices],
        help_text="A service’s own pages lead to its plans.",
    )  # fmt: skip
    purpose = _text("What the plan is for")
    answers = _line(
        "What it answers", hint="An inspection, a review, a paper of the board. Needed for an inspection.", longest=200
    )
    answered_on = _day("Of which day", "The day of the inspection, or of its report.", required=False)
    under = pick("Delivers a priority of another plan", required=False)
    owner_post = _line("Post that owns the plan", "Enter the post that answers for it, such as “AD, Placements”.")
    owner = pick("Who holds that post", required=False)

    def __init__(self, *args: Any, colleagues: Choices, priorities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["owner"], colleagues, "Not known")
        offer(self.fields["under"], priorities, "None")


class OwnerForm(Form):
    """Somebody else owns the plan."""

    owner_post = _line("Post that owns the plan", "Enter the post that answers for it, such as “AD, Placements”.")
    owner = pick("Who holds that post", required=False)

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["owner"], colleagues, "Not known")


class SponsorForm(Form):
    """Who answers for a priority."""

    sponsor_post = _line("Sponsor: post", "Enter the post that answers for it, such as “Director of Practice”.")
    sponsor = pick("Who holds that post", required=False)

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["sponsor"], colleagues, "Not known")


class PriorityForm(SponsorForm):
    """A priority with its sponsor and objectives."""

    field_order = ("name", "sponsor_post", "sponsor", "objectives")
    name = _line("Priority", "Say in a few words what the priority is.", longest=200)
    objectives = _text("Objectives", hint="One on each line.")

    def clean_objectives(self) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in self.cleaned_data["objectives"].splitlines() if line.strip()]


class _Led(Form):
    """Who is accountable, and up to three who lead beside them."""

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accountable"] = _line(
            "Accountable: post",
            "Enter the one post that answers for it, such as “AD, Placements”.",
            "One post, and only one.",
        )
        self.fields["worker"] = pick("Who holds that post", required=False)
        for number in range(1, MOST_BESIDE + 1):
            self.fields[f"beside_{number}"] = _line(f"Also leads: post {number}")
            self.fields[f"beside_{number}_worker"] = pick(f"Who holds post {number}", required=False)
        for name, field in self.fields.items():
            if name == "worker" or name.endswith("_worker"):
                offer(field, colleagues, "Not known")

    def led(self) -> dict[str, Any]:
        """What was filled in, as the verbs have it."""
        data = dict(self.cleaned_data)
        beside = []
        for number in range(1, MOST_BESIDE + 1):
            post, worker = data.pop(f"beside_{number}"), data.pop(f"beside_{number}_worker")
            if post.strip() or worker:
                beside.append(LedBy(post, worker))
        return data | {"beside": beside}


class WorkForm(Form):
    """What is to be done, and by when."""

    what = _text("What is to be done", "Say what is to be done.")
    difference = _text("What will be different", hint="For children, families or carers, once it is done.")
    why = _text("Why")
    recommendation = _text("The recommendation it answers", hint="Of an inspection or a review, in its words.")
    priority = pick("Priority", required=False)
    by_when = _one(
        "Its day is the one",
        [(ByWhen.COMPLETE, "by which it is complete"), (ByWhen.COMMENCES, "on which it commences")],
    )
    day = _day("Day")

    def __init__(self, *args: Any, priorities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["priority"], priorities, "None")


class ActionForm(_Led, WorkForm):
    """An action joins a plan."""


class LeadsForm(_Led):
    """Others lead an action."""


class LinksForm(Form):
    """What an action is to move."""

    inspection_area = forms.ChoiceField(
        label="What inspectors judge", required=False, choices=[("", "None"), *InspectionArea.choices]
    )
    indicator = forms.ChoiceField(
        label="Indicator",
        required=False,
        choices=[("", "None"), *((each.code, f"{each.title} ({each.code})") for each in INDICATORS)],
        help_text="The figure that should change once it is done.",
    )
    self_assessment = _line("Section of the self-assessment")


class MoveForm(Form):
    """The day of an action in force is moved."""

    day = _day("New day")
    because = _text("Why it is moved, and who agreed to it", hint="The old day stays to be read beside it.")


class StartForm(Form):
    """Work on an action has begun."""

    on = _day("Started on")


class _Shown(Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"] = _text("What shows it", hint="A figure, an audit, what was heard. " + NO_NAMES)
        self.fields["page"] = _line(
            "Page of this system that shows it",
            hint="Its address, such as /reports/4. Never a record of a person.",
            longest=400,
        )


class UpdateForm(_Shown):
    """A monthly update."""

    rag = _one("RAG", [(each.value, each.label) for each in UNDER_WAY])
    progress = _text("Progress", "Say what has happened, and what is different.", NO_NAMES)
    next_step = _text("What is done next, and by whom", hint="Needed for red and amber.")


class DoneForm(_Shown):
    """An action is done."""

    on = _day("Done on")
    started = _day("Started on")
    progress = _text("What came of it", "Say what came of it, and what is different.", NO_NAMES)


class WhyForm(Form):
    """One reason."""

    def __init__(self, *args: Any, label: str, ask: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"] = _text(label, ask)


class AdoptForm(Form):
    """The plan is adopted."""

    on = _day("Adopted on")
    where = _line("By whom", "Say who adopted it.", "Such as “Trust Board, item 7”.", 200)


class SignOffForm(Form):
    """A sponsor or the board signs off."""

    capacity = _one("Who speaks", Capacity.choices)
    priority = pick("Priority", required=False, hint="That the sponsor speaks for. None for the board.")
    who = _line("Name and post", "Enter who signed it off, with their post.")
    on = _day("On")
    decision = _one("Decision", Decision.choices)
    note = _text("In their words", hint="Needed unless they are assured: what is still to be shown.")

    def __init__(self, *args: Any, priorities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["priority"], priorities, "The whole plan")
