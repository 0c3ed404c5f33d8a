"""Taking back that a child was taken on: asked for, agreed by a second manager, or declined."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import say_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.forms_back import BackForm
from righthelp.practice.casework.models import TakenBack
from righthelp.practice.casework.record_back import back_declined, free_until
from righthelp.practice.child_in_need import record_back
from righthelp.practice.child_in_need.forms import WhyForm
from righthelp.practice.child_in_need.models import NeedPlan
from righthelp.practice.child_in_need.pages_shared import asked, crumbs, plan_of, plan_subject


def back_subject(back_id: int) -> Subject:
    """The child who was taken on."""
    return Subject("child", _back(back_id).child_id)


def _back(back_id: int) -> TakenBack:
    rows = TakenBack.objects.select_related("asked_by", "child")
    found = rows.filter(pk=back_id, what=record_back.TAKEN_ON, done__isnull=True, declined__isnull=True).first()
    if found is None:
        raise Http404
    return found


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=plan_subject)
def take_back(request: PageRequest, plan_id: int) -> HttpResponse:
    """Take back that the child was taken on, having seen what follows."""
    plan = plan_of(plan_id)
    need = NeedPlan.objects.select_related("decided_by").filter(plan=plan).first()
    if need is None:
        raise Http404
    form = opened(request, BackForm)
    made: list[TakenBack] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record_back.taking_on_taken_back(plan=plan_id, by=request.account, now=request.now, **data))

    if form.recorded(verb):
        say = "It is taken back." if made[0].done else "Another manager is asked to agree that it is taken back."
        return done(request, "child_in_need:of-child", plan.child_id, say=say)
    stops = ""
    undone: list[str] = []
    flagged: list[str] = []
    try:
        undone, flagged = record_back.what_would_follow(plan_id, request.account, request.now)
    except Refused as refused:
        stops = refused.sentence
    context = {
        "title": "Taken on by mistake",
        "caption": str(plan.child),
        "crumbs": crumbs(plan),
        "form": form,
        "said": f"{plan.get_kind_display()} from {say_date(plan.starts)}.\n{need.threshold}",
        "recorded": plan.begun,
        "by": need.decided_by.name,
        "alone": request.now <= free_until(plan.begun),
        "until": say_date(free_until(plan.begun)),
        "stops": stops,
        "undone": undone,
        "flagged": flagged,
    }
    return render(request, "casework/take_back.html", context, status=400 if form.sent and form.errors else 200)


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=back_subject)
def agree(request: PageRequest, back_id: int) -> HttpResponse:
    """A second manager agrees."""
    back = _back(back_id)
    form = opened(request, Form)
    if form.recorded(lambda _: record_back.taking_back_agreed(back=back_id, by=request.account, now=request.now)):
        return done(request, "child_in_need:of-child", back.child_id, say="It is taken back.")
    said = f"{back.asked_by.name} asks for this to be taken back: {back.why} What was recorded: {back.said}"
    return asked(
        request, form, title="Agree that it is taken back?", caption=str(back.child), button="I agree: take it back",
        back=crumbs(), said=said,
    )  # fmt: skip


@route(act="need.see", writes="need.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=back_subject)
def decline(request: PageRequest, back_id: int) -> HttpResponse:
    """The plan stands."""
    back = _back(back_id)
    form = opened(request, WhyForm)
    if form.recorded(lambda data: back_declined(back=back_id, why=data["why"], by=request.account, now=request.now)):
        return done(request, "child_in_need:of-child", back.child_id, say="The plan stands.")
    said = f"{back.asked_by.name} asked: {back.why}"
    return asked(
        request, form, title="The plan stands", caption=str(back.child), button="Record my reason", back=crumbs(),
        said=said,
    )  # fmt: skip
