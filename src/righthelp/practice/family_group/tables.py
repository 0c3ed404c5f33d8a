"""The tables of work with families."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.family_group.queries import SORTS, STEPS, Month, Running

_COLOURS = {"asked": "yellow", "held": "yellow", "waits": "red", "begun": "yellow", "planned": "yellow"}


def _step(row: Running) -> Markup | str:
    said = tag(STEPS[row.step], _COLOURS.get(row.step, "blue"))
    if row.several > 1:
        said = Markup("{} <span class='rh-small'>{} children together</span>").format(said, row.several)
    return Markup("{}<br>{}").format(said, tag("Money to be decided", "yellow")) if row.money else said


def _who(row: Running) -> Markup | str:
    return row.who or ("" if row.sort == "return" else tag("Nobody", "red"))


def _named(row: Running) -> str:
    return row.who or "none"


def running_table(rows: Sequence[Running]) -> Table[Running]:
    """Work with families that runs."""
    people = sorted({row.who for row in rows if row.who})
    workers = sorted({row.worker for row in rows if row.worker})
    return Table[Running](
        name="families",
        caption="Families we work with",
        columns=(
            Column(
                "child", "Child", lambda row: row.name, href=lambda row: reverse("family_group:child", args=[row.child])
            ),
            Column("sort", "What", lambda row: SORTS[row.sort]),
            Column("since", "Since", lambda row: row.since),
            Column("step", "Step", lambda row: STEPS[row.step], show=_step),
            Column("who", "Co-ordinator or team", lambda row: row.who or None, show=_who),
            Column("worker", "Worker", lambda row: row.worker),
            Column(
                "due", "Due next", lambda row: row.due, show=lambda row: due(row.due, row.now) if row.due else "Nothing"
            ),
        ),
        filters=(
            Filter("sort", "What", list(SORTS.items()), lambda row: row.sort),
            Filter("step", "Step", list(STEPS.items()), lambda row: row.step),
            Filter("who", "Co-ordinator", [("none", "Nobody"), *((one, one) for one in people)], _named),
            Filter("worker", "Worker", [(one, one) for one in workers], lambda row: row.worker),
            Filter("due", "Due", [("late", "Late")], lambda row: "late" if row.late else ""),
            Filter(
                "together",
                "Brothers and sisters",
                [("several", "Several together"), ("one", "One child")],
                lambda row: "several" if row.several > 1 else "one",
            ),
            Filter("money", "Money", [("waits", "To be decided")], lambda row: "waits" if row.money else ""),
        ),
        empty="No work with a family within your reach runs with these choices.",
    )


_COUNTS = (
    ("asked", "Conferences asked for"),
    ("asked_children", "Children asked for"),
    ("held", "Held"),
    ("held_children", "Children whose family met"),
    ("agreed", "Plans agreed"),
    ("meetings", "Family meetings"),
    ("edge", "Edge of care"),
    ("plus", "Families Together Plus"),
    ("ended", "Work ended"),
    ("kept", "Stayed with family"),
    ("returned", "Went home"),
    ("back", "Came back"),
    ("relatives", "Left care to relatives"),
)


def months_table(rows: Sequence[Month]) -> Table[Month]:
    """What was done in each month."""
    years = sorted({row.month.year for row in rows}, reverse=True)
    counts = [Column[Month](name, words, attrgetter(name), numeric=True) for name, words in _COUNTS]
    return Table[Month](
        name="months",
        caption="By month",
        columns=(
            Column("month", "Month", lambda row: row.month, show=lambda row: f"{row.month:%B %Y}"),
            *counts,
        ),
        filters=(Filter("year", "Year", [(str(one), str(one)) for one in years], lambda row: str(row.month.year)),),
        empty="No month to show.",
    )
