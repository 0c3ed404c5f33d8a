"""The lists of leave: what waits for an answer, what was answered, and one's own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from markupsafe import Markup

from righthelp.foundation.calendar import say_duration, say_short
from righthelp.foundation.pages.cells import tag
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.workforce.models import LeaveKind, LeaveRequest, LeaveState

COLOURS = {"asked": "yellow", "approved": "green", "declined": "red", "cancelled": "grey"}


def days_of(row: LeaveRequest) -> str:
    """``6 Sep 2021 to 17 Sep 2021``: as the absence stands now, if one was made."""
    span = row.absence or row
    last = span.ends - timedelta(days=1)
    return say_short(span.starts) if last == span.starts else f"{say_short(span.starts)} to {say_short(last)}"


def _page(row: LeaveRequest) -> str:
    return reverse("leave-request", args=[row.pk])


def _state(row: LeaveRequest) -> Markup:
    return tag(row.get_state_display(), COLOURS[row.state])


def _answer(row: LeaveRequest) -> str:
    return f"{row.decided_by.name}, {say_short(row.decided)}" if row.decided_by and row.decided else ""


def waiting_table(now: datetime) -> Table[LeaveRequest]:
    """What waits for an answer, with how long somebody has waited."""
    return Table(
        name="leave",
        caption="Waits for your answer",
        columns=(
            Column("who", "Who", lambda row: row.worker.name, href=_page),
            Column("team", "Team", lambda row: row.worker.team.name),
            Column("days", "Days", lambda row: row.starts, show=days_of),
            Column("kind", "What for", lambda row: row.get_kind_display()),
            Column("cover", "Could cover", lambda row: row.cover.name if row.cover else "Nobody named"),
            Column("since", "Asked", lambda row: row.asked, show=lambda row: f"{say_duration(now - row.asked)} ago"),
        ),
        filters=(Filter("kind", "What for", LeaveKind.choices, lambda row: row.kind),),
        empty="Nobody waits for an answer.",
    )


ANSWERED = Table[LeaveRequest](
    name="answered",
    caption="Answered in the last three months",
    columns=(
        Column("who", "Who", lambda row: row.worker.name, href=_page),
        Column("team", "Team", lambda row: row.worker.team.name),
        Column("days", "Days", lambda row: row.starts, show=days_of),
        Column("kind", "What for", lambda row: row.get_kind_display()),
        Column("state", "State", lambda row: row.get_state_display(), show=_state),
        Column("by", "By", _answer),
        Column("reason", "In words", lambda row: row.reason),
    ),
    filters=(Filter("state", "State", LeaveState.choices, lambda row: row.state),),
    empty="Nothing was answered in the last three months.",
)

OWN = Table[LeaveRequest](
    name="mine",
    caption="Leave I asked for",
    columns=(
        Column("days", "Days", lambda row: row.starts, show=days_of, href=_page),
        Column("kind", "What for", lambda row: row.get_kind_display()),
        Column("state", "State", lambda row: row.get_state_display(), show=_state),
        Column("by", "Answered by", _answer),
        Column("reason", "In words", lambda row: row.reason),
    ),
    empty="You have not asked for leave here yet.",
)
