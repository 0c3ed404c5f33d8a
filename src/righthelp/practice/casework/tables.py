"""The lists of casework."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import local, say_short
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.casework.codes import Where
from righthelp.practice.casework.models import Action, Visited

ALONE, WITH, NOT, GONE = "alone", "seen", "not", "withdrawn"
_SEEN = {ALONE: "Seen alone", WITH: "Seen", NOT: "Not seen", GONE: "Withdrawn"}
_TONES = {ALONE: "green", WITH: "green", NOT: "yellow", GONE: "grey"}


def seen_of(row: Visited) -> str:
    """Whether the child was seen, in one word."""
    if row.withdrawn:
        return GONE
    return ALONE if row.alone else WITH if row.seen else NOT


def visits_table(rows: list[Visited]) -> Table[Visited]:
    """A child's visits."""
    years = sorted({str(local(row.at).year) for row in rows}, reverse=True)
    visitors = sorted({(row.visit.visitor.name, str(row.visit.visitor_id)) for row in rows})

    def seen(row: Visited) -> Markup:
        answer = seen_of(row)
        return Markup('<strong class="govuk-tag govuk-tag--{}">{}</strong>').format(_TONES[answer], _SEEN[answer])

    return Table[Visited](
        name="visits",
        caption="Visits",
        columns=(
            Column(
                "at",
                "When",
                lambda row: row.at,
                href=lambda row: reverse("casework:visit", args=[row.child_id, row.pk]),
            ),
            Column("seen", "Seen", lambda row: _SEEN[seen_of(row)], show=seen),
            Column("who", "Who went", lambda row: row.visit.visitor.name),
            Column("where", "Where", lambda row: str(Where(row.visit.where).label)),
            Column("purpose", "What for", lambda row: row.visit.purpose),
        ),
        filters=(
            Filter("seen", "Seen", list(_SEEN.items()), seen_of),
            Filter("who", "Who went", [(pk, name) for name, pk in visitors], lambda row: row.visit.visitor_id),
            Filter("year", "Year", [(year, year) for year in years], lambda row: str(local(row.at).year)),
        ),
        empty="No visit is recorded.",
    )


def actions_table(today: date) -> Table[Action]:
    """What one worker is still to do."""

    def by_when(row: Action) -> Markup:
        late = Markup(' <strong class="govuk-tag govuk-tag--red">Late</strong>') if row.by_when < today else Markup("")
        return Markup("{}").format(say_short(row.by_when)) + late

    def part(row: Action) -> str:
        return "late" if row.by_when < today else "week" if (row.by_when - today).days < 7 else "later"

    return Table[Action](
        name="actions",
        caption="To be done by me",
        columns=(
            Column("by_when", "By", lambda row: row.by_when, show=by_when),
            Column(
                "what",
                "What",
                lambda row: row.what,
                href=lambda row: reverse("casework:action", args=[row.child_id, row.pk]),
            ),
            Column("child", "For", lambda row: str(row.child), href=lambda row: reverse("child", args=[row.child_id])),
            Column(
                "from",
                "From",
                lambda row: next(each.get_kind_display() for each in (row.meeting, row.plan) if each),
            ),
        ),
        filters=(Filter("part", "When", [("late", "Late"), ("week", "Within a week"), ("later", "Later")], part),),
        empty="Nothing is waiting to be done by you.",
        sort="by_when",
    )
