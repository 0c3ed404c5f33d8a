"""The table of providers of supported accommodation."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.care.codes_homes import Quality
from righthelp.practice.care.queries_providers import Offering

COLOURS = {"good": "green", "mends": "yellow", "poor": "red"}


def _page(row: Offering) -> str:
    return reverse("care:provider", args=[row.organisation])


def _framework(row: Offering) -> str:
    return f"Since {say_short(row.framework)}" if row.framework else "Not on it"


def _on(row: Offering) -> str:
    return "on" if row.framework else "off"


def _quality(row: Offering) -> str:
    return str(Quality(row.last.quality).label) if row.last else "Not looked at yet"


def _shown(row: Offering) -> Markup | str:
    if row.last is None:
        return _quality(row)
    where = f", {row.last.home.name}" if row.last.home else ""
    return Markup("{}<br><span class='rh-small'>{}{}</span>").format(
        tag(_quality(row), COLOURS[row.last.quality]), say_short(row.last.on), where
    )


def _agreed(row: Offering) -> Markup | str:
    words = f"{row.waits} to be done" if row.waits else ""
    return tag(f"{words}, {row.late} late", "red") if row.late else words


def _new(row: Offering) -> str:
    return f"Suspended since {say_short(row.suspension.starts)}" if row.suspension else "Yes"


def _flags(row: Offering) -> list[str]:
    said = {"waits": row.waits, "late": row.late, "unseen": row.unseen}
    return [name for name, holds in said.items() if holds]


def providers_table(rows: Sequence[Offering]) -> Table[Offering]:
    """Providers with their places and how good they are."""
    return Table[Offering](
        name="providers",
        caption="Providers of supported accommodation",
        columns=(
            Column("provider", "Provider", lambda row: row.name, href=_page),
            Column("framework", "On the framework", _framework),
            Column("homes", "Homes", lambda row: len(row.homes), numeric=True),
            Column("places", "Places", lambda row: row.places, numeric=True),
            Column("living", "Living there", lambda row: row.living, numeric=True),
            Column("free", "Free", lambda row: row.free, numeric=True),
            Column("quality", "Found to be", _quality, show=_shown),
            Column("agreed", "Agreed", lambda row: row.waits, show=_agreed),
            Column(
                "new", "New placements", _new, show=lambda row: tag(_new(row), "red") if row.suspension else _new(row)
            ),
        ),
        filters=(
            Filter("framework", "Framework", [("on", "On it"), ("off", "Not on it")], _on),
            Filter("quality", "Found to be", Quality.choices, lambda row: row.last.quality if row.last else ""),
            Filter(
                "look", "To look at",
                [("unseen", "Not for a year"), ("waits", "Something agreed"), ("late", "Something late")], _flags,
            ),
            Filter("new", "New placements", [("no", "Suspended")], lambda row: "no" if row.suspension else ""),
            Filter("free", "Places", [("yes", "With a free place")], lambda row: "yes" if row.free else ""),
        ),
        empty="No provider is like this.",
    )  # fmt: skip


__all__ = ["COLOURS", "providers_table"]
