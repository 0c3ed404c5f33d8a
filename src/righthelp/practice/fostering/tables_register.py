"""The tables of the register of fostering households and of the service's figures."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.fostering.codes import Owed
from righthelp.practice.fostering.queries_register import Gone, Line, Month
from righthelp.practice.people.models import Area


def _free(line: Line) -> Markup | str:
    if line.room is None:
        return tag("No terms", "red")
    if line.room.held >= line.room.places:
        return tag("On hold", "yellow")
    return (
        tag(f"{line.room.free} free", "green") if line.room.free else tag("Over", "red") if line.room.over else "Full"
    )


def _places(line: Line) -> str:
    state = line.room
    if state is None or state.held >= state.places:
        return "hold"
    return "free" if state.free else "full"


def _worker(line: Line) -> str:
    return line.household.home.worker.name if line.household.home.worker else "Nobody"


def _terms(line: Line) -> str:
    return f"{line.room.places}, ages {line.room.youngest} to {line.room.oldest}" if line.room else ""


def _due(owed: Owed) -> Column[Line]:
    title = {"review": "Review", "surprise": "Unannounced", "visit": "Visit"}[owed.value]
    return Column(owed.value, title, lambda line: line.due(owed), show=lambda line: due(line.due(owed), line.now))


def register_table(rows: Sequence[Line]) -> Table[Line]:
    """Households that foster for the trust."""
    workers = sorted({_worker(line) for line in rows})
    return Table[Line](
        name="households",
        caption="Fostering households",
        columns=(
            Column(
                "name", "Household", lambda line: line.household.home.name,
                href=lambda line: reverse("fostering:household", args=[line.household.pk]),
            ),
            Column("carers", "Carers", lambda line: ", ".join(line.carers)),
            Column("terms", "Terms", lambda line: line.room.places if line.room else None, show=_terms),
            Column("children", "Children", lambda line: line.room.taken if line.room else None, numeric=True),
            Column("free", "Places", lambda line: line.room.free if line.room else None, show=_free),
            *(_due(each) for each in Owed),
            Column(
                "lapsed", "Training", lambda line: len(line.lapsed),
                show=lambda line: tag(f"{len(line.lapsed)} lapsed", "red") if line.lapsed else "Up to date",
            ),
            Column("worker", "Supported by", _worker),
        ),
        filters=(
            Filter("kind", "Kind", [("known", "Relatives and friends"), ("all", "Mainstream")],
                   lambda line: "known" if line.household.connected else "all"),
            Filter("places", "Places", [("free", "With a free place"), ("full", "Full"), ("hold", "On hold")], _places),
            Filter("late", "Late", Owed.choices, lambda line: line.late),
            Filter("training", "Training", [("lapsed", "Lapsed")], lambda line: "lapsed" if line.lapsed else ""),
            Filter("area", "Area", list(Area.choices), lambda line: line.household.home.address.area),
            Filter("worker", "Supported by", [(each, each) for each in workers], _worker),
        ),
        empty="No household is like this.",
    )  # fmt: skip


MONTHS = Table[Month](
    name="months",
    caption="Month by month",
    columns=(
        Column("month", "Month", lambda row: row.starts, show=lambda row: f"{row.starts:%B %Y}"),
        Column("approved", "Approved", lambda row: row.approved, numeric=True),
        Column("left", "Left", lambda row: row.left, numeric=True),
        Column("net", "Net", lambda row: row.net, show=lambda row: f"{row.net:+d}" if row.net else "0", numeric=True),
        Column("places", "Places", lambda row: row.places, numeric=True),
        Column("taken", "Taken", lambda row: row.taken, numeric=True),
        Column("held", "Held back", lambda row: row.held, numeric=True),
        Column(
            "full", "Occupied", lambda row: row.occupancy, numeric=True,
            show=lambda row: f"{row.occupancy:.0f}%" if row.occupancy is not None else "",
        ),
    ),
    empty="Nothing yet.",
)  # fmt: skip

MISSING = Table[Gone](
    name="missing",
    caption="Missing from foster homes in the last year",
    columns=(
        Column(
            "name", "Household", lambda row: row.household.home.name,
            href=lambda row: reverse("fostering:household", args=[row.household.pk]),
        ),
        Column("episodes", "Episodes", lambda row: row.episodes, numeric=True),
        Column("children", "Children", lambda row: row.children, numeric=True),
    ),
    empty="Nobody went missing from the trust’s own foster homes.",
)  # fmt: skip
