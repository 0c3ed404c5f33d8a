"""Specialists on some days, children placed here by other councils, and referrals to Channel."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.front_door import queries_channel, queries_registers, record_registers
from righthelp.practice.front_door.authorities import council
from righthelp.practice.front_door.forms_registers import (
    ChannelForm,
    LastForm,
    PanelForm,
    PlacedChangeForm,
    PlacedEndForm,
    PlacedForm,
    SaidForm,
    SpecialistForm,
)
from righthelp.practice.front_door.models import ChannelReferral, PlacedHere, Specialist
from righthelp.practice.front_door.pages_shared import asked, contact_of, crumbs, name_of
from righthelp.practice.front_door.queries_known import candidates
from righthelp.practice.front_door.tables_registers import CHANNELS, PLACED
from righthelp.practice.people.protected import PROTECTED
from righthelp.practice.people.search import find
from righthelp.practice.workforce.queries import choices

CHANGES = ("address", "provider", "council_worker", "concerns")


def _back(name: str, text: str) -> list[dict[str, str]]:
    return [*crumbs(), {"text": text, "href": reverse(name)}]


@route(act="front_door.queue", audit=Kind.PAGE, purpose=Purpose.DUTY)
def specialists(request: PageRequest) -> HttpResponse:
    """Who sits in with the front door, on which days."""
    context = {
        "title": "Specialists at the front door",
        "crumbs": crumbs(),
        "rows": queries_registers.specialists(request.now),
        "days": {"0": "Mon", "1": "Tue", "2": "Wed", "3": "Thu", "4": "Fri", "5": "Sat", "6": "Sun"},
        "keeps": permits(request.account, "front_door.keep"),
    }
    return render(request, "front_door/specialists.html", context)


@route(act="front_door.keep", audit=Kind.PAGE, purpose=Purpose.DUTY)
def add_specialist(request: PageRequest) -> HttpResponse:
    """Somebody sits in on some days from now on."""
    today = local_date(request.now)
    people = [(int(pk), name) for pk, name in choices(today) if pk]
    form = opened(request, SpecialistForm, initial={"starts": today}, workers=people)
    if form.recorded(lambda data: record_registers.specialist_added(by=request.account, now=request.now, **data)):
        return done(request, "front_door:specialists", say="They are on the rota.")
    return asked(
        request, form, title="Add a specialist", button="Add them", back=_back("front_door:specialists", "Specialists"),
        fields=("specialism", "worker", "name", "reached_at", "weekdays", "comes", "goes", "starts"),
    )  # fmt: skip


@route(act="front_door.keep", audit=Kind.PAGE, purpose=Purpose.DUTY)
def end_specialist(request: PageRequest, specialist_id: int) -> HttpResponse:
    """A specialist's last day."""
    if not Specialist.objects.filter(pk=specialist_id).exists():
        raise Http404
    form = opened(request, LastForm, initial={"last": local_date(request.now)})
    if form.recorded(
        lambda data: record_registers.specialist_ended(
            specialist=specialist_id, last=data["last"], by=request.account, now=request.now
        )
    ):
        return done(request, "front_door:specialists", say="It is recorded until when they come.")
    return asked(
        request, form, title="Last day at the front door", button="Record it", fields=("last",),
        back=_back("front_door:specialists", "Specialists"),
    )  # fmt: skip


def placed_subject(placed_id: int) -> Subject:
    """The child who is placed here."""
    child = PlacedHere.objects.filter(pk=placed_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


@route(act="front_door.placed", audit=Kind.LIST, purpose=Purpose.DUTY)
def placed(request: PageRequest) -> HttpResponse:
    """Children whom other councils have placed in the city."""
    rows = queries_registers.without_protected(
        list(queries_registers.placed(request.account, request.now)), request.now
    )
    shown = PLACED.shown(request, rows)
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Children placed here by other councils",
        "crumbs": crumbs(),
        "shown": shown,
        "here": sum(1 for row in rows if row.ends is None),
        "keeps": permits(request.account, "front_door.record"),
    }
    return render(request, "front_door/placed.html", context)


@route(act="front_door.placed", writes="front_door.record", audit=Kind.SEARCH, purpose=Purpose.DUTY)
def add_placed(request: PageRequest) -> HttpResponse:
    """A council tells us of a child whom it has placed here."""
    today = local_date(request.now)
    form = opened(request, PlacedForm, initial={"informed": today, "starts": today})
    form.sent = form.sent and "look" not in request.POST
    typed = str(form["search"].value() or "")
    answer = find(typed, account=request.account, now=request.now).found[:8] if typed else []
    request.audit_detail = typed
    saw(request, [each.id for each in answer])
    made: list[int] = []

    def verb(data: dict[str, Any]) -> None:
        chosen = data["child"] if data["child"] in {each.id for each in answer} else 0
        given = {name: data[name] for name in ("authority", "informed", "starts", *CHANGES)}
        made.append(record_registers.placed_here(child=chosen, by=request.account, now=request.now, **given).pk)

    if form.recorded(verb):
        return done(request, "front_door:placed-one", made[0], say="The child is on the register.")
    context = {
        "title": "A child placed here by another council",
        "crumbs": _back("front_door:placed", "Placed here"),
        "form": form,
        "found": candidates(answer, today),
    }
    return render(request, "front_door/placed_new.html", context)


