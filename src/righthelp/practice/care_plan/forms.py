"""The forms of care plans. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from righthelp.foundation.pages.forms import DayField, Form
from righthelp.practice.care.forms import day, listed, one_of, short_line
from righthelp.practice.care_plan.codes import SECTIONS, Ground, Issue, Lasting, Level, Outcome, Refusing, Story, Way
from righthelp.practice.casework.forms import chosen, lines

Rows = Iterable[tuple[Any, str]]


def maybe_day(label: str, hint: str = "") -> DayField:
    """A day that may stay empty."""
    return DayField(label=label, help_text=hint, required=False)


class OnForm(Form):
    """It happened on a day."""

    on = day("On", "Enter the day.")


class PlanForm(Form):
    """The sections of a draft. Each may stay empty until the plan is offered."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, title, hint in SECTIONS:
            self.fields[name] = lines(title, "", hint=hint, required=False)


class PermanenceForm(Form):
    """How the child is to have a home for good; the options side by side."""

    decided = day("Decided on", "Enter the day.")
    kind = one_of("The plan for permanence", Lasting.choices, "Choose how the child is to have a home for good.")
    parallel = listed("If that cannot be (parallel plan)", Lasting.choices)
    reasons = lines("Why this is right for the child", "Write why this is right for the child.")

    def __init__(self, *args: Any, reviews: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["review"] = chosen("At which review it was looked at", reviews, none="Not at a review")
        for name, label in Lasting.choices:
            hint = "Why chosen, or why not. Leave it empty if it was not considered."
            self.fields[f"why_{name}"] = lines(f"{label}: weighed up", "", hint=hint, required=False)

    @staticmethod
    def for_verb(data: dict[str, Any]) -> dict[str, Any]:
        """What the verb is given."""
        plain = {name: data[name] for name in ("decided", "kind", "parallel", "reasons", "review")}
        return plain | {"options": {name: data[f"why_{name}"] for name in Lasting.values}}


class ArrangeForm(Form):
    """With whom the child keeps in contact, and how."""

    who = short_line("With whom", 160, "Write with whom.", "Name, and who they are to the child.")
    way = one_of("How", Way.choices, "Choose how.")
    how_often = short_line("How often, and for how long", 160, "Write how often, and for how long.")
    where = short_line("Where", 160)
    supervised_by = short_line("Supervised by", 160, hint="Only if it is supervised.")
    ground = one_of("What it rests on", Ground.choices, "Choose what it rests on.")
    order = short_line("If by order: court, day, what it says", 300)
    starts = day("From", "Enter the day.")


class EndForm(Form):
    """The contact is no longer arranged."""

    ends = day("On", "Enter the day.")
    why = lines("Why, and who was asked", "Write why it ended, and who was asked.")


class RefuseForm(Form):
    """Contact is refused."""

    basis = one_of("By what right", Refusing.choices, "Choose by what right.")
    starts = day("From", "Enter the day.")
    ends = maybe_day("Contact begins again on", "Urgently: within seven days. By order: leave it empty if it goes on.")
    order = short_line("If by order: court, day, what it says", 300)
    why = lines("Why", "Write why contact is refused.")
    told = maybe_day("The child, parents and others with a right to it were told in writing on")


class BeginAgainForm(Form):
    """Contact begins again."""

    ends = day("Contact begins again on", "Enter the day.")


class SessionForm(Form):
    """A contact that was arranged for a day."""

    on = day("On", "Enter the day.")
    outcome = one_of("What came of it", Outcome.choices, "Choose what came of it.")
    who = short_line("Supervised by", 160)
    how = lines("How the child was, before and after", "Write how the child was, before and after.")
    words_ = lines("What the child said", "", required=False)


class StoryForm(Form):
    """A piece of life story work."""

    kind = one_of("What it is", Story.choices, "Choose what it is.")
    on = day("On", "Enter the day.")
    what = lines("What was done, made or received", "Write what it is.")
    kept = short_line("Where it is kept", 160)
    given = maybe_day("The child has it since", "Leave it empty while it is kept for the child.")


class RecommendForm(Form):
    """A review decided that somebody does something."""

    what = short_line("What is to be done", 400, "Write what is to be done.")
    owner = short_line("Or somebody else: who", 120)
    by_when = day("By when", "Enter by when it is to be done.")

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"] = chosen("Who does it", workers)
        self.order_fields(["what", "worker", "owner", "by_when"])


class DoneForm(Form):
    """It was done."""

    on = day("On", "Enter the day.")
    note = lines("What was done, and what came of it", "Write what was done, and what came of it.")


class ChallengeForm(Form):
    """A reviewing officer challenges the care of a child."""

    issue = one_of("What is challenged", Issue.choices, "Choose what is challenged.")
    what = lines("What is not right for the child", "Write what is not right for the child.")
    wanted = lines("What you want to happen, and by when", "Write what you want to happen, and by when.")
    level = one_of("At which level", Level.choices, "Choose the level.")

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"] = chosen("Who is to answer", workers, "Choose who is to answer.")


class HigherForm(Form):
    """It goes to a higher level."""

    level = one_of("To which level", [each for each in Level.choices if each[0] != "0"], "Choose the level.")
    why = lines("Why it goes higher", "Write why it goes higher.")

    def __init__(self, *args: Any, workers: Rows, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"] = chosen("Who is to answer", workers, "Choose who is to answer.")


class AnswerForm(Form):
    """Whoever it has come to answers."""

    answer = lines("What is done, by whom and by when", "Write what is done, by whom and by when.")


class CafcassForm(Form):
    """CAFCASS was told."""

    on = day("Told on", "Enter the day.")
    why = lines("Why CAFCASS was told", "Write why CAFCASS was told.")


class ResolveForm(Form):
    """It is resolved."""

    on = day("On", "Enter the day.")
    how = lines("What has changed for the child", "Write what has changed for the child.")
