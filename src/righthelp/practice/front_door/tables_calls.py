"""The lists of calls listened to, and the month by handler and by standard."""

from __future__ import annotations

from django.urls import reverse

from righthelp.foundation.calendar import local
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.front_door.models import CallAssessment
from righthelp.practice.front_door.queries_calls import OfHandler, OfStandard


def _of(row: CallAssessment) -> str:
    return f"{getattr(row, 'met', 0)} of {getattr(row, 'judged', 0)}"


def _full(row: CallAssessment) -> str:
    return "yes" if getattr(row, "met", 0) == getattr(row, "judged", 0) else "no"


def _state(row: CallAssessment) -> str:
    return "answered" if row.answered else "read" if row.seen else "unread"


_STATES = (("unread", "Not read yet"), ("read", "Read"), ("answered", "Answered"))
_COLOURS = {"unread": "yellow", "read": "blue", "answered": "green"}


def calls_table(months: list[tuple[str, str]]) -> Table[CallAssessment]:
    """Calls that were assessed, the latest first; ``months`` are those to choose from."""
    return Table[CallAssessment](
        name="calls",
        caption="Calls assessed",
        columns=(
            Column(
                "call",
                "Call",
                lambda row: f"C{row.call_id}",
                href=lambda row: reverse("front_door:call-assessment", args=[row.pk]),
            ),
            Column("handler", "Taken by", lambda row: row.handler.name),
            Column("received", "Taken", lambda row: row.call.received),
            Column("at", "Assessed", lambda row: row.at),
            Column("by", "By", lambda row: row.by.name),
            Column("met", "Standards met", _of, sortable=False),
            Column(
                "state",
                "The handler",
                _state,
                show=lambda row: tag(dict(_STATES)[_state(row)], _COLOURS[_state(row)]),
            ),
        ),
        filters=(
            Filter("month", "Assessed in", months, lambda row: f"{local(row.at):%Y-%m}"),
            Filter("full", "Standards", (("yes", "All met"), ("no", "One or more not met")), _full),
            Filter("state", "The handler", _STATES, _state),
        ),
        empty="No call has been assessed.",
    )


def _share(value: int | None) -> str:
    return "None applied" if value is None else f"{value}%"


HANDLERS = Table[OfHandler](
    name="handlers",
    caption="By handler",
    columns=(
        Column("name", "Taken by", lambda row: row.name),
        Column("calls", "Calls assessed", lambda row: row.calls, numeric=True),
        Column("full", "All standards met", lambda row: row.full, numeric=True),
        Column("met", "Standards met", lambda row: row.met, numeric=True),
        Column("judged", "of those that applied", lambda row: row.judged, numeric=True),
        Column("share", "Share met", lambda row: row.share, show=lambda row: _share(row.share), numeric=True),
        Column("unread", "Not read yet", lambda row: row.unread, numeric=True),
    ),
    empty="No call was assessed in this month.",
)

STANDARDS = Table[OfStandard](
    name="standards",
    caption="By standard",
    columns=(
        Column("place", "No.", lambda row: row.place, numeric=True),
        Column("name", "Standard", lambda row: row.name),
        Column("edition", "Edition", lambda row: row.edition, numeric=True),
        Column("met", "Met", lambda row: row.met, numeric=True),
        Column("judged", "Calls to which it applied", lambda row: row.judged, numeric=True),
        Column("share", "Share met", lambda row: row.share, show=lambda row: _share(row.share), numeric=True),
        Column("none", "Did not apply", lambda row: row.none, numeric=True),
    ),
    empty="No call was assessed in this month.",
)
