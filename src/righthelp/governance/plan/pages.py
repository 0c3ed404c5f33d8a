"""The pages of plans: the list, one plan as a page and as a file, and what is recorded of a whole plan."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.documents.gate import FORMATS, MEDIA
from righthelp.foundation.documents.tree import Document
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.governance.plan import overlap, queries, record
from righthelp.governance.plan import pages_shared as shared
from righthelp.governance.plan.acting import LEAD, SEE, SIGN, WRITE
from righthelp.governance.plan.document import document_of, mark_of
from righthelp.governance.plan.forms import (
    AdoptForm,
    OwnerForm,
    PlanForm,
    PriorityForm,
    SignOffForm,
    SponsorForm,
    WhyForm,
)
from righthelp.governance.plan.models import Plan, Priority
from righthelp.governance.plan.tables import ALIKE, PLANS, actions_table


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def plans(request: PageRequest) -> HttpResponse:
    """Every plan that the reader may read, with how it stands."""
    found = queries.plans(request.account, request.now)
    shown = PLANS.shown(request, found)
    if shown.wants_csv:
        return shown.csv()
    in_force = [line.sums for line in found if line.state == "adopted"]
    context = {
        "title": "Plans",
        "shown": shown,
        "in_force": len(in_force),
        "late": sum(each.late + each.unbegun for each in in_force),
        "empty": sum(each.empty for each in in_force),
        "behind": sum(each.behind for each in in_force),
    }
    return render(request, "plan/plans.html", context)


@route(act=LEAD, audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def mine(request: PageRequest) -> HttpResponse:
    """The open actions that the reader leads, and what each of them needs."""
    found = queries.mine(request.account, request.now)
    shown = actions_table(found, of_plan=False).shown(request, found)
    if shown.wants_csv:
        return _named(shown.csv(), f"my-actions-final-{_day(request)}.csv")  # a draft's are not among them
    context = {"title": "My actions", "crumbs": shared.crumbs(), "shown": shown, "sums": queries.sums(found)}
    return render(request, "plan/mine.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def plan(request: PageRequest, plan_id: int) -> HttpResponse:
    """One plan: how it stands, its priorities, its actions."""
    held = shared.plan_of(request, plan_id)
    found = queries.lines(held.actions.all(), request.now)
    shown = actions_table(found, of_plan=True).shown(request, found)
    if shown.wants_csv:
        return _named(shown.csv(), _file_name(request, held, "csv"))
    context: dict[str, Any] = {
        "title": held.name,
        "caption": held.get_kind_display(),
        "crumbs": shared.crumbs(),
        "plan": held,
        "under": queries.delivers(held, request.account),
        "mark": mark_of(held),
        "sums": queries.sums(found),
        "priorities": queries.priorities(held, request.account, found),
        "sign_offs": queries.sign_offs(held),
        "shown": shown,
    }
    return render(request, "plan/plan.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.PERFORMANCE)
def alike(request: PageRequest) -> HttpResponse:
    """Open actions, of any plan, that may be the same work twice."""
    found = overlap.pairs(queries.open_actions(request.account))
    shown = ALIKE.shown(request, found)
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Actions that may overlap", "crumbs": shared.crumbs(), "shown": shown}
    return render(request, "plan/alike.html", context)


def _day(request: PageRequest) -> str:
    return local_date(request.now).isoformat()


def _file_name(request: PageRequest, held: Plan, kind: str) -> str:
    """A copy says in its name whether it is of a draft, and of which day it is."""
    return f"plan-{held.pk}-{'final' if held.adopted else 'draft'}-{_day(request)}.{kind}"


def _named(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _document(request: PageRequest, held: Plan) -> Document:
    found = queries.lines(held.actions.all(), request.now)
    priorities = queries.priorities(held, request.account, found)
    today = local_date(request.now)
    under = queries.delivers(held, request.account)
    return document_of(held, found, priorities, under=under, today=today, trust=settings.RIGHTHELP_TRUST)


@route(act=SEE, audit=Kind.EXPORT, purpose=Purpose.PERFORMANCE)
def plan_print(request: PageRequest, plan_id: int) -> HttpResponse:
    """The plan to print, with its mark and the day."""
    held = shared.plan_of(request, plan_id)
    context = {
        "title": held.name,
        "crumbs": shared.way_to(held),
        "document": _document(request, held),
        "printed_at": request.now,
        "printed_by": request.account.name,
    }
    return render(request, "plan/print.html", context)


@route(act=SEE, audit=Kind.EXPORT, purpose=Purpose.PERFORMANCE)
def file(request: PageRequest, plan_id: int, kind: str) -> HttpResponse:
    """The plan as a file, with its mark and the day in its text and in its name."""
    held = shared.plan_of(request, plan_id)
    if kind not in FORMATS:
        raise Http404
    response = HttpResponse(FORMATS[kind](_document(request, held)), content_type=MEDIA[kind])
    return _named(response, _file_name(request, held, kind))


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def plan_new(request: PageRequest) -> HttpResponse:
    """A plan is begun as a draft."""
    form = opened(
        request,
        PlanForm,
        colleagues=shared.colleagues(request),
        priorities=shared.open_priorities(request.account),
    )
    made: list[Plan] = []
    if form.recorded(lambda data: made.append(record.plan_drafted(by=request.account, now=request.now, **data))):
        return done(request, "plan:plan", made[0].pk, say="The plan is begun as a draft.")
    return shared.form_page(request, form, "Begin a plan", "Begin it", shared.crumbs())


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def owner(request: PageRequest, plan_id: int) -> HttpResponse:
    """Another post owns the plan, or somebody else holds it."""
    held = shared.plan_of(request, plan_id)
    initial = {"owner_post": held.owner_post, "owner": str(held.owner_id or "")}
    form = opened(request, OwnerForm, initial=initial, colleagues=shared.colleagues(request))
    if form.recorded(lambda data: record.owner_changed(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "plan:plan", plan_id, say="The owner is recorded.")
    return shared.form_page(request, form, "Owner of the plan", "Record it", shared.way_to(held))


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def priority_new(request: PageRequest, plan_id: int) -> HttpResponse:
    """A priority joins the plan."""
    held = shared.plan_of(request, plan_id)
    form = opened(request, PriorityForm, colleagues=shared.colleagues(request))
    if form.recorded(lambda data: record.priority_added(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "plan:plan", plan_id, say="The priority is in the plan.")
    return shared.form_page(request, form, "Add a priority", "Add it", shared.way_to(held))


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def sponsor(request: PageRequest, priority_id: int) -> HttpResponse:
    """Another post sponsors a priority, or somebody else holds it."""
    row = Priority.objects.filter(pk=priority_id).first()
    if row is None:
        raise Http404
    held = shared.plan_of(request, row.plan_id)
    initial = {"sponsor_post": row.sponsor_post, "sponsor": str(row.sponsor_id or "")}
    form = opened(request, SponsorForm, initial=initial, colleagues=shared.colleagues(request))
    if form.recorded(lambda data: record.sponsor_changed(priority=row.pk, by=request.account, now=request.now, **data)):
        return done(request, "plan:plan", held.pk, say="The sponsor is recorded.")
    note = f"{row.number}. {row.name}"
    return shared.form_page(request, form, "Sponsor of the priority", "Record it", shared.way_to(held), note=note)


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def discard(request: PageRequest, plan_id: int) -> HttpResponse:
    """A draft is thrown away."""
    held = shared.plan_of(request, plan_id)
    form = opened(request, Form)
    if form.recorded(lambda _: record.plan_discarded(plan=plan_id, by=request.account, now=request.now)):
        return done(request, "plan:plans", say="The draft is discarded.")
    note = "All its priorities and actions go with it."
    return shared.form_page(
        request, form, "Discard this draft?", "Discard it", shared.way_to(held), note=note, warn=True
    )


@route(act=SIGN, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def adopt(request: PageRequest, plan_id: int) -> HttpResponse:
    """The plan is adopted."""
    held = shared.plan_of(request, plan_id)
    form = opened(request, AdoptForm, initial={"on": local_date(request.now)})
    if form.recorded(lambda data: record.plan_adopted(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "plan:plan", plan_id, say="The plan is in force. Its updates fall due every month.")
    note = "From that day its actions are in force. Each is to be updated by the end of every following month."
    return shared.form_page(request, form, "Adopt the plan", "Adopt it", shared.way_to(held), note=note)


@route(act=SIGN, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def sign_off(request: PageRequest, plan_id: int) -> HttpResponse:
    """A sponsor or the board signs off."""
    held = shared.plan_of(request, plan_id)
    form = opened(request, SignOffForm, initial={"on": local_date(request.now)}, priorities=shared.priorities_of(held))
    if form.recorded(lambda data: record.signed_off(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "plan:plan", plan_id, say="It is recorded.")
    return shared.form_page(request, form, "Record a sign-off", "Record it", shared.way_to(held))


@route(act=SIGN, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def close(request: PageRequest, plan_id: int) -> HttpResponse:
    """The plan is closed."""
    held = shared.plan_of(request, plan_id)
    ask = "Say why the plan is closed, and what follows it."
    form = opened(request, WhyForm, label="Why it is closed, and what follows it", ask=ask)
    if form.recorded(lambda data: record.plan_closed(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "plan:plan", plan_id, say="The plan is closed.")
    note = "Every action has to be done, or stopped with a reason."
    return shared.form_page(request, form, "Close the plan", "Close it", shared.way_to(held), note=note, warn=True)
