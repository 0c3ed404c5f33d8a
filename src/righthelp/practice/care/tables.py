"""The tables of care: children looked after, homes and their places."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.care.codes import Law
from righthelp.practice.care.codes_homes import HomeKind, PlaceCode, Skill
from righthelp.practice.care.queries import Looked
from righthelp.practice.care.queries_homes import Room
from righthelp.practice.people.models import Area

_AREAS = dict(Area.choices)
_SKILLS = dict(Skill.choices)


def _where(row: Looked) -> Markup | str:
    said = Markup("{}<br><span class='rh-small'>{}</span>").format(row.where, row.place_words)
    if row.missing:
        return Markup("{}<br>{}").format(tag("Missing tonight", "red"), said)
    return Markup("{}<br>{}").format(said, tag("Outside the city", "blue")) if row.outside else said


def _group(row: Looked) -> str:
    return "T" if row.place.startswith("T") else row.place


def children_table(rows: Sequence[Looked]) -> Table[Looked]:
    """Children looked after, with where each sleeps tonight."""
    laws = sorted({row.law for row in rows})
    places = sorted({row.place for row in rows})
    workers = sorted({row.worker for row in rows if row.worker})
    officers = sorted({row.officer for row in rows if row.officer})
    return Table[Looked](
        name="children",
        caption="Children looked after",
        columns=(
            Column("child", "Child", lambda row: row.name, href=lambda row: reverse("care:child", args=[row.child])),
            Column("since", "In care since", lambda row: row.since),
            Column("law", "By law", lambda row: row.law_words),
            Column("where", "Tonight", lambda row: row.where, show=_where),
            Column("area", "Area", lambda row: _AREAS.get(row.area, "")),
            Column("placed", "There since", lambda row: row.placed),
            Column("worker", "Worker", lambda row: row.worker or None, show=_worker),
            Column("officer", "Reviewing officer", lambda row: row.officer or None, show=_officer),
            Column("review", "Review", lambda row: row.review_due, show=lambda row: due(row.review_due, row.now)),
            Column("visit", "Visit", lambda row: row.visit_due, show=lambda row: due(row.visit_due, row.now)),
        ),
        filters=(
            Filter("law", "By law", [(each, Law(each).label) for each in laws], lambda row: row.law),
            Filter("place", "Placement", [(each, PlaceCode(each).label) for each in places], lambda row: row.place),
            Filter("area", "Area", list(Area.choices), lambda row: row.area),
            Filter("worker", "Worker", [("none", "Nobody"), *((each, each) for each in workers)], _who),
            Filter("officer", "Reviewing officer", [("none", "Nobody"), *((one, one) for one in officers)], _reviews),
            Filter("review", "Review", [("late", "Late")], lambda row: "late" if row.review_late else ""),
            Filter("visit", "Visit", [("late", "Late")], lambda row: "late" if row.visit_late else ""),
            Filter("moves", "Moves in a year", [("2", "Two or more")], lambda row: "2" if row.moves >= 2 else ""),
            Filter("missing", "Missing", [("yes", "Missing tonight")], lambda row: "yes" if row.missing else ""),
        ),
        empty="No child looked after is within your reach with these choices.",
    )


def _who(row: Looked) -> str:
    return row.worker or "none"


def _reviews(row: Looked) -> str:
    return row.officer or "none"


def _worker(row: Looked) -> Markup | str:
    return row.worker or tag("Nobody", "red")


def _officer(row: Looked) -> Markup | str:
    return row.officer or tag("Nobody", "red")


def _free(row: Room) -> Markup | str:
    if row.free > 0:
        free = tag(f"{row.free} free", "green")
        return Markup("{}<br>{}").format(free, tag("Suspended", "red")) if row.suspended else free
    return tag("Over its terms", "red") if row.over else "Full"


def homes_table(rows: Sequence[Room]) -> Table[Room]:
    """Homes with the places they have."""
    kinds = sorted({row.kind for row in rows})
    skills = sorted({each for row in rows for each in row.skills})
    return Table[Room](
        name="homes",
        caption="Homes",
        columns=(
            Column("home", "Home", lambda row: row.name, href=lambda row: reverse("care:home", args=[row.home])),
            Column("kind", "Kind", lambda row: HomeKind(row.kind).label),
            Column("whose", "Whose", lambda row: row.agency or "The trust’s own"),
            Column("area", "Area", lambda row: _AREAS.get(row.area, "")),
            Column("ages", "Ages", lambda row: row.youngest, show=lambda row: f"{row.youngest} to {row.oldest}"),
            Column("places", "Places", lambda row: row.places, numeric=True),
            Column("taken", "Taken", lambda row: row.taken, numeric=True),
            Column("held", "Held back", lambda row: row.held, numeric=True),
            Column("free", "Free", lambda row: row.free, show=_free),
            Column("good", "Good at", lambda row: ", ".join(_SKILLS[each] for each in row.skills), sortable=False),
        ),
        filters=(
            Filter("kind", "Kind", [(each, HomeKind(each).label) for each in kinds], lambda row: row.kind),
            Filter("area", "Area", list(Area.choices), lambda row: row.area),
            Filter("whose", "Whose", [("ours", "The trust’s own"), ("others", "Agencies and others")], _whose),
            Filter("free", "Places", [("yes", "With a free place")], lambda row: "yes" if row.free > 0 else ""),
            Filter("good", "Good at", [(each, _SKILLS[each]) for each in skills], lambda row: list(row.skills)),
            Filter("age", "For a child of", [(str(age), f"{age}") for age in range(18)], _ages),
        ),
        empty="No home is like this.",
    )


def _whose(row: Room) -> str:
    return "others" if row.agency else "ours"


def _ages(row: Room) -> list[str]:
    return [str(age) for age in range(row.youngest, min(row.oldest, 17) + 1)]