def _placed(placed_id: int) -> PlacedHere:
    found = PlacedHere.objects.select_related("child", "recorded_by").filter(pk=placed_id).first()
    if found is None:
        raise Http404
    return found


@route(act="front_door.placed", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=placed_subject)
def placed_one(request: PageRequest, placed_id: int) -> HttpResponse:
    """One child placed here: whose, where, what worries us."""
    (row,) = queries_registers.without_protected([_placed(placed_id)], request.now)
    context = {
        "title": str(row.child),
        "caption": f"Placed here by {council(row.authority)}",
        "crumbs": _back("front_door:placed", "Placed here"),
        "row": row,
        "council": council(row.authority),
        "keeps": permits(request.account, "front_door.record") and row.ends is None,
    }
    return render(request, "front_door/placed_one.html", context)


@route(
    act="front_door.placed",
    writes="front_door.record",
    audit=Kind.RECORD,
    purpose=Purpose.DUTY,
    subject=placed_subject,
)
def change_placed(request: PageRequest, placed_id: int) -> HttpResponse:
    """Put right what is known of a child placed here."""
    (row,) = queries_registers.without_protected([_placed(placed_id)], request.now)
    start = {name: getattr(row, name) for name in CHANGES}
    start["address"] = "" if row.address == PROTECTED else row.address  # typed anew, never shown
    form = opened(request, PlacedChangeForm, initial=start)
    if form.recorded(
        lambda data: record_registers.placed_changed(placed=placed_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:placed-one", placed_id, say="It is put right.")
    return asked(
        request, form, title="Put right", button="Record it", fields=CHANGES, caption=str(row.child),
        back=_back("front_door:placed", "Placed here"),
    )  # fmt: skip


@route(
    act="front_door.placed",
    writes="front_door.record",
    audit=Kind.RECORD,
    purpose=Purpose.DUTY,
    subject=placed_subject,
)
def end_placed(request: PageRequest, placed_id: int) -> HttpResponse:
    """The child is no longer placed here."""
    row = _placed(placed_id)
    form = opened(request, PlacedEndForm, initial={"last": local_date(request.now)})
    if form.recorded(
        lambda data: record_registers.placed_ended(placed=placed_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:placed", say="The placement here has ended.")
    return asked(
        request, form, title="No longer placed here", button="Record it", fields=("last", "why"),
        caption=str(row.child), back=_back("front_door:placed", "Placed here"),
    )  # fmt: skip


@route(act="front_door.queue", audit=Kind.LIST, purpose=Purpose.DUTY)
def channel(request: PageRequest) -> HttpResponse:
    """Referrals to Channel, and what the panel said."""
    shown = CHANNELS.shown(request, queries_registers.channels(request.account, request.now))
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    meetings = queries_channel.panels(request.account, request.now)
    saw(request, [row.referral.child_id for _, rows in meetings for row in rows])
    context = {
        "title": "Channel",
        "crumbs": crumbs(),
        "shown": shown,
        "panels": meetings,
        "now": request.now,
        "writes": permits(request.account, "front_door.record"),
    }
    return render(request, "front_door/channel.html", context)


@route(act="front_door.contact", writes="front_door.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def refer_to_channel(request: PageRequest, contact_id: int) -> HttpResponse:
    """Refer a child to the Channel panel."""
    held = contact_of(request, contact_id)
    form = opened(request, ChannelForm)
    if form.recorded(
        lambda data: record_registers.channel_referred(contact=contact_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:contact", held.call_id, say="The referral is recorded. Send it now.")
    said = "After the screening for radicalisation. Right Help sends nothing by itself: send it to the Prevent lead."
    return asked(
        request, form, title="Refer to Channel", button="Record the referral", fields=("why", "agreed"),
        back=crumbs(held.call), said=said, caption=name_of(held),
    )  # fmt: skip


def channel_subject(channel_id: int) -> Subject:
    """The child who was referred to Channel."""
    child = ChannelReferral.objects.filter(pk=channel_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


@route(
    act="front_door.contact",
    writes="front_door.record",
    audit=Kind.RECORD,
    purpose=Purpose.DUTY,
    subject=channel_subject,
)
def channel_said(request: PageRequest, channel_id: int) -> HttpResponse:
    """What came of a referral to Channel."""
    row = ChannelReferral.objects.select_related("child").get(pk=channel_id)
    form = opened(request, SaidForm, initial={"said_on": local_date(request.now)})
    if form.recorded(
        lambda data: record_registers.panel_said(channel=channel_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:channel", say="It is recorded what came of it.")
    return asked(
        request, form, title="What came of it", button="Record it", fields=("said", "said_on", "support"),
        back=_back("front_door:channel", "Channel"), caption=str(row.child),
    )  # fmt: skip


@route(
    act="front_door.contact",
    writes="front_door.record",
    audit=Kind.RECORD,
    purpose=Purpose.DUTY,
    subject=channel_subject,
)
def channel_panel(request: PageRequest, channel_id: int) -> HttpResponse:
    """When the panel meets about a child."""
    row = ChannelReferral.objects.select_related("child").get(pk=channel_id)
    form = opened(request, PanelForm, initial={"panel_on": row.panel_on})
    if form.recorded(
        lambda data: record_registers.panel_set(channel=channel_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:channel", say="The date of the panel is recorded.")
    return asked(
        request, form, title="When the panel meets", button="Record it", fields=("panel_on",),
        back=_back("front_door:channel", "Channel"), caption=str(row.child),
    )  # fmt: skip
