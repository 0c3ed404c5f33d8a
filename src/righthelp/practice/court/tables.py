"""The legal tracker and the register of orders."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.court.codes import Aim, Cause, OrderKind
from righthelp.practice.court.queries import Ordered, Tracked
from righthelp.practice.court.queries_consent import Accommodated

STAGES = {
    "advice": "Legal advice",
    "planned": "Decided, not begun",
    "pre": "Pre-proceedings",
    "court": "At court",
}


def _due(row: Tracked) -> Markup | str:
    if row.due is None:
        return ""
    said = say_short(row.due)
    return Markup("{}<br>{}").format(tag("Late", "red"), said) if row.due < row.today else said


def _step(row: Tracked) -> Markup | str:
    if row.next_on is None:
        return row.next_step
    said = Markup("{}<br><span class='rh-small'>{}</span>").format(row.next_step, say_short(row.next_on))
    return Markup("{}<br>{}").format(tag("Overdue", "red"), said) if row.next_on < row.today else said


_LATE = [("yes", "Late or overdue"), ("legacy", "Of long ago"), ("nobody", "Late, and nobody sees to it")]


def _lates(row: Tracked) -> list[str]:
    found = (("yes", row.late), ("legacy", row.legacy), ("nobody", row.late and not row.owners))
    return [key for key, so in found if so]


def _owner(row: Tracked) -> Markup | str:
    said = "; ".join(row.owners)
    return said or (tag("Nobody", "red") if row.late and row.stage in ("pre", "court") else "")


def tracker(rows: Sequence[Tracked]) -> Table[Tracked]:
    """All legal work that is open."""
    workers = sorted({row.worker for row in rows if row.worker})
    return Table[Tracked](
        name="legal",
        caption="Open legal work",
        columns=(
            Column("child", "Child", lambda row: row.name, href=lambda row: reverse("court:child", args=[row.child])),
            Column("stage", "Stage", lambda row: STAGES[row.stage]),
            Column("since", "Since", lambda row: row.since),
            Column("weeks", "Weeks", lambda row: row.weeks, numeric=True),
            Column("due", "To end by", lambda row: row.due, show=_due),
            Column("next", "Next step", lambda row: row.next_step, show=_step),
            Column("worker", "Worker", lambda row: row.worker or "Nobody"),
            Column("solicitor", "Solicitor", lambda row: row.solicitor),
            Column("number", "Case", lambda row: row.number),
            Column("delay", "Causes of delay", lambda row: row.cause_words, sortable=False),
            Column("owner", "Who sees to the delay", lambda row: "; ".join(row.owners), show=_owner),
        ),
        filters=(
            Filter("stage", "Stage", list(STAGES.items()), lambda row: row.stage),
            Filter("late", "Late", _LATE, _lates),
            Filter("worker", "Worker", [("none", "Nobody"), *((w, w) for w in workers)], lambda r: r.worker or "none"),
            Filter("cause", "Cause of delay", list(Cause.choices), lambda row: row.causes),
        ),
        empty="No legal work within your reach is like this.",
    )


def orders_table(rows: Sequence[Ordered]) -> Table[Ordered]:
    """What courts ordered."""
    return Table[Ordered](
        name="orders",
        caption="Orders",
        columns=(
            Column("child", "Child", lambda row: row.name, href=lambda row: reverse("court:child", args=[row.child])),
            Column("order", "Order", lambda row: row.words),
            Column("from", "From", lambda row: row.starts),
            Column("to", "To", lambda row: row.ends),
            Column("holder", "Who holds it", lambda row: row.holder),
            Column("court", "Court", lambda row: row.court),
            Column("number", "Case", lambda row: row.number),
        ),
        filters=(
            Filter("kind", "Order", list(OrderKind.choices), lambda row: row.kind),
            Filter("year", "Year", _years(rows), lambda row: str(row.starts.year)),
        ),
        empty="No order within your reach is like this.",
    )


def _years(rows: Sequence[Ordered]) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in sorted({row.starts.year for row in rows}, reverse=True)]


def _agreed(row: Accommodated) -> Markup | str:
    said: Markup | str = row.who or tag("No agreement recorded", "red")
    return Markup("{}<br>{}").format(tag("Objection", "red"), said) if row.objected else said


def _review(row: Accommodated) -> Markup | str:
    if row.review_by is None:
        return ""
    said = say_short(row.review_by)
    return Markup("{}<br>{}").format(tag("Late", "red"), said) if row.late else said


def _what(row: Accommodated) -> list[str]:
    found = [("none", not row.who), ("objection", row.objected is not None), ("late", row.late)]
    return [key for key, so in found if so]


_TO_DO = [("objection", "Objection"), ("late", "Review late"), ("none", "No agreement recorded")]


def section_20_table(rows: Sequence[Accommodated]) -> Table[Accommodated]:
    """Children in care by section 20."""
    return Table[Accommodated](
        name="section20",
        caption="In care by section 20",
        columns=(
            Column("child", "Child", lambda row: row.name, href=lambda row: reverse("court:child", args=[row.child])),
            Column("since", "Since", lambda row: row.since),
            Column("months", "Months", lambda row: row.months, numeric=True),
            Column("who", "Who agreed", lambda row: row.who, show=_agreed),
            Column("aim", "Aim", lambda row: row.aim_words),
            Column("review", "Review by", lambda row: row.review_by, show=_review),
            Column("worker", "Worker", lambda row: row.worker or "Nobody"),
        ),
        filters=(
            Filter("todo", "To do", _TO_DO, _what),
            Filter("aim", "Aim", list(Aim.choices), lambda row: row.aim),
        ),
        empty="No child within your reach is in care by section 20 with these choices.",
    )
