"""The tables of leaving care."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.leaving_care.codes import Doing, Living, Touch
from righthelp.practice.leaving_care.eligibility import Category
from righthelp.practice.leaving_care.queries import Leaver

_NO_ADVISER = (("none", "Nobody"), ("ended", "Help ended"))
_PASSPORTS = (("left", "Left care without"), ("none", "Not made"), ("made", "Made, not given"), ("given", "Given"))
_CATEGORIES = [(each.value, each.label) for each in Category if each is not Category.NONE]


def leavers_table(rows: Sequence[Leaver]) -> Table[Leaver]:
    """Young people who may count on help, to 25."""
    advisers = sorted({row.adviser for row in rows if row.adviser})
    return Table[Leaver](
        name="leavers",
        caption="Young people leaving care, and care leavers to 25",
        columns=(
            Column("who", "Young person", lambda row: row.name, href=_page),
            Column("age", "Age", lambda row: row.age, numeric=True),
            Column("category", "Category", lambda row: row.category.label),
            Column("adviser", "Adviser", lambda row: row.adviser or None, show=_adviser),
            Column("seen", "Last contact", lambda row: row.touched, show=_touch),
            Column("next", "Contact due", lambda row: row.touch_due, show=lambda row: due(row.touch_due, row.now)),
            Column("doing", "Does", lambda row: _words(Doing, row.doing), show=_doing),
            Column("home", "Lives", lambda row: _words(Living, row.living), show=_home),
            Column("passport", "Health passport", _passport),
            Column("plan", "Plan due", lambda row: row.needs_due or row.plan_due, show=_plan),
        ),
        filters=(
            Filter("category", "Category", _CATEGORIES, lambda row: row.category.value),
            Filter("age", "Age", [(str(age), str(age)) for age in range(16, 25)], lambda row: str(row.age)),
            Filter("adviser", "Adviser", [*_NO_ADVISER, *((one, one) for one in advisers)], _who),
            Filter("touch", "In touch", [*Touch.choices, ("late", "Late")], _touched),
            Filter("doing", "Does", [("neither", "Neither learns nor works"), *Doing.choices], _does),
            Filter("home", "Lives", [("unsuitable", "Does not suit"), *Living.choices], _lives),
            Filter("plan", "Plan", [("late", "Late"), ("none", "No plan yet")], _plans),
            Filter("passport", "Health passport", _PASSPORTS, _has_passport),
        ),
        empty="No young person within your reach is in one of these categories with these choices.",
    )


def _passport(row: Leaver) -> str:
    if row.passport:
        return f"Given {say_short(row.passport)}"
    return "Made, not given" if row.passport_made else "None"


def _has_passport(row: Leaver) -> list[str]:
    if row.passport:
        return ["given"]
    made = "made" if row.passport_made else "none"
    return [made, "left"] if row.without_passport else [made]


def _page(row: Leaver) -> str:
    return reverse("leaving_care:child", args=[row.child])


def _who(row: Leaver) -> str:
    return row.adviser or ("none" if row.waits else "ended")


def _adviser(row: Leaver) -> Markup | str:
    if row.help_ended is not None:
        return f"Help ended {say_short(row.help_ended)}"
    return row.adviser or tag("Nobody", "red")


def _words(codes: type[Doing] | type[Living], code: str) -> str:
    return str(codes(code).label) if code else "Not recorded"


def _touched(row: Leaver) -> list[str]:
    return [row.touch, "late"] if row.touch_late else [row.touch]


def _touch(row: Leaver) -> Markup | str:
    on = say_short(row.touched) if row.touched else "Never"
    return Markup("{}<br><span class='rh-small'>{}</span>").format(on, Touch(row.touch).label) if row.touch else on


def _does(row: Leaver) -> list[str]:
    return [row.doing, "neither"] if row.neither else [row.doing]


def _doing(row: Leaver) -> Markup | str:
    said = _words(Doing, row.doing)
    if not row.neither or row.doing_since is None:
        return said
    todo = f"{row.actions} open {'action' if row.actions == 1 else 'actions'}"
    small = f"since {say_short(row.doing_since)}; {todo}"
    return Markup("{}<br><span class='rh-small'>{}</span>").format(tag(said, "yellow"), small)


def _lives(row: Leaver) -> list[str]:
    return [row.living, "unsuitable"] if row.suits is False else [row.living]


def _home(row: Leaver) -> Markup | str:
    said = _words(Living, row.living)
    return Markup("{}<br>{}").format(said, tag("Does not suit", "red")) if row.suits is False else said


def _plans(row: Leaver) -> list[str]:
    return [name for name, holds in (("late", row.plan_late), ("none", row.planned is None)) if holds]


def _plan(row: Leaver) -> Markup | str:
    if row.needs_due is not None:
        return Markup("{}<br><span class='rh-small'>needs assessed</span>").format(due(row.needs_due, row.now))
    return due(row.plan_due, row.now) if row.planned else "No plan yet"
