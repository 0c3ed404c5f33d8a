"""What is recorded at the edge of care, and on the way home from care: a page for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpResponse

from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import Form, opened
from righthelp.practice.casework.pages_shared import about_child, child_subject, me, subject_of, today, workers
from righthelp.practice.family_group import forms, record_edge, record_return
from righthelp.practice.family_group.models import Check, Edge, Return, Work
from righthelp.practice.family_group.pages import (
    DECIDE,
    OURS,
    RECORD,
    ROOM,
    SEE,
    check_subject,
    edge_subject,
    return_subject,
    work_subject,
)


def _page(
    request: PageRequest, row: tuple[type[Model], str, int], form: Form, verb: Callable[..., object], title: str,
    say: str, **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page that is one form about a row: its model, what its verb calls it, its number."""
    model, name, number = row
    return about_child(
        request, subject_of(model, number).id, ROOM, form, lambda **given: verb(**{name: number}, **given), say=say,
        title=title, **more,
    )  # fmt: skip


def _plan(plan_id: int) -> Return:
    found = Return.objects.filter(pk=plan_id).first()
    if found is None:
        raise Http404
    return found


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def edge_new(request: PageRequest, child_id: int) -> HttpResponse:
    """A team is asked."""
    start = {"asked": request.now, "kind": "edge"}
    form = opened(request, forms.EdgeForm, initial=start, workers=workers(request))
    return about_child(
        request, child_id, ROOM, form, lambda **given: record_edge.edge_asked(child=child_id, **given),
        title="Ask a team to work with the family", say="The team is asked. Somebody is there within 24 hours.",
        fields=("kind", "asked", "why", "hours", "worker"),
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def return_new(request: PageRequest, child_id: int) -> HttpResponse:
    """Somebody asks whether the child can go home."""
    form = opened(request, forms.BeginForm, initial=today(request, "begun"))
    return about_child(
        request, child_id, ROOM, form, lambda **given: record_return.return_begun(child=child_id, **given),
        say="Recorded. Plan the way home next.", title="Can the child go home?",
        fields=("begun", "changed", "child_says", "ready"),
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=edge_subject)
def edge_worker(request: PageRequest, edge_id: int) -> HttpResponse:
    """Who works with the family."""
    form = opened(request, forms.EdgeWorkerForm, initial={"worker": me(request)}, workers=workers(request))
    return _page(
        request, (Edge, "edge", edge_id), form, record_edge.edge_given, "Who works with the family", "Recorded."
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=edge_subject)
def work(request: PageRequest, edge_id: int) -> HttpResponse:
    """Work with the family."""
    form = opened(request, forms.WorkForm, initial={"at": request.now})
    return _page(request, (Edge, "edge", edge_id), form, record_edge.worked, "Work with the family", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=edge_subject)
def edge_end(request: PageRequest, edge_id: int) -> HttpResponse:
    """The work ends."""
    form = opened(request, forms.OutcomeForm, initial=today(request, "ended"))
    return _page(
        request,
        (Edge, "edge", edge_id),
        form,
        record_edge.edge_ended,
        "The work ends",
        "The work has ended.",
        warn=True,
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=edge_subject)
def edge_reopen(request: PageRequest, edge_id: int) -> HttpResponse:
    """That it ended was a mistake."""
    form = opened(request, forms.WhyForm)
    return _page(
        request, (Edge, "edge", edge_id), form, record_edge.edge_reopened, "The work has not ended", "It is open again."
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=edge_subject)
def edge_withdraw(request: PageRequest, edge_id: int) -> HttpResponse:
    """It was asked by mistake."""
    form = opened(request, forms.WhyForm)
    return _page(
        request,
        (Edge, "edge", edge_id),
        form,
        record_edge.edge_withdrawn,
        "Asked by mistake",
        "It no longer counts.",
        warn=True,
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=work_subject)
def work_withdraw(request: PageRequest, work_id: int) -> HttpResponse:
    """It was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    return _page(
        request,
        (Work, "work", work_id),
        form,
        record_edge.work_withdrawn,
        "Recorded by mistake",
        "It no longer counts.",
        warn=True,
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=return_subject)
def ready(request: PageRequest, plan_id: int) -> HttpResponse:
    """Readiness is assessed again."""
    form = opened(
        request,
        forms.ReadyForm,
        initial={name: getattr(_plan(plan_id), name) for name in ("changed", "child_says", "ready")},
    )
    return _page(
        request, (Return, "plan", plan_id), form, record_return.readiness_assessed, "Is the family ready?", "Recorded."
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=return_subject)
def stages(request: PageRequest, plan_id: int) -> HttpResponse:
    """The way home, step by step."""
    form = opened(
        request,
        forms.StagesForm,
        initial=today(request, "planned") | {name: getattr(_plan(plan_id), name) for name in ("stages", "support")},
    )
    return _page(
        request,
        (Return, "plan", plan_id),
        form,
        record_return.return_planned,
        "The way home",
        "The plan is recorded. A manager decides.",
    )


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=OURS, subject=return_subject)
def return_decide(request: PageRequest, plan_id: int) -> HttpResponse:
    """It is decided."""
    form = opened(request, forms.DecisionForm, initial=today(request))
    return _page(
        request,
        (Return, "plan", plan_id),
        form,
        record_return.return_decided,
        "The child goes home",
        "Decided. Record the day on which the child goes home.",
    )


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=OURS, subject=return_subject)
def decision_back(request: PageRequest, plan_id: int) -> HttpResponse:
    """The decision is taken back."""
    form = opened(request, forms.WhyForm)
    return _page(
        request,
        (Return, "plan", plan_id),
        form,
        record_return.decision_taken_back,
        "Take the decision back",
        "It is not decided.",
        warn=True,
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=return_subject)
def stop(request: PageRequest, plan_id: int) -> HttpResponse:
    """The plan is given up."""
    form = opened(request, forms.GiveUpForm, initial=today(request))
    return _page(
        request,
        (Return, "plan", plan_id),
        form,
        record_return.return_stopped,
        "The plan to go home is given up",
        "Recorded.",
        warn=True,
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=return_subject)
def return_withdraw(request: PageRequest, plan_id: int) -> HttpResponse:
    """It was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    return _page(
        request,
        (Return, "plan", plan_id),
        form,
        record_return.return_withdrawn,
        "Recorded by mistake",
        "It no longer counts.",
        warn=True,
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=return_subject)
def cause(request: PageRequest, plan_id: int) -> HttpResponse:
    """Why the child came back."""
    form = opened(request, forms.CauseForm, initial={"cause": _plan(plan_id).cause, "why": _plan(plan_id).back_why})
    return _page(
        request,
        (Return, "plan", plan_id),
        form,
        record_return.coming_back_understood,
        "Why the child came back",
        "Recorded.",
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=check_subject)
def check_withdraw(request: PageRequest, check_id: int) -> HttpResponse:
    """A check was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    return _page(
        request,
        (Check, "check", check_id),
        form,
        record_return.check_withdrawn,
        "Recorded by mistake",
        "It no longer counts; the check is due again.",
        warn=True,
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=return_subject)
def go(request: PageRequest, plan_id: int) -> HttpResponse:
    """The child goes home."""
    form = opened(request, forms.HomeForm, initial=today(request))

    def verb(plan: int, **given: Any) -> object:
        return record_return.went_home(plan=plan, **forms.HomeForm.for_verb(given))

    return _page(
        request, (Return, "plan", plan_id), form, verb, "The child goes home",
        "The child is at home. Whether it holds is asked after three, six and twelve months.",
        said="The move, or the end of the time in care, is recorded under Looked after at once.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=return_subject)
def check(request: PageRequest, plan_id: int) -> HttpResponse:
    """Whether it holds."""
    form = opened(request, forms.CheckForm, initial=today(request))

    def verb(plan: int, **given: Any) -> object:
        return record_return.checked(plan=plan, **forms.CheckForm.for_verb(given))

    return _page(request, (Return, "plan", plan_id), form, verb, "Does it hold?", "Recorded.")
