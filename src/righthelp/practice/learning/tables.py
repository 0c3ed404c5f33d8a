"""The lists of learning."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import local_date, say_moment, say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.learning.models import Booking, Cohort, CourseKind, Learnt, Priority, Programme, Session, Source
from righthelp.practice.learning.queries import Listed, Planned
from righthelp.practice.learning.queries_mine import Owed

STATES: Final = {
    "missing": ("Never done", "red"),
    "lapsed": ("Lapsed", "red"),
    "soon": ("Lapses soon", "yellow"),
    "kept": ("Kept", "green"),
}

CATALOGUE = Table[Listed](
    name="courses",
    caption="Courses",
    columns=(
        Column(
            "title",
            "Course",
            lambda row: row.course.title,
            href=lambda row: reverse("learning:course", args=[row.course.pk]),
        ),
        Column("kind", "How", lambda row: row.course.get_kind_display()),
        Column("hours", "Hours", lambda row: row.course.hours, show=lambda row: f"{row.course.hours:g}", numeric=True),
        Column("mandatory", "Mandatory for", lambda row: row.mandatory),
        Column("next", "Next session", lambda row: row.next_at, show=lambda row: _day(row.next_at)),
        Column("free", "Free places", lambda row: row.free if row.next_at else None, numeric=True),
    ),
    filters=(
        Filter("kind", "How", CourseKind.choices, lambda row: row.course.kind),
        Filter("mandatory", "Mandatory", [("yes", "Yes"), ("no", "No")], lambda row: "yes" if row.mandatory else "no"),
        Filter(
            "asked",
            "Young people asked for it",
            [("yes", "Yes")],
            lambda row: "yes" if row.course.young_people_asked else "no",
        ),
    ),
    empty="No course matches.",
)


def _day(moment: datetime | None) -> str:
    return say_short(moment) if moment else "None planned"


SESSIONS = Table[Session](
    name="sessions",
    caption="Sessions to come",
    columns=(
        Column(
            "starts",
            "Begins",
            lambda row: row.starts,
            show=lambda row: say_moment(row.starts),
            href=lambda row: reverse("learning:session", args=[row.pk]),
        ),
        Column("place", "Where", lambda row: row.place),
        Column("for", "For", lambda row: str(row.cohort) if row.cohort else "Everybody"),
        Column("places", "Places", lambda row: row.places, numeric=True),
        Column("free", "Free", lambda row: max(row.places - row.taken, 0), numeric=True),  # type: ignore[attr-defined]
        Column("waiting", "Waiting", lambda row: row.waiting, numeric=True),  # type: ignore[attr-defined]
    ),
    empty="No session is planned.",
)


def _state(row: tuple[Owed, str]) -> Markup:
    return tag(*STATES[row[1]])


def owed_table(*, who: bool) -> Table[tuple[Owed, str]]:
    """Mandatory courses and how they stand, of a team (``who``) or of one worker."""
    names: tuple[Column[tuple[Owed, str]], ...] = (
        Column(
            "who",
            "Who",
            lambda row: row[0].worker,
            href=lambda row: reverse("learning:worker", args=[row[0].worker_id]),
        ),
        Column("team", "Team", lambda row: row[0].team),
    )
    return Table(
        name="owed",
        caption="Mandatory courses",
        columns=(
            *(names if who else ()),
            Column(
                "course",
                "Course",
                lambda row: row[0].course,
                href=lambda row: reverse("learning:course", args=[row[0].course_id]),
            ),
            Column("state", "State", lambda row: row[1], show=_state),
            Column("finished", "Last done", lambda row: row[0].finished),
            Column("last", "Counts until", lambda row: row[0].last_day),
            Column(
                "booked",
                "Booked for",
                lambda row: local_date(row[0].booked_for) if row[0].booked_for else None,
            ),
        ),
        filters=(
            Filter("state", "State", [(key, words) for key, (words, _) in STATES.items()], lambda row: row[1]),
            Filter(
                "booked",
                "Booked",
                [("no", "Not booked"), ("yes", "Booked")],
                lambda row: "yes" if row[0].booked_for else "no",
            ),
        ),
        empty="No course is mandatory here.",
    )


DONE = Table[Learnt](
    name="done",
    caption="Done",
    columns=(
        Column("course", "Course", lambda row: row.course.title),
        Column("finished", "Finished", lambda row: row.finished),
        Column("hours", "Hours", lambda row: row.hours, show=lambda row: f"{row.hours:g}", numeric=True),
        Column("where", "Where", lambda row: row.where or ("Here" if row.booking_id else "At own time")),
        Column("renewed", "Done again", lambda row: row.renewed),
    ),
    empty="Nothing is recorded yet.",
)

BOOKED = Table[Booking](
    name="booked",
    caption="Booked",
    columns=(
        Column("seat", "Place", lambda row: row.seat, show=lambda row: str(row.seat) if row.seat else "Waits"),
        Column("who", "Who", lambda row: row.worker.name),
        Column("team", "Team", lambda row: row.worker.team.name),
        Column("booked", "Booked", lambda row: local_date(row.booked)),
        Column("came", "Came", lambda row: row.get_came_display() if row.came else ""),
        Column(
            "cancel",
            "Cancel",
            lambda row: "" if row.came else "Cancel",
            href=lambda row: None if row.came else reverse("learning:cancel", args=[row.pk]),
            sortable=False,
        ),
    ),
    empty="Nobody is booked yet.",
    page_size=500,
)

PLAN = Table[Planned](
    name="plan",
    caption="Needs of the year",
    columns=(
        Column(
            "what",
            "What is to be learnt",
            lambda row: row.need.what,
            href=lambda row: reverse("learning:need", args=[row.need.pk]),
        ),
        Column("who", "By whom", lambda row: row.need.who),
        Column("priority", "How pressing", lambda row: row.need.priority, show=lambda row: _priority(row)),
        Column("source", "Who says so", lambda row: row.need.get_source_display()),
        Column("course", "Course", lambda row: row.need.course.title if row.need.course else "None yet"),
        Column("people", "To learn it", lambda row: row.need.people, numeric=True),
        Column("places", "Places planned", lambda row: row.places, numeric=True),
        Column("came", "Came", lambda row: row.came, numeric=True),
        Column("share", "Of those", lambda row: row.share, show=lambda row: f"{row.share}%", numeric=True),
    ),
    filters=(
        Filter("priority", "How pressing", [(str(k), v) for k, v in Priority.choices], lambda row: row.need.priority),
        Filter("source", "Who says so", Source.choices, lambda row: row.need.source),
    ),
    empty="The plan of this year is empty.",
)


def _priority(row: Planned) -> str | Markup:
    return tag("Dropped", "grey") if row.need.dropped else row.need.get_priority_display()


COHORTS = Table[Cohort](
    name="cohorts",
    caption="Cohorts",
    columns=(
        Column("name", "Cohort", str, href=lambda row: reverse("learning:cohort", args=[row.pk])),
        Column("partner", "With", lambda row: row.partner),
        Column("starts", "Begins", lambda row: row.starts),
        Column("ends", "Ends", lambda row: row.ends),
        Column("in", "In it now", lambda row: row.now_in, numeric=True),  # type: ignore[attr-defined]
        Column("finished", "Finished", lambda row: row.finished, numeric=True),  # type: ignore[attr-defined]
        Column("gone", "Stopped or later", lambda row: row.gone, numeric=True),  # type: ignore[attr-defined]
        Column("places", "Places", lambda row: row.places, numeric=True),
    ),
    filters=(Filter("programme", "Programme", Programme.choices, lambda row: row.programme),),
    empty="No cohort has begun yet.",
)
