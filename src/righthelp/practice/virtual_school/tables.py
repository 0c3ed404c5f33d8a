"""The table of the virtual school: everybody of school age in care, in one term."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.virtual_school.codes import Level, Rating
from righthelp.practice.virtual_school.queries import Pupil
from righthelp.practice.virtual_school.terms import LAST_YEAR, say_year

_STATES = [("held", "Made"), ("due", "Still due"), ("late", "Late")]


def pupils_table(rows: Sequence[Pupil]) -> Table[Pupil]:
    """Everybody of school age in care, with the plan of the term."""
    schools = sorted({row.school for row in rows if row.school})
    workers = sorted({row.worker for row in rows if row.worker})
    return Table[Pupil](
        name="pupils",
        caption="Children in care of school age",
        columns=(
            Column("child", "Child", lambda row: row.name, href=_page),
            Column("group", "Year", lambda row: row.group, show=lambda row: say_year(row.group)),
            Column("school", "School", lambda row: row.school or None),
            Column("plan", "Plan of the term", lambda row: row.held, show=_plan),
            Column("rating", "Rated", lambda row: row.rating or None, show=_rating),
            Column("english", "English", lambda row: row.level("english")),
            Column("maths", "Maths", lambda row: row.level("maths")),
            Column("attendance", "Attendance", lambda row: row.attendance, numeric=True, show=_attendance),
            Column("suspended", "Days suspended", lambda row: row.suspended, numeric=True, show=_suspended),
            Column("premium", "Premium", lambda row: row.asked, numeric=True, show=_premium),
            Column("worker", "Worker", lambda row: row.worker or None),
        ),
        filters=(
            Filter("group", "Year", [(str(n), say_year(n)) for n in range(LAST_YEAR + 1)], lambda row: str(row.group)),
            Filter("plan", "Plan", _STATES, lambda row: row.state),
            Filter("rating", "Rated", [("none", "Not rated"), ("good", "Good or better"), *Rating.choices], _rated),
            Filter("track", "English and maths", [("no", "Not as expected in both")], _track),
            Filter("english", "English", Level.choices, lambda row: row.english),
            Filter("maths", "Maths", Level.choices, lambda row: row.maths),
            Filter("absent", "Attendance", [("low", "Below 90 percent")], lambda row: "low" if row.low else ""),
            Filter("out", "Suspended", [("yes", "Suspended or excluded")], _out),
            Filter("premium", "Premium", [("open", "Asked for, not spent yet")], _open),
            Filter("school", "School", [(one, one) for one in schools], lambda row: row.school),
            Filter("worker", "Worker", [(one, one) for one in workers], lambda row: row.worker),
        ),
        empty="No child in care of school age is within your reach with these choices.",
    )


def _page(row: Pupil) -> str:
    return reverse("virtual_school:of-child", args=[row.child])


def _plan(row: Pupil) -> Markup | str:
    if row.held is not None:
        return say_short(row.held)
    if row.over:
        return tag("None", "red")
    return due(row.due, row.now) if row.due else "Not due"


def _rating(row: Pupil) -> Markup | str:
    if not row.rating:
        return "Not rated" if row.held else ""
    return tag(Rating(row.rating).label, "green" if row.good else "yellow")


def _rated(row: Pupil) -> list[str]:
    if not row.rating:
        return ["none"] if row.held else []
    return [row.rating, "good"] if row.rating == Rating.OUTSTANDING else [row.rating]


def _track(row: Pupil) -> str:
    return "no" if row.on_track is False else ""


def _attendance(row: Pupil) -> Markup | str:
    if row.attendance is None:
        return ""
    return Markup("{}% {}").format(row.attendance, tag("Low", "red")) if row.low else f"{row.attendance}%"


def _suspended(row: Pupil) -> Markup | str:
    if row.excluded:
        return tag("Excluded", "red")
    return f"{row.suspended:g}" if row.suspended else ""


def _out(row: Pupil) -> str:
    return "yes" if row.excluded or row.suspended else ""


def _premium(row: Pupil) -> Markup | str:
    if not row.asked:
        return ""
    spent = f"£{row.spent:,} spent" if row.spent is not None else "not spent yet"
    return Markup("£{:,}<br><span class='rh-small'>{}</span>").format(row.asked, spent)


def _open(row: Pupil) -> str:
    return "open" if row.asked and row.spent is None else ""
