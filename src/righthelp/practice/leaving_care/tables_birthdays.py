"""The tables of birthdays: the list to work from, and the columns of the national return."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.leaving_care.birthdays import AGES
from righthelp.practice.leaving_care.codes import Doing, Living, Touch
from righthelp.practice.leaving_care.queries_birthdays import Birthday

STATES = (("open", "No answer yet"), ("missed", "No answer, too late"), ("answered", "Answered"), ("later", "Not yet"))
_IS = (("eet", "In education, employment or training"), ("suits", "In a home that suits"), ("put", "Staying put"))


def birthdays_table(rows: Sequence[Birthday]) -> Table[Birthday]:
    """Birthdays of one year of the return, and what answers for each."""
    advisers = sorted({row.adviser for row in rows if row.adviser})
    return Table[Birthday](
        name="birthdays",
        caption="Birthdays from 17 to 21 for which the return asks",
        columns=(
            Column("who", "Young person", lambda row: row.name, href=_page),
            Column("age", "Turns", lambda row: row.window.age, numeric=True),
            Column("birthday", "Birthday", lambda row: row.window.on),
            Column("until", "Answer from and until", lambda row: row.window.last, show=_until),
            Column("state", "Answer", lambda row: row.state, show=_answer),
            Column("doing", "Did", lambda row: row.activ, show=lambda row: _said(Doing, row.activ)),
            Column("home", "Lived", lambda row: row.accom, show=_home),
            Column("adviser", "Adviser", lambda row: row.adviser or None, show=lambda row: row.adviser or "Nobody"),
        ),
        filters=(
            Filter("state", "Answer", STATES, lambda row: row.state),
            Filter("touch", "In touch", Touch.choices, lambda row: row.in_touch),
            Filter("is", "Counted as", _IS, _counted),
            Filter("age", "Turns", [(str(age), str(age)) for age in AGES], lambda row: str(row.window.age)),
            Filter("adviser", "Adviser", [(one, one) for one in advisers], lambda row: row.adviser),
        ),
        empty="No birthday in this year for which the return asks, within your reach and with these choices.",
    )


def oc3_table() -> Table[Birthday]:
    """The file of the return: its columns, its codes."""
    return Table[Birthday](
        name="oc3",
        caption="OC3",
        columns=(
            Column("child", "CHILD", lambda row: str(row.child)),
            Column("dob", "DOB", lambda row: row.born.strftime("%d/%m/%Y")),
            Column("touch", "IN_TOUCH", lambda row: row.in_touch),
            Column("activ", "ACTIV", lambda row: row.activ),
            Column("accom", "ACCOM", lambda row: row.accom),
        ),
        filters=(),
        empty="",
    )


def _page(row: Birthday) -> str:
    return reverse("leaving_care:child", args=[row.child])


def _until(row: Birthday) -> str:
    return f"{say_short(row.window.opens)} to {say_short(row.window.last)}"


def _answer(row: Birthday) -> Markup | str:
    if row.status:
        on = say_short(row.answered) if row.answered else ""
        return Markup("{}<br><span class='rh-small'>{}</span>").format(Touch(row.status).label, on)
    if row.state == "open":
        return Markup("{}<br><span class='rh-small'>until {}</span>").format(
            tag("No answer yet", "yellow"), say_short(row.window.last)
        )
    return tag("Too late", "red") if row.state == "missed" else f"From {say_short(row.window.opens)}"


def _said(codes: type[Doing] | type[Living], code: str) -> str:
    return "" if not code else str(codes(code).label) if code in codes.values else "Not known"


def _home(row: Birthday) -> Markup | str:
    said = _said(Living, row.accom[:1])
    return Markup("{}<br>{}").format(said, tag("Does not suit", "red")) if row.accom.endswith("2") else said


def _counted(row: Birthday) -> list[str]:
    holds = (("eet", row.learns_or_works), ("suits", row.suits), ("put", row.stays_put))
    return [name for name, is_so in holds if is_so]


__all__ = ["birthdays_table", "oc3_table"]
