"""The tables beside the plan for permanence: guardianship to consider, support after orders, clinics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.care_plan.codes import Held, Willing
from righthelp.practice.care_plan.models_lasting import ClinicCase
from righthelp.practice.care_plan.queries_lasting import Fostered, Supported


def _page(child: int) -> str:
    return reverse("care_plan:of-child", args=[child])


def _due(row: Fostered | Supported) -> Markup | str:
    return due(row.due, row.now) if row.due else ""


def _asked(row: Fostered) -> list[str]:
    late = row.due is not None and row.due < row.now
    return [row.answer or "none", *(["late"] if late else [])]


def fostered_table(rows: Sequence[Fostered]) -> Table[Fostered]:
    """Long-term fostered children, and what their carers say of guardianship."""
    workers = sorted({row.worker for row in rows if row.worker})
    return Table[Fostered](
        name="guardianship",
        caption="A year or longer in a long-term foster home",
        columns=(
            Column("child", "Child", lambda row: row.name, href=lambda row: _page(row.child)),
            Column("home", "Lives with", lambda row: row.home),
            Column("years", "Years there", lambda row: row.years, numeric=True),
            Column("worker", "Worker", lambda row: row.worker or "Nobody"),
            Column(
                "answer", "The carers say", lambda row: row.answer_words,
                show=lambda row: row.answer_words if row.answer else tag("Not asked yet", "yellow"),
            ),
            Column("asked", "Asked", lambda row: row.asked),
            Column("due", "Ask again by", lambda row: row.due, show=_due),
        ),
        filters=(
            Filter(
                "answer", "The carers say",
                [("none", "Not asked yet"), ("late", "Late to be asked again"), *Willing.choices], _asked,
            ),
            Filter("worker", "Worker", [(one, one) for one in workers], lambda row: row.worker),
        ),
        empty="No child within your reach has lived in a long-term foster home for a year with these choices.",
    )  # fmt: skip


def _support(row: Supported) -> list[str]:
    return ["ended" if row.row.ends else "runs", *(["late"] if row.late else []), *([] if row.row.pence else ["none"])]


def supports_table(rows: Sequence[Supported]) -> Table[Supported]:
    """Support after special guardianship and child arrangements orders."""
    return Table[Supported](
        name="support",
        caption="Support after orders",
        columns=(
            Column("child", "Child", lambda row: str(row.row.child), href=lambda row: _page(row.row.child_id)),
            Column("kind", "Order", lambda row: row.row.get_kind_display()),
            Column("holder", "Held by", lambda row: row.row.holder),
            Column("pounds", "Pounds a week", lambda row: f"{row.row.pence / 100:,.2f}", numeric=True),
            Column("starts", "From", lambda row: row.row.starts),
            Column("ends", "To", lambda row: row.row.ends),
            Column("due", "Review by", lambda row: row.due, show=_due),
        ),
        filters=(
            Filter(
                "state", "State",
                [("runs", "Runs"), ("late", "Review late"), ("none", "No allowance"), ("ended", "Ended")], _support,
            ),
            Filter("kind", "Order", Held.choices, lambda row: row.row.kind),
        ),
        empty="No support after an order is within your reach with these choices.",
    )  # fmt: skip


def clinic_table(rows: Sequence[ClinicCase], today: date) -> Table[ClinicCase]:
    """Children on the lists of permanence clinics."""

    def state(row: ClinicCase) -> str:
        if row.followed:
            return "followed"
        if row.by_when:
            return "late" if row.by_when < today else "follow"
        return "listed" if row.on >= today else "unheard"

    def said(row: ClinicCase) -> Markup | str:
        colours = {"late": "red", "unheard": "red", "follow": "yellow", "listed": "blue", "followed": "green"}
        return tag(_STATES[state(row)], colours[state(row)])

    days = [(day.isoformat(), say_short(day)) for day in sorted({row.on for row in rows}, reverse=True)]
    return Table[ClinicCase](
        name="clinic",
        caption="Permanence clinics",
        columns=(
            Column("on", "Clinic", lambda row: row.on),
            Column("child", "Child", lambda row: str(row.child), href=lambda row: _page(row.child_id)),
            Column("question", "Asked", lambda row: row.question),
            Column("decision", "Decided", lambda row: row.decision),
            Column("by", "By", lambda row: row.by_when),
            Column("state", "State", lambda row: _STATES[state(row)], show=said),
        ),
        filters=(
            Filter("state", "State", list(_STATES.items()), state),
            Filter("on", "Clinic", days, lambda row: row.on.isoformat()),
        ),
        empty="No child within your reach is on the list of a clinic with these choices.",
    )


_STATES = {
    "listed": "On the list",
    "unheard": "No advice recorded",
    "follow": "To be done",
    "late": "Late",
    "followed": "Done",
}

__all__ = ["clinic_table", "fostered_table", "supports_table"]
