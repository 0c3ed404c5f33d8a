"""The tables of adoption."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import due, tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.adoption.codes import Cause
from righthelp.practice.adoption.models import Linked
from righthelp.practice.adoption.queries import STEPS, Way
from righthelp.practice.adoption.queries_adopters import STANDS, Household
from righthelp.practice.adoption.sufficiency import BY, Row

_COLOURS = {"planned": "yellow", "decided": "blue", "matched": "blue", "placed": "green", "adopted": "red"}


def sufficiency_table(rows: Sequence[Row]) -> Table[Row]:
    """Children who wait, against adopters who wait."""
    return Table[Row](
        name="sufficiency",
        caption="Children who wait, and adopters who wait",
        columns=(
            Column("by", "By", lambda row: row.by),
            Column("which", "Which", lambda row: row.which),
            Column("children", "Children, or groups of them", lambda row: row.children, numeric=True),
            Column("families", "Adopters who could", lambda row: row.families, numeric=True),
            Column(
                "short", "Missing", lambda row: row.short, numeric=True,
                show=lambda row: tag(str(row.short), "red") if row.short else "",
            ),
        ),
        filters=(
            Filter("by", "By", [(one, one) for one in BY], lambda row: row.by),
            Filter("short", "Missing", [("yes", "Some are missing")], lambda row: "yes" if row.short else ""),
        ),
        empty="No child within your reach waits for a match, and no adopters wait.",
    )  # fmt: skip


def _finder(row: Way) -> Markup | str:
    return row.finder or tag("Nobody", "red" if row.step == "decided" else "grey")


def _due(row: Way) -> Markup | str:
    soonest = min((each for each in (row.due, row.review_due) if each), default=None)
    return due(soonest, row.now) if soonest else "Nothing"


def _late(row: Way) -> str:
    return "late" if any(each and each < row.now for each in (row.due, row.review_due)) else ""


def _over(row: Way) -> str:
    return "" if row.age is None else "over" if row.age > 4 else "under"


def ways_table(rows: Sequence[Way]) -> Table[Way]:
    """Children on their way to adoption."""
    finders = sorted({row.finder for row in rows if row.finder})
    workers = sorted({row.worker for row in rows if row.worker})
    return Table[Way](
        name="ways",
        caption="Children with a plan of adoption",
        columns=(
            Column(
                "child", "Child", lambda row: row.name, href=lambda row: reverse("adoption:child", args=[row.child])
            ),
            Column("age", "Age", lambda row: row.age, numeric=True),
            Column(
                "step", "Step", lambda row: STEPS[row.step], show=lambda row: tag(STEPS[row.step], _COLOURS[row.step])
            ),
            Column("days", "Days in care", lambda row: row.waits, numeric=True),
            Column("decided", "Decided", lambda row: row.decided),
            Column("ordered", "Order", lambda row: row.ordered),
            Column("matched", "Matched", lambda row: row.matched),
            Column("placed", "Placed", lambda row: row.placed),
            Column("links", "Families", lambda row: row.links, numeric=True),
            Column("finder", "Family finder", lambda row: row.finder or None, show=_finder),
            Column("worker", "Worker", lambda row: row.worker),
            Column("due", "Due next", lambda row: row.due or row.review_due, show=_due),
        ),
        filters=(
            Filter("step", "Step", list(STEPS.items()), lambda row: row.step),
            Filter("age", "Age", [("under", "Four or younger"), ("over", "Over four")], _over),
            Filter("finder", "Family finder", [("none", "Nobody"), *((one, one) for one in finders)], _who),
            Filter("worker", "Worker", [(one, one) for one in workers], lambda row: row.worker),
            Filter("due", "Due", [("late", "Late")], _late),
        ),
        empty="No child within your reach has a plan of adoption.",
    )


def _who(row: Way) -> str:
    return row.finder or "none"


def _stands(row: Household) -> Markup | str:
    colour = {"waiting": "green", "left": "grey", "busy": "blue"}.get(row.stands, "yellow")
    said = tag(STANDS[row.stands], colour)
    return Markup("{} {}").format(said, tag("Pause", "grey")) if row.still else said


def _takes(row: Household) -> str:
    if row.places is None:
        return ""
    return f"{row.places} aged {row.youngest} to {row.oldest}"


def households_table(rows: Sequence[Household]) -> Table[Household]:
    """The register of adopters."""
    agencies = sorted({row.agency for row in rows if row.agency})
    workers = sorted({row.worker for row in rows if row.worker})
    return Table[Household](
        name="adopters",
        caption="Adopters",
        columns=(
            Column(
                "name", "Adopters", lambda row: row.name, href=lambda row: reverse("adoption:adopters", args=[row.id])
            ),
            Column("agency", "Agency", lambda row: row.agency or "The trust"),
            Column("stands", "Where they are", lambda row: STANDS[row.stands], show=_stands),
            Column("asked", "Asked", lambda row: row.asked),
            Column("approved", "Approved", lambda row: row.approved),
            Column("takes", "Children", _takes),
            Column("waited", "Days waiting", lambda row: row.waited, numeric=True),
            Column("worker", "Worker", lambda row: row.worker),
            Column("due", "Due", lambda row: row.due, show=lambda row: due(row.due, row.now) if row.due else "Nothing"),
        ),
        filters=(
            Filter("stands", "Where they are", list(STANDS.items()), lambda row: row.stands),
            Filter("agency", "Agency", [("ours", "The trust"), *((one, one) for one in agencies)], _agency),
            Filter("worker", "Worker", [(one, one) for one in workers], lambda row: row.worker),
            Filter("due", "Due", [("late", "Late")], lambda row: "late" if row.due and row.due < row.now else ""),
        ),
        empty="No adopters are on the register yet.",
    )


def _agency(row: Household) -> str:
    return row.agency or "ours"


def disruptions_table(rows: Sequence[Linked]) -> Table[Linked]:
    """Placements for adoption that disrupted."""
    years = sorted({row.disrupted.year for row in rows if row.disrupted}, reverse=True)
    return Table[Linked](
        name="disruptions",
        caption="Placements that disrupted",
        columns=(
            Column("child", "Child", lambda row: str(row.child), href=_page),
            Column("adopters", "Adopters", lambda row: row.adopters.name),
            Column("placed", "Placed", lambda row: row.stay.starts if row.stay else None),
            Column("disrupted", "Disrupted", lambda row: row.disrupted),
            Column("cause", "Cause", lambda row: row.get_cause_display()),
            Column("learned", "Disruption meeting", lambda row: row.learned, show=_learned),
        ),
        filters=(
            Filter("cause", "Cause", list(Cause.choices), lambda row: row.cause),
            Filter("year", "Year", [(str(one), str(one)) for one in years], _year),
            Filter("learned", "Meeting", [("none", "Not held yet")], lambda row: "" if row.learned else "none"),
        ),
        empty="No placement for adoption within your reach has disrupted.",
    )


def _page(row: Linked) -> str:
    return reverse("adoption:child", args=[row.child_id])


def _year(row: Linked) -> str:
    return str(row.disrupted.year) if row.disrupted else ""


def _learned(row: Linked) -> Markup | str:
    return say_short(row.learned) if row.learned else tag("Not held yet", "red")
