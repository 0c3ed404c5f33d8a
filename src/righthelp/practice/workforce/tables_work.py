"""The lists of allocation and caseload."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from markupsafe import Markup, escape

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.people.models import Area, InvolvementKind
from righthelp.practice.workforce.queries_allocation import Unheld
from righthelp.practice.workforce.queries_caseload import Average, Load, TeamLoad

LEVELS: Final = {
    "over": ("Over the limit", "red"),
    "full": ("Full", "yellow"),
    "room": ("Some room", "green"),
    "light": ("Much room", "blue"),
    "none": ("Holds none", "grey"),
}
_ORDER = {level: place for place, level in enumerate(("none", "light", "room", "full", "over"))}


def level_tag(level: str) -> Markup:
    """A level as a coloured word: the word says it, the colour repeats it."""
    words, colour = LEVELS[level]
    return Markup(f'<strong class="govuk-tag govuk-tag--{colour}">{escape(words)}</strong>')  # noqa: S704  escaped


def _away(row: Load) -> str:
    if row.away_until is None:
        return ""
    return f"Back {say_short(row.away_until)}{f'; {row.covered_by} covers' if row.covered_by else '; nobody covers'}"


LOADS: Final = Table[Load](
    name="load",
    caption="Who holds how much",
    columns=(
        Column("worker", "Worker", lambda row: row.name, href=lambda row: reverse("worker", args=[row.worker_id])),
        Column("title", "Title", lambda row: row.title),
        Column("held", "Children", lambda row: row.held, numeric=True),
        Column("limit", "Limit", lambda row: row.limits[0], numeric=True),
        Column(
            "points", "Points", lambda row: row.points, show=lambda row: f"{row.points.normalize():f}", numeric=True
        ),
        Column("level", "Room", lambda row: _ORDER[row.level], show=lambda row: level_tag(row.level)),
        Column("beside", "Beside others", lambda row: row.beside, numeric=True),
        Column("away", "Away", _away),
        Column("how", "How the points add up", lambda row: row.explained, sortable=False),
    ),
    empty="Nobody worked in this team on that day.",
    page_size=100,
)

TEAM_LOADS: Final = Table[TeamLoad](
    name="teams",
    caption="Teams that hold children",
    columns=(
        Column("team", "Team", lambda row: row.team.name, href=lambda row: reverse("team-load", args=[row.team.pk])),
        Column("area", "Area", lambda row: row.team.get_area_display() or "Whole city"),
        Column("holders", "Workers who hold children", lambda row: row.holders, numeric=True),
        Column("children", "Children", lambda row: row.children, numeric=True),
        Column("average", "Children each", lambda row: row.average, numeric=True),
        Column("weighted", "Points each", lambda row: row.weighted, numeric=True),
        Column("over", "Over the limit", lambda row: row.over, numeric=True),
        Column("light", "With much room", lambda row: row.light, numeric=True),
        Column("level", "Room", lambda row: _ORDER[row.level], show=lambda row: level_tag(row.level)),
    ),
    filters=(Filter("area", "Area", Area.choices, value=lambda row: row.team.area),),
    empty="No team held a child on that day.",
    page_size=200,
    sort="-average",
)

TREND: Final = Table[Average](
    name="trend",
    caption="Average caseload of qualified social workers (KPI 14)",
    columns=(
        Column("month", "Month’s end", lambda row: row.month.code, show=lambda row: str(row.month)),
        Column("children", "Children held", lambda row: row.children, numeric=True),
        Column("wte", "Full-time workers who hold any", lambda row: row.wte, numeric=True),
        Column(
            "average",
            "Children each",
            lambda row: row.value,
            show=lambda row: "none" if row.value is None else str(row.value),
            numeric=True,
        ),
    ),
    empty="Nothing yet.",
)


def unheld_table(teams: list[tuple[str, str]]) -> Table[Unheld]:
    """Children whom nobody holds, the longest first."""
    return Table(
        name="unheld",
        caption="Children in care or with a plan, and nobody at work holds their work",
        columns=(
            Column("child", "Child", lambda row: row.name, href=lambda row: reverse("allocate", args=[row.child])),
            Column("plan", "Plan or status", lambda row: row.plan_words),
            Column("since", "Since", lambda row: row.since),
            Column("days", "Days", lambda row: row.days, numeric=True),
            Column(
                "last",
                "Last worker",
                lambda row: f"{row.last_worker}{' (has left)' if row.left else ''}" or "Nobody yet",
            ),
            Column("team", "Last team", lambda row: row.team or "None yet"),
        ),
        filters=(
            Filter("team", "Last team", teams, value=lambda row: str(row.team_id or "")),
            Filter("plan", "Plan or status", InvolvementKind.choices, value=lambda row: row.plan),
        ),
        empty="Every child in care or with a plan has a worker.",
    )
