"""The list of questions that a partner who signs in has."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from markupsafe import Markup, escape

from righthelp.foundation.calendar import say_duration, say_moment
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.mash import law
from righthelp.practice.mash.models import Check
from righthelp.practice.people.ages import say_birth


def questions_table(now: datetime) -> Table[Check]:
    """Questions to one agency, those that wait first."""

    def due(row: Check) -> Markup:
        if row.answered:
            return Markup('<strong class="govuk-tag govuk-tag--green">Answered</strong> ') + escape(
                say_moment(row.answered)
            )
        at = law.due(row.running, row.rating)
        colour, words = ("red", "Late") if at < now else ("yellow", f"{say_duration(at - now)} left")
        return Markup('<strong class="govuk-tag govuk-tag--{}">{}</strong> ').format(colour, words) + escape(
            say_moment(at)
        )

    return Table[Check](
        name="questions",
        caption="Questions to your agency",
        columns=(
            Column(
                "child", "Child", lambda row: str(row.child), href=lambda row: reverse("mash:question", args=[row.pk])
            ),
            Column("born", "Born", lambda row: say_birth(row.child.birth_date, row.child.birth_date_kind)),
            Column("asked", "Asked", lambda row: row.asked),
            Column("due", "Due", lambda row: law.due(row.running, row.rating), show=due),
        ),
        filters=(
            Filter(
                "state",
                "State",
                (("waits", "To answer"), ("answered", "Answered")),
                lambda row: "answered" if row.answered else "waits",
            ),
        ),
        empty="MASH asks your agency nothing now.",
    )
