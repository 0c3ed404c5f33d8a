"""A child's plan: outcomes, who does what by when, when the next visit is due; actions of a child and my own."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework import queries, record
from righthelp.practice.casework.forms import (
    ActionForm,
    DoneForm,
    GiveForm,
    MetForm,
    MoveForm,
    NothingForm,
    OutcomeForm,
    StopForm,
    short,
)
from righthelp.practice.casework.models import Action, Outcome, Plan
from righthelp.practice.casework.pages_shared import (
    asked,
    child_subject,
    crumbs_of,
    me,
    reaches,
    subject_of,
    the_child,
    workers,
)
from righthelp.practice.casework.tables import actions_table

PLAN = ("Plan", "casework:plan")
ACTIONS = ("Actions", "casework:actions")


def action_subject(action_id: int) -> Any:
    """The child of an action."""
    return subject_of(Action, action_id)


def plan_subject(plan_id: int) -> Any:
    """The child of a plan."""
    return subject_of(Plan, plan_id)


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def plan(request: PageRequest, child_id: int) -> HttpResponse:
    """The plan that runs, and those before it."""
    child = the_child(request, child_id)
    plans = list(queries.plans_of(child_id))
    held = next((each for each in plans if each.ends is None), None)
    context = {
        "title": "Plan",
        "caption": child.name,
        "crumbs": crumbs_of(child),
        "child_id": child_id,
        "called": child.called,
        **_of(request, held),
        "earlier": [each for each in plans if each.ends is not None],
        "writes": reaches(request, "casework.plan"),
        "visits": reaches(request, "casework.visit"),
        "form": opened(request, NothingForm),
    }
    return render(request, "casework/plan.html", context)


def _of(request: PageRequest, held: Plan | None) -> dict[str, Any]:
    outcomes = list(queries.outcomes_of(held.pk)) if held else []
    loose = Action.objects.filter(plan=held, outcome__isnull=True).select_related("worker") if held else ()
    return {
        "plan": held,
        "outcomes": outcomes,
        "loose": sorted(loose, key=lambda each: (bool(each.done or each.stopped), each.by_when, each.pk)),
        "next": queries.next_visit(held, request.now) if held and held.ends is None else None,
        "today": local_date(request.now),
    }


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def plan_before(request: PageRequest, child_id: int, plan_id: int) -> HttpResponse:
    """A plan that has ended: what it was to change, and how it ended."""
    held = queries.plans_of(child_id).filter(pk=plan_id).first()
    if held is None:
        raise Http404
    child = the_child(request, child_id)
    context = {
        "title": held.get_kind_display(),
        "caption": child.name,
        "crumbs": crumbs_of(child, PLAN),
        "child_id": child_id,
        "called": child.called,
        **_of(request, held),
        "writes": False,
    }
    return render(request, "casework/plan_before.html", context)


def _no_plan(child_id: int) -> HttpResponse:
    """To the plan’s page, which says that there is none."""
    return HttpResponseRedirect(reverse("casework:plan", args=[child_id]))


@route(act="casework.see", writes="casework.plan", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def outcome_new(request: PageRequest, child_id: int) -> HttpResponse:
    """Something that needs to change for the child."""
    held = queries.current_plan(child_id)
    if held is None:
        return _no_plan(child_id)
    form = opened(request, OutcomeForm)
    if form.recorded(lambda data: record.outcome_set(plan=held.pk, by=request.account, now=request.now, **data)):
        return done(request, "casework:plan", child_id, say="The outcome is in the plan.")
    child = the_child(request, child_id)
    return asked(
        request, form, title="Add an outcome", button="Add it", back=crumbs_of(child, PLAN), caption=child.name
    )  # fmt: skip


def _outcome(child_id: int, outcome_id: int) -> Outcome:
    found = Outcome.objects.filter(pk=outcome_id, plan__child_id=child_id).first()
    if found is None:
        raise Http404
    return found


@route(act="casework.see", writes="casework.plan", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def outcome_met(request: PageRequest, child_id: int, outcome_id: int) -> HttpResponse:
    """It has changed, or, where it was said so too early, it has not."""
    row = _outcome(child_id, outcome_id)
    given: dict[str, Any] = {"outcome": row.pk, "by": request.account, "now": request.now}
    form: Form = opened(request, NothingForm) if row.met else opened(request, MetForm)

    def verb(data: dict[str, Any]) -> None:
        if row.met:
            record.outcome_not_met(**given)
        else:
            record.outcome_met(on=data["on"], **given)

    if form.recorded(verb):
        return done(request, "casework:plan", child_id, say="The plan says so now.")
    child = the_child(request, child_id)
    title, button = ("It has not changed", "Work on it again") if row.met else ("It has changed", "It has changed")
    return asked(
        request, form, title=title, button=button, back=crumbs_of(child, PLAN), said=row.what, caption=child.name
    )  # fmt: skip


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def actions(request: PageRequest, child_id: int) -> HttpResponse:
    """Everything agreed for a child: what is open, and what became of the rest."""
    child = the_child(request, child_id)
    rows = list(queries.actions_of(child_id))
    context = {
        "title": "Actions",
        "caption": child.name,
        "crumbs": crumbs_of(child),
        "child_id": child_id,
        "open": [row for row in rows if not (row.done or row.stopped)],
        "settled": [row for row in rows if row.done or row.stopped],
        "today": local_date(request.now),
        "plan": queries.current_plan(child_id),
        "writes": reaches(request, "casework.plan"),
    }
    return render(request, "casework/actions.html", context)


@route(act="casework.see", writes="casework.plan", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def action_new(request: PageRequest, child_id: int) -> HttpResponse:
    """Agree an action under the plan that runs."""
    held = queries.current_plan(child_id)
    if held is None:
        return _no_plan(child_id)
    outcomes = [(each.pk, short(each.what)) for each in Outcome.objects.filter(plan=held, met__isnull=True)]
    picked = request.GET.get("outcome", "")
    start = {"worker": me(request), "outcome": picked if picked.isdecimal() else ""}
    form = opened(request, ActionForm, initial=start, workers=workers(request), outcomes=outcomes)
    if form.recorded(
        lambda data: record.action_agreed(child=child_id, plan=held.pk, by=request.account, now=request.now, **data)
    ):
        return done(request, "casework:plan", child_id, say="The action is agreed.")
    child = the_child(request, child_id)
    return asked(
        request, form, title="Agree an action", button="Agree it", back=crumbs_of(child, PLAN), caption=child.name
    )  # fmt: skip


def action_of(child_id: int, action_id: int) -> Action:
    """One action of a child. Raises ``Http404``."""
    rows = Action.objects.select_related("worker", "agreed_by", "plan", "outcome", "meeting")
    found = rows.filter(pk=action_id, child_id=child_id).first()
    if found is None:
        raise Http404
    return found


def may_settle(request: PageRequest, row: Action) -> bool:
    """Whoever is to do it may say what became of it; so may whoever keeps the plan."""
    own = row.worker is not None and row.worker.account_id == request.account.pk
    return own or reaches(request, "casework.plan")


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def action(request: PageRequest, child_id: int, action_id: int) -> HttpResponse:
    """One action: who, by when, where it comes from, and what became of it."""
    row = action_of(child_id, action_id)
    child = the_child(request, child_id)
    context = {
        "title": row.what,
        "caption": child.name,
        "crumbs": crumbs_of(child, ACTIONS),
        "child_id": child_id,
        "row": row,
        "late": not (row.done or row.stopped) and row.by_when < local_date(request.now),
        "settles": may_settle(request, row),
        "writes": reaches(request, "casework.plan"),
    }
    return render(request, "casework/action.html", context)


_STEPS: dict[str, tuple[type[Form], str, str, str]] = {
    "done": (DoneForm, "It is done", "Record it as done", "It is recorded as done."),
    "stopped": (StopForm, "It need not be done", "Record it", "It is recorded that it need not be done."),
    "moved": (MoveForm, "Another day", "Move it", "It is moved. The day first agreed stays on record."),
    "reopened": (NothingForm, "Not done after all", "Open it again", "It is to be done again."),
}


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def action_step(request: PageRequest, child_id: int, action_id: int, step: str) -> HttpResponse:
    """What became of an action: done, stopped, moved, or opened again."""
    row = action_of(child_id, action_id)
    if step not in _STEPS or not may_settle(request, row):
        raise Http404
    form_class, title, button, say = _STEPS[step]
    form = opened(request, form_class)
    given: dict[str, Any] = {"action": row.pk, "by": request.account, "now": request.now}
    verbs = {
        "done": record.action_done,
        "stopped": record.action_stopped,
        "moved": record.action_moved,
        "reopened": record.action_reopened,
    }
    if form.recorded(lambda data: verbs[step](**given, **data)):  # type: ignore[operator]  # each has its form's fields
        return done(request, "casework:action", child_id, action_id, say=say)
    child = the_child(request, child_id)
    return asked(
        request, form, title=title, button=button, back=crumbs_of(child, ACTIONS), said=row.what, caption=child.name
    )  # fmt: skip


@route(act="casework.see", writes="casework.plan", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def action_give(request: PageRequest, child_id: int, action_id: int) -> HttpResponse:
    """Somebody else is to do it."""
    row = action_of(child_id, action_id)
    form = opened(request, GiveForm, workers=workers(request))
    if form.recorded(lambda data: record.action_given(action=row.pk, by=request.account, now=request.now, **data)):
        return done(request, "casework:action", child_id, action_id, say="It is theirs to do.")
    child = the_child(request, child_id)
    return asked(
        request, form, title="Somebody else does it", button="Give it to them", back=crumbs_of(child, ACTIONS),
        said=row.what, caption=child.name,
    )  # fmt: skip


@route(act="casework.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def mine(request: PageRequest) -> HttpResponse:
    """What I am still to do for children, the soonest first."""
    rows = list(queries.my_actions(request.account, request.now))
    shown = actions_table(local_date(request.now)).shown(request, rows)
    saw(request, {row.child_id for row in shown.rows})
    if shown.wants_csv:
        return shown.csv()
    return render(request, "casework/mine.html", {"title": "Actions", "shown": shown})


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=action_subject)
def to_action(request: PageRequest, action_id: int) -> HttpResponse:
    """From the number of an action to its page."""
    if request.about is None:
        raise Http404
    return HttpResponseRedirect(reverse("casework:action", args=[request.about.id, action_id]))


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=plan_subject)
def to_plan(request: PageRequest, plan_id: int) -> HttpResponse:
    """From the number of a plan to its page."""
    if request.about is None:
        raise Http404
    runs = Plan.objects.filter(pk=plan_id, ends__isnull=True).exists()
    child = request.about.id
    address = reverse("casework:plan", args=[child]) if runs else reverse("casework:plan-before", args=[child, plan_id])
    return HttpResponseRedirect(address)
