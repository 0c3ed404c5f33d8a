"""The tables of fostering: applications, the months of recruitment, what panel is asked."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.fostering.codes import STAGES, Advice, Business, Ending, Source, Stage, Why, Wish
from righthelp.practice.fostering.models import Item
from righthelp.practice.fostering.queries import Line
from righthelp.practice.fostering.queries_funnel import Month

_WISHES = dict(Wish.choices)
STATES = [("open", "Open"), ("approved", "Approved"), *Ending.choices]


def _state(line: Line) -> Markup | str:
    if line.row.approved:
        return tag("Approved", "green")
    return tag(line.row.get_ending_display(), "grey") if line.row.ended else line.stage.label


def _due(line: Line) -> Markup | str:
    return due(line.due, line.now) if line.due else ""


def _reached(line: Line) -> list[str]:
    return [stage for stage in STAGES if getattr(line.row, stage)]


def applications_table(rows: Sequence[Line]) -> Table[Line]:
    """People who ask to foster."""
    workers = sorted({line.row.worker.name for line in rows})
    months = sorted({f"{line.row.enquired:%Y-%m}" for line in rows}, reverse=True)
    return Table[Line](
        name="applications",
        caption="People who ask to foster",
        columns=(
            Column(
                "who", "Who", lambda line: line.row.name,
                href=lambda line: reverse("fostering:application", args=[line.row.pk]),
            ),
            Column("enquired", "Asked", lambda line: line.row.enquired),
            Column("source", "How", lambda line: Source(line.row.source).label),
            Column("wishes", "For", lambda line: ", ".join(_WISHES[each] for each in line.row.wishes), sortable=False),
            Column("stage", "Stage", lambda line: STAGES.index(line.stage), show=_state),
            Column("since", "Since", lambda line: line.row.ended or line.since),
            Column("due", "Due", lambda line: line.due, show=_due),
            Column("worker", "Worker", lambda line: line.row.worker.name),
        ),
        filters=(
            Filter("state", "State", STATES, lambda line: line.state),
            Filter("stage", "Stage now", Stage.choices, lambda line: line.stage.value),
            Filter("reached", "Came as far as", Stage.choices, _reached),
            Filter("month", "Asked in", [(each, each) for each in months], lambda line: f"{line.row.enquired:%Y-%m}"),
            Filter("wish", "For", Wish.choices, lambda line: list(line.row.wishes)),
            Filter("why", "Why it ended", Why.choices, lambda line: line.row.why),
            Filter("worker", "Worker", [(each, each) for each in workers], lambda line: line.row.worker.name),
            Filter("late", "Due", [("late", "Late")], lambda line: "late" if line.late else ""),
        ),
        empty="Nobody who asks to foster is like this.",
    )  # fmt: skip


def _list(month: Month, **more: str) -> str:
    chosen = "&".join(f"applications_{key}={value}" for key, value in {"month": month.key, **more}.items())
    return f"{reverse('fostering:board')}?{chosen}#applications"


MONTHS = Table[Month](
    name="months",
    caption="Of those who asked in a month",
    columns=(
        Column("month", "Asked in", lambda row: row.key, show=lambda row: f"{row.starts:%B %Y}"),
        *(
            Column[Month](
                stage, Stage(stage).label, lambda row, stage=stage: row.reached[stage],  # type: ignore[misc]  # bound now
                href=lambda row, stage=stage: _list(row, reached=stage) if row.reached[stage] else None,  # type: ignore[misc]
                numeric=True,
            )
            for stage in STAGES
        ),
        Column("open", "Still open", lambda row: row.open, href=lambda row: _list(row, state="open"), numeric=True),
        Column("dropped", "Over", lambda row: row.dropped, numeric=True),
    ),
    empty="Nobody asked.",
)  # fmt: skip


def about(item: Item) -> str:
    """Whom an item is about, as the agenda says it."""
    name = item.application.name if item.application else item.where.name if item.where else ""
    return f"{Business(item.about).label}: {name}"


def said(item: Item) -> str:
    """How far an item has come, in words."""
    if item.decision:
        return f"Decided: {Advice(item.decision).label.lower()}"
    if item.put_off:
        return "Put off"
    return f"Panel: {Advice(item.advice).label.lower()}" if item.advice else "To be heard"
