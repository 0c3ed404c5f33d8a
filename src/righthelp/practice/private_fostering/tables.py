"""The table of private fostering."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.private_fostering.codes import Suits
from righthelp.practice.private_fostering.queries import Fostered

_COLOURS = {"yes": "green", "terms": "yellow", "no": "red"}


def _suits(row: Fostered) -> Markup | str:
    if row.suits:
        return tag(Suits(row.suits).label, _COLOURS[row.suits])
    return "Ended" if row.ends else Markup("Due {}").format(due(row.assess_due, row.now))


def _visit(row: Fostered) -> Markup | str:
    return "Ended" if row.ends else due(row.visit_due, row.now)


def fostered_table(rows: Sequence[Fostered]) -> Table[Fostered]:
    """Privately fostered children."""
    workers = sorted({row.worker for row in rows if row.worker})
    return Table[Fostered](
        name="fostered",
        caption="Privately fostered children",
        columns=(
            Column(
                "child", "Child", lambda row: row.name,
                href=lambda row: reverse("private_fostering:child", args=[row.child]),
            ),
            Column("age", "Age", lambda row: row.age, numeric=True),
            Column("carer", "Carer", lambda row: row.tie),
            Column("notified", "Told on", lambda row: row.notified),
            Column("starts", "Began", lambda row: row.starts),
            Column("checks", "Checked", lambda row: row.checks, numeric=True),
            Column("suits", "Assessed", lambda row: row.suits, show=_suits),
            Column("seen", "Last seen", lambda row: row.seen),
            Column("visit", "Visit due", lambda row: row.visit_due, show=_visit),
            Column("worker", "Worker", lambda row: row.worker),
            Column("ends", "Ended", lambda row: row.ends),
        ),
        filters=(
            Filter("state", "Now", [("runs", "Runs"), ("over", "Ended")], lambda row: "over" if row.ends else "runs"),
            Filter("suits", "Assessed", [("none", "Not yet"), *Suits.choices], lambda row: row.suits or "none"),
            Filter("late", "Due", [("late", "Late")], lambda row: "late" if row.late else ""),
            Filter("worker", "Worker", [(one, one) for one in workers], lambda row: row.worker),
        ),
        empty="No child within your reach is privately fostered with these choices.",
    )  # fmt: skip
