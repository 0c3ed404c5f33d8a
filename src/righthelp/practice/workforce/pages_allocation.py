"""The pages on which a child's work is allocated, handed over, shared and stopped."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people.queries import named
from righthelp.practice.workforce import record
from righthelp.practice.workforce.forms import AllocateForm, HandOverForm
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.pages import crumbs
from righthelp.practice.workforce.queries import choices, open_children, unallocated, works_with
from righthelp.practice.workforce.tables import UNALLOCATED


def child_subject(child_id: int) -> Subject:
    """The child a page is about."""
    return Subject("child", child_id)


@route(act="team.allocate", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def worker(request: PageRequest, worker_id: int) -> HttpResponse:
    """A worker's children, and the form that hands some or all of them over."""
    held = Worker.objects.select_related("team").filter(pk=worker_id).first()
    if held is None:
        raise Http404
    rows = within_reach(
        open_children(worker_id), request.account, "team.allocate", kind="child", field="child_id", now=request.now
    )
    allocations = list(rows)
    saw(request, [row.child_id for row in allocations])
    own = [(str(row.child_id), f"{row.child}, since {say_date(row.starts)}") for row in allocations if row.primary]
    others = [(pk, words) for pk, words in choices(local_date(request.now)) if pk != str(worker_id)]
    form = opened(request, HandOverForm, workers=others, children=own)
    if form.recorded(lambda data: record.handed_over(by=request.account, now=request.now, **data)):
        return done(request, "worker", worker_id, say="The work is handed over.")
    context = {
        "title": held.name,
        "caption": held.title,
        "crumbs": crumbs((held.team.name, reverse("team", args=[held.team_id]))),
        "form": form,
        "primary": len(own),
        "beside": [str(row.child) for row in allocations if not row.primary],
    }
    return render(request, "workforce/worker.html", context)


@route(act="team.allocate", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def allocate(request: PageRequest, child_id: int) -> HttpResponse:
    """Allocate a child to a worker, or hand the work over."""
    today = local_date(request.now)
    person = named(child_id, today)
    if person is None:
        raise Http404
    now_with = works_with(child_id, request.now, today)
    primary = next((each for each in now_with if each.primary), None)
    form = opened(request, AllocateForm, workers=choices(today))
    if form.recorded(lambda data: record.allocated(child=child_id, by=request.account, now=request.now, **data)):
        opens = permits(request.account, "child.see")
        say = "The work is allocated."
        return done(request, "child", child_id, say=say) if opens else done(request, "teams", say=say)
    context = {
        "title": "Hand over" if primary else "Allocate a worker",
        "caption": f"{person.name}, born {person.born}",
        "form": form,
        "primary": primary,
    }
    return render(request, "workforce/allocate.html", context)


@route(act="team.allocate", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def without_worker(request: PageRequest) -> HttpResponse:
    """Children in care or with a plan whom nobody holds."""
    today = local_date(request.now)
    rows = within_reach(unallocated(today), request.account, "team.allocate", kind="child", field="pk", now=request.now)
    shown = UNALLOCATED.shown(request, rows)
    saw(request, [row.pk for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    return render(request, "workforce/unallocated.html", {"title": "Without a social worker", "shown": shown})
