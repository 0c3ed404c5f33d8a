"""The pages of one action: its history, and what is recorded of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import explain
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.governance.plan import pages_shared as shared
from righthelp.governance.plan import queries
from righthelp.governance.plan import record_actions as record
from righthelp.governance.plan.acting import LEAD, SEE, WRITE, speaks_for
from righthelp.governance.plan.codes import ByWhen
from righthelp.governance.plan.forms import (
    ActionForm,
    DoneForm,
    LeadsForm,
    LinksForm,
    MoveForm,
    StartForm,
    UpdateForm,
    WhyForm,
    WorkForm,
)
from righthelp.governance.plan.journey import ACTION_BEGUN, ACTION_DONE
from righthelp.governance.plan.models import Action, Update
from righthelp.insight.indicators.catalogue import INDICATORS


@route(act=SEE, audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def action(request: PageRequest, action_id: int) -> HttpResponse:
    """One action with everything that was ever said of it."""
    held = shared.action_of(request, action_id)
    [line] = queries.lines(Action.objects.filter(pk=held.pk), request.now)
    updates = list(held.updates.select_related("given_by").order_by("-given_at", "-pk"))
    today, me = local_date(request.now), request.account.pk
    speaks = line.is_open and not held.plan.closed and speaks_for(request.account, held.pk)
    clock = ACTION_DONE if held.by_when == ByWhen.COMPLETE else ACTION_BEGUN
    context: dict[str, Any] = {
        "title": f"Action {held.number}",
        "caption": held.plan.name,
        "crumbs": shared.way_to(held.plan),
        "action": held,
        "line": line,
        "updates": [(row, _may_take_back(row, held, today, me)) for row in updates],
        "moves": held.moves.select_related("moved_by").order_by("-moved_at", "-pk"),
        "indicator": next((each for each in INDICATORS if each.code == held.indicator), None),
        "because": explain(clock, held, now=request.now).sentence if held.in_force else "",
        "speaks": speaks,
        "starts_back": speaks and record.start_stands_alone(held),
    }
    return render(request, "plan/action.html", context)


def _may_take_back(row: Update, held: Action, today: object, me: int) -> bool:
    last_word = held.plan.closed is None and held.stopped is None and (held.done is None or row.rag == "complete")
    return row.taken_back is None and row.on == today and row.given_by_id == me and last_word


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def action_new(request: PageRequest, plan_id: int) -> HttpResponse:
    """An action joins a plan."""
    held = shared.plan_of(request, plan_id)
    form = opened(request, ActionForm, colleagues=shared.colleagues(request), priorities=shared.priorities_of(held))
    if form.recorded(lambda _: record.action_added(plan=plan_id, by=request.account, now=request.now, **form.led())):
        return done(request, "plan:plan", plan_id, say="The action is in the plan.")
    return shared.form_page(request, form, "Add an action", "Add it", shared.way_to(held))


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def change(request: PageRequest, action_id: int) -> HttpResponse:
    """A mistake in an action of a draft is put right."""
    more = {"priorities": shared.priorities_of(shared.action_of(request, action_id).plan)}
    title = "Change this action"
    return _recorded(request, action_id, WorkForm, record.action_changed, title, "Record it", "It is changed.", more)


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def remove(request: PageRequest, action_id: int) -> HttpResponse:
    """An action is taken out of a draft."""
    held = shared.action_of(request, action_id)
    form = opened(request, Form)
    if form.recorded(lambda _: record.action_removed(action=action_id, by=request.account, now=request.now)):
        return done(request, "plan:plan", held.plan_id, say="The action is taken out.")
    way = shared.way_to(held.plan, held)
    title = "Take this action out of the draft?"
    return shared.form_page(request, form, title, "Take it out", way, note=held.text, warn=True)


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def leads(request: PageRequest, action_id: int) -> HttpResponse:
    """Others lead an action."""
    held = shared.action_of(request, action_id)
    initial: dict[str, Any] = {"accountable": held.accountable, "worker": str(held.worker_id or "")}
    for each in held.co_leads.order_by("number"):
        initial |= {f"beside_{each.number}": each.post, f"beside_{each.number}_worker": str(each.worker_id or "")}
    form = opened(request, LeadsForm, initial=initial, colleagues=shared.colleagues(request))
    if form.recorded(
        lambda _: record.leads_changed(action=action_id, by=request.account, now=request.now, **form.led())
    ):
        return done(request, "plan:action", action_id, say="Who leads it is recorded.")
    return _form(request, held, form, "Who leads it", "Record it")


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def links(request: PageRequest, action_id: int) -> HttpResponse:
    """What an action is to move."""
    title = "What it is to move"
    return _recorded(request, action_id, LinksForm, record.action_linked, title, "Record it", "It is recorded.")


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def move(request: PageRequest, action_id: int) -> HttpResponse:
    """The day of an action is moved."""
    return _recorded(request, action_id, MoveForm, record.day_moved, "Move its day", "Move it", "The day is moved.")


@route(act=WRITE, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def stop(request: PageRequest, action_id: int) -> HttpResponse:
    """An action is stopped, with the reason."""
    more = {
        "label": "Why it is stopped, who decided it, and what is done instead",
        "ask": "Say why it is stopped, who decided it, and what is done instead.",
    }
    title = "Stop this action"
    return _recorded(request, action_id, WhyForm, record.action_stopped, title, "Stop it", "It is stopped.", more)


@route(act=LEAD, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def update(request: PageRequest, action_id: int) -> HttpResponse:
    """What is said of an action this month."""
    held = shared.action_of(request, action_id)
    return shared.not_for_you(request, held) or _recorded(
        request, action_id, UpdateForm, record.update_given, "Update this action", "Record it", "The update stands."
    )


@route(act=LEAD, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def start(request: PageRequest, action_id: int) -> HttpResponse:
    """Work on an action has begun."""
    held = shared.action_of(request, action_id)
    return shared.not_for_you(request, held) or _recorded(
        request, action_id, StartForm, record.action_started, "It was started", "Record it", "The start is recorded."
    )


@route(act=LEAD, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def start_back(request: PageRequest, action_id: int) -> HttpResponse:
    """A start was recorded by mistake."""
    held = shared.action_of(request, action_id)
    refused = shared.not_for_you(request, held)
    if refused:
        return refused
    form = opened(request, Form)
    if form.recorded(lambda _: record.start_taken_back(action=action_id, by=request.account, now=request.now)):
        return done(request, "plan:action", action_id, say="The start is taken back.")
    return _form(request, held, form, "Take its start back?", "Take it back")


@route(act=LEAD, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def finish(request: PageRequest, action_id: int) -> HttpResponse:
    """An action is done."""
    held = shared.action_of(request, action_id)
    return shared.not_for_you(request, held) or _recorded(
        request, action_id, DoneForm, record.action_done, "It is done", "Record it", "The action is done."
    )


@route(act=LEAD, audit=Kind.CHANGE, purpose=Purpose.PERFORMANCE)
def take_back(request: PageRequest, update_id: int) -> HttpResponse:
    """Its author takes an update back on the day it was given."""
    row = Update.objects.filter(pk=update_id).first()
    if row is None:
        raise Http404
    held = shared.action_of(request, row.action_id)
    form = opened(request, Form)
    if form.recorded(lambda _: record.update_taken_back(update=update_id, by=request.account, now=request.now)):
        return done(request, "plan:action", held.pk, say="The update is taken back.")
    note = "It stays to be read as taken back. Without another one, this month has no update."
    way = shared.way_to(held.plan, held)
    return shared.form_page(request, form, "Take this update back?", "Take it back", way, note=note, warn=True)


def _recorded(
    request: PageRequest, action_id: int, form_class: type[Form], verb: Callable[..., object], title: str, button: str,
    say: str, more: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    held = shared.action_of(request, action_id)
    form = opened(request, form_class, initial=_initial(form_class, held, request), **(more or {}))
    if form.recorded(lambda data: verb(action=action_id, by=request.account, now=request.now, **data)):
        return done(request, "plan:action", action_id, say=say)
    return _form(request, held, form, title, button)


def _initial(form_class: type[Form], held: Action, request: PageRequest) -> dict[str, Any]:
    today = local_date(request.now)
    if form_class is StartForm:
        return {"on": held.started or today}
    if form_class is LinksForm:
        return {name: getattr(held, name) for name in ("inspection_area", "indicator", "self_assessment")}
    if form_class is WorkForm:
        same = {name: getattr(held, name) for name in ("difference", "why", "recommendation", "by_when", "day")}
        return same | {"what": held.text, "priority": str(held.priority_id or "")}
    return {"on": today, "started": held.started} if form_class is DoneForm else {}


def _form(request: PageRequest, held: Action, form: Form, title: str, button: str) -> HttpResponse:
    return shared.form_page(request, form, title, button, shared.way_to(held.plan, held), note=held.text)
