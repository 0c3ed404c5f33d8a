"""The lists of MASH."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from markupsafe import Markup, escape

from righthelp.foundation.calendar import say_duration, say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.mash.codes import SHORT, Agency, Rating
from righthelp.practice.mash.queries import Item
from righthelp.practice.mash.queries_quarters import OfAgency, Quarter
from righthelp.practice.mash.queries_roster import Seat

COLOURS = {"red": "red", "amber": "yellow", "green": "green"}
PARTS = (
    ("late", "Decision late"),
    ("silent", "An answer is late"),
    ("ready", "Everything answered"),
    ("time", "In time"),
)


def queue_table(now: datetime) -> Table[Item]:
    """Families about whom MASH asks, the most urgent first."""

    def due(item: Item) -> Markup:
        how = f"late by {say_duration(now - item.due)}" if item.due < now else f"{say_duration(item.due - now)} left"
        return tag(SHORT[item.rating], COLOURS[item.rating]) + Markup("<br>") + escape(how)

    def answers(item: Item) -> Markup:
        said = escape(f"{item.answered} of {len(item.checks)} answered" if item.checks else "Nobody asked yet")
        if item.late:
            said += Markup("<br>") + tag("No answer", "red") + escape(f" {', '.join(item.late)}")
        if item.not_asked:
            said += Markup("<br>") + tag("Not asked", "yellow") + escape(f" {', '.join(item.not_asked)}")
        if item.part == "ready":
            said += Markup("<br>") + tag("Ready to decide", "green")
        return said

    return Table[Item](
        name="queue",
        caption="MASH asks about",
        columns=(
            Column(
                "children",
                "Children",
                lambda row: row.children,
                href=lambda row: reverse("mash:enquiry", args=[row.first.pk]),
            ),
            Column("due", "Risk and time", lambda row: row.due, show=due),
            Column("answers", "Answers", lambda row: f"{row.answered} of {len(row.checks)}", show=answers),
            Column("who", "Who has it", lambda row: row.worker or f"{row.team}: not taken"),
        ),
        filters=(
            Filter("rating", "Risk", [(each, SHORT[each]) for each in Rating.values], lambda row: row.rating),
            Filter("part", "Where it stands", PARTS, lambda row: row.part),
            Filter(
                "has",
                "Who has it",
                (("mine", "I have it"), ("nobody", "Nobody yet"), ("others", "Somebody else")),
                lambda row: "mine" if row.mine else "others" if row.worker else "nobody",
            ),
        ),
        empty="MASH asks about nobody now.",
    )


def _where(seat: Seat) -> Markup:
    if seat.now:
        place = "In the room" if seat.here else "By telephone"
        return tag(place, "green") + escape(f" until {seat.until:%H:%M}" if seat.until else "")
    if seat.next_day and seat.next_from:
        words = f"{'In' if seat.here else 'By telephone'} {say_short(seat.next_day)} from {seat.next_from:%H:%M}"
        return tag("Away", "grey") + escape(f" {words}") if seat.away_until else escape(words)
    return tag("Not in for two weeks", "yellow")


ROSTER = Table[Seat](
    name="roster",
    caption="Partners",
    columns=(
        Column(
            "name",
            "Name",
            lambda row: row.partner.name,
            href=lambda row: reverse("mash:partner", args=[row.partner.pk]),
        ),
        Column("agency", "Agency", lambda row: row.partner.get_agency_display()),
        Column("organisation", "Works for", lambda row: row.partner.organisation),
        Column("now", "Now", lambda row: "In" if row.now else "Not in", show=_where),
        Column("reached", "Reached at", lambda row: row.partner.reached_at),
        Column("open", "To answer", lambda row: row.open, numeric=True),
    ),
    filters=(
        Filter("agency", "Agency", Agency.choices, lambda row: row.partner.agency),
        Filter("in", "Now", (("yes", "In now"), ("no", "Not in now")), lambda row: "yes" if row.now else "no"),
    ),
    empty="No partner is on the roster.",
)


def _per_cent(value: int | None) -> str:
    return "" if value is None else f"{value}%"


QUARTERS = Table[Quarter](
    name="quarters",
    caption="Decisions by quarter",
    columns=(
        Column("quarter", "Quarter", lambda row: row.starts, show=lambda row: row.name),
        Column("decided", "Children decided about", lambda row: row.decided, numeric=True),
        Column("complete", "Checks complete", lambda row: row.complete, numeric=True),
        Column("share", "Share complete", lambda row: row.share, show=lambda row: _per_cent(row.share), numeric=True),
        Column("silent", "An answer missing", lambda row: row.silent, numeric=True),
        Column("unasked", "An agency not asked", lambda row: row.unasked, numeric=True),
        Column("left_out", "An agency left out, with a reason", lambda row: row.left_out, numeric=True),
        Column("in_time", "Decided in time", lambda row: row.in_time, numeric=True),
        Column("domestic", "With domestic abuse", lambda row: row.domestic, numeric=True),
        Column("specialist", "of these, the specialist answered", lambda row: row.specialist, numeric=True),
    ),
    empty="Nothing has been decided yet.",
)

AGENCIES = Table[OfAgency](
    name="agencies",
    caption="Agencies",
    columns=(
        Column("agency", "Agency", lambda row: row.name),
        Column("asked", "Questions", lambda row: row.asked, numeric=True),
        Column("answered", "Answered", lambda row: row.answered, numeric=True),
        Column("in_time", "Answered in time", lambda row: row.in_time, numeric=True),
        Column("share", "Share in time", lambda row: row.share, show=lambda row: _per_cent(row.share), numeric=True),
        Column(
            "median",
            "Hours to an answer (middle value)",
            lambda row: None if row.median_hours is None else round(row.median_hours, 1),
            numeric=True,
        ),
    ),
    empty="Nobody was asked in this quarter.",
)

__all__ = ["AGENCIES", "QUARTERS", "ROSTER", "queue_table"]
