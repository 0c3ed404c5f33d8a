"""The tables of what placements cost, and of panels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.pages.cells import pounds, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.care.codes_homes import PlaceCode
from righthelp.practice.matching.codes_cost import PanelKind
from righthelp.practice.matching.models_cost import ReviewPanel
from righthelp.practice.matching.queries_cost import Costed, Total
from righthelp.practice.people.models import Area


def _where(row: Costed) -> Markup:
    return Markup("{}<br><span class='rh-small'>{}</span>").format(row.where, row.place_words)


def _weekly(row: Costed) -> Markup | str:
    if not row.known:
        return tag("Not known", "yellow")
    said = pounds(row.weekly)
    return said if row.runs else Markup("{}<br><span class='rh-small'>until it ended</span>").format(said)


def _whole(pence: int) -> str:
    return pounds(pence, whole=True) if pence else ""


def _money(name: str, title: str) -> Column[Any]:
    """A column of pence, exported as pounds."""
    return Column(
        name, title, lambda row: getattr(row, name) / 100, show=lambda row: _whole(getattr(row, name)), numeric=True
    )


def _pays() -> tuple[Column[Any], ...]:
    return (
        _money("care", "Social care"),
        _money("education", "Education"),
        _money("health", "Health"),
        _money("spent", "Year so far"),
        _money("forecast", "By 31 March"),
    )


def costs_table(rows: Sequence[Costed]) -> Table[Costed]:
    """What placements cost."""
    providers = sorted({(row.provider, row.provider_words) for row in rows if row.provider})
    places = sorted({row.place for row in rows})
    return Table[Costed](
        name="costs",
        caption="Placements of this financial year",
        columns=(
            Column(
                "child", "Child", lambda row: row.name, href=lambda row: reverse("matching:of-child", args=[row.child])
            ),
            Column("where", "Lives", lambda row: row.where, show=_where),
            Column("provider", "Provider", lambda row: row.provider_words),
            Column("days", "Days there", lambda row: row.days, numeric=True),
            Column("weekly", "A week", lambda row: row.weekly / 100, show=_weekly, numeric=True),
            *_pays(),
        ),
        filters=(
            Filter("runs", "Now", [("yes", "Lives there"), ("no", "Has left")], _runs),
            Filter("whose", "Whose", [("yes", "From outside the trust")], lambda row: "yes" if row.external else ""),
            Filter("type", "Type", [("yes", "Residential or supported")], lambda row: "yes" if row.residential else ""),
            Filter("provider", "Provider", providers, lambda row: row.provider),
            Filter("place", "Placement", [(each, PlaceCode(each).label) for each in places], lambda row: row.place),
            Filter("area", "Area", list(Area.choices), lambda row: row.area),
            Filter("pays", "Who pays", [("joint", "Several"), ("one", "One")], _joint),
            Filter("known", "Cost", [("no", "Not known")], lambda row: "" if row.known else "no"),
        ),
        empty="No placement within your reach with these choices.",
    )  # fmt: skip


def _runs(row: Costed) -> str:
    return "yes" if row.runs else "no"


def _joint(row: Costed) -> str:
    return "joint" if row.joint else "one"


def totals_table(rows: Sequence[Total]) -> Table[Total]:
    """Costs by kind of provider and area."""
    return Table[Total](
        name="totals",
        caption="By provider and area",
        columns=(
            Column("provider", "Provider", lambda row: row.provider),
            Column("area", "Area where they live", lambda row: row.area),
            Column("children", "Children", lambda row: row.children, numeric=True),
            Column("unknown", "Cost not known", lambda row: row.unknown, numeric=True),
            _money("weekly", "A week"),
            *_pays(),
        ),
        filters=(
            Filter("provider", "Provider", [(each, each) for each in sorted({row.provider for row in rows})],
                   lambda row: row.provider),
            Filter("area", "Area", [(each, each) for each in sorted({row.area for row in rows})], lambda row: row.area),
        ),
        empty="No placement within your reach has a cost.",
    )  # fmt: skip


def _standing(row: ReviewPanel) -> list[bool]:
    return [each.considered is not None for each in row.items.all() if each.withdrawn is None]


def _open(row: ReviewPanel) -> int:
    return sum(
        each.considered is not None and each.next != "stays" and each.done is None and each.withdrawn is None
        for each in row.items.all()
    )


def panels_table(rows: Sequence[ReviewPanel]) -> Table[ReviewPanel]:
    """Panels that review placements."""
    return Table[ReviewPanel](
        name="panels",
        caption="Panels",
        columns=(
            Column("on", "Meets", lambda row: row.on, href=lambda row: reverse("matching:panel", args=[row.pk])),
            Column("kind", "Looks at", lambda row: PanelKind(row.kind).label),
            Column("area", "Area", lambda row: Area(row.area).label),
            Column("chair", "Chair", lambda row: row.chair.name),
            Column("children", "Children", lambda row: len(_standing(row)), numeric=True),
            Column("looked", "Looked at", lambda row: sum(_standing(row)), numeric=True),
            Column("open", "Next steps open", _open, numeric=True),
            Column("state", "Note", lambda row: "Does not meet" if row.cancelled else ""),
        ),
        filters=(
            Filter("kind", "Looks at", list(PanelKind.choices), lambda row: row.kind),
            Filter("area", "Area", list(Area.choices), lambda row: row.area),
            Filter("open", "Next steps", [("yes", "Open")], lambda row: "yes" if _open(row) else ""),
        ),
        empty="No panel has been called.",
    )


__all__ = ["costs_table", "panels_table", "totals_table"]
