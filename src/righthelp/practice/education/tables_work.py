"""The tables of work on attendance, and of plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.education.codes import Came, Decision, Level, Sector, Triage, Way
from righthelp.practice.education.models import Panel, Surgery
from righthelp.practice.education.queries_work import Dated, NoRoll, Open, PlanMonth
from righthelp.practice.education.tables import options
from righthelp.practice.people.models_partners import AttendanceKind


def _child(number: int) -> str:
    return reverse("education:child", args=[number])


def _query_states(each: Dated) -> list[str]:
    if each.row.closed:
        return ["closed"]
    return ["open", "late"] if each.late else ["open"]


def _query_due(each: Dated) -> Markup | str:
    if each.row.closed:
        return str(Came(each.row.came).label) if each.row.came else "Closed"
    if each.row.followed and each.due is None:
        return f"Followed up {say_short(each.row.followed)}, goes on"
    return due(each.due, each.now)


def queries_table(rows: Sequence[Dated]) -> Table[Dated]:
    """Queries about attendance."""
    return Table[Dated](
        name="queries",
        caption="Queries",
        columns=(
            Column("child", "Child", lambda each: str(each.row.child), href=lambda each: _child(each.row.child_id)),
            Column("asked", "Asked", lambda each: each.row.asked),
            Column("way", "Who asks", lambda each: each.row.get_way_display()),
            Column("level", "Help", lambda each: each.row.get_level_display()),
            Column("by", "Recorded by", lambda each: each.row.recorded_by.name),
            Column("answered", "Answered", lambda each: each.row.answered, show=_answered),
            Column("due", "Follow-up", lambda each: each.due, show=_query_due),
        ),
        filters=(
            Filter("state", "State", [("open", "Open"), ("late", "Late"), ("closed", "Closed")], _query_states),
            Filter("level", "Help", Level.choices, lambda each: each.row.level),
            Filter("way", "Who asks", Way.choices, lambda each: each.row.way),
            Filter("by", "By", options([one.row.recorded_by.name for one in rows]), lambda e: e.row.recorded_by.name),
        ),
        empty="No query about a child within your reach is like this.",
    )


def _answered(each: Dated) -> Markup | str:
    return say_short(each.row.answered) if each.row.answered else tag("No answer", "yellow")


def _panel_states(row: Panel) -> list[str]:
    if row.decided:
        return ["decided"]
    return ["open"] if row.planned else ["open", "undated"]


def panels_table(today: date) -> Table[Panel]:
    """Referrals to the panel."""

    def planned(row: Panel) -> Markup | str:
        if row.planned is None:
            return "" if row.decided else tag("No date", "yellow")
        waits = row.decided is None and row.planned < today
        said = say_short(row.planned)
        return Markup("{}<br>{}").format(tag("Not decided", "red"), said) if waits else said

    return Table[Panel](
        name="panels",
        caption="Referrals",
        columns=(
            Column("child", "Child", lambda row: str(row.child), href=lambda row: _child(row.child_id)),
            Column("referred", "Referred", lambda row: row.referred),
            Column("by", "By", lambda row: row.recorded_by.name),
            Column("planned", "Panel on", lambda row: row.planned, show=planned),
            Column("decided", "Decided", lambda row: row.decided),
            Column("decision", "Decision", lambda row: row.get_decision_display() if row.decision else ""),
        ),
        filters=(
            Filter(
                "state",
                "State",
                [("open", "To be heard"), ("undated", "Without a date"), ("decided", "Decided")],
                _panel_states,
            ),
            Filter("decision", "Decision", Decision.choices, lambda row: row.decision or ""),
        ),
        empty="No child within your reach is referred to the panel.",
    )


_ROLL = [("open", "Not triaged"), ("triaged", "Triaged")]


def _roll_state(row: NoRoll) -> Markup | str:
    if row.state == "triaged" and row.row is not None and row.row.triage:
        return str(Triage(row.row.triage).label)
    return due(row.due, row.now) if row.row is not None else tag("Nothing recorded", "red")


def no_roll_table() -> Table[NoRoll]:
    """Children on no roll."""
    kinds = [(each.value, str(each.label)) for each in (AttendanceKind.OFF_ROLL, AttendanceKind.MISSING)]
    return Table[NoRoll](
        name="roll",
        caption="Children on no roll",
        columns=(
            Column("child", "Child", lambda row: row.name, href=lambda row: _child(row.child)),
            Column("born", "Born", lambda row: row.born),
            Column("kind", "Recorded as", lambda row: AttendanceKind(row.kind).label),
            Column("since", "Since", lambda row: row.since),
            Column("last", "Last school", lambda row: row.row.last_school if row.row else ""),
            Column("triage", "What is done", lambda row: row.due, show=_roll_state),
        ),
        filters=(
            Filter("state", "State", _ROLL, lambda row: "triaged" if row.state == "triaged" else "open"),
            Filter("kind", "Recorded as", kinds, lambda row: row.kind),
        ),
        empty="No child within your reach is on no roll.",
    )


def _stage(each: Open) -> str:
    return {"plan": "Plan", "assessed": "Being assessed", "asked": "Asked for"}[each.stage]


def _stages(each: Open) -> list[str]:
    return ["plan"] if each.stage == "plan" else ["request", each.stage]


def _plan_due(each: Open) -> Markup | str:
    if each.out is not None:
        return Markup("{}<br><span class='rh-small'>weekly check</span>").format(due(each.due, each.now))
    if each.stage == "plan":
        return ""
    said = due(each.due, each.now)
    return Markup("{} {}").format(said, tag("Exception", "blue")) if each.exception else said


def _out(each: Open) -> Markup | str:
    if each.out is None:
        return ""
    since = say_short(each.out.starts)
    return Markup("{}<br><span class='rh-small'>{}</span>").format(
        tag("Out of school", "yellow"), f"{since}. {each.out.interim or 'Nothing for now'}"
    )


def _outs(each: Open) -> list[str]:
    if each.out is None:
        return []
    return ["yes", "interim" if each.out.interim else "nothing", *(["late"] if each.check_late else [])]


def plans_table(rows: Sequence[Open]) -> Table[Open]:
    """Plans in force and requests."""
    outs = [("yes", "Out of school"), ("interim", "With something for now"), ("nothing", "With nothing for now")]
    return Table[Open](
        name="plans",
        caption="Plans and requests",
        columns=(
            Column("child", "Child", lambda each: each.name, href=lambda each: _child(each.child)),
            Column("stage", "Stage", _stage),
            Column("requested", "Asked for", lambda each: each.requested),
            Column("issued", "Issued", lambda each: each.issued),
            Column("due", "Due", lambda each: each.due, show=_plan_due),
            Column("school", "School", lambda each: each.school, show=_school),
            Column("sector", "Provision", lambda each: Sector(each.sector).label if each.sector else ""),
            Column("miles", "Miles", lambda each: each.miles, numeric=True),
            Column("out", "Out of school", lambda each: each.out.starts if each.out else None, show=_out),
        ),
        filters=(
            Filter(
                "stage",
                "Stage",
                [("plan", "Plan"), ("request", "Request"), ("asked", "Asked for"), ("assessed", "Being assessed")],
                _stages,
            ),
            Filter("due", "Due", [("late", "Request late")], lambda each: "late" if each.late else ""),
            Filter("out", "Out of school", [*outs, ("late", "Weekly check late")], _outs),
            Filter("place", "Where", [("outside", "Outside the city")], lambda each: "outside" if each.outside else ""),
            Filter("sector", "Provision", Sector.choices, lambda each: each.sector or ""),
            Filter("school", "School", options(each.school for each in rows), lambda each: each.school),
        ),
        empty="No plan of a child within your reach is like this.",
    )


def _school(each: Open) -> Markup | str:
    if not each.school:
        return "None"
    return Markup("{} {}").format(each.school, tag("Outside", "blue")) if each.outside else each.school


def plan_months_table() -> Table[PlanMonth]:
    """Plans by month (REF 2.1.1)."""
    return Table[PlanMonth](
        name="months",
        caption="By month",
        columns=(
            Column("month", "Month", lambda row: row.month, show=lambda row: f"{row.month:%B %Y}"),
            Column("share", "In time", lambda row: row.share, show=_share, numeric=True),
            Column("in_time", "Within 20 weeks", lambda row: row.in_time, numeric=True),
            Column("of", "Of plans issued, without exceptions", lambda row: row.of, numeric=True),
            Column("excepted", "Exceptions", lambda row: row.excepted, numeric=True),
            Column("asked", "New requests", lambda row: row.asked, numeric=True),
            Column("open", "Plans in force at the end", lambda row: row.open, numeric=True),
        ),
        filters=(Filter("issued", "Plans", [("yes", "Issued")], lambda row: "yes" if row.issued else ""),),
        empty="No month to show.",
    )


def _share(row: PlanMonth) -> str:
    return "" if row.share is None else f"{row.share}%"


def surgeries_table(rows: Sequence[Surgery]) -> Table[Surgery]:
    """Attendance surgeries."""
    return Table[Surgery](
        name="surgeries",
        caption="Surgeries",
        columns=(
            Column("on", "Held", lambda row: row.on, href=lambda row: reverse("education:surgery", args=[row.pk])),
            Column("team", "Team", lambda row: row.team.name),
            Column("who", "Who took part", lambda row: row.who),
            Column("children", "Children discussed", lambda row: len(row.children.all()), numeric=True),
            Column("agreed", "Agreed, not done yet", _open_agreed, numeric=True),
        ),
        filters=(
            Filter("team", "Team", options([row.team.name for row in rows]), lambda row: row.team.name),
            Filter("agreed", "Agreed", [("open", "Not done yet")], lambda row: "open" if _open_agreed(row) else ""),
        ),
        empty="No surgery has been held yet.",
    )


def _open_agreed(row: Surgery) -> int:
    return sum(one.done is None for each in row.children.all() for one in each.agreed.all())


__all__ = [
    "no_roll_table", "panels_table", "plan_months_table", "plans_table", "queries_table", "surgeries_table",
]  # fmt: skip
