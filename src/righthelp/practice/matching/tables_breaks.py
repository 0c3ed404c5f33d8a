"""The table of short breaks."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.matching import breaks
from righthelp.practice.matching.codes_breaks import BreakLaw
from righthelp.practice.matching.queries_breaks import Breaks


def _left(row: Breaks) -> Markup | str:
    if row.left < 0:
        return tag(f"{-row.left} too many", "red")
    return tag(f"{row.left} left", "yellow") if row.state else f"{row.left} left"


def _review(row: Breaks) -> Markup | str:
    return say_short(row.reviewed) if row.reviewed else Markup("Due {}").format(due(row.due, row.now))


def breaks_table(rows: Sequence[Breaks]) -> Table[Breaks]:
    """Children who have short breaks."""
    homes = sorted({row.home for row in rows})
    return Table[Breaks](
        name="breaks",
        caption="Short breaks",
        columns=(
            Column(
                "child", "Child", lambda row: row.name, href=lambda row: reverse("matching:of-child", args=[row.child])
            ),
            Column("home", "Where", lambda row: row.home),
            Column("law", "Returned as", lambda row: row.law),
            Column("since", "Since", lambda row: row.since),
            Column("used", "Nights in twelve months", lambda row: row.used, numeric=True),
            Column("left", f"Of {breaks.A_YEAR}", lambda row: row.left, show=_left),
            Column("next", "Next stay", lambda row: row.next),
            Column("waiting", "Stays to be written up", lambda row: row.waiting, numeric=True),
            Column("review", "First review", lambda row: row.reviewed, show=_review),
            Column("worker", "Worker", lambda row: row.worker),
        ),
        filters=(
            Filter(
                "left",
                "Nights",
                [("soon", f"{breaks.SOON} left or fewer"), ("beyond", "Too many")],
                lambda row: row.state,
            ),
            Filter("review", "First review", [("late", "Late")], lambda row: "late" if row.review_late else ""),
            Filter("law", "Returned as", list(BreakLaw.choices), lambda row: row.law),
            Filter("home", "Where", [(each, each) for each in homes], lambda row: row.home),
        ),
        empty="No child within your reach has short breaks with these choices.",
    )


__all__ = ["breaks_table"]
