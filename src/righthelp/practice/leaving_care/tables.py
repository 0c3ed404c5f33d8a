"""The tables of leaving care."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.leaving_care.eligibility import Category
from righthelp.practice.leaving_care.queries import Leaver

_CATEGORIES = [(each.value, each.label) for each in Category if each is not Category.NONE]


def leavers_table(rows: Sequence[Leaver]) -> Table[Leaver]:
    """Young people who may count on help, to 25."""
    workers = sorted({row.worker for row in rows if row.worker})
    return Table[Leaver](
        name="leavers",
        caption="Young people leaving care, and care leavers to 25",
        columns=(
            Column("who", "Young person", lambda row: row.name, href=_page),
            Column("age", "Age", lambda row: row.age, numeric=True),
            Column("category", "Category", lambda row: row.category.label),
            Column("days", "Days that count", lambda row: row.days, numeric=True),
            Column("left", "Left care", lambda row: row.left),
            Column("worker", "Worker", lambda row: row.worker or None),
        ),
        filters=(
            Filter("category", "Category", _CATEGORIES, lambda row: row.category.value),
            Filter("age", "Age", [(str(age), str(age)) for age in range(16, 25)], lambda row: str(row.age)),
            Filter(
                "worker", "Worker", [("none", "Nobody"), *((each, each) for each in workers)],
                lambda row: row.worker or "none",
            ),
        ),
        empty="No young person within your reach is in one of these categories with these choices.",
    )  # fmt: skip


def _page(row: Leaver) -> str:
    return reverse("leaving_care:child", args=[row.child])
