"""The tables of attendance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.casework.codes import PlanKind
from righthelp.practice.education.models import FileLine, SchoolFile
from righthelp.practice.education.queries import Month, Pupil
from righthelp.practice.people.ages import COMPULSORY, say_year
from righthelp.practice.people.models import Area


def options(names: Iterable[str | None]) -> list[tuple[str, str]]:
    """The different names, in order, to filter by."""
    return [(each, each) for each in sorted({name for name in names if name})]


def pupils_table(rows: Sequence[Pupil]) -> Table[Pupil]:
    """The monthly list: children with plans, the worst attendance first."""
    return Table[Pupil](
        name="pupils",
        caption="Children with a plan",
        columns=(
            Column("child", "Child", lambda row: row.name, href=_page),
            Column("percent", "Attendance", lambda row: row.percent, show=_percent, numeric=True),
            Column("change", "Change", lambda row: row.change, show=_change, numeric=True),
            Column("unauthorised", "Unauthorised", lambda row: row.unauthorised, numeric=True),
            Column("group", "Year", lambda row: row.group, show=lambda row: say_year(row.group)),
            Column("school", "School", lambda row: row.school or None),
            Column("plan", "Plan", lambda row: row.plan_words),
            Column("team", "Team", lambda row: row.team or None),
            Column("worker", "Worker", lambda row: row.worker or None, show=_worker),
            Column("asked", "Being done", lambda row: row.asked, show=_asked),
        ),
        filters=(
            Filter("plan", "Plan", PlanKind.choices, lambda row: row.plan),
            Filter("area", "Area", Area.choices, lambda row: row.area),
            Filter("team", "Team", options([row.team for row in rows]), lambda row: row.team),
            Filter("school", "School", options([row.school for row in rows]), lambda row: row.school),
            Filter("group", "Year", [(str(n), say_year(n)) for n in range(COMPULSORY + 1)], lambda row: str(row.group)),
            Filter("done", "Being done", _DONE, lambda row: row.state),
        ),
        empty="No child with a plan within your reach is at or below this line.",
    )


_DONE = [("none", "Nothing yet"), ("asked", "Query open"), ("panel", "At the panel")]


def _page(row: Pupil) -> str:
    return reverse("education:child", args=[row.child])


def _percent(row: Pupil) -> Markup | str:
    found = row.percent
    if found is None:
        return "Not sent"
    return tag(f"{found}%", "red") if found < 50 else f"{found}%"


def signed(value: Decimal | int | None) -> str:
    """A change with its sign; nothing for nothing known."""
    if value is None:
        return ""
    return f"+{value}" if value > 0 else f"−{-value}" if value < 0 else "0"


def _change(row: Pupil) -> str:
    return signed(row.change)


def _worker(row: Pupil) -> Markup | str:
    return row.worker or tag("Nobody", "red")


def _asked(row: Pupil) -> Markup | str:
    if row.panel:
        return tag("At the panel", "blue")
    if row.asked is None:
        return ""
    return Markup("Query<br><span class='rh-small'>{}</span>").format(say_short(row.asked))


def months_table(line: Decimal) -> Table[Month]:
    """Children at or below a line, by month."""
    return Table[Month](
        name="months",
        caption="By month",
        columns=(
            Column("month", "Month", lambda row: row.month, show=lambda row: f"{row.month:%B %Y}"),
            Column("low", f"At {line}% or less", lambda row: row.low, numeric=True),
            Column("change", "Change", lambda row: row.change, show=lambda row: signed(row.change), numeric=True),
            Column("share", "Of those sent", lambda row: row.share, show=_share, numeric=True),
            Column("sent", "Attendance sent", lambda row: row.sent, numeric=True),
            Column("plans", "Children with a plan", lambda row: row.plans, numeric=True),
        ),
        filters=(Filter("sent", "Attendance", [("yes", "Sent")], lambda row: "yes" if row.sent else ""),),
        empty="No month to show.",
    )


def _share(row: Month) -> str:
    return "" if row.share is None else f"{row.share}%"


def files_table() -> Table[SchoolFile]:
    """The files that schools sent."""
    return Table[SchoolFile](
        name="files",
        caption="Files",
        columns=(
            Column("received", "Received", lambda row: row.received, href=_file),
            Column("name", "File", lambda row: row.name),
            Column("lines", "Lines", lambda row: row.lines, numeric=True),
            Column("taken", "Taken", lambda row: row.taken, numeric=True),
            Column("waiting", "Wait", _waiting, show=_show_waiting, numeric=True),
            Column("refused", "Refused", lambda row: getattr(row, "refused", 0), numeric=True),
            Column("by", "By", lambda row: row.recorded_by.name),
        ),
        filters=(Filter("wait", "Waiting", [("yes", "Lines wait")], lambda row: "yes" if _waiting(row) else ""),),
        empty="No school has sent a file yet.",
    )


def _file(row: SchoolFile) -> str:
    return reverse("education:file", args=[row.pk])


def _waiting(row: SchoolFile) -> int:
    return int(getattr(row, "waiting", 0))


def _show_waiting(row: SchoolFile) -> Markup | str:
    return tag(str(_waiting(row)), "yellow") if _waiting(row) else "0"


def line_state(row: FileLine) -> str:
    """``wait``, ``refused`` or ``settled``."""
    return "settled" if row.settled else "wait" if row.waits else "refused"


_STATES = {"wait": ("Waits for somebody", "yellow"), "refused": ("Refused", "red"), "settled": ("Settled", "grey")}


def lines_table(*, settles: bool) -> Table[FileLine]:
    """The lines of a file that were not taken at once. ``settles``: the reader may settle them."""

    def open_line(row: FileLine) -> str | None:
        return reverse("education:line", args=[row.pk]) if settles and not row.settled else None

    return Table[FileLine](
        name="lines",
        caption="Lines that were not taken",
        columns=(
            Column("number", "Line", lambda row: row.number, show=lambda row: f"Line {row.number}", href=open_line),
            Column("why", "Why", lambda row: row.why),
            Column("who", "Pupil", _who),
            Column("school", "School", lambda row: row.said.get("school", "")),
            Column("period", "Period", lambda row: f"{row.said.get('from', '')} to {row.said.get('to', '')}"),
            Column("state", "State", lambda row: _STATES[line_state(row)][0], show=_state),
            Column("settled", "What came of it", lambda row: row.settled_why),
        ),
        filters=(Filter("state", "State", [(key, words) for key, (words, _) in _STATES.items()], line_state),),
        empty="Every line was taken.",
    )


def _who(row: FileLine) -> str:
    names = f"{row.said.get('forename', '')} {row.said.get('surname', '')}".strip()
    return ", ".join(each for each in (names, row.said.get("birth_date", ""), row.said.get("upn", "")) if each)


def _state(row: FileLine) -> Markup:
    return tag(*_STATES[line_state(row)])


__all__ = ["files_table", "lines_table", "months_table", "options", "pupils_table", "signed"]
