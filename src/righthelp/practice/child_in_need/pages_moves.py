"""Steps up, down and across; closing; a manager's oversight; what stands in the way."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_moment
from righthelp.foundation.journey import explain
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.child_in_need import forms, record, record_moves
from righthelp.practice.child_in_need.journey import STEP_ANSWER
from righthelp.practice.child_in_need.models import Closing, Escalation, NeedPlan, Step
from righthelp.practice.child_in_need.pages_shared import (
    asked,
    closing_subject,
    crumbs,
    escalation_subject,
    may,
    plan_of,
    plan_subject,
    route_to,
    step_subject,
    teams_for,
)
from righthelp.practice.child_in_need.record_moves import Asking

SAID = Purpose.ALLOCATED


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=plan_subject)
def step_new(request: PageRequest, plan_id: int) -> HttpResponse:
    """More help, less help or another team is asked for."""
    held = plan_of(plan_id)
    start = {"to": request.GET.get("to", "")}
    form = opened(request, forms.StepForm, initial=start, choices={"team": teams_for()})
    made: list[Step] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record_moves.step_asked(plan=plan_id, asking=Asking(**data), by=request.account, now=request.now))

    if form.recorded(verb):
        return done(
            request, "child_in_need:step", made[0].pk, say="It is asked for. The answer is due in two working days."
        )
    said = (
        "If a child may be suffering significant harm, ring the team now and write this afterwards: nothing here waits "
        "for an answer before a child is safe."
    )
    return asked(request, form, title="Step up, down or across", button="Ask for it", back=crumbs(held), said=said)


def _step(step_id: int) -> Step:
    rows = Step.objects.select_related(
        "child", "team", "plan__child", "asked_by", "answered_by", "earlier__answered_by"
    )
    found = rows.filter(pk=step_id).first()
    if found is None:
        raise Http404
    return found


@route(act="need.see", audit=Kind.RECORD, purpose=SAID, subject=step_subject)
def step(request: PageRequest, step_id: int) -> HttpResponse:
    """What was asked for, and what the answer was."""
    found = _step(step_id)
    worker = getattr(request.account, "worker", None)
    answers = may(request, "need.decide") if found.team_id else may(request, "need.record")
    own = found.team_id is not None and worker is not None and worker.pk == found.asked_by_id
    context = {
        "title": str(found.child),
        "caption": found.get_direction_display(),
        "crumbs": crumbs(found.plan),
        "row": found,
        "clock": explain(STEP_ANSWER, found, now=request.now),
        "waits": found.answered is None and found.withdrawn is None,
        "answers": answers and not own,
        "records": may(request, "need.record"),
        "decides": may(request, "need.decide"),
        "began": NeedPlan.objects.filter(step=found).first(),
        "strategy": route_to("section47:ask", found.child_id),
    }
    return render(request, "child_in_need/step.html", context)


def _writes_answer(request: PageRequest, step_id: int) -> HttpResponse:
    found = _step(step_id)
    form = opened(request, forms.AnswerForm)
    if found.team_id:
        del form.fields["answered_words"]
    if form.recorded(
        lambda data: record_moves.step_answered(step=step_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:step", step_id, say="The answer is recorded.")
    said = [f"{found.get_to_display()}. Asked {say_moment(found.asked)} by {found.asked_by.name}.", found.why]
    return asked(request, form, title="Answer", button="Answer", back=crumbs(found.plan), said=said)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=step_subject)
def answer(request: PageRequest, step_id: int) -> HttpResponse:
    """The manager of the team that is asked answers."""
    return _writes_answer(request, step_id)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=step_subject)
def answer_heard(request: PageRequest, step_id: int) -> HttpResponse:
    """A worker records what somebody without a sign-in here answered."""
    return _writes_answer(request, step_id)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=step_subject)
def step_withdraw(request: PageRequest, step_id: int) -> HttpResponse:
    """It is no longer asked for."""
    found = _step(step_id)
    form = opened(request, forms.WhyForm)
    if form.recorded(
        lambda data: record_moves.step_withdrawn(step=step_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:plan", found.plan_id, say="It is no longer asked for.")
    return asked(request, form, title="No longer needed", button="Take it back", back=crumbs(found.plan))


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=plan_subject)
def close(request: PageRequest, plan_id: int) -> HttpResponse:
    """Somebody proposes that the plan ends."""
    held = plan_of(plan_id)
    form = opened(request, forms.ClosingForm)
    if form.recorded(
        lambda data: record_moves.closing_proposed(plan=plan_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:plan", plan_id, say="It waits for a manager’s decision.")
    said = "A manager other than you decides. Until then the plan runs."
    return asked(request, form, title="Propose to close the plan", button="Propose it", back=crumbs(held), said=said)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=closing_subject)
def closing(request: PageRequest, closing_id: int) -> HttpResponse:
    """A manager closes the plan, or says why it goes on."""
    rows = Closing.objects.select_related("plan__child", "proposed_by", "decided_by")
    found = rows.get(pk=closing_id)
    form = opened(request, forms.VerdictForm, initial={"ends": local_date(request.now)})
    if form.recorded(
        lambda data: record_moves.closing_decided(closing=closing_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:plan", found.plan_id, say="Your decision is recorded.")
    context = {
        "title": "Close the plan?",
        "caption": str(found.plan.child),
        "crumbs": crumbs(found.plan),
        "row": found,
        "form": form,
        "decides": may(request, "need.decide") and found.decided is None,
    }
    return render(request, "child_in_need/closing.html", context)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=plan_subject)
def oversight(request: PageRequest, plan_id: int) -> HttpResponse:
    """A manager writes on the plan, or on one of its actions."""
    held = plan_of(plan_id)
    rows = held.actions.filter(done__isnull=True, stopped__isnull=True).order_by("by_when")
    lists = {"action": [(str(one.pk), one.what[:90]) for one in rows]}
    start = {"kind": request.GET.get("kind", ""), "action": request.GET.get("action", "")}
    form = opened(request, forms.OversightForm, initial=start, choices=lists)
    if form.recorded(lambda data: record.oversight_noted(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "child_in_need:plan", plan_id, say="Your note is on the plan.")
    return asked(request, form, title="Management oversight", button="Record it", back=crumbs(held))


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=plan_subject)
def escalate(request: PageRequest, plan_id: int) -> HttpResponse:
    """Something stands in the way of change for the child."""
    held = plan_of(plan_id)
    form = opened(request, forms.EscalateForm, initial={"level": "1"})
    if form.recorded(lambda data: record_moves.escalated(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "child_in_need:plan", plan_id, say="It is raised. The answer is due in five working days.")
    return asked(request, form, title="What stands in the way", button="Raise it", back=crumbs(held))


def _escalation(escalation_id: int) -> Escalation:
    return Escalation.objects.select_related("plan__child").get(pk=escalation_id)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=escalation_subject)
def escalation_answer(request: PageRequest, escalation_id: int) -> HttpResponse:
    """They answered."""
    found = _escalation(escalation_id)
    form = opened(request, forms.AnsweredForm)
    if form.recorded(
        lambda data: record_moves.escalation_answered(
            escalation=escalation_id, by=request.account, now=request.now, **data
        )
    ):
        return done(request, "child_in_need:plan", found.plan_id, say="The answer is recorded.")
    said = f"{found.to}: {found.what}"
    return asked(request, form, title="Their answer", button="Record it", back=crumbs(found.plan), said=said)


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=escalation_subject)
def escalation_further(request: PageRequest, escalation_id: int) -> HttpResponse:
    """One level up."""
    found = _escalation(escalation_id)
    form = opened(request, forms.FurtherForm)
    if form.recorded(
        lambda data: record_moves.taken_further(escalation=escalation_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "child_in_need:plan", found.plan_id, say="It is with the next level.")
    return asked(request, form, title="Take it further", button="Take it further", back=crumbs(found.plan))


@route(act="need.see", writes="need.record", audit=Kind.RECORD, purpose=SAID, subject=escalation_subject)
def escalation_settle(request: PageRequest, escalation_id: int) -> HttpResponse:
    """It is over."""
    found = _escalation(escalation_id)
    form = opened(request, forms.SettledForm)
    if form.recorded(
        lambda data: record_moves.escalation_settled(
            escalation=escalation_id, by=request.account, now=request.now, **data
        )
    ):
        return done(request, "child_in_need:plan", found.plan_id, say="It no longer stands in the way.")
    return asked(request, form, title="It is settled", button="Record it", back=crumbs(found.plan))
