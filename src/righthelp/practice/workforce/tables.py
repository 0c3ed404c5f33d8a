"""The workforce's lists."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.tables import Column, Table
from righthelp.practice.workforce.models import Absence, Team
from righthelp.practice.workforce.queries import Caseload


def _away(row: Caseload) -> str:
    if row.away_until is None:
        return ""
    cover = f"; {row.covered_by} covers" if row.covered_by else "; nobody covers"
    return f"Back {say_short(row.away_until)}{cover}"


CASELOADS = Table[Caseload](
    name="caseload",
    caption="Caseloads",
    columns=(
        Column(
            "worker", "Worker", lambda row: row.worker.name, href=lambda row: reverse("worker", args=[row.worker.pk])
        ),
        Column("title", "Title", lambda row: row.worker.title),
        Column("primary", "Children", lambda row: row.primary, numeric=True),
        Column("beside", "Beside somebody else", lambda row: row.co_worked, numeric=True),
        Column("away", "Away today", _away),
    ),
    empty="Nobody works in this team.",
    page_size=100,
)

TEAMS = Table[Team](
    name="teams",
    caption="Teams of the trust",
    columns=(
        Column("name", "Team", lambda team: team.name, href=lambda team: reverse("team", args=[team.pk])),
        Column("area", "Area", lambda team: team.get_area_display() or "Whole city"),
        Column("manager", "Manager", lambda team: team.manager.name if team.manager else "Nobody yet"),
    ),
    empty="There are no teams yet.",
    page_size=200,
    sort="name",
)


def absences_table(*, shows_why: bool) -> Table[Absence]:
    """Who is away. Why somebody is away is for their manager alone."""
    why = (Column[Absence]("why", "Why", lambda absence: absence.get_kind_display()),) if shows_why else ()
    change = (
        (
            Column[Absence](
                "change",
                "Change",
                lambda absence: "Cover or early return",
                href=lambda absence: reverse("absence-change", args=[absence.pk]),
                sortable=False,
            ),
        )
        if shows_why
        else ()
    )
    return Table(
        name="away",
        caption="Away now or in the next fortnight",
        columns=(
            Column("who", "Who", lambda absence: absence.worker.name),
            Column("from", "First day", lambda absence: absence.starts),
            Column("until", "Last day", lambda absence: absence.ends - timedelta(days=1)),
            *why,
            Column("cover", "Cover", lambda absence: absence.cover.name if absence.cover else "Nobody yet"),
            *change,
        ),
        empty="Everybody is here for the next fortnight.",
    )


__all__ = ["CASELOADS", "TEAMS", "absences_table"]
