"""The pages of leave: asking, one request with what it would do, and the one list of those who answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.workforce import record_leave
from righthelp.practice.workforce.forms import Choices
from righthelp.practice.workforce.forms_leave import ApproveForm, CancelForm, DeclineForm, LeaveForm
from righthelp.practice.workforce.models import LeaveRequest, LeaveState, Worker
from righthelp.practice.workforce.pages_shared import crumbs, own_worker
from righthelp.practice.workforce.queries import choices
from righthelp.practice.workforce.queries_away import could_cover
from righthelp.practice.workforce.queries_leave import (
    Effect,
    begun,
    decided,
    decides_for,
    effect,
    own_requests,
    request_of,
    to_decide,
)
from righthelp.practice.workforce.tables_leave import ANSWERED, OWN, days_of, waiting_table

LOOK_BACK = timedelta(days=92)


def _here() -> list[dict[str, str]]:
    return [
        {"text": "My work life", "href": reverse("my-work-life")},
        {"text": "My leave", "href": reverse("my-leave")},
    ]


def _colleagues(worker: Worker, today: date) -> Choices:
    """Of the same team first, then everybody: whoever covers may be anybody."""
    team = choices(today, team=worker.team)
    near = {pk for pk, _ in team}
    return [row for row in [*team, *(row for row in choices(today) if row[0] not in near)] if row[0] != str(worker.pk)]


@route(act="staff.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def my_leave(request: PageRequest) -> HttpResponse:
    """What one asked for, and how it was answered."""
    own = own_worker(request.account)
    if own is None:
        return render(request, "workforce/no_work_life.html", {"title": "My leave", "crumbs": [], "worker": None})
    shown = OWN.shown(request, list(own_requests(own.pk)))
    if shown.wants_csv:
        return shown.csv()
    waits = sum(1 for row in shown.rows if row.state == LeaveState.ASKED)
    context = {"title": "My leave", "caption": own.name, "crumbs": _here()[:1], "shown": shown, "waits": waits}
    return render(request, "workforce/leave_mine.html", context)


@route(act="staff.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def leave_ask(request: PageRequest) -> HttpResponse:
    """Ask for leave, and see first what falls into those days."""
    return _asking(request, None)


@route(act="staff.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def leave_change(request: PageRequest, request_id: int) -> HttpResponse:
    """Change what one asked for; of approved leave, ask for other days instead."""
    held = request_of(request_id)
    if held is None or held.worker.account_id != request.account.pk or held.state not in ("asked", "approved"):
        raise Http404
    return _asking(request, held)


def _asking(request: PageRequest, held: LeaveRequest | None) -> HttpResponse:
    own = own_worker(request.account)
    if own is None:
        return render(request, "workforce/no_work_life.html", {"title": "My leave", "crumbs": [], "worker": None})
    start: dict[str, Any] = {"kind": "leave"}
    if held is not None:
        start = {"kind": held.kind, "starts": held.starts, "last_day": held.ends - timedelta(days=1)}
        start |= {"cover": held.cover_id, "note": held.note}
    form = opened(request, LeaveForm, initial=start, colleagues=_colleagues(own, local_date(request.now)))
    who: dict[str, Any] = {"by": request.account, "now": request.now}
    made: list[LeaveRequest] = []

    def verb(data: dict[str, Any]) -> None:
        if held is not None and held.state == LeaveState.ASKED:
            made.append(record_leave.changed(request=held.pk, **who, **data))
        else:
            made.append(record_leave.asked(instead_of=held.pk if held else None, **who, **data))

    looks = "look" in request.POST
    if not looks and form.recorded(verb):
        return done(request, "leave-request", made[0].pk, say="Your manager has your request. Nothing is approved yet.")
    context = {
        "title": "Ask for leave" if held is None else "Change the days",
        "caption": own.name,
        "crumbs": _here(),
        "form": form,
        "held": held,
        "would": _would(request, form, own, held) if looks else None,
    }
    return render(request, "workforce/leave_ask.html", context)


def _would(request: PageRequest, form: Form, own: Worker, held: LeaveRequest | None) -> Effect | None:
    if not form.is_valid() or form.cleaned_data["last_day"] < form.cleaned_data["starts"]:
        return None
    starts, last_day = form.cleaned_data["starts"], form.cleaned_data["last_day"]
    but = held.absence_id if held else None
    would = effect(own, starts, last_day + timedelta(days=1), request.account, request.now, but=but)
    saw(request, would.child_ids)
    return would


@route(act="staff.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def leave_request(request: PageRequest, request_id: int) -> HttpResponse:
    """One request: what it would do, the answer, and for those who may: approve, decline, cancel."""
    held = request_of(request_id)
    if held is None:
        raise Http404
    own = held.worker.account_id == request.account.pk
    answers = decides_for(request.account, held.worker)
    if not own and not answers:
        raise Http404
    waits = held.state == LeaveState.ASKED
    today = local_date(request.now)
    room = could_cover(held.worker_id, held.starts, held.ends) if waits and answers else []
    which = request.POST.get("which", "")
    forms = _forms(request, held, choices(today), which)
    who: dict[str, Any] = {"request": request_id, "by": request.account, "now": request.now}
    verbs = {
        "approve": (record_leave.approved, "It is approved. Those days are an absence now."),
        "decline": (record_leave.declined, "It is declined. They see why."),
        "cancel": (record_leave.cancelled, "It is cancelled."),
    }
    for name, form in forms.items():
        verb, say = verbs[name]

        def write(data: dict[str, Any], verb: Any = verb) -> object:
            return verb(**who, **{key: value for key, value in data.items() if key != "which"})

        if form.recorded(write):
            return done(request, "leave-request", request_id, say=say)
    if forms["approve"].sent:  # what stands now is shown; the next answer is about that
        forms["approve"].sent_about(version=held.version)
    would = effect(held.worker, held.starts, held.ends, request.account, request.now, but=_moves(held))
    saw(request, would.child_ids)
    started = begun(held, request.now)
    context = {
        "title": f"{held.worker.name}, {held.get_kind_display().lower()}",
        "caption": days_of(held),
        "crumbs": _here() if own else crumbs(("Leave", reverse("leave-to-decide"))),
        "held": held,
        "last_day": held.ends - timedelta(days=1),
        "own": own,
        "answers": answers and waits,
        "may_change": own and (waits or (held.state == LeaveState.APPROVED and not started)),
        "may_cancel": waits or (held.state == LeaveState.APPROVED and not started),
        "waits": waits,
        "forms": forms,
        "room": room,
        "would": would if waits or held.state == LeaveState.APPROVED else None,
        "changes": list(held.changes.filter(state=LeaveState.ASKED)),
    }
    return render(request, "workforce/leave_request.html", context)


def _moves(held: LeaveRequest) -> int | None:
    """The absence that is, or would become, these days."""
    return held.absence_id or (held.instead_of.absence_id if held.instead_of else None)


def _forms(request: PageRequest, held: LeaveRequest, colleagues: Choices, which: str) -> dict[str, Form]:
    start = {"which": "approve", "cover": held.cover_id, "version": held.version}
    forms: dict[str, Form] = {
        "approve": opened(request, ApproveForm, initial=start, colleagues=colleagues),
        "decline": opened(request, DeclineForm, initial={"which": "decline"}),
        "cancel": opened(request, CancelForm, initial={"which": "cancel"}),
    }
    for name, form in forms.items():
        form.sent = form.sent and which == name
    return forms


@route(act="leave.decide", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def leave_to_decide(request: PageRequest) -> HttpResponse:
    """Everything that waits for one's answer, and what was answered, in one place."""
    waiting = waiting_table(request.now).shown(request, list(to_decide(request.account)))
    since = local_date(request.now) - LOOK_BACK
    answered = ANSWERED.shown(request, list(decided(request.account, since)))
    for shown in (waiting, answered):
        if shown.wants_csv:
            return shown.csv()
    context = {"title": "Leave", "crumbs": crumbs(), "waiting": waiting, "answered": answered}
    return render(request, "workforce/leave_list.html", context)
