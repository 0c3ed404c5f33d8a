"""The tables of health: what is due by month, who waits for a service, the children of the national return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.health.codes import Duty, Near, Service, band
from righthelp.practice.health.queries import Item, Wait
from righthelp.practice.health.queries_oc2 import Counted
from righthelp.practice.people.models import Area

_AREAS = dict(Area.choices)


def _page(row: Item | Wait | Counted) -> str:
    return reverse("care_health:of-child", args=[row.child])


def due_table(rows: Sequence[Item]) -> Table[Item]:
    """What is due, the soonest first."""
    workers = sorted({row.worker for row in rows if row.worker})
    months = sorted({row.month for row in rows})
    areas = sorted({row.area for row in rows if row.area})
    return Table[Item](
        name="due",
        caption="Health checks due",
        columns=(
            Column("child", "Child", lambda row: row.name, href=_page),
            Column("what", "What", lambda row: row.kind_words),
            Column("due", "Due", lambda row: row.due, show=lambda row: due(row.due, row.now)),
            Column("asked", "Asked for", lambda row: row.asked, show=_asked),
            Column("appointment", "Appointment", lambda row: row.appointment),
            Column("missed", "Missed so far", lambda row: row.missed, numeric=True),
            Column("area", "Lives", lambda row: _AREAS.get(row.area, "")),
            Column(
                "worker", "Worker", lambda row: row.worker or None, show=lambda row: row.worker or tag("Nobody", "red")
            ),
        ),
        filters=(
            Filter("month", "Month due", [("late", "Late"), *((one, _month(one)) for one in months)], _months),
            Filter("what", "What", [("reviews", "Review assessments, both"), *Duty.choices], _whats),
            Filter("state", "State", _STATES, lambda row: row.state),
            Filter(
                "missed", "Missed", [("yes", "Missed or cancelled before")], lambda row: "yes" if row.missed else ""
            ),
            Filter("area", "Lives", [(one, _AREAS.get(one, one)) for one in areas], lambda row: row.area),
            Filter(
                "worker",
                "Worker",
                [("none", "Nobody"), *((one, one) for one in workers)],
                lambda row: row.worker or "none",
            ),
        ),
        empty="Nothing is due for a child within your reach with these choices.",
    )


_STATES = [("none", "Not asked for"), ("asked", "Asked for"), ("appointment", "Has an appointment")]


def _whats(row: Item) -> list[str]:
    return [row.kind, "reviews"] if row.kind in {"young", "review"} else [row.kind]


def _month(month: str) -> str:
    year, number = month.split("-")
    return f"{date(int(year), int(number), 1):%B %Y}"


def _months(row: Item) -> list[str]:
    return [row.month, "late"] if row.late else [row.month]


def _asked(row: Item) -> Markup | str:
    return say_short(row.asked) if row.asked else tag("Not yet", "red" if row.late else "grey")


def waits_table(rows: Sequence[Wait]) -> Table[Wait]:
    """Who waits for a service, or is helped by one."""
    return Table[Wait](
        name="waits",
        caption="Services asked to help",
        columns=(
            Column("child", "Child", lambda row: row.name, href=_page),
            Column("service", "Service", lambda row: row.service_words),
            Column("asked", "Asked", lambda row: row.asked),
            Column("near", "Distance", lambda row: row.near_words, show=_near),
            Column("state", "State", lambda row: row.state, show=_state),
            Column("days", "Days waited", lambda row: row.days, numeric=True),
            Column(
                "due",
                "To be seen by",
                lambda row: row.due,
                show=lambda row: "Seen" if row.seen else due(row.due, row.now),
            ),
            Column("worker", "Worker", lambda row: row.worker or None),
        ),
        filters=(
            Filter("service", "Service", Service.choices, lambda row: row.service),
            Filter("state", "State", _WAITING, lambda row: [row.state, "late"] if row.late else [row.state]),
            Filter("near", "Distance", Near.choices, lambda row: row.near),
        ),
        empty="No child within your reach waits for a service with these choices.",
    )


_WAITING = [("asked", "Waits for an answer"), ("accepted", "Accepted, not seen"), ("late", "Late"), ("seen", "Seen")]


def _near(row: Wait) -> Markup | str:
    return row.near_words if row.near == Near.YES else tag(row.near_words, "yellow")


def _state(row: Wait) -> str:
    if row.seen is not None:
        return f"Seen {say_short(row.seen)}"
    return "Accepted" if row.accepted else "Waits for an answer"


def counted_table(rows: Sequence[Counted]) -> Table[Counted]:
    """The children of the national return, a line each."""
    return Table[Counted](
        name="counted",
        caption="Children looked after for twelve months",
        columns=(
            Column("child", "Child", lambda row: row.name, href=_page),
            Column("assessed", "Health assessments", lambda row: _yes(row.assessed)),
            Column("immunised", "Immunisations", lambda row: _yes(row.immunised)),
            Column("teeth", "Teeth", lambda row: _yes(row.teeth)),
            Column("developed", "Development checks", lambda row: _yes(row.developed)),
            Column("score", "Score", lambda row: row.score, numeric=True, show=_score),
            Column("misuse", "Drugs or alcohol", lambda row: _misuse(row)),
        ),
        filters=(
            Filter("assessed", "Health assessments", _NOT, lambda row: "" if row.assessed else "no"),
            Filter("immunised", "Immunisations", _NOT, lambda row: "" if row.immunised else "no"),
            Filter("teeth", "Teeth", _NOT, lambda row: "" if row.teeth else "no"),
            Filter("score", "Questionnaire", [("no", "None")], lambda row: "no" if row.questionnaire is False else ""),
        ),
        empty="No child was looked after for the whole of this year with these choices.",
    )


_NOT = [("no", "Not up to date")]


def _yes(known: bool | None) -> str:
    return "" if known is None else "Yes" if known else "No"


def _score(row: Counted) -> str:
    if row.questionnaire is None:
        return "Not of the age"
    return f"{row.score}, {band(row.score).label.lower()}" if row.score is not None else "None"


def _misuse(row: Counted) -> str:
    if not row.misuse:
        return ""
    return "Received help" if row.received else "Refused help" if row.offered else "Identified"
