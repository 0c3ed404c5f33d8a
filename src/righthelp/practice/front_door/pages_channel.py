"""Meetings of the Channel panel: called, who is asked and came by agency, and what was decided for each child."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework import record_meetings
from righthelp.practice.casework.forms import typed_instead
from righthelp.practice.casework.forms_meetings import AskForm, CameForm, CancelForm, HeldForm, PlannedForm
from righthelp.practice.front_door import queries_channel, record_channel
from righthelp.practice.front_door.codes import PanelDecision
from righthelp.practice.front_door.forms_channel import CallPanelForm, DecideForm
from righthelp.practice.front_door.models import ChannelPanel
from righthelp.practice.front_door.pages_shared import asked, crumbs
from righthelp.practice.front_door.queries_channel import PanelSeen
from righthelp.practice.people.models import Organisation
from righthelp.practice.workforce.queries import choices

FIRST = (PanelDecision.ADOPTED, PanelDecision.NOT_ADOPTED)
LATER = (PanelDecision.GOES_ON, PanelDecision.CLOSED)
_AGENCIES = ("police", "council", "probation", "yot", "camhs", "hv", "hospital", "housing", "voluntary", "other")


def _crumbs(meeting: int | None = None) -> list[dict[str, str]]:
    back = [*crumbs(), {"text": "Channel", "href": reverse("front_door:channel")}]
    if meeting is not None:
        back.append({"text": "The panel", "href": reverse("front_door:panel", args=[meeting])})
    return back


def _seen(request: PageRequest, meeting_id: int, *, whole: bool = False) -> PanelSeen:
    """A meeting with the children the reader may know of. ``whole``: only for whom all of it is open: what is written
    about a meeting is about every child in it."""
    found = queries_channel.panel(meeting_id, request.account, request.now)
    if found is None or (whole and not found.whole):
        raise Http404
    saw(request, [row.referral.child_id for row in found.rows])
    return found


@route(act="front_door.contact", writes="front_door.record", audit=Kind.LIST, purpose=Purpose.DUTY)
def call_panel(request: PageRequest) -> HttpResponse:
    """The panel meets: when, about whom."""
    rows = queries_channel.open_referrals(request.account, request.now)
    saw(request, [row.child_id for row in rows])
    about = [(row.pk, f"{row.child}, {'supported by the panel' if row.said else 'not decided yet'}") for row in rows]
    workers = choices(local_date(request.now))
    form = opened(request, CallPanelForm, about=about, workers=workers)
    made: list[int] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record_channel.panel_called(by=request.account, now=request.now, **data).pk)

    if form.recorded(verb):
        return done(request, "front_door:panel", made[0], say="The panel is on the list. Say who is asked to it next.")
    said = "" if about else "No referral to Channel is open."
    return asked(
        request, form, title="The Channel panel meets", button="Put it on the list",
        fields=("children", "planned", "where", "chair"), back=_crumbs(), said=said,
    )  # fmt: skip


@route(act="front_door.contact", audit=Kind.LIST, purpose=Purpose.DUTY)
def panel(request: PageRequest, meeting_id: int) -> HttpResponse:
    """One meeting of the panel: who was asked and came, by agency, and what was decided for each child."""
    seen = _seen(request, meeting_id)
    context = {
        "title": "Channel panel",
        "crumbs": _crumbs(),
        "seen": seen,
        "meeting": seen.meeting,
        "now": request.now,
        "today": local_date(request.now),
        "writes": permits(request.account, "front_door.record"),
    }
    return render(request, "front_door/panel.html", context)


def _asked(request: PageRequest, seen: PanelSeen, form: Form, **more: Any) -> HttpResponse:
    return asked(request, form, back=_crumbs(seen.meeting.pk), caption="Channel panel", **more)


@route(act="front_door.contact", writes="front_door.record", audit=Kind.LIST, purpose=Purpose.DUTY)
def ask(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Somebody of an agency is asked to the panel."""
    seen = _seen(request, meeting_id, whole=True)
    bodies = Organisation.objects.filter(closed_on__isnull=True, kind__in=_AGENCIES).order_by("name")
    form = opened(
        request, AskForm, workers=choices(local_date(request.now)),
        people=[(row.referral.child_id, str(row.referral.child)) for row in seen.rows],
        organisations=list(bodies.values_list("pk", "name")),
    )  # fmt: skip
    if form.recorded(
        lambda data: record_meetings.asked_to(
            meeting=meeting_id, asked=form.asked(data), by=request.account, now=request.now
        )
    ):
        return done(request, "front_door:panel", meeting_id, say="They are on the list.")
    return _asked(
        request, seen, form, title="Ask somebody to the panel", button="Put them on the list",
        fields=("agency", "worker", "person", "name", "organisation", "copy"),
        said="Right Help sends no invitation by itself.",
    )  # fmt: skip


