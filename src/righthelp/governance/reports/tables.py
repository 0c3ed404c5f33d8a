"""The list of reports, and the list of figures that have changed since publication."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from righthelp.foundation.calendar import say_date
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.governance.reports.kinds import KINDS
from righthelp.governance.reports.models import Report, Status
from righthelp.governance.reports.queries import Restatement

REPORTS: Final[Table[Report]] = Table(
    name="reports",
    caption="Reports",
    columns=(
        Column(
            "report",
            "Report",
            lambda row: KINDS[row.kind].heading(row.as_at),
            href=lambda row: reverse("report", args=[row.pk]),
            sortable=False,
        ),
        Column("as_at", "As at", lambda row: row.as_at, order="as_at"),
        Column("status", "Status", lambda row: row.get_status_display(), order="status"),
        Column("writer", "Drafted by", lambda row: row.drafted_by.name, order="drafted_by__name"),
        Column(
            "published", "Published", lambda row: row.published_at, show=lambda row: _day(row), order="published_at"
        ),
    ),
    filters=(Filter("status", "Status", Status.choices, lookup="status"),),
    empty="There is no report here yet.",
)


def _day(row: Report) -> str:
    return say_date(row.published_at) if row.published_at else "Not yet"


RESTATEMENTS: Final[Table[Restatement]] = Table(
    name="restated",
    caption="Figures that are different now",
    columns=(
        Column("title", "Figure", lambda row: row.title),
        Column("month", "Month", lambda row: row.month.code, show=lambda row: str(row.month)),
        Column("group", "Group", lambda row: row.group or "All"),
        Column("published", "Published", lambda row: row.published, numeric=True),
        Column("now", "Known now", lambda row: row.now, numeric=True),
    ),
    empty="No figure has changed since this was published.",
)
