"""The tables of young people's ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import add_months, say_short
from righthelp.foundation.pages.cells import pounds, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.leaving_care.codes import ADULTS, CONSULTED, GOOD, PARENTS, Beside, Chances, Grade, Level
from righthelp.practice.leaving_care.models import Chance, Helps
from righthelp.practice.leaving_care.queries_homes import age_of, name_of

_FOR = (("parents", "Young parents"), ("minds", "Emotional wellbeing"), ("adults", "Moving to adult services"))
LONG = 6
"""Months after which neither learning nor working is long."""


def page_of(row: Any) -> str:
    """The young person's page about work and support."""
    return reverse("leaving_care:way", args=[row.child_id])


def _adviser(row: Any) -> str:
    return str(row.adviser) if row.adviser else "Nobody"


def _who(today: date) -> tuple[Column[Any], Column[Any]]:
    age: Callable[[Any], Any] = lambda row: age_of(row, today)  # noqa: E731
    return Column("who", "Young person", name_of, href=page_of), Column("age", "Age", age, numeric=True)


def university_table(today: date) -> Table[Any]:
    """Who is in higher education."""
    return Table[Any](
        name="higher",
        caption="In higher education",
        columns=(
            *_who(today),
            Column("where", "Course", lambda row: row.where or "Not recorded"),
            Column("level", "Level", lambda row: row.get_level_display() or "Not recorded"),
            Column("year", "Year", lambda row: row.year, numeric=True),
            Column("since", "Since", lambda row: row.starts),
            Column(
                "bursary", "Bursary granted", lambda row: row.granted, show=lambda r: pounds(r.granted), numeric=True
            ),
            Column("adviser", "Adviser", lambda row: row.adviser),
        ),
        filters=(
            Filter("year", "Year", [(str(one), str(one)) for one in range(1, 8)], lambda row: str(row.year or "")),
            Filter("level", "Level", Level.choices, lambda row: row.level),
            Filter("bursary", "Bursary", (("no", "Not granted"),), lambda row: "" if row.granted else "no"),
        ),
        empty="Nobody within your reach is in higher education with these choices.",
    )


def months_since(row: Any, today: date) -> int:
    """Whole months without learning or work."""
    since: date = row.since
    return (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)


def is_long(row: Any, today: date) -> bool:
    """Whether it has been so for six months or more."""
    return add_months(row.since, LONG) <= today


def neither_table(rows: Sequence[Any], today: date) -> Table[Any]:
    """Who neither learns nor works."""
    advisers = sorted({row.adviser for row in rows if row.adviser})

    def todo(row: Any) -> Markup | str:
        return f"{row.todo}, next by {say_short(row.next)}" if row.todo else tag("None", "red")

    def states(row: Any) -> list[str]:
        return [
            *(["long"] if is_long(row, today) else []),
            *(["nothing"] if not row.todo else []),
            *(["late"] if row.next and row.next < today else []),
        ]

    return Table[Any](
        name="neither",
        caption="Neither learning nor working",
        columns=(
            *_who(today),
            Column("why", "Why", lambda row: row.get_doing_display()),
            Column("since", "Since", lambda row: row.since),
            Column("months", "Months", lambda row: months_since(row, today), numeric=True),
            Column("todo", "Open actions", lambda row: row.todo, show=todo),
            Column("done", "Done since", lambda row: row.done, numeric=True),
            Column("chances", "Chances offered since", lambda row: row.chances, numeric=True),
            Column("adviser", "Adviser", _adviser),
        ),
        filters=(
            Filter(
                "is", "State", (("long", "Six months or more"), ("nothing", "No open action"), ("late", "Action late")),
                states,
            ),
            Filter("why", "Why", (("G4", "Illness or disability"), ("G6", "Pregnancy or a child"), ("G5", "Other")),
                   lambda row: row.doing),
            Filter("adviser", "Adviser", [(one, one) for one in advisers], lambda row: row.adviser),
        ),
        empty="Nobody within your reach is without learning or work with these choices.",
    )  # fmt: skip


