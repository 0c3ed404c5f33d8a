"""What is done around a plan: core group, category, chair, oversight, escalation, milestones, moves, its end."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.practice.casework.models import Action
from righthelp.practice.protection import law, queries, record_above, record_plan
from righthelp.practice.protection.codes import Level
from righthelp.practice.protection.forms import NothingForm, WhyForm
from righthelp.practice.protection.forms_plan import (
    AnswerForm,
    AwayForm,
    CategoryForm,
    ChairForm,
    ContingencyForm,
    EndForm,
    EscalateForm,
    MemberForm,
    NoteForm,
    OversightForm,
    TakenForm,
)
from righthelp.practice.protection.models import CoreMember, Escalation, Milestone, TransferOut
from righthelp.practice.protection.pages_shared import (
    asked,
    colleagues,
    escalation_subject,
    member_subject,
    milestone_subject,
    plan_crumbs,
    plan_of,
    plan_subject,
    transfer_subject,
)

WORK, CHAIR, MANAGE = "protection.work", "protection.chair", "protection.manage"


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def member(request: PageRequest, plan_id: int) -> HttpResponse:
    """Somebody joins the core group."""
    found = plan_of(plan_id)
    form = opened(request, MemberForm, workers=colleagues(request))
    if form.recorded(lambda data: record_plan.member_added(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "protection:plan", plan_id, say="They are in the core group.")
    return asked(
        request, form, title="Add to the core group", button="Add them", caption=str(found.child),
        fields=("agency", "worker", "name", "role", "attached"), back=plan_crumbs(found),
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=member_subject)
def member_left(request: PageRequest, member_id: int) -> HttpResponse:
    """Somebody leaves the core group."""
    row = get_object_or_404(CoreMember.objects.select_related("plan", "worker", "person"), pk=member_id)
    found = plan_of(row.plan.plan_id)
    form = opened(request, NothingForm)
    if form.recorded(lambda _: record_plan.member_left(member=member_id, by=request.account, now=request.now)):
        return done(request, "protection:plan", found.plan_id, say="They are no longer in the core group.")
    return asked(
        request, form, title="Leaves the core group", button="They have left", fields=(), caption=str(found.child),
        back=plan_crumbs(found), said=str(row.worker or row.person or row.name),
    )  # fmt: skip


@route(act=CHAIR, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def category(request: PageRequest, plan_id: int) -> HttpResponse:
    """The plan runs under another category."""
    found = plan_of(plan_id)
    start = {"category": found.category, "starts": local_date(request.now)}
    form = opened(request, CategoryForm, initial=start)
    if form.recorded(
        lambda data: record_plan.category_changed(plan=plan_id, by=request.account, now=request.now, **data)
    ):
        return done(
            request, "protection:plan", plan_id, say="The category is changed; the earlier one stays on record."
        )
    return asked(
        request, form, title="Change the category", button="Change it", fields=("category", "starts", "why"),
        back=plan_crumbs(found), caption=str(found.child),
    )  # fmt: skip


@route(act=CHAIR, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def chair(request: PageRequest, plan_id: int) -> HttpResponse:
    """Somebody else chairs the reviews."""
    found = plan_of(plan_id)
    chairs = queries.chairs(local_date(request.now))
    form = opened(request, ChairForm, initial={"chair": found.chair_id}, chairs=chairs)
    if form.recorded(lambda data: record_plan.chair_changed(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "protection:plans", say="Another chair has the plan.")
    return asked(
        request, form, title="Another chair", button="Change the chair", fields=("chair",), back=plan_crumbs(found),
        caption=str(found.child),
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def contingency(request: PageRequest, plan_id: int) -> HttpResponse:
    """What happens if nothing changes."""
    found = plan_of(plan_id)
    form = opened(request, ContingencyForm, initial={"contingency": found.contingency})
    if form.recorded(
        lambda data: record_plan.contingency_written(plan=plan_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "protection:plan", plan_id, say="It is in the plan.")
    return asked(
        request, form, title="If nothing changes", button="Record it", fields=("contingency",),
        back=plan_crumbs(found), caption=str(found.child),
    )  # fmt: skip


@route(act=MANAGE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def oversight(request: PageRequest, plan_id: int) -> HttpResponse:
    """A manager's note on the plan, or on one action of it."""
    found = plan_of(plan_id)
    actions = Action.objects.filter(plan_id=plan_id, done__isnull=True, stopped__isnull=True).order_by("by_when")
    form = opened(request, OversightForm, actions=[(each.pk, each.what[:90]) for each in actions])
    if form.recorded(
        lambda data: record_above.oversight_noted(plan=plan_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "protection:plan", plan_id, say="Your note stands with the plan.")
    return asked(
        request, form, title="Management oversight", button="Record it", fields=("action", "note"),
        back=plan_crumbs(found), caption=str(found.child),
    )  # fmt: skip


@route(act=MANAGE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=milestone_subject)
def look(request: PageRequest, milestone_id: int) -> HttpResponse:
    """Look at a long plan from above."""
    row = get_object_or_404(Milestone.objects.select_related("plan"), pk=milestone_id)
    found = plan_of(row.plan.plan_id)
    form = opened(request, NoteForm)
    if form.recorded(
        lambda data: record_above.milestone_reviewed(
            milestone=milestone_id, by=request.account, now=request.now, **data
        )
    ):
        return done(request, "protection:plan", found.plan_id, say="It is recorded what follows.")
    said = (
        f"After {row.months} months {law.MILESTONES[row.months]} looks at the plan: why does it still run, what has "
        "changed for the child, and what will be different from now on? Is less help enough, or more needed?"
    )
    return asked(
        request, form, title=f"{row.months} months on a plan", button="Record it", fields=("note",),
        back=plan_crumbs(found), caption=str(found.child), said=said,
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def escalate(request: PageRequest, plan_id: int) -> HttpResponse:
    """Change is not seen: ask somebody further up to act."""
    found = plan_of(plan_id)
    typed = request.GET.get("after", "")
    before = (
        Escalation.objects.filter(pk=int(typed), plan=found).first() if typed.isdecimal() and len(typed) < 18 else None
    )
    start: dict[str, Any] = {"level": Level.TEAM.value}
    if before:
        start = {
            "barrier": before.barrier,
            "issue": before.issue,
            "level": str(min(int(before.level) + 1, len(Level.values))),
        }
    form = opened(request, EscalateForm, initial=start)

    def verb(data: dict[str, Any]) -> None:
        after = before.pk if before else None
        record_above.escalated(plan=plan_id, after=after, by=request.account, now=request.now, **data)

    if form.recorded(verb):
        return done(
            request, "protection:plan", plan_id, say="It is escalated, and an answer is due in five working days."
        )
    return asked(
        request, form, title="Escalate", button="Escalate it", fields=("barrier", "issue", "level", "to"),
        back=plan_crumbs(found), caption=str(found.child),
        said="When change is not being seen, take it to the level that can act. An answer is due in five working days.",
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=escalation_subject)
def answer(request: PageRequest, escalation_id: int) -> HttpResponse:
    """What was answered."""
    row = get_object_or_404(Escalation.objects.select_related("plan"), pk=escalation_id)
    found = plan_of(row.plan.plan_id)
    form = opened(request, AnswerForm)

    def verb(data: dict[str, Any]) -> None:
        record_above.answered(
            escalation=escalation_id,
            response=data["response"],
            solved=data["solved"] == "yes",
            by=request.account,
            now=request.now,
        )

    if form.recorded(verb):
        return done(request, "protection:plan", found.plan_id, say="The answer is recorded.")
    return asked(
        request, form, title="What was answered", button="Record it", fields=("response", "solved"),
        back=plan_crumbs(found), caption=str(found.child), said=f"{row.get_barrier_display()}: {row.issue}",
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def away(request: PageRequest, plan_id: int) -> HttpResponse:
    """The family moves: the other council is told."""
    found = plan_of(plan_id)
    form = opened(request, AwayForm)
    if form.recorded(lambda data: record_above.moving_away(plan=plan_id, by=request.account, now=request.now, **data)):
        return done(request, "protection:plan", plan_id, say="It is recorded. The plan runs on until their conference.")
    return asked(
        request, form, title="The family moves to another council", button="They have been told",
        fields=("council", "contact"), back=plan_crumbs(found), caption=str(found.child),
        said="They hold their conference within fifteen working days. Until then the plan runs on here.",
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=transfer_subject)
def taken(request: PageRequest, transfer_id: int) -> HttpResponse:
    """The other council held its conference; the plan here ends."""
    row = get_object_or_404(TransferOut.objects.select_related("plan"), pk=transfer_id)
    found = plan_of(row.plan.plan_id)
    form = opened(request, TakenForm)
    if form.recorded(
        lambda data: record_above.taken_over(transfer=transfer_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "protection:plan", found.plan_id, say="The plan here has ended.")
    return asked(
        request, form, title=f"{row.council} held its conference", button="End the plan here", fields=("on", "what"),
        back=plan_crumbs(found), caption=str(found.child), warn=True,
        said="The plan here ends on that day, and with it visits, core groups and reviews.",
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=transfer_subject)
def stays(request: PageRequest, transfer_id: int) -> HttpResponse:
    """The family stays after all."""
    row = get_object_or_404(TransferOut.objects.select_related("plan"), pk=transfer_id)
    found = plan_of(row.plan.plan_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_above.stays_here(transfer=transfer_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "protection:plan", found.plan_id, say="It is recorded that the family stays.")
    return asked(
        request, form, title="The family stays here", button="Record it", fields=("why",), back=plan_crumbs(found),
        caption=str(found.child), said=f"Tell {row.council} too.",
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def end(request: PageRequest, plan_id: int) -> HttpResponse:
    """The plan ends without a review conference."""
    found = plan_of(plan_id)
    form = opened(request, EndForm)
    if form.recorded(
        lambda data: record_plan.ended_otherwise(plan=plan_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "protection:plan", plan_id, say="The plan has ended.")
    return asked(
        request, form, title="End the plan without a review", button="End the plan", warn=True,
        fields=("ending", "on", "why"), back=plan_crumbs(found), caption=str(found.child),
        said="Only for these reasons. A step down, or no further help, is decided by a review conference.",
    )  # fmt: skip
