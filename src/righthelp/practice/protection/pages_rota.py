"""The chairs' rota: free times and taken ones; a time opened, a time closed. It names no child."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_moment, start_of_day
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.protection import queries, record_rota
from righthelp.practice.protection.forms import NothingForm, SlotForm
from righthelp.practice.protection.models import Slot
from righthelp.practice.protection.pages_shared import asked, crumbs

CHAIR = "protection.chair"


def _taken(slot: Slot) -> str:
    return "Taken" if slot.meeting_id else "Free"


def _back() -> list[dict[str, str]]:
    return crumbs(("The chairs", reverse("protection:chairs")), ("The rota", reverse("protection:rota")))


def _close(slot: Slot) -> str | None:
    return None if slot.meeting_id else reverse("protection:slot-close", args=[slot.pk])


def _act(slot: Slot) -> str:
    return "" if slot.meeting_id else "Close it"


@route(act=CHAIR, audit=Kind.PAGE, purpose=Purpose.REVIEW)
def rota(request: PageRequest) -> HttpResponse:
    """Every time to come at which a chair sits, free or taken."""
    rows = list(
        Slot.objects.filter(closed__isnull=True, starts__gte=start_of_day(local_date(request.now)))
        .select_related("chair")
        .order_by("starts", "pk")
    )
    names = sorted({slot.chair.name for slot in rows})
    table = Table[Slot](
        name="rota",
        caption="When the chairs sit",
        columns=(
            Column("starts", "When", lambda slot: slot.starts, show=lambda slot: say_moment(slot.starts)),
            Column("ends", "Until", lambda slot: slot.ends, show=lambda slot: say_moment(slot.ends)),
            Column("room", "Room", lambda slot: slot.room),
            Column("chair", "Chair", lambda slot: slot.chair.name),
            Column("taken", "Stands", _taken),
            Column("act", "Change", lambda slot: "", show=_act, href=_close, sortable=False),
        ),
        filters=(
            Filter("taken", "Stands", [("Free", "Free"), ("Taken", "Taken")], _taken),
            Filter("chair", "Chair", [(name, name) for name in names], lambda slot: slot.chair.name),
        ),
        empty="No time is open. Open times, so that conferences can be booked into them.",
    )
    shown = table.shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "The chairs’ rota", "crumbs": _back()[:-1], "shown": shown}
    return render(request, "protection/rota.html", context)


@route(act=CHAIR, audit=Kind.CHANGE, purpose=Purpose.REVIEW)
def slot_new(request: PageRequest) -> HttpResponse:
    """Open a time."""
    form = opened(request, SlotForm, chairs=queries.chairs(local_date(request.now)))
    if form.recorded(lambda data: record_rota.slot_opened(by=request.account, now=request.now, **data)):
        return done(request, "protection:rota", say="The time is open.")
    return asked(
        request, form, title="Open a time", button="Open it", fields=("chair", "room", "starts", "minutes"),
        back=_back(), said="A chair is in one place at a time, and a room holds one conference.",
    )  # fmt: skip


@route(act=CHAIR, audit=Kind.CHANGE, purpose=Purpose.REVIEW)
def slot_close(request: PageRequest, slot_id: int) -> HttpResponse:
    """Close a time that nobody has taken."""
    found = Slot.objects.select_related("chair").filter(pk=slot_id, closed__isnull=True).first()
    if found is None:
        raise Http404
    form = opened(request, NothingForm)
    if form.recorded(lambda _: record_rota.slot_closed(slot=slot_id, by=request.account, now=request.now)):
        return done(request, "protection:rota", say="The time is closed.")
    return asked(
        request, form, title="Close this time?", button="Close it", fields=(), back=_back(), warn=True,
        said=f"{say_moment(found.starts)}, {found.room}, {found.chair.name}.",
    )  # fmt: skip
