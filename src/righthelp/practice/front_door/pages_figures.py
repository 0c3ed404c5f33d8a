"""Figures for managers of the front door, and messages of partners that could not be read."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.intake.models import Message, State
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.front_door import law, partner, queries_figures, record_registers
from righthelp.practice.front_door.forms_registers import NoteForm
from righthelp.practice.front_door.pages_shared import asked, crumbs
from righthelp.practice.front_door.tables_registers import FGM, GROUPS, SOURCES, VOLUME


def _day(text: str, otherwise: date) -> date:
    try:
        return min(date.fromisoformat(text), otherwise)
    except ValueError:
        return otherwise


@route(act="front_door.figures", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def volume(request: PageRequest) -> HttpResponse:
    """How much came in and how fast it was decided, day by day; one day by the hour. Numbers only."""
    rows = queries_figures.days(request.now)
    shown = VOLUME.shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    day = _day(request.GET.get("day", ""), local_date(request.now))
    hours = queries_figures.hours(day, request.now)
    context = {
        "title": "Volume and time",
        "crumbs": crumbs(),
        "shown": shown,
        "latest": rows[0],
        "day": day,
        "hours": hours,
        "most": max((many for _, many in hours), default=0),
        "days": [row.day for row in rows],
    }
    return render(request, "front_door/volume.html", context)


@route(act="front_door.figures", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def offers(request: PageRequest) -> HttpResponse:
    """What families were offered, by who told us: does a family that asks for itself get what others get?"""
    rows = queries_figures.sources(request.now)
    tables = [GROUPS.shown(request, queries_figures.grouped(rows)), SOURCES.shown(request, rows)]
    for shown in tables:
        if shown.wants_csv:
            return shown.csv()
    said = (
        "Children of whom we were told in the last 12 months. Percentages are of what was decided. ‘Help only after an "
        "agency told us too’: advice or another service at first; within 90 days an agency told us, and help was "
        "offered."
    )
    context = {"title": "What was offered, by who told us", "crumbs": crumbs(), "tables": tables, "said": said}
    return render(request, "front_door/register.html", context)


@route(act="front_door.figures", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def fgm(request: PageRequest) -> HttpResponse:
    """The quarterly report on female genital mutilation: referrals and open cases. Numbers only."""
    shown = FGM.shown(request, queries_figures.fgm(request.now))
    if shown.wants_csv:
        return shown.csv()
    said = (
        "For the safeguarding partners. A child counts when whoever told us said it was about this, or a screening "
        "found a sign. Small numbers can identify a family: leave out those below five beyond the partners."
    )
    context = {
        "title": "FGM: quarterly report",
        "crumbs": crumbs(),
        "tables": [shown],
        "said": said,
    }
    return render(request, "front_door/register.html", context)


@route(act="front_door.queue", audit=Kind.LIST, purpose=Purpose.DUTY)
def messages(request: PageRequest) -> HttpResponse:
    """Messages of partners that could not be read, and wait for a person."""
    rows = partner.waiting(request.now)
    context = {"title": "Messages that could not be read", "crumbs": crumbs(), "rows": rows, "now": request.now}
    return render(request, "front_door/messages.html", context)


@route(act="front_door.queue", writes="front_door.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def message(request: PageRequest, message_id: uuid.UUID) -> HttpResponse:
    """One such message, word for word, and what was done about it."""
    row = Message.objects.filter(pk=message_id, state=State.WAITING, owner__in=[law.DAY_TEAM, "duty"]).first()
    if row is None:
        raise Http404
    form = opened(request, NoteForm)
    if form.recorded(
        lambda data: record_registers.message_settled(
            message=str(message_id), note=data["note"], by=request.account, now=request.now
        )
    ):
        return done(request, "front_door:messages", say="It is dealt with.")
    body = row.body.get("raw") if isinstance(row.body, dict) and "raw" in row.body else row.body
    back = [*crumbs(), {"text": "Messages", "href": "/front-door/messages"}]
    return asked(
        request, form, title=f"Message from {row.sender}", button="It is dealt with", fields=("note",), back=back,
        said=row.reason, quoted=str(body),
    )  # fmt: skip
