"""The tables of exchange events and of groups on therapeutic parenting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.adoption.models import Course, Seat
from righthelp.practice.adoption.queries_events import Event


def events_table(rows: Sequence[Event]) -> Table[Event]:
    """Exchange events."""
    years = sorted({row.row.on.year for row in rows}, reverse=True)
    return Table[Event](
        name="events",
        caption="Exchange events",
        columns=(
            Column(
                "on", "On", lambda row: row.row.on, href=lambda row: reverse("adoption:exchange", args=[row.row.pk])
            ),
            Column("partners", "With", lambda row: row.row.partners),
            Column("children", "Children profiled", lambda row: row.profiled, numeric=True),
            Column("families", "Families who came", lambda row: row.families, numeric=True),
            Column("interest", "Asked about a child", lambda row: row.interest, numeric=True),
            Column("matches", "Matches", lambda row: row.matches, numeric=True),
        ),
        filters=(
            Filter("year", "Year", [(str(one), str(one)) for one in years], lambda row: str(row.row.on.year)),
            Filter("matches", "Matches", [("yes", "With a match")], lambda row: "yes" if row.matches else ""),
        ),
        empty="No exchange event is recorded.",
    )


def _seats(row: Course) -> list[Seat]:
    return [seat for seat in row.seats.all() if seat.withdrawn is None]


def _share(row: Course, today: date) -> int | None:
    seats = _seats(row)
    times = len(seats) * row.come(today)
    return round(100 * sum(len(seat.came) for seat in seats) / times) if times else None


def _percent(row: Course, today: date) -> str:
    share = _share(row, today)
    return "" if share is None else f"{share}%"


def courses_table(rows: Sequence[Course], today: date) -> Table[Course]:
    """Groups, with how often families came in the weeks that have come."""
    years = sorted({row.starts.year for row in rows}, reverse=True)
    return Table[Course](
        name="groups",
        caption="Groups",
        columns=(
            Column(
                "starts", "First day", lambda row: row.starts, href=lambda row: reverse("adoption:group", args=[row.pk])
            ),
            Column("led", "Led by", lambda row: row.led_by),
            Column("weeks", "Weeks", lambda row: row.weeks, numeric=True),
            Column("families", "Families", lambda row: len(_seats(row)), numeric=True),
            Column("came", "Came", lambda row: _share(row, today), numeric=True, show=lambda row: _percent(row, today)),
            Column(
                "helped",
                "It helped",
                lambda row: sum(seat.helped in ("much", "some") for seat in _seats(row)),
                numeric=True,
            ),
        ),
        filters=(Filter("year", "Year", [(str(one), str(one)) for one in years], lambda row: str(row.starts.year)),),
        empty="No group is recorded.",
    )


__all__ = ["courses_table", "events_table"]
