"""The tables of ways to a home."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_date
from righthelp.foundation.pages.cells import pounds, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.leaving_care.codes import Band, Housed, Living, Risk, Roof
from righthelp.practice.leaving_care.models import HomeAtRisk, Homeless
from righthelp.practice.leaving_care.queries_homes import age_of, name_of


def page_of(row: Any) -> str:
    """The young person's page about homes."""
    return reverse("leaving_care:homes", args=[row.child_id])


def applications_table(today: date) -> Table[Any]:
    """Who asked for housing."""
    return Table[Any](
        name="housing",
        caption="Applications to the housing register",
        columns=(
            Column("who", "Young person", name_of, href=page_of),
            Column("age", "Age", lambda row: age_of(row, today), numeric=True),
            Column("asked", "Asked", lambda row: row.asked),
            Column("band", "Band", lambda row: row.get_band_display()),
            Column("lives", "Lives now", lambda row: str(Living(row.lives).label) if row.lives else "Not recorded"),
            Column("offers", "Homes offered", lambda row: row.offered, numeric=True),
            Column("refused", "Refused", lambda row: row.refused, numeric=True),
            Column("closed", "Outcome", lambda row: row.get_outcome_display() or "Waits"),
        ),
        filters=(
            Filter("state", "State", (("open", "Waits"), *Housed.choices), lambda row: row.outcome or "open"),
            Filter("band", "Band", Band.choices, lambda row: row.band),
            Filter("lives", "Lives now", Living.choices, lambda row: row.lives or ""),
        ),
        empty="Nobody within your reach has asked for housing with these choices.",
    )


def risks_table() -> Table[HomeAtRisk]:
    """Whose home is at risk, or was."""
    return Table[HomeAtRisk](
        name="risks",
        caption="Homes at risk",
        columns=(
            Column("who", "Young person", name_of, href=page_of),
            Column("home", "Home", lambda row: row.lodging.get_kind_display()),
            Column("why", "Why", lambda row: row.get_kind_display()),
            Column("pence", "Owed", lambda row: row.pence, show=lambda row: pounds(row.pence), numeric=True),
            Column("since", "Since", lambda row: row.since),
            Column("doing", "What is done", lambda row: row.doing),
            Column("over", "Came of it", lambda row: _state(row), show=_over),
        ),
        filters=(
            Filter("state", "State", (("open", "At risk"), ("kept", "Kept"), ("lost", "Lost")), lambda r: _state(r)),
            Filter("kind", "Why", Risk.choices, lambda row: row.kind),
        ),
        empty="No home is at risk with these choices.",
    )


def _state(row: HomeAtRisk) -> str:
    return "open" if row.over is None else "kept" if row.kept else "lost"


def _over(row: HomeAtRisk) -> Markup:
    if row.over is None:
        return tag("At risk", "yellow")
    return tag("Kept", "green") if row.kept else tag("Lost", "red")


def homeless_table(rows: Sequence[Homeless]) -> Table[Homeless]:
    """Who came to us homeless at 16 or 17."""
    found = sorted({row.came.year for row in rows}, reverse=True)
    return Table[Homeless](
        name="homeless",
        caption="Homeless at 16 or 17",
        columns=(
            Column("who", "Young person", name_of, href=page_of),
            Column("age", "Age", lambda row: age_of(row, row.came), numeric=True),
            Column("came", "Came", lambda row: row.came, show=lambda row: f"{row.came:%A} {say_date(row.came)}"),
            Column("safe", "Safe since", lambda row: row.placed, show=_safe),
            Column("assessed", "Assessed", lambda row: row.assessed, show=_assessed),
            Column("outcome", "Outcome", lambda row: row.get_outcome_display() or ""),
        ),
        filters=(
            Filter("state", "State", (("open", "Being assessed"), *Roof.choices), lambda row: row.outcome or "open"),
            Filter("safe", "Safe place", (("no", "Not yet"),), lambda row: "" if row.placed or row.assessed else "no"),
            Filter("year", "Year", [(str(one), str(one)) for one in found], lambda row: str(row.came.year)),
        ),
        empty="Nobody within your reach came homeless with these choices.",
    )


def _safe(row: Homeless) -> str | Markup:
    if row.placed is not None:
        return "The same day" if row.placed == row.came else say_date(row.placed)
    return "" if row.assessed else tag("No safe place yet", "red")


def _assessed(row: Homeless) -> str:
    if row.assessed is None:
        return "Not yet"
    return say_date(row.assessed) + ("" if row.together else ", without housing")


__all__ = ["applications_table", "homeless_table", "page_of", "risks_table"]
