"""The lists of what lapses, which steps are due, and who is off sick."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.urls import reverse

from righthelp.foundation.calendar import say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.workforce.models import Milestone, MilestoneKind
from righthelp.practice.workforce.queries_away import Sick
from righthelp.practice.workforce.queries_standing import Lapse, words_of

_WHAT: Final = {"registration": "Registration as a social worker", "dbs": "DBS check"}
_STATES: Final = {"missing": ("Not recorded", "red"), "lapsed": ("Lapsed", "red"), "soon": ("Soon", "yellow")}


LAPSES = Table[tuple[Lapse, str]](
    name="lapses",
    caption="Registrations and checks",
    columns=(
        Column(
            "worker",
            "Who",
            lambda row: row[0].worker,
            href=lambda row: reverse("worker-standing", args=[row[0].worker_id]),
        ),
        Column("team", "Team", lambda row: row[0].team, href=lambda row: reverse("team", args=[row[0].team_id])),
        Column("what", "What", lambda row: _WHAT[row[0].what]),
        Column("last", "Last day", lambda row: row[0].last_day),
        Column("state", "State", lambda row: row[1], show=lambda row: tag(*_STATES[row[1]])),
        Column("holds", "Children held", lambda row: row[0].holds, numeric=True),
    ),
    filters=(
        Filter("what", "What", list(_WHAT.items()), lambda row: row[0].what),
        Filter("state", "State", [(key, words) for key, (words, _) in _STATES.items()], lambda row: row[1]),
    ),
    empty="Nothing has lapsed, and nothing does so soon.",
)

STEPS = Table[tuple[Milestone, bool]](
    name="steps",
    caption="Steps due in the next four weeks, or late",
    columns=(
        Column(
            "worker",
            "Who",
            lambda row: row[0].worker.name,
            href=lambda row: reverse("worker-standing", args=[row[0].worker_id]),
        ),
        Column("team", "Team", lambda row: row[0].worker.team.name),
        Column("kind", "Programme", lambda row: row[0].get_kind_display()),
        Column("step", "Step", lambda row: words_of(row[0]), href=lambda row: reverse("milestone", args=[row[0].pk])),
        Column(
            "due",
            "Due",
            lambda row: row[0].due,
            show=lambda row: tag(say_short(row[0].due), "red") if row[1] else say_short(row[0].due),
        ),
    ),
    filters=(Filter("kind", "Programme", MilestoneKind.choices, lambda row: row[0].kind),),
    empty="No step is late or due in the next four weeks.",
)

SICK = Table[Sick](
    name="sick",
    caption="Off sick today",
    columns=(
        Column("worker", "Who", lambda row: row.worker),
        Column("team", "Team", lambda row: row.team, href=lambda row: reverse("team", args=[row.team_id])),
        Column("since", "Since", lambda row: row.since),
        Column(
            "until",
            "Until",
            lambda row: row.until - timedelta(days=1),
            show=lambda row: f"{say_short(row.until - timedelta(days=1))}{', as expected' if row.expected else ''}",
        ),
        Column("holds", "Children held", lambda row: row.holds, numeric=True),
        Column(
            "cover",
            "Covered by",
            lambda row: row.cover,
            show=lambda row: row.cover or (tag("Nobody yet", "red") if row.holds else "Not needed: holds no children"),
        ),
        Column(
            "change",
            "Change",
            lambda row: "Cover, longer or back",
            href=lambda row: reverse("absence-change", args=[row.absence]),
            sortable=False,
        ),
    ),
    empty="No social worker is off sick today.",
)
