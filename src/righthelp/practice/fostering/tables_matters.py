"""The table of concerns about foster homes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.journey.engines.explain import Explanation
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.fostering.codes import Matter, Outcome
from righthelp.practice.fostering.models import Concern


@dataclass(frozen=True)
class Line:
    """A concern, and where telling the designated officer stands."""

    row: Concern
    told: Explanation
    now: datetime

    @property
    def late(self) -> bool:
        """The designated officer should have been told."""
        return self.told.state.value == "overdue" and self.row.closed is None

    @property
    def holds(self) -> bool:
        """Places are held back for it now."""
        return self.row.held is not None and self.row.held.ends is None


def _state(line: Line) -> Markup | str:
    if line.row.closed:
        return line.row.get_outcome_display()
    return tag("Officer not told", "red") if line.late else tag("Open", "yellow")


def concerns_table(rows: Sequence[Line]) -> Table[Line]:
    """Concerns that the reader may open."""
    return Table[Line](
        name="concerns",
        caption="Concerns",
        columns=(
            Column(
                "home", "Household", lambda line: line.row.household.home.name,
                href=lambda line: reverse("fostering:concern", args=[line.row.pk]),
            ),
            Column("matter", "What", lambda line: line.row.get_matter_display()),
            Column("known", "Known", lambda line: line.row.known),
            Column("deals", "Who deals with it", lambda line: line.row.deals.name),
            Column("told", "Officer told", lambda line: line.row.referred),
            Column("hold", "Places", lambda line: "On hold" if line.holds else ""),
            Column("state", "State", lambda line: line.row.closed, show=_state),
        ),
        filters=(
            Filter("matter", "What", Matter.choices, lambda line: line.row.matter),
            Filter("state", "State", [("open", "Open"), ("closed", "With an outcome")],
                   lambda line: "closed" if line.row.closed else "open"),
            Filter("outcome", "Outcome", Outcome.choices, lambda line: line.row.outcome or ""),
            Filter("late", "Officer", [("late", "Not told in time")], lambda line: "late" if line.late else ""),
            Filter("hold", "Places", [("yes", "On hold")], lambda line: "yes" if line.holds else ""),
        ),
        empty="You may open no concern that is like this.",
    )  # fmt: skip