@route(act="front_door.contact", writes="front_door.record", audit=Kind.LIST, purpose=Purpose.DUTY)
def move(request: PageRequest, meeting_id: int) -> HttpResponse:
    """The panel meets at another time."""
    seen = _seen(request, meeting_id, whole=True)
    form = opened(request, PlannedForm, initial={"planned": seen.meeting.planned})
    if form.recorded(
        lambda data: record_meetings.meeting_moved(meeting=meeting_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:panel", meeting_id, say="The panel is moved. Tell those asked.")
    return _asked(request, seen, form, title="Another time", button="Move it", fields=("planned",))


@route(act="front_door.contact", writes="front_door.record", audit=Kind.LIST, purpose=Purpose.DUTY)
def cancel(request: PageRequest, meeting_id: int) -> HttpResponse:
    """The panel does not meet."""
    seen = _seen(request, meeting_id, whole=True)
    form = opened(request, CancelForm)
    if form.recorded(
        lambda data: record_meetings.meeting_cancelled(meeting=meeting_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:panel", meeting_id, say="The panel is cancelled. Tell those asked.")
    return _asked(request, seen, form, title="The panel does not meet", button="Cancel it", fields=("why",), warn=True)


@route(act="front_door.contact", writes="front_door.record", audit=Kind.LIST, purpose=Purpose.DUTY)
def held(request: PageRequest, meeting_id: int) -> HttpResponse:
    """The panel met: when, and who chaired."""
    seen = _seen(request, meeting_id, whole=True)
    start = {"at": seen.meeting.planned, "chair": seen.meeting.chair_id}
    form = opened(request, HeldForm, initial=start, workers=choices(local_date(request.now)))
    if form.recorded(
        lambda data: record_meetings.meeting_held(meeting=meeting_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:panel-came", meeting_id, say="It is recorded that the panel met. Who came?")
    return _asked(request, seen, form, title="The panel met", button="Record it", fields=("at", "chair"))


@route(act="front_door.contact", writes="front_door.record", audit=Kind.LIST, purpose=Purpose.DUTY)
def came(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Who of those asked came, and what each said."""
    seen = _seen(request, meeting_id, whole=True)
    form = opened(request, CameForm, attendances=seen.attendances)
    if form.recorded(
        lambda data: record_meetings.attendance_taken(told=form.told(data), by=request.account, now=request.now)
    ):
        return done(request, "front_door:panel", meeting_id, say="Who came is recorded.")
    clash = bool(form.sent and form.non_field_errors())
    if clash:  # the next press is made in sight of what the other wrote
        typed_instead(form, {f"was_{each.pk}": each.said for each in seen.attendances})
    context = {
        "title": "Who came to the panel",
        "crumbs": _crumbs(meeting_id),
        "form": form,
        "rows": seen.attendances,
        "theirs": clash,
        "meeting": seen.meeting,
        "ask": reverse("front_door:panel-ask", args=[meeting_id]),
    }
    return render(request, "casework/came.html", context)


def panel_subject(panel_id: int) -> Subject:
    """The child on the panel's list."""
    child = ChannelPanel.objects.filter(pk=panel_id).values_list("referral__child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


@route(
    act="front_door.contact",
    writes="front_door.record",
    audit=Kind.RECORD,
    purpose=Purpose.DUTY,
    subject=panel_subject,
)
def decide(request: PageRequest, panel_id: int) -> HttpResponse:
    """What the panel decided for one child."""
    row = ChannelPanel.objects.select_related("meeting", "referral__child").get(pk=panel_id)
    if row.decision and request.method != "POST":
        return HttpResponseRedirect(reverse("front_door:panel", args=[row.meeting_id]))
    form = opened(request, DecideForm, decisions=LATER if row.referral.said else FIRST)
    if form.recorded(
        lambda data: record_channel.panel_decided(panel=panel_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "front_door:panel", row.meeting_id, say="What the panel decided is recorded.")
    return asked(
        request, form, title="What the panel decided", button="Record it",
        fields=("decision", "why", "support", "next_review"), back=_crumbs(row.meeting_id),
        caption=str(row.referral.child),
    )  # fmt: skip


__all__ = ["ask", "call_panel", "came", "cancel", "decide", "held", "move", "panel"]
