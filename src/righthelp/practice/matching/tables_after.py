"""The tables of placements that broke down."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import local_date, say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.care.codes_homes import Change
from righthelp.practice.matching.codes_after import BROKE, Cause
from righthelp.practice.matching.queries_after import Broke, Counted

STATES = (
    ("none", "Nobody has met"),
    ("called", "Meeting called"),
    ("held", "Held, nothing learned yet"),
    ("learned", "Learned"),
    ("spared", "No meeting, with the reason"),
)
_COLOURS = {"none": "yellow", "called": "blue", "held": "yellow", "learned": "green", "spared": "grey"}


def _where(row: Broke) -> Markup:
    return Markup("{}<br><span class='rh-small'>{}</span>").format(row.where, row.place_words)


def _state(row: Broke) -> Markup:
    day = row.held or row.planned
    said = tag(dict(STATES)[row.state], _COLOURS[row.state])
    if row.late:
        said = Markup("{} {}").format(tag("Late", "red"), said)
    return Markup("{}<br><span class='rh-small'>{}</span>").format(said, say_short(local_date(day))) if day else said


def _actions(row: Broke) -> str:
    return f"{row.done} of {row.actions}" if row.actions else ""


def _causes(row: Broke) -> str:
    return "; ".join(str(Cause(each).label) for each in row.causes)


def broke_table(rows: Sequence[Broke]) -> Table[Broke]:
    """Placements that ended before they were planned to."""
    months = sorted({row.month for row in rows}, reverse=True)
    providers = sorted({(row.provider, row.provider_words) for row in rows if row.provider})
    return Table[Broke](
        name="broke",
        caption="Disruptions",
        columns=(
            Column(
                "child", "Child", lambda row: row.name, href=lambda row: reverse("matching:of-child", args=[row.child])
            ),
            Column("where", "Lived", lambda row: row.where, show=_where),
            Column("provider", "Provider", lambda row: row.provider_words),
            Column("ended", "Ended", lambda row: row.ended),
            Column("lasted", "Lasted, days", lambda row: row.lasted, numeric=True),
            Column("change", "Why", lambda row: row.change_words),
            Column("state", "Meeting", lambda row: dict(STATES)[row.state], show=_state),
            Column("waited", "Waited, days", lambda row: row.waited, numeric=True),
            Column("causes", "What led to it", _causes, sortable=False),
            Column("actions", "Actions done", lambda row: row.done, show=_actions),
        ),
        filters=(
            Filter("state", "Meeting", STATES, lambda row: row.state),
            Filter("late", "Waits", [("yes", "Over four weeks")], lambda row: "yes" if row.late else ""),
            Filter("change", "Why", [(each, Change(each).label) for each in sorted(BROKE)], lambda row: row.change),
            Filter("cause", "What led to it", list(Cause.choices), lambda row: row.causes),
            Filter("provider", "Provider", providers, lambda row: row.provider),
            Filter("month", "Month", [(each, each) for each in months], lambda row: row.month),
        ),
        empty="No placement within your reach ended like this with these choices.",
    )


def causes_table(rows: Sequence[Counted]) -> Table[Counted]:
    """What led to disruptions, counted."""
    months = sorted({row.month for row in rows}, reverse=True)
    providers = sorted({row.provider for row in rows if row.provider})
    return Table[Counted](
        name="causes",
        caption="Causes by month and provider",
        columns=(
            Column("month", "Month", lambda row: row.month),
            Column("provider", "Provider", lambda row: row.provider),
            Column("cause", "What led to it", lambda row: row.cause_words),
            Column("number", "Placements", lambda row: row.number, numeric=True),
        ),
        filters=(
            Filter("month", "Month", [(each, each) for each in months], lambda row: row.month),
            Filter("provider", "Provider", [(each, each) for each in providers], lambda row: row.provider),
            Filter("cause", "What led to it", list(Cause.choices), lambda row: row.cause),
        ),
        empty="No placement within your reach ended like this.",
    )


__all__ = ["broke_table", "causes_table"]
