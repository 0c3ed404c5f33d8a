"""The lists of supervision."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import Month, local_date, say_date
from righthelp.foundation.journey import State
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Table
from righthelp.practice.supervision.models import Decision, Group, Missed, Session
from righthelp.practice.supervision.queries import Rate, TeamRate


def stage(row: Session, state: str) -> tuple[str, str]:
    """How far a supervision is: words and the tag's colour."""
    if row.agreed_at:
        return "Signed and read", "green"
    if row.signed_at:
        return "Signed, not yet read", "blue"
    if row.held:
        return "Held, not yet signed", "yellow"
    if row.excused:
        return f"Excused: {Missed(row.missed).label.lower()}", "grey"
    if state == State.OVERDUE.value:
        return "Overdue", "red"
    if row.missed:
        return f"Cancelled: {Missed(row.missed).label.lower()}", "yellow"
    return ("Planned", "blue") if row.planned else ("Not planned yet", "grey")


def _when(row: Session) -> str:
    moment = row.held or row.planned
    return say_date(moment) if moment else ""


def sessions_table(name: str, caption: str, states: dict[int, str], *, who: bool) -> Table[Session]:
    """Supervisions of one month (``who``: of several workers) or of one worker over the months."""

    def shown(row: Session) -> Markup:
        return tag(*stage(row, states.get(row.pk, "")))

    first: Column[Session] = (
        Column("who", "Who", lambda row: row.worker.name, href=_page)
        if who
        else Column("month", "Month", lambda row: row.month, show=lambda row: str(Month.of(row.month)), href=_page)
    )
    second: Column[Session] = (
        Column("team", "Team", lambda row: row.worker.team.name)
        if who
        else Column("by", "With", lambda row: row.supervisor.name)
    )
    return Table(
        name=name,
        caption=caption,
        columns=(
            first,
            second,
            Column("stage", "State", lambda row: stage(row, states.get(row.pk, ""))[0], show=shown),
            Column("when", "When", lambda row: row.held or row.planned, show=_when),
        ),
        empty="Nobody is supervised by you this month." if who else "No supervision has been called yet.",
    )


def _page(row: Session) -> str:
    return reverse("supervision:session", args=[row.pk])


OVERDUE = Table[Session](
    name="overdue",
    caption="Not held in their month, and not excused",
    columns=(
        Column("month", "Month", lambda row: row.month, show=lambda row: str(Month.of(row.month))),
        Column("who", "Who", lambda row: row.worker.name),
        Column("team", "Team", lambda row: row.worker.team.name),
        Column("by", "To be held by", lambda row: row.supervisor.name),
        Column("why", "Why not", lambda row: Missed(row.missed).label if row.missed else "Nothing recorded"),
    ),
    empty="Every supervision of the last twelve months was held or excused.",
)


def _share(rate: Rate) -> Markup:
    if rate.withheld or rate.share is None:
        return tag(rate.said, "grey")
    return tag(rate.said, "green" if rate.share >= 90 else "yellow" if rate.share >= 80 else "red")


TEAM_RATES = Table[TeamRate](
    name="rates",
    caption="Supervision in the month, by team",
    columns=(
        Column("team", "Team", lambda row: row.team.name),
        Column("owed", "Owed one", lambda row: None if row.rate.withheld else row.rate.owed, numeric=True),
        Column("held", "Held in the month", lambda row: None if row.rate.withheld else row.rate.in_month, numeric=True),
        Column("late", "Held later", lambda row: None if row.rate.withheld else row.rate.late, numeric=True),
        Column("not", "Not held", lambda row: None if row.rate.withheld else row.rate.overdue, numeric=True),
        Column("to", "Still to come", lambda row: None if row.rate.withheld else row.rate.running, numeric=True),
        Column("excused", "Excused", lambda row: None if row.rate.withheld else row.rate.excused, numeric=True),
        Column(
            "share",
            "Rate",
            lambda row: None if row.rate.withheld else row.rate.share,
            show=lambda row: _share(row.rate),
            numeric=True,
        ),
    ),
    empty="No supervision was called in this month.",
    page_size=200,
    sort="share",
)

MONTHS = Table[tuple[Month, Rate]](
    name="months",
    caption="The whole Trust, month by month",
    columns=(
        Column("month", "Month", lambda row: row[0].code, show=lambda row: str(row[0])),
        Column("owed", "Owed one", lambda row: row[1].owed, numeric=True),
        Column("held", "Held in the month", lambda row: row[1].in_month, numeric=True),
        Column("excused", "Excused", lambda row: row[1].excused, numeric=True),
        Column("share", "Rate", lambda row: row[1].share, show=lambda row: _share(row[1]), numeric=True),
    ),
    empty="Nothing yet.",
)


GROUPS = Table[Group](
    name="groups",
    caption="Groups you led or were at",
    columns=(
        Column(
            "held",
            "When",
            lambda row: row.held,
            show=lambda row: say_date(row.held),
            href=lambda row: reverse("supervision:group", args=[row.pk]),
        ),
        Column("title", "Group", lambda row: row.title),
        Column("by", "Led by", lambda row: row.facilitator.name),
        Column("people", "There besides", lambda row: row.people, numeric=True),  # type: ignore[attr-defined]
        Column("children", "Children", lambda row: row.children, numeric=True),  # type: ignore[attr-defined]
        Column(
            "state",
            "State",
            lambda row: "Signed" if row.signed_at else "Not signed yet",
            show=lambda row: tag("Signed", "green") if row.signed_at else tag("Not signed yet", "yellow"),
        ),
    ),
    empty="You have led no group and were at none.",
)


def decisions_table(today: date) -> Table[Decision]:
    """Open decisions, the first due first, as they stand ``today``."""

    def due(row: Decision) -> Markup:
        late = row.by_when < today
        return tag(f"{'Was due' if late else 'Due'} {say_date(row.by_when)}", "red" if late else "grey")

    return Table(
        name="decisions",
        caption="Decided in supervision, and not yet done",
        columns=(
            Column(
                "child", "Child", lambda row: str(row.child), href=lambda row: reverse("child", args=[row.child_id])
            ),
            Column(
                "what", "What", lambda row: row.what, href=lambda row: reverse("supervision:decision", args=[row.pk])
            ),
            Column("who", "Who does it", lambda row: row.who.name),
            Column("by", "By when", lambda row: row.by_when, show=due),
            Column("made", "Decided", lambda row: local_date(row.made)),
        ),
        empty="Nothing decided in supervision is waiting to be done.",
    )
