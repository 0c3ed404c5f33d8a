"""The tables of payments to carers."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.pages.cells import pounds, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.fostering.queries_pay import HomePay, RunLine


def _state(row: RunLine) -> Markup:
    return tag("Released", "green") if row.run.released else tag("To be released", "yellow")


def _address(row: RunLine) -> str:
    return reverse("fostering:run", args=[row.run.pk])


RUNS = Table[RunLine](
    name="runs",
    caption="Lists",
    columns=(
        Column("week", "Week of", lambda row: row.run.week, href=_address),
        Column("homes", "Homes", lambda row: row.homes, numeric=True),
        Column("pence", "In all", lambda row: row.pence / 100, show=lambda row: pounds(row.pence), numeric=True),
        Column("prepared", "Prepared by", lambda row: row.run.prepared_by.name),
        Column("released", "Released by", lambda row: row.run.released_by.name if row.run.released_by else ""),
        Column("state", "State", lambda row: row.run.released, show=_state),
    ),
    filters=(
        Filter("state", "State", [("open", "To be released"), ("done", "Released")],
               lambda row: "done" if row.run.released else "open"),
    ),
    empty="No list has been prepared.",
)  # fmt: skip


def run_table(rows: Sequence[HomePay]) -> Table[HomePay]:
    """A list, home by home."""

    def money(key: str, title: str) -> Column[HomePay]:
        return Column(
            key, title, lambda row: getattr(row, key) / 100, show=lambda row: pounds(getattr(row, key)), numeric=True
        )

    return Table[HomePay](
        name="homes",
        caption="Home by home",
        columns=(
            Column("home", "Home", lambda row: row.name, href=lambda row: reverse("care:home", args=[row.home])),
            Column("nights", "Nights of children", lambda row: row.nights, numeric=True),
            money("allowances", "Allowances"),
            money("fee", "Fee"),
            money("late", "Earlier weeks"),
            money("total", "In all"),
            money("before", "List before"),
            money("change", "Difference"),
        ),
        filters=(
            Filter(
                "change", "Beside the list before", [("up", "More"), ("down", "Less"), ("same", "The same")], _change
            ),
            Filter("late", "Earlier weeks", [("yes", "Put right")], lambda row: "yes" if row.late else ""),
        ),
        empty="Nobody is paid on this list.",
    )


def _change(row: HomePay) -> str:
    return "up" if row.change > 0 else "down" if row.change < 0 else "same"
