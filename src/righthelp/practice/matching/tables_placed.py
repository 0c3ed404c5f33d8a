"""The tables of placements."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import local_date, say_short
from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.care.codes_homes import PlaceCode
from righthelp.practice.matching.queries_placed import Placed


def _where(row: Placed) -> Markup:
    said = Markup("{}<br><span class='rh-small'>{}</span>").format(row.where, row.place_words)
    if not row.outside:
        return said
    miles = f"Outside the city, {row.miles} miles" if row.miles is not None else "Outside the city"
    return Markup("{}<br>{}").format(said, tag(miles, "blue"))


def _plan(row: Placed) -> Markup | str:
    if row.plan is not None:
        return say_short(row.plan)
    return due(row.plan_due, row.now) if row.plan_due else ""


def _told(row: Placed) -> Markup | str:
    said = f"{row.told} of {row.owed}" if row.owed else ""
    return Markup("{}<br>{}").format(tag("Late", "red"), said) if row.told_late else said


def _decided(row: Placed) -> Markup | str:
    if not row.outside:
        return ""
    if row.decided is None:
        return tag("Nobody decided it", "red")
    said = Markup("{}<br><span class='rh-small'>{}</span>").format(say_short(row.decided), row.council)
    return said if row.decided_before else Markup("{}<br>{}").format(tag("After the move", "yellow"), said)


def _state(row: Placed) -> str:
    return "there" if row.plan else "late" if row.plan_late else "due" if row.plan_due else ""


def placed_table(rows: Sequence[Placed]) -> Table[Placed]:
    """Where children looked after live, and what is owed of each placement."""
    workers = sorted({row.worker for row in rows if row.worker})
    places = sorted({row.place for row in rows})
    providers = sorted({(row.provider, row.provider_words) for row in rows if row.provider})
    return Table[Placed](
        name="placed",
        caption="Placements",
        columns=(
            Column(
                "child", "Child", lambda row: row.name, href=lambda row: reverse("matching:of-child", args=[row.child])
            ),
            Column("where", "Lives", lambda row: row.where, show=_where),
            Column("since", "Since", lambda row: row.since),
            Column("miles", "Miles from home", lambda row: row.miles, numeric=True),
            Column("plan", "Placement plan", lambda row: row.plan, show=_plan),
            Column("told", "Told", lambda row: row.told, show=_told),
            Column("decided", "Decided", lambda row: row.decided, show=_decided),
            Column(
                "seen",
                "Last seen",
                lambda row: local_date(row.seen) if row.seen else None,
                show=lambda row: say_short(local_date(row.seen)) if row.seen else tag("Not yet", "yellow"),
            ),
            Column("worker", "Worker", lambda row: row.worker or None, show=lambda row: row.worker or "Nobody"),
        ),
        filters=(
            Filter("outside", "Where", [("yes", "Outside the city"), ("no", "In the city")], _outside),
            Filter(
                "place", "Placement", [(each, str(PlaceCode(each).label)) for each in places], lambda row: row.place
            ),
            Filter("provider", "Who provides it", providers, lambda row: row.provider),
            Filter("plan", "Plan", [("late", "Late"), ("due", "To be written"), ("there", "Agreed")], _state),
            Filter("told", "Told", [("late", "Late")], lambda row: "late" if row.told_late else ""),
            Filter("decided", "Decided", [("none", "Nobody decided it"), ("after", "After the move")], _decision),
            Filter("worker", "Worker", [(each, each) for each in workers], lambda row: row.worker),
        ),
        empty="No child looked after is within your reach with these choices.",
    )


def _outside(row: Placed) -> str:
    return "yes" if row.outside else "no"


def _decision(row: Placed) -> str:
    if not row.outside or row.decided_before:
        return ""
    return "after" if row.decided else "none"


__all__ = ["placed_table"]
