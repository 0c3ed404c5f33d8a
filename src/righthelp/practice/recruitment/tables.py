"""The lists of recruitment."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.urls import reverse
from markupsafe import Markup, escape

from righthelp.foundation.calendar import say_date
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.recruitment.codes import STAGES, Stage
from righthelp.practice.recruitment.models import Vacancy
from righthelp.practice.recruitment.queries import Line
from righthelp.practice.recruitment.queries_funnel import MEASURED, Quarter

AGES: Final = (("week", "Up to 7 days"), ("month", "8 to 28 days"), ("more", "More than 28 days"))


def _age(line: Line) -> str:
    return "week" if line.days <= 7 else "month" if line.days <= 28 else "more"


def _due(line: Line) -> str | Markup:
    if line.due is None:
        return ""
    words = escape(f"{'Was due' if line.stuck else 'Due'} {say_date(line.due)}")
    return Markup(f'<strong class="govuk-tag govuk-tag--{"red" if line.stuck else "grey"}">{words}</strong>')  # noqa: S704


def _team(line: Line) -> str:
    return line.row.vacancy.post.team.name


def found_table(lines: list[Line]) -> Table[Line]:
    """Applications found by a name: without anything that would put what was typed into an address."""
    table = applications_table(lines, "Applications found")
    columns = [replace(column, sortable=False) for column in table.columns]
    return replace(
        table, name="found", columns=columns, filters=(), empty="No candidate’s name or address is like this."
    )


def applications_table(lines: list[Line], caption: str, *, team: bool = True) -> Table[Line]:
    """Applications with stage, days and next step; filtered by stage, team, age, owner and what is stuck."""
    teams = sorted({_team(line) for line in lines})
    owners = sorted({line.row.owner.name for line in lines})
    where: tuple[Column[Line], ...] = (
        Column(
            "post",
            "Post",
            lambda line: f"{line.row.vacancy.post.title}, {_team(line)}",
            href=lambda line: reverse("recruitment:vacancy", args=[line.row.vacancy_id]),
        ),
    )
    return Table(
        name="applications",
        caption=caption,
        columns=(
            Column(
                "who",
                "Candidate",
                lambda line: line.row.candidate.called,
                href=lambda line: reverse("recruitment:application", args=[line.row.pk]),
            ),
            *(where if team else ()),
            Column("stage", "Stage", lambda line: STAGES.index(line.stage), show=lambda line: line.stage.label),
            Column("in-stage", "Days in stage", lambda line: line.days_in_stage, numeric=True),
            Column("days", "Days in all", lambda line: line.days, numeric=True),
            Column("next", "Next step", lambda line: line.next_step),
            Column("owner", "Who", lambda line: line.row.owner.name if line.row.live else ""),
            Column("due", "When", lambda line: line.due, show=_due),
        ),
        filters=(
            Filter("stage", "Stage", Stage.choices, lambda line: line.stage.value),
            *((Filter[Line]("team", "Team", [(each, each) for each in teams], _team),) if team else ()),
            Filter("age", "Age", AGES, _age),
            Filter("owner", "Next step is with", [(each, each) for each in owners], lambda line: line.row.owner.name),
            Filter(
                "stuck", "Stuck", [("yes", "Stuck"), ("no", "On its way")], lambda line: "yes" if line.stuck else "no"
            ),
        ),
        empty="No application is like this.",
    )


def _state(row: Vacancy) -> str:
    if row.closed:
        return f"{row.get_closed_why_display()}, {say_date(row.closed)}"
    return f"Apply by {say_date(row.apply_by)}" if row.apply_by else "Always on"


VACANCIES = Table[Vacancy](
    name="vacancies",
    caption="Vacancies",
    columns=(
        Column(
            "post",
            "Post",
            lambda row: f"{row.post.title} ({row.post.number})",
            href=lambda row: reverse("recruitment:vacancy", args=[row.pk]),
            order="post__title",
        ),
        Column("team", "Team", lambda row: row.post.team.name, order="post__team__name"),
        Column("free", "Free from", lambda row: row.free_from, order="free_from"),
        Column("opened", "Recruiting since", lambda row: row.opened, order="opened"),
        Column("waiting", "In the pipeline", lambda row: getattr(row, "waiting", 0), numeric=True, order="waiting"),
        Column("all", "Applied in all", lambda row: getattr(row, "in_all", 0), numeric=True, order="in_all"),
        Column("lead", "Led by", lambda row: row.lead.name, order="lead__name"),
        Column("state", "State", _state, sortable=False),
    ),
    filters=(Filter("open", "State", [("True", "Open"), ("False", "Closed")], lookup="closed__isnull"),),
    empty="No vacancy is like this.",
)


def _head(stage: str) -> str:
    return Stage(stage).label.split(",")[0]


REACHED = Table[Quarter](
    name="reached",
    caption="How far the applications of a quarter came",
    columns=(
        Column("quarter", "Applied in", lambda row: row.starts, show=lambda row: row.words),
        *(
            Column[Quarter](stage, _head(stage), lambda row, stage=stage: row.reached[stage], numeric=True)  # type: ignore[misc]  # bound now
            for stage in STAGES
        ),
        Column("withdrawn", "Withdrawn", lambda row: row.withdrawn, numeric=True),
        Column("unsuccessful", "Unsuccessful", lambda row: row.unsuccessful, numeric=True),
        Column("open", "Still open", lambda row: row.still_open, numeric=True),
    ),
    empty="Nobody applied in this time.",
)


def said_days(value: float | None) -> str:
    """A median as it is printed: 12, 12.5, or none where nobody has finished the stage."""
    return "none" if value is None else f"{value:g}"


MEDIANS = Table[Quarter](
    name="medians",
    caption="Median days in each stage",
    columns=(
        Column("quarter", "Applied in", lambda row: row.starts, show=lambda row: row.words),
        *(
            Column[Quarter](
                before,
                f"{_head(before)} to {_head(after).lower()}",
                lambda row, before=before: row.median[before],  # type: ignore[misc]  # bound now
                show=lambda row, before=before: f"{said_days(row.median[before])} (of {row.finished[before]})",  # type: ignore[misc]
                numeric=True,
            )
            for before, after in MEASURED
        ),
        Column(
            "whole",
            "Applied to start agreed",
            lambda row: row.whole,
            show=lambda row: said_days(row.whole),
            numeric=True,
        ),
    ),
    empty="Nobody applied in this time.",
)
