"""The pages on which a child's work is allocated, shared, stopped and put right, and the list of whom nobody holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people.queries import named
from righthelp.practice.workforce import record
from righthelp.practice.workforce.forms_allocation import (
    AllocateForm,
    CoWorkForm,
    DemandEndsForm,
    DemandForm,
    StopForm,
    UndoForm,
)
from righthelp.practice.workforce.models import Allocation, ExtraDemand, MistakenAllocation, Worker
from righthelp.practice.workforce.pages_shared import crumbs
from righthelp.practice.workforce.queries import choices, open_children, unheld, works_with
from righthelp.practice.workforce.queries_allocation import (
    notes_about,
    unheld_rows,
    worked_with,
)
from righthelp.practice.workforce.queries_caseload import load_of, loads
from righthelp.practice.workforce.record_allocation import UNDO_WITHIN
from righthelp.practice.workforce.tables_work import LOADS, unheld_table


def child_subject(child_id: int, **_: int) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)


def _caption(request: PageRequest, child_id: int) -> str:
    person = named(child_id, local_date(request.now))
    if person is None:
        raise Http404
    return f"{person.name}, born {person.born}"


@route(act="team.allocate", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def worker(request: PageRequest, worker_id: int) -> HttpResponse:
    """A worker's children, what their caseload counts for, and the way to pass the children on."""
    held = Worker.objects.select_related("team", "manager").filter(pk=worker_id).first()
    if held is None:
        raise Http404
    rows = within_reach(
        open_children(worker_id), request.account, "team.allocate", kind="child", field="child_id", now=request.now
    )
    allocations = list(rows)
    saw(request, [row.child_id for row in allocations])
    today = local_date(request.now)
    gone = held.ends is not None and held.ends <= today
    context = {
        "title": held.name,
        "caption": held.title,
        "crumbs": crumbs((held.team.name, reverse("team", args=[held.team_id]))),
        "held": held,
        "gone": gone,
        "load": load_of(worker_id, today, request.now),
        "primary": [row for row in allocations if row.primary],
        "beside": [row for row in allocations if not row.primary],
        "given": list(held.given.order_by("-made_at")[:10]),
    }
    return render(request, "workforce/worker.html", context)


