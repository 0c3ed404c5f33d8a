"""The tables of what is counted: plans that are not the first, plans that ended soon, late initial conferences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from markupsafe import Markup, escape

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.casework.codes import PlanEnding
from righthelp.practice.protection.codes import Category
from righthelp.practice.protection.queries_lists import LateLine, PlanLine


def year_of(day: date) -> str:
    """The financial year of a day: 2021-22 runs from 1 April 2021 to 31 March 2022."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def _years(days: Sequence[date]) -> list[tuple[str, str]]:
    return [(year, year) for year in sorted({year_of(each) for each in days}, reverse=True)]


def _teams(rows: Sequence[PlanLine] | Sequence[LateLine]) -> list[tuple[str, str]]:
    return [(name, name) for name in sorted({row.team for row in rows if row.team})]


def _child(line: PlanLine) -> str:
    return reverse("protection:plan", args=[line.plan.plan_id])


def again_table(rows: Sequence[PlanLine]) -> Table[PlanLine]:
    """Second and later plans."""

    def before(line: PlanLine) -> str:
        if line.plan.last_ended is None:
            return "Not known"
        return f"{say_date(line.plan.last_ended)}{', elsewhere' if line.plan.elsewhere else ''}"

    return Table[PlanLine](
        name="again",
        caption="Second or subsequent plans",
        columns=(
            Column("child", "Child", lambda line: line.name, href=_child),
            Column("ordinal", "Plan", lambda line: line.plan.ordinal, numeric=True),
            Column("starts", "Began", lambda line: line.plan.starts),
            Column("before", "The one before ended", lambda line: line.plan.last_ended, show=before),
            Column("since", "Days between", lambda line: line.since_last, numeric=True),
            Column("category", "Category", lambda line: str(Category(line.plan.category).label)),
            Column("team", "Team", lambda line: line.team),
            Column("ends", "Ended", lambda line: line.plan.ends),
        ),
        filters=(
            Filter(
                "within",
                "The one before ended",
                [("2", "In the two years before"), ("0", "Longer ago, or not known")],
                lambda line: "2" if line.plan.within_two_years else "0",
            ),
            Filter("twelve", "In the twelve months before", [("yes", "Yes")], _within_year),
            Filter("ordinal", "Which plan", [("2", "The second"), ("3", "The third or later")], _ordinal),
            Filter("runs", "Runs now", [("yes", "Yes"), ("no", "Ended")], _runs),
            Filter("year", "Began in", _years([row.plan.starts for row in rows]), _began),
            Filter("team", "Team", _teams(rows), lambda line: line.team),
        ),
        empty="No plan within your reach is a second one.",
    )


def _within_year(line: PlanLine) -> str:
    return "yes" if line.plan.within_year else ""


def _ordinal(line: PlanLine) -> str:
    return "2" if line.plan.ordinal == 2 else "3"


def _runs(line: PlanLine) -> str:
    return "yes" if line.plan.ends is None else "no"


def _began(line: PlanLine) -> str:
    return year_of(line.plan.starts)


def short_table(rows: Sequence[PlanLine]) -> Table[PlanLine]:
    """Plans that ended within three months."""
    return Table[PlanLine](
        name="short",
        caption="Ended within three months",
        columns=(
            Column("child", "Child", lambda line: line.name, href=_child),
            Column("starts", "Began", lambda line: line.plan.starts),
            Column("ends", "Ended", lambda line: line.plan.ends),
            Column("days", "Days", lambda line: line.days, numeric=True),
            Column(
                "ending",
                "Why it ended",
                lambda line: str(PlanEnding(line.plan.ending).label) if line.plan.ending else "",
            ),
            Column("category", "Category", lambda line: str(Category(line.plan.category).label)),
            Column("chair", "Chair", lambda line: line.plan.chair.name),
            Column("team", "Team", lambda line: line.team),
        ),
        filters=(
            Filter("ending", "Why it ended", PlanEnding.choices, lambda line: line.plan.ending or ""),
            Filter("year", "Ended in", _years([row.plan.ends for row in rows if row.plan.ends]), _ended),
            Filter("team", "Team", _teams(rows), lambda line: line.team),
        ),
        empty="No plan within your reach ended within three months.",
    )


def _ended(line: PlanLine) -> str:
    return year_of(line.plan.ends) if line.plan.ends else ""


def late_table(rows: Sequence[LateLine]) -> Table[LateLine]:
    """Initial conferences beyond fifteen working days."""

    def held(line: LateLine) -> str | Markup:
        if line.row.held:
            return say_date(local_date(line.row.held))
        return tag("Not yet", "red") + Markup(" ") + escape("booked" if line.row.meeting_id else "not booked")

    def page(line: LateLine) -> str:
        if line.row.meeting_id:
            return reverse("protection:meeting", args=[line.row.meeting_id])
        return reverse("protection:conference", args=[line.row.pk])

    return Table[LateLine](
        name="late",
        caption="Initial conferences beyond fifteen working days",
        columns=(
            Column("child", "Child", lambda line: str(line.row.child), href=page),
            Column("strategy", "Strategy discussion", _discussed),
            Column("due", "To be held by", lambda line: local_date(line.due)),
            Column("held", "Held", lambda line: local_date(line.row.held) if line.row.held else None, show=held),
            Column("days", "Working days", lambda line: line.days, numeric=True),
            Column("over", "Over", lambda line: line.over, numeric=True),
            Column("chair", "Chair", _chair),
            Column("team", "Team", lambda line: line.team),
        ),
        filters=(
            Filter("held", "Held", [("no", "Still to be held"), ("yes", "Held late")], _was_held),
            Filter(
                "year",
                "Strategy discussion in",
                _years([local_date(row.row.strategy) for row in rows if row.row.strategy]),
                lambda line: year_of(local_date(line.row.strategy)) if line.row.strategy else "",
            ),
            Filter("team", "Team", _teams(rows), lambda line: line.team),
        ),
        empty="Every initial conference within your reach was held in time.",
    )


def _discussed(line: LateLine) -> date | None:
    return local_date(line.row.strategy) if line.row.strategy else None


def _chair(line: LateLine) -> str:
    return line.row.meeting.chair.name if line.row.meeting and line.row.meeting.chair else ""


def _was_held(line: LateLine) -> str:
    return "yes" if line.row.held else "no"


__all__ = ["again_table", "late_table", "short_table", "year_of"]
