"""The table of care leavers who came alone, and who helps each."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.leaving_care.queries_alone import SERVICES, Hub

BANDS = (("leaver", "18 or over"), ("older", "16 or 17"))
ANY, NONE = "any", "none"


def _column(code: str, title: str) -> Column[Hub]:
    return Column(code, title, lambda row: row.services[code].words, show=lambda row: _shown(row, code))


def _shown(row: Hub, code: str) -> Markup | str:
    has = row.services[code]
    return tag(has.words, "red") if has.gap else has.words


def _gaps(row: Hub) -> list[str]:
    return [ANY, *row.gaps] if row.gaps else [NONE]


def hub_table(rows: Sequence[Hub]) -> Table[Hub]:
    """Young people of 16 to 24 who came alone: what each has of every service."""
    advisers = sorted({row.leaver.adviser for row in rows if row.leaver.adviser})
    return Table[Hub](
        name="hub",
        caption="Who came alone, and what each has",
        columns=(
            Column("who", "Young person", lambda row: row.leaver.name, href=_page),
            Column("age", "Age", lambda row: row.leaver.age, numeric=True),
            *(_column(code, title) for code, title in SERVICES.items()),
            Column("gaps", "Missing", lambda row: len(row.gaps), numeric=True),
        ),
        filters=(
            Filter("band", "Age", BANDS, lambda row: "leaver" if row.grown else "older"),
            Filter("gap", "Missing", [(ANY, "Something"), *SERVICES.items(), (NONE, "Nothing")], _gaps),
            Filter("adviser", "Adviser", [(one, one) for one in advisers], lambda row: row.leaver.adviser),
        ),
        empty="Nobody within your reach who came alone is like this.",
    )


def _page(row: Hub) -> str:
    return reverse("asylum:child", args=[row.leaver.child])


__all__ = ["BANDS", "hub_table"]
