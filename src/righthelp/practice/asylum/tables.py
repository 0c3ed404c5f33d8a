"""The tables of children who came alone."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.asylum.codes import Age, Asked, Help, Presented
from righthelp.practice.asylum.queries import Alone, Month

BANDS = (("child", "Under 16"), ("older", "16 or 17"), ("leaver", "Care leaver, 18 or over"))


def _asked(row: Alone) -> str:
    if not row.asked:
        return "Nothing asked yet"
    return f"{Asked(row.asked).label}: {'answered' if row.answered else 'waits'}"


def _show_asked(row: Alone) -> Markup | str:
    if row.until is None:
        return _asked(row)
    small = f"until {say_short(row.until)}"
    said = tag(small, "red") if row.ends_soon else small
    return Markup("{}<br><span class='rh-small'>{}</span>").format(_asked(row), said)


def _age(row: Alone) -> str:
    return "Disputed" if row.disputed else Age(row.decided).label if row.decided else "Accepted"


def _show_age(row: Alone) -> Markup | str:
    return tag("Disputed", "yellow") if row.disputed else _age(row)


def _worker(row: Alone) -> Markup | str:
    return row.worker or tag("Nobody", "red")


def _name(row: Alone) -> str:
    return reverse("asylum:child", args=[row.child])


def _helps(row: Alone) -> str:
    return ", ".join(sorted(str(Help(each).label) for each in row.helps)) or "Nobody yet"


def _flags(row: Alone) -> list[str]:
    return [name for name, holds in (("missing", row.missing), ("care", row.in_care)) if holds]


def _tonight(row: Alone) -> Markup | str:
    return tag("Missing", "red") if row.missing else "In care" if row.in_care else ""


def alone_table(rows: Sequence[Alone]) -> Table[Alone]:
    """Everybody to 25 who came alone."""
    workers = sorted({row.worker for row in rows if row.worker})
    years = sorted({row.arrived.year for row in rows}, reverse=True)
    return Table[Alone](
        name="alone",
        caption="Children and young people who came alone",
        columns=(
            Column("child", "Young person", lambda row: row.name, href=_name),
            Column("age", "Age", lambda row: row.age, numeric=True),
            Column("arrived", "Came to us", lambda row: row.arrived),
            Column("presented", "Taken as", lambda row: Presented(row.presented).label),
            Column("dispute", "Age is", _age, show=_show_age),
            Column("asked", "Home Office", _asked, show=_show_asked),
            Column("helps", "Who helps", _helps),
            Column("tonight", "Now", lambda row: ", ".join(_flags(row)), show=_tonight),
            Column("worker", "Worker", lambda row: row.worker or None, show=_worker),
            Column("due", "Due", lambda row: row.due, show=lambda row: due(row.due, row.now) if row.due else "Nothing"),
        ),
        filters=(
            Filter("band", "Age", BANDS, lambda row: row.band),
            Filter("year", "Came in", [(str(one), str(one)) for one in years], lambda row: str(row.arrived.year)),
            Filter("presented", "Taken as", Presented.choices, lambda row: row.presented),
            Filter("dispute", "Disputed", [("open", "Disputed now")], lambda row: "open" if row.disputed else ""),
            Filter("leave", "Leave", [("soon", "Ended, or ends in three months")], _leave),
            Filter("help", "Who helps", [("none", "Nobody yet"), *Help.choices], lambda row: list(row.helps) or "none"),
            Filter("now", "Now", [("missing", "Missing"), ("care", "In care")], _flags),
            Filter("worker", "Worker", [("none", "Nobody"), *((one, one) for one in workers)], _named),
            Filter("due", "Due", [("late", "Late")], lambda row: "late" if row.late else ""),
        ),
        empty="Nobody within your reach who came alone is like this.",
    )


def _leave(row: Alone) -> str:
    return "soon" if row.ends_soon else ""


def _named(row: Alone) -> str:
    return row.worker or "none"


def _spike(row: Month) -> Markup | str:
    return tag("Spike", "red") if row.spike else ""


def months_table(rows: Sequence[Month]) -> Table[Month]:
    """Arrivals by month."""
    years = sorted({row.month.year for row in rows}, reverse=True)
    return Table[Month](
        name="months",
        caption="Arrivals by month",
        columns=(
            Column("month", "Month", lambda row: row.month, show=lambda row: f"{row.month:%B %Y}"),
            Column("many", "Came", lambda row: row.many, numeric=True),
            Column("adults", "Of them taken as adults", lambda row: row.as_adults, numeric=True),
            Column("average", "Average of the twelve months before", lambda row: row.average, numeric=True),
            Column("spike", "Warning", lambda row: "Spike" if row.spike else "", show=_spike),
        ),
        filters=(
            Filter("year", "Year", [(str(one), str(one)) for one in years], lambda row: str(row.month.year)),
            Filter("spike", "Warning", [("yes", "Spikes")], lambda row: "yes" if row.spike else ""),
        ),
        empty="No month to show.",
    )
