"""The tables of matching."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.care.codes_homes import HomeKind
from righthelp.practice.matching.queries import Searched


def _by(row: Searched) -> Markup | str:
    on = say_short(row.by_when)
    return Markup("{}<br>{}").format(tag("Passed", "red"), on) if row.late else on


def _answers(row: Searched) -> str:
    if not row.asked:
        return "No home asked yet"
    open_ones = row.asked - row.said_yes - row.said_no
    return f"{row.said_yes} yes, {row.said_no} no, {open_ones} open"


def _first(row: Searched) -> Markup | str:
    return tag("Offered", "green") if row.said_yes else due(row.first_due, row.now)


def sought_table(rows: Sequence[Searched]) -> Table[Searched]:
    """Children for whom a home is sought."""
    owners = sorted({row.owner for row in rows})
    kinds = sorted({kind for row in rows for kind in row.kinds})
    return Table[Searched](
        name="sought",
        caption="Homes sought",
        columns=(
            Column(
                "child", "Child", lambda row: row.name, href=lambda row: reverse("matching:sought", args=[row.sought])
            ),
            Column("together", "Together", lambda row: row.together, numeric=True),
            Column("now", "Now", lambda row: "In care" if row.in_care else "Not in care yet"),
            Column("kinds", "Kind of home", lambda row: ", ".join(str(HomeKind(each).label) for each in row.kinds)),
            Column("days", "Days open", lambda row: row.days, numeric=True),
            Column("by", "Needed by", lambda row: row.by_when, show=_by),
            Column("answers", "Homes asked", lambda row: row.asked, show=_answers),
            Column("first", "First offer", lambda row: row.first_due, show=_first),
            Column("owner", "Who looks", lambda row: row.owner),
        ),
        filters=(
            Filter("owner", "Who looks", [(each, each) for each in owners], lambda row: row.owner),
            Filter("kind", "Kind", [(each, str(HomeKind(each).label)) for each in kinds], lambda row: row.kinds),
            Filter("by", "Needed by", [("late", "Has passed")], lambda row: "late" if row.late else ""),
            Filter("offers", "Offers", [("none", "None yet")], lambda row: "" if row.said_yes else "none"),
        ),
        empty="No home is sought for a child within your reach.",
    )