@route(act="team.allocate", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def allocate(request: PageRequest, child_id: int) -> HttpResponse:
    """Allocate a child to a worker, or hand the work over."""
    today = local_date(request.now)
    caption = _caption(request, child_id)
    primary = next((each for each in works_with(child_id, request.now, today) if each.primary), None)
    held_by = primary.worker_id if primary else 0
    form = opened(request, AllocateForm, workers=choices(today), initial={"held_by": held_by})
    if form.recorded(lambda data: record.allocated(child=child_id, by=request.account, now=request.now, **data)):
        opens = permits(request.account, "child.see")
        say = "The work is allocated."
        return done(request, "child", child_id, say=say) if opens else done(request, "teams", say=say)
    if form.is_bound:  # what is sent next is about whoever this page shows
        form.sent_about(held_by=held_by)
    own = getattr(request.account, "worker", None)
    team = primary.team_id if primary else own.team_id if own else None
    near = LOADS.shown(request, loads(today, request.now, team=team) if team else [])
    context = {
        "title": "Hand over" if primary else "Allocate a worker",
        "caption": caption,
        "form": form,
        "primary": primary,
        "asks": "despite" in form.errors,
        "near": near,
    }
    return render(request, "workforce/allocate.html", context)


@route(act="child.see", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def workers(request: PageRequest, child_id: int) -> HttpResponse:
    """Everybody who has worked with a child, why it began and ended, and what was handed over."""
    stretches = worked_with(child_id)
    context = {
        "title": "Who has worked with this child",
        "caption": _caption(request, child_id),
        "child_id": child_id,
        "stretches": stretches,
        "notes": notes_about(child_id),
        "demands": list(ExtraDemand.objects.filter(child_id=child_id).order_by("-starts")),
        "undo_after": request.now - UNDO_WITHIN,
        "present": [each for each in stretches if each.ends is None],
    }
    return render(request, "workforce/workers.html", context)


def _change(request: PageRequest, child_id: int, form: Form, title: str, button: str, *fields: str) -> HttpResponse:
    context: dict[str, Any] = {
        "title": title,
        "caption": _caption(request, child_id),
        "crumbs": [{"text": "Who has worked with this child", "href": reverse("child-workers", args=[child_id])}],
        "form": form,
        "button": button,
        "fields": fields,
    }
    return render(request, "workforce/change.html", context)


@route(act="team.allocate", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def beside(request: PageRequest, child_id: int) -> HttpResponse:
    """Somebody works with the child beside the primary worker."""
    form = opened(request, CoWorkForm, workers=choices(local_date(request.now)))
    if form.recorded(lambda data: record.co_worked(child=child_id, by=request.account, now=request.now, **data)):
        return done(request, "child-workers", child_id, say="They work with the child from now on.")
    return _change(request, child_id, form, "Somebody works beside", "Record it", "worker", "role", "reason")


@route(act="team.allocate", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def stop(request: PageRequest, child_id: int) -> HttpResponse:
    """Somebody stops working with the child."""
    now_with = works_with(child_id, request.now, local_date(request.now))
    those = [(str(each.worker_id), f"{each.name}{', primary worker' if each.primary else ''}") for each in now_with]
    form = opened(request, StopForm, workers=those)
    if form.recorded(lambda data: record.deallocated(child=child_id, by=request.account, now=request.now, **data)):
        return done(request, "child-workers", child_id, say="They no longer work with the child.")
    return _change(request, child_id, form, "Somebody stops working with the child", "Record it", "worker", "reason")


@route(act="team.allocate", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def undo(request: PageRequest, child_id: int, allocation_id: int) -> HttpResponse:
    """An allocation of the last days was a mistake."""
    if not Allocation.objects.filter(pk=allocation_id, child_id=child_id, ends__isnull=True).exists():
        just_now = request.now - timedelta(minutes=10)
        if MistakenAllocation.objects.filter(child_id=child_id, undone_at__gte=just_now).exists():
            return done(request, "child-workers", child_id, say="The mistake is put right.")  # pressed twice
        raise Http404
    form = opened(request, UndoForm)
    if form.recorded(lambda data: record.undone(allocation=allocation_id, by=request.account, now=request.now, **data)):
        return done(request, "child-workers", child_id, say="The mistake is put right.")
    return _change(request, child_id, form, "This allocation was a mistake", "Take it back", "reason")


@route(act="team.allocate", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def demand(request: PageRequest, child_id: int) -> HttpResponse:
    """The work with a child is more than their plan says."""
    form = opened(request, DemandForm)
    if form.recorded(lambda data: record.demanded(child=child_id, by=request.account, now=request.now, **data)):
        return done(request, "child-workers", child_id, say="It counts in the worker’s caseload from that day on.")
    return _change(request, child_id, form, "More work than the plan says", "Record it", "kind", "starts", "why")


@route(act="team.allocate", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def demand_ends(request: PageRequest, child_id: int, demand_id: int) -> HttpResponse:
    """The work is what the plan says again."""
    if not ExtraDemand.objects.filter(pk=demand_id, child_id=child_id).exists():
        raise Http404
    form = opened(request, DemandEndsForm)
    if form.recorded(lambda data: record.demand_ended(demand=demand_id, by=request.account, now=request.now, **data)):
        return done(request, "child-workers", child_id, say="It no longer counts from that day on.")
    return _change(request, child_id, form, "No longer more than the plan says", "Record it", "ended")


@route(act="team.allocate", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def without_worker(request: PageRequest) -> HttpResponse:
    """Children in care or with a plan whom nobody at work holds, the longest first; a leaver's children among them."""
    today = local_date(request.now)
    reached = within_reach(
        unheld(today), request.account, "team.allocate", kind="child", field="child_id", now=request.now
    )
    rows = unheld_rows(set(reached.values_list("child_id", flat=True)), today)
    teams = sorted({(str(row.team_id), row.team) for row in rows if row.team_id}, key=lambda pair: pair[1])
    shown = unheld_table(teams).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Without a social worker",
        "shown": shown,
        "left": sorted({row.last_worker for row in rows if row.left}),
        "longest": max((row.days for row in rows), default=0),
    }
    return render(request, "workforce/unallocated.html", context)
