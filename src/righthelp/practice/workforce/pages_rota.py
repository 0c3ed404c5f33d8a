"""The pages of duty: who is on now, a rota's week, a shift's people, and the notes that shifts leave each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date, say_moment, start_of_day
from righthelp.foundation.pages.errors import refused
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.practice.workforce import record_rota
from righthelp.practice.workforce.forms_away import NoteForm, PlanForm, ShiftForm, SwapForm
from righthelp.practice.workforce.models import HandoverNote, Rota, Shift
from righthelp.practice.workforce.pages_shared import crumbs, day_asked, keeps_rota, own_worker
from righthelp.practice.workforce.queries_rota import eligible, gaps, may_read_notes, notes, on_duty, week
from righthelp.practice.workforce.rota_hours import monday_of


@route(act="staff.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def duty(request: PageRequest) -> HttpResponse:
    """Who is on duty now, rota by rota, and where nobody is in the coming fortnight."""
    today = local_date(request.now)
    later = start_of_day(today + timedelta(days=14))
    there = {each.rota_id: each for each in on_duty(request.now)}
    rows = [(rota, there.get(rota.pk), gaps(rota, request.now, later)) for rota in Rota.objects.order_by("pk")]
    context = {"title": "Duty", "crumbs": crumbs(), "rows": rows, "now": request.now}
    return render(request, "workforce/duty.html", context)


def _rota(rota_id: int) -> Rota:
    held = Rota.objects.select_related("team").filter(pk=rota_id).first()
    if held is None:
        raise Http404
    return held


@route(act="staff.see", audit=Kind.LIST, purpose=Purpose.DUTY)
def rota(request: PageRequest, rota_id: int) -> HttpResponse:
    """One week of a rota, its gaps, and the notes; whoever keeps it plans it here."""
    held = _rota(rota_id)
    asked, problem = day_asked(request, "week")
    monday = monday_of(asked)
    keeps, reads = keeps_rota(request.account, held), may_read_notes(request.account, held, request.now)
    which = request.POST.get("which", "") if request.method == "POST" else ""
    plan = opened(request, PlanForm, initial={"which": "plan"})
    note = opened(request, NoteForm, initial={"which": "note"})
    plan.sent, note.sent = plan.sent and which == "plan" and keeps, note.sent and which == "note"

    def planned(data: dict[str, Any]) -> object:
        return record_rota.rota_planned(
            rota=rota_id, monday=monday, weeks=data["weeks"], fill=data["fill"], by=request.account, now=request.now
        )

    def noted(data: dict[str, Any]) -> object:
        if not reads:
            raise Refused("text", "Notes are for those on this rota. Your text is kept as a draft.")
        return record_rota.handed_on(rota=rota_id, text=data["text"], by=request.account, now=request.now)

    if plan.recorded(planned):
        return _back(request, held, monday, "The week is planned. Gaps are shown in red.")
    if note.recorded(noted):
        return done(request, "rota", rota_id, say="The note is there for the next shift.")
    days = week(held, monday)
    context = {
        "title": held.name,
        "crumbs": crumbs(("Duty", reverse("duty"))),
        "rota": held,
        "problem": problem,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "days": days,
        "empty": not any(each.stretches for each in days),
        "gap_count": sum(seat.gap for each in days for stretch in each.stretches for seat in stretch.seats),
        "now_on": [each for each in on_duty(request.now) if each.rota_id == rota_id],
        "now": request.now,
        "keeps": keeps,
        "past": monday + timedelta(days=7) <= local_date(request.now),
        "reads": reads,
        "notes": notes(held, request.account) if reads else [],
        "plan": plan,
        "note": note,
        "own": getattr(own_worker(request.account), "pk", None),
    }
    return render(request, "workforce/rota.html", context)


def _back(request: PageRequest, held: Rota, monday: date, say: str) -> HttpResponse:
    done(request, "rota", held.pk, say=say)
    return HttpResponseRedirect(f"{reverse('rota', args=[held.pk])}?week={monday.isoformat()}")


@route(act="staff.see", audit=Kind.LIST, purpose=Purpose.DUTY)
def shift(request: PageRequest, shift_id: int) -> HttpResponse:
    """Who is on a shift: those who keep the rota choose anybody; others take a gap or change places themselves."""
    held = Shift.objects.select_related("rota", "worker").filter(pk=shift_id).first()
    if held is None:
        raise Http404
    keeps = keeps_rota(request.account, held.rota)
    own = own_worker(request.account)
    monday = monday_of(local_date(held.starts))
    people = eligible(held.rota, local_date(held.starts))
    may_take = own is not None and held.worker_id is None and own.pk in {worker.pk for worker in people}
    may_swap = keeps or (own is not None and held.worker_id == own.pk)
    if not (keeps or may_take or may_swap) and request.method != "POST":
        return _back(request, held.rota, monday, "Who keeps this rota can change that shift.")
    offered = people if keeps else [own] if may_take and own else []
    which = request.POST.get("which", "") if request.method == "POST" else ""
    colleagues = [(str(worker.pk), f"{worker.name}, {worker.title}") for worker in offered]
    take = opened(request, ShiftForm, colleagues=colleagues, initial={"which": "take", "worker": held.worker_id})
    swap = opened(request, SwapForm, others=_others(held, request), initial={"which": "swap"})
    take.sent, swap.sent = take.sent and which == "take", swap.sent and which == "swap"

    def taken(data: dict[str, Any]) -> object:
        if not (keeps or may_take):
            raise Refused("worker", "Ask whoever keeps this rota. Nothing was changed.")
        return record_rota.shift_taken(shift=shift_id, worker=data["worker"], by=request.account, now=request.now)

    def swapped(data: dict[str, Any]) -> object:
        if not may_swap:
            raise Refused("other", "Ask whoever keeps this rota. Nothing was changed.")
        return record_rota.shifts_swapped(shift=shift_id, other=data["other"], by=request.account, now=request.now)

    if take.recorded(taken):
        return _back(request, held.rota, monday, "The shift is changed.")
    if swap.recorded(swapped):
        return _back(request, held.rota, monday, "They have changed places.")
    context = {
        "title": f"{held.get_kind_display()}, {say_date(local_date(held.starts))}",
        "caption": held.rota.name,
        "crumbs": crumbs(("Duty", reverse("duty")), (held.rota.name, reverse("rota", args=[held.rota_id]))),
        "shift": held,
        "over": held.ends <= request.now,
        "take": take if keeps or may_take else None,
        "swap": swap if may_swap and held.worker_id and len(swap.fields["other"].choices) > 1 else None,  # type: ignore[attr-defined]  # a choice field
    }
    return render(request, "workforce/shift.html", context)


def _others(held: Shift, request: PageRequest) -> list[tuple[str, str]]:
    """The shifts of the coming four weeks to change with: of the same rota, somebody else's."""
    rows = Shift.objects.filter(
        rota=held.rota_id, starts__gt=request.now, starts__lt=request.now + timedelta(days=28), worker__isnull=False
    ).exclude(worker=held.worker_id)
    return [
        (str(row.pk), f"{row.worker.name}, {row.get_kind_display().lower()}, {say_moment(row.starts)}")
        for row in rows.select_related("worker").order_by("starts")
        if row.worker
    ]


@route(act="staff.see", audit=Kind.CHANGE, purpose=Purpose.DUTY)
def note_read(request: PageRequest, note_id: int) -> HttpResponse:
    """Somebody of the next shift has read a note."""
    held = HandoverNote.objects.select_related("rota").filter(pk=note_id).first()
    if held is None:
        raise Http404
    if not may_read_notes(request.account, held.rota, request.now):
        return refused(request, "Notes are for those on this rota.")
    form = opened(request, Form)
    if form.recorded(lambda data: record_rota.handover_read(note=note_id, by=request.account, now=request.now)):
        return done(request, "rota", held.rota_id, say="It is noted that you have read it.")
    return HttpResponseRedirect(reverse("rota", args=[held.rota_id]))