def chances_table(rows: Sequence[Chance], today: date) -> Table[Chance]:
    """Apprenticeships, tasters and other chances."""
    years = sorted({row.on.year for row in rows}, reverse=True)
    words = {"waits": "Waits for an answer", "taken": "Going on", "over": "Over", "not": "Not taken"}

    def state(row: Chance) -> str:
        return "waits" if row.taken is None else "not" if not row.taken else "over" if row.over else "taken"

    return Table[Chance](
        name="chances",
        caption="Chances of work",
        columns=(
            *_who(today),
            Column("kind", "What", lambda row: row.get_kind_display()),
            Column("where", "With whom", lambda row: row.where),
            Column("on", "Offered", lambda row: row.on),
            Column("state", "State", lambda row: words[state(row)]),
            Column("came", "Came of it", lambda row: row.came),
        ),
        filters=(
            Filter("kind", "What", Chances.choices, lambda row: row.kind),
            Filter("state", "State", list(words.items()), state),
            Filter("year", "Year", [(str(one), str(one)) for one in years], lambda row: str(row.on.year)),
        ),
        empty="No chance of work was offered with these choices.",
    )


def beside_table(today: date) -> Table[Helps]:
    """Who helps beside the adviser."""

    def groups(row: Helps) -> list[str]:
        found = (("parents", PARENTS), ("minds", CONSULTED), ("adults", ADULTS))
        return [name for name, kinds in found if row.kind in kinds]

    return Table[Helps](
        name="beside",
        caption="Who helps beside the adviser",
        columns=(
            *_who(today),
            Column("kind", "What", lambda row: row.get_kind_display()),
            Column("helper", "Who helps", lambda row: row.who),
            Column("starts", "Since", lambda row: row.starts),
            Column("ends", "Until", lambda row: row.ends, show=lambda row: say_short(row.ends) if row.ends else "Now"),
            Column("about", "Advice or plan", lambda row: row.about),
        ),
        filters=(
            Filter(
                "for", "For",
                _FOR,
                groups,
            ),
            Filter("kind", "What", Beside.choices, lambda row: row.kind),
            Filter("state", "When", (("now", "Now"), ("over", "Over")), lambda row: "over" if row.ends else "now"),
        ),
        empty="Nobody helps beside the adviser with these choices.",
    )  # fmt: skip


def custody_table(today: date) -> Table[Any]:
    """Who is, or was, in prison."""

    def state(row: Any) -> list[str]:
        if row.released is not None:
            return ["out", "met" if row.met else "alone"]
        return ["in", *([] if row.planned else ["unplanned"])]

    def out(row: Any) -> Markup | str:
        if row.released is not None:
            met = Markup("met by {}").format(row.met) if row.met else tag("Met by nobody", "yellow")
            return Markup("{}<br><span class='rh-small'>{}</span>").format(say_short(row.released), met)
        return f"Due {say_short(row.due)}" if row.due else "Not known"

    return Table[Any](
        name="custody",
        caption="In prison",
        columns=(
            *_who(today),
            Column("prison", "Prison", lambda row: row.prison),
            Column("since", "Since", lambda row: row.starts),
            Column("visited", "Last met there", lambda row: row.visited,
                   show=lambda row: say_short(row.visited) if row.visited else tag("Never", "red")),
            Column("plan", "Plan for release", lambda row: row.planned,
                   show=lambda row: say_short(row.planned) if row.planned else tag("Not yet", "yellow")),
            Column("out", "Release", lambda row: row.released or row.due, show=out),
            Column("adviser", "Adviser", _adviser),
        ),
        filters=(
            Filter(
                "is", "State",
                (("in", "In prison"), ("unplanned", "No plan for release"), ("out", "Released"),
                 ("met", "Met at the gate"), ("alone", "Met by nobody")),
                state,
            ),
        ),
        empty="Nobody within your reach is, or was, in prison with these choices.",
    )  # fmt: skip


def plans_table(today: date) -> Table[Any]:
    """Pathway plans and how good they were found to be."""

    def grade(row: Any) -> Markup | str:
        if not row.grade:
            return "Not looked over"
        return tag(
            str(Grade(row.grade).label), "green" if row.grade in GOOD else "yellow" if row.grade == "3" else "red"
        )

    return Table[Any](
        name="plans",
        caption="Pathway plans in force",
        columns=(
            *_who(today),
            Column("made", "Plan of", lambda row: row.made),
            Column("by", "Written by", lambda row: row.recorded_by.name),
            Column("grade", "Found", lambda row: row.grade or "", show=grade),
            Column("seen", "Looked over", lambda row: row.seen_on),
            Column("who_saw", "By", lambda row: row.seen_by),
        ),
        filters=(
            Filter("grade", "Found", (("none", "Not looked over"), *Grade.choices), lambda row: row.grade or "none"),
        ),
        empty="No pathway plan within your reach with these choices.",
    )


__all__ = [
    "beside_table",
    "chances_table",
    "custody_table",
    "is_long",
    "neither_table",
    "page_of",
    "plans_table",
    "university_table",
]
