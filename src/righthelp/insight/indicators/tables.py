"""The lists of this room: the catalogue, and the rows behind a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse

from righthelp.foundation.journey import Binding, evaluate, facts_of
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.insight.indicators.counting import Member
from righthelp.insight.indicators.definition import Indicator, Unit

UNITS: Final = {Unit.CHILDREN: "Children", Unit.EPISODES: "Episodes", Unit.PERCENT: "Per cent"}


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """An indicator with its last finished month."""

    one: Indicator
    latest: str
    change: str


CATALOGUE: Final[Table[CatalogueRow]] = Table(
    name="indicators",
    caption="What we count",
    columns=(
        Column("code", "Code", lambda row: int(row.one.code.rpartition("-")[2]), show=lambda row: row.one.code),
        Column(
            "title", "Indicator", lambda row: row.one.title, href=lambda row: reverse("indicator", args=[row.one.code])
        ),
        Column("latest", "Last month", lambda row: row.latest, numeric=True, sortable=False),
        Column("change", "On a year before", lambda row: row.change, sortable=False),
        Column("unit", "Unit", lambda row: UNITS[row.one.unit]),
        Column("better", "Better", lambda row: row.one.better.value.capitalize()),
    ),
    empty="No indicator has these words. Clear the search to see them all.",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One episode behind a number."""

    id: int
    subject_id: int | None
    name: str
    dated: datetime | None
    success: bool
    details: dict[str, str]
    subject_href: str | None
    href: str | None


def listed(
    one: Indicator,
    binding: Binding,
    rows: QuerySet[Any, Any],
    members: Sequence[Member],
    address: Callable[[str, int | None], str | None],
) -> list[Entry]:
    """The rows of a list in the order of ``members``; those the reader may not open are absent from ``rows``."""
    subject = binding.subject_field.removesuffix("_id")
    held = {row.pk: row for row in rows.select_related(subject)}
    entries = []
    for member in members:
        row = held.get(member.id)
        if row is None:
            continue
        dated = evaluate(one.dated_by, facts_of(row))
        entries.append(
            Entry(
                id=row.pk,
                subject_id=member.subject_id,
                name=str(getattr(row, subject)),
                dated=dated if isinstance(dated, datetime) else None,
                success=member.success,
                details={each.key: _display(row, each.field, each.blank) for each in _told(one, binding)},
                subject_href=address(one.journey.subject, member.subject_id),
                href=address(one.opens, row.pk),
            )
        )
    return entries


def _told(one: Indicator, binding: Binding) -> list[Any]:
    return [each for each in one.dimensions if getattr(binding.model._meta.get_field(each.field), "choices", None)]


def _display(row: Any, field: str, blank: str) -> str:
    return str(getattr(row, f"get_{field}_display")()) or blank


@lru_cache(maxsize=64)
def behind_table(one: Indicator) -> Table[Entry]:
    """The list behind an indicator's numbers, with the facts it can be broken down by."""
    from righthelp.foundation.journey import registry

    told = _told(one, registry.binding(one.journey))
    subject = one.journey.subject.capitalize()
    columns: list[Column[Entry]] = [
        Column("name", subject, lambda row: row.name, href=lambda row: row.subject_href),
        Column("dated", _dated_title(one), lambda row: row.dated),
        *(Column(each.key, each.title, _detail(each.key)) for each in told),
    ]
    filters: tuple[Filter[Entry], ...] = ()
    if one.is_share:
        columns.insert(2, Column("success", "Counts as a success", lambda row: row.success))
        filters = (
            Filter("success", "Counts as a success", (("True", "Yes"), ("False", "No")), lambda row: row.success),
        )
    columns.append(
        Column("open", "Episode", lambda row: row.id, show=lambda row: f"Open {row.id}", href=lambda row: row.href)
    )
    return Table(
        name="behind", caption="Behind this number", columns=tuple(columns), filters=filters,
        empty="Nothing is behind this number that you may open.",
    )  # fmt: skip


def _detail(key: str) -> Callable[[Entry], str]:
    return lambda row: row.details[key]


def _dated_title(one: Indicator) -> str:
    from righthelp.foundation.journey import nodes
    from righthelp.foundation.journey.describe import sentence_of

    node = one.dated_by.node
    said = sentence_of(node) if isinstance(node, nodes.Fact) else "its time was up"
    return f"When {said}"
