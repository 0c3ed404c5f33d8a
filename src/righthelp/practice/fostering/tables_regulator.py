"""The tables of the regulator's pack."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from righthelp.foundation.calendar import local_date, say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.fostering.codes import Business
from righthelp.practice.fostering.models import Concern, Item
from righthelp.practice.fostering.queries_regulator import (
    COMPLAINTS,
    HouseholdOn,
    WorksHere,
    outcome_on,
)
from righthelp.practice.fostering.queries_regulator_children import Away, ChildPlaced
from righthelp.practice.fostering.tables import about
from righthelp.practice.people.models import Person, Sex

_HERE = [("yes", "On the day"), ("no", "Had left by then")]

CHILDREN = Table[ChildPlaced](
    name="children",
    caption="Children placed",
    columns=(
        Column("child", "Child", lambda row: row.name, href=lambda row: reverse("care:child", args=[row.child])),
        Column("home", "With", lambda row: row.home),
        Column("address", "Address", lambda row: row.address),
        Column("place", "As", lambda row: row.place_words),
        Column("law", "By", lambda row: row.law_words),
        Column("starts", "Placed", lambda row: row.starts),
        Column("before", "Came from", lambda row: row.before_words),
        Column("left", "Left", lambda row: row.left),
        Column("after", "Went to", lambda row: row.after_words),
        Column(
            "plan", "Placement plan", lambda row: row.plan,
            show=lambda row: "Agreed" if row.plan else tag("None agreed", "yellow"),
        ),
    ),
    filters=(
        Filter("here", "There", _HERE, lambda row: "no" if row.left else "yes"),
        Filter("plan", "Placement plan", [("none", "None agreed, there on the day")],
               lambda row: "none" if not row.plan and row.left is None else ""),
    ),
    empty="No child whose record you may open was placed.",
)  # fmt: skip


def _carers(row: HouseholdOn) -> str:
    return "; ".join(_carer(each.person) for each in row.carers)


def _carer(person: Person) -> str:
    sex = "sex not recorded" if person.sex == Sex.UNKNOWN else str(person.get_sex_display()).lower()
    born = f"born {say_short(person.birth_date)}" if person.birth_date else "birth date not recorded"
    return f"{person} ({sex}, {born})"


def _terms(row: HouseholdOn) -> str:
    if row.until is not None:
        over = "over since" if row.until < row.on else "until"
        return f"Children they know, for a time: {over} {say_short(row.until)}"
    return f"{row.terms.places}, ages {row.terms.youngest} to {row.terms.oldest}" if row.terms else "None"


def _worker(row: HouseholdOn) -> str:
    return row.home.worker.name if row.home.worker else ""


def _household(row: HouseholdOn) -> str:
    if row.household is None:
        return reverse("fostering:application", args=[row.known[0].application_id])
    return reverse("fostering:household", args=[row.household.pk])


def _kind(row: HouseholdOn) -> str:
    if row.household is None:
        return "time"
    return "known" if row.household.connected else "all"


CARERS = Table[HouseholdOn](
    name="carers",
    caption="Foster carers",
    columns=(
        Column("name", "Household", lambda row: row.home.name, href=_household),
        Column("carers", "Carers", _carers),
        Column("address", "Address", lambda row: str(row.home.address)),
        Column("approved", "Approved", lambda row: row.approved),
        Column("terms", "For", _terms),
        Column("reviewed", "Last reviewed", lambda row: row.reviewed),
        Column("surprised", "Visited unannounced", lambda row: row.surprised),
        Column("worker", "Supported by", _worker),
    ),
    filters=(
        Filter("review", "Review", [("old", "Over a year ago")], lambda row: "old" if row.review_old else ""),
        Filter("visit", "Unannounced visit", [("none", "None in the year")],
               lambda row: "none" if row.not_surprised else ""),
        Filter("kind", "Kind",
               [("known", "Relatives and friends"), ("time", "The same, approved for a time"), ("all", "Mainstream")],
               _kind),
    ),
    empty="No household within your reach fostered for the trust on that day.",
)  # fmt: skip


def workers_table(on: date) -> Table[WorksHere]:
    """Those who work for the service on a day."""
    return Table[WorksHere](
        name="workers",
        caption="Those who work for the service",
        columns=(
            Column("name", "Name", lambda row: row.worker.name),
            Column("title", "Post", lambda row: row.title),
            Column("wte", "Part of a whole post", lambda row: row.wte, numeric=True),
            Column("starts", "Works here since", lambda row: row.worker.starts),
            Column("qualified", "Qualified in", lambda row: "; ".join(row.qualified)),
            Column("registered", "Registered", lambda row: row.registered),
            Column(
                "checked", "Check seen", lambda row: row.checked,
                show=lambda row: tag("None, or over", "yellow") if row.unchecked(on) else say_short(row.checked or on),
            ),
        ),
        filters=(
            Filter("checked", "Check", [("no", "Not seen, or over")], lambda row: "no" if row.unchecked(on) else ""),
        ),
        empty="Nobody worked for the fostering service on that day.",
    )  # fmt: skip


def concerns_table(on: date) -> Table[Concern]:
    """Allegations and other concerns, with what had come of them by a day."""
    kinds = [("alleged", "Allegation"), ("complaint", "Complaint or standard of care")]
    return Table[Concern](
        name="concerns",
        caption="Complaints and allegations",
        columns=(
            Column(
                "home", "Household", lambda row: row.household.home.name,
                href=lambda row: reverse("fostering:concern", args=[row.pk]),
            ),
            Column("matter", "What", lambda row: row.get_matter_display()),
            Column("known", "Known", lambda row: local_date(row.known)),
            Column("referred", "Officer told", lambda row: local_date(row.referred) if row.referred else None),
            Column("outcome", "What came of it", lambda row: outcome_on(row, on) or "Open"),
        ),
        filters=(
            Filter("kind", "Kind", kinds, lambda row: "complaint" if row.matter in COMPLAINTS else row.matter),
            Filter("state", "State", [("open", "Open on the day"), ("over", "With an outcome")],
                   lambda row: "over" if outcome_on(row, on) else "open"),
        ),
        empty="Nothing that you may open was known in the year.",
    )  # fmt: skip


AWAY = Table[Away](
    name="away",
    caption="Missing from foster homes",
    columns=(
        Column("child", "Child", lambda row: row.name, href=lambda row: reverse("child", args=[row.child])),
        Column("home", "With", lambda row: row.home),
        Column("since", "Missing from", lambda row: row.since),
        Column("returned", "Returned", lambda row: row.returned),
    ),
    empty="No child whose record you may open went missing from a foster home in the year.",
)


def items_table(on: date) -> Table[Item]:
    """What panel recommended, with what had been decided by a day."""

    def decided(row: Item) -> date | None:
        return row.decided if row.decided is not None and row.decided <= on else None

    return Table[Item](
        name="items",
        caption="What panel recommended",
        columns=(
            Column("on", "Panel", lambda row: row.meeting.on,
                   href=lambda row: reverse("fostering:meeting", args=[row.meeting_id])),
            Column("about", "About", about, href=lambda row: reverse("fostering:item", args=[row.pk])),
            Column("advice", "Recommended", lambda row: row.get_advice_display() or ""),
            Column("decision", "Decided", lambda row: row.get_decision_display() if decided(row) else ""),
            Column("decided", "On", decided),
        ),
        filters=(Filter("about", "About", Business.choices, lambda row: row.about),),
        empty="Nothing within your reach was heard in the year.",
    )  # fmt: skip


__all__ = ["AWAY", "CARERS", "CHILDREN", "concerns_table", "items_table", "workers_table"]
