"""The forms of a placement that broke down. Fields are named as the verbs' parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from righthelp.foundation.pages.forms import Form, MomentField
from righthelp.practice.care.forms import day, short_line
from righthelp.practice.casework.forms import chosen, lines
from righthelp.practice.matching.codes_after import Cause
from righthelp.practice.matching.forms import several


class DisruptionMeetingForm(Form):
    """A disruption meeting is called."""

    planned = MomentField(label="When", error_messages={"required": "Enter when."})
    where = short_line("Where", 120)
    chair = chosen("Who chairs it", [])

    def __init__(self, *args: Any, workers: Iterable[tuple[Any, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["chair"] = chosen(
            "Who chairs it", workers, none="Not known yet", hint="Somebody who did not make the decisions."
        )


class LearnedForm(Form):
    """What was learned."""

    on = day("On", "Enter the day.")
    causes = several("What led to it", Cause.choices, "Choose at least one cause.", "As many as are true.")
    learned = lines(
        "What we learn", "Write what was learned.", hint="What would we do differently for the next child, and who?"
    )
    child_says = lines("What the child says", "", required=False, hint="In their own words.")


__all__ = ["DisruptionMeetingForm", "LearnedForm"]
