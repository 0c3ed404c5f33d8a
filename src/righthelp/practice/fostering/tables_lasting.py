"""The table of children who wait for a long-term match."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.fostering.queries_lasting import STATES, Waits
from righthelp.practice.people.ages import years

_COLOURS = {"none": "red", "no": "red", "yes": "green", "chosen": "blue", "match": "blue", "advised": "yellow"}
_AGES = (("0", "Under 5", 0, 5), ("5", "5 to 9", 5, 10), ("10", "10 to 15", 10, 16), ("16", "16 and 17", 16, 18))
_WAITED = (
    ("0", "Up to 3 months", 0),
    ("3", "3 to 6 months", 91),
    ("6", "6 to 12 months", 183),
    ("12", "Over a year", 366),
)


def _age(row: Waits) -> int | None:
    return years(row.born, row.today) if row.born else None


def _band(row: Waits) -> str:
    age = _age(row)
    return next((key for key, _, low, high in _AGES if age is not None and low <= age < high), "")


def _waited(row: Waits) -> str:
    return next((key for key, _, low in reversed(_WAITED) if row.days is not None and row.days >= low), "")


def _families(row: Waits) -> Markup | str:
    if not row.unasked:
        return str(row.families) if row.families else ""
    return Markup("{}<br>{}").format(row.families, tag("Not those they live with", "yellow"))


def _where(row: Waits) -> Markup:
    return Markup("{}<br><span class='rh-small'>{}</span>").format(row.where, row.place_words)


def waiting_table(rows: Sequence[Waits]) -> Table[Waits]:
    """Children who wait for a long-term match."""
    workers = sorted({row.worker for row in rows if row.worker})
    finders = sorted({row.finder for row in rows if row.finder})
    return Table[Waits](
        name="lasting",
        caption="Children who wait for a long-term match",
        columns=(
            Column(
                "child", "Child", lambda row: row.name,
                href=lambda row: reverse("fostering:of-child", args=[row.child]),
            ),
            Column("age", "Age", _age, numeric=True),
            Column("decided", "Their plan since", lambda row: row.decided),
            Column("days", "Days", lambda row: row.days, numeric=True),
            Column("where", "Lives with", lambda row: row.where, show=_where),
            Column("since", "There since", lambda row: row.since),
            Column("state", "How far", lambda row: STATES[row.state],
                   show=lambda row: tag(STATES[row.state], _COLOURS.get(row.state, "grey"))),
            Column("families", "Families considered", lambda row: row.families, show=_families, numeric=True),
            Column("finder", "Looks for a family", lambda row: row.finder),
            Column("worker", "Worker", lambda row: row.worker or "Nobody"),
        ),
        filters=(
            Filter("state", "How far", list(STATES.items()), lambda row: row.state),
            Filter("waited", "Their plan for", [(key, words) for key, words, _ in _WAITED], _waited),
            Filter("first", "Present carers", [("no", "Not considered yet")],
                   lambda row: "no" if row.unasked else ""),
            Filter("age", "Age", [(key, words) for key, words, _, _ in _AGES], _band),
            Filter("finder", "Looks for a family", [(each, each) for each in finders], lambda row: row.finder),
            Filter("worker", "Worker", [(each, each) for each in workers], lambda row: row.worker),
        ),
        empty="No child within your reach waits for a long-term match with these choices.",
    )  # fmt: skip


__all__ = ["waiting_table"]
