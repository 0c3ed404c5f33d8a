"""What is recorded about a family deciding: a page for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.cells import pounds
from righthelp.foundation.pages.forms import Form, opened
from righthelp.practice.casework.pages_shared import about_child, child_subject, today, workers
from righthelp.practice.family_group import forms, record
from righthelp.practice.family_group.models import Group, Resource
from righthelp.practice.family_group.pages import DECIDE, OURS, RECORD, ROOM, SEE, group_subject, resource_subject


def _of(group_id: int) -> Group:
    found = Group.objects.filter(pk=group_id).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: PageRequest, group_id: int, form: Form, verb: Callable[..., object], title: str, say: str, **more: Any
) -> HttpResponse:
    """A page that is one form about a conference."""
    return about_child(
        request, _of(group_id).child_id, ROOM, form, lambda **given: verb(group=group_id, **given), say=say,
        title=title, **more,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def new(request: PageRequest, child_id: int) -> HttpResponse:
    """A conference or a family meeting is asked for."""
    form = opened(request, forms.AskForm, initial=today(request, "asked") | {"kind": "fgc"}, workers=workers(request))
    return about_child(
        request, child_id, ROOM, form, lambda **given: record.group_asked(child=child_id, **given),
        say="Recorded. Prepare each of the family, then call the meeting.", title="The family decides together",
        fields=("kind", "asked", "why", "questions", "without", "coordinator"),
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def coordinator(request: PageRequest, group_id: int) -> HttpResponse:
    """Who co-ordinates it."""
    form = opened(
        request, forms.CoordinatorForm, initial={"coordinator": _of(group_id).coordinator_id}, workers=workers(request)
    )
    return _page(request, group_id, form, record.coordinator_named, "Co-ordinator", "The co-ordinator is named.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def member(request: PageRequest, group_id: int) -> HttpResponse:
    """Somebody of the family is prepared."""
    form = opened(request, forms.MemberForm)
    return _page(request, group_id, form, record.member_asked, "Somebody of the family", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def call(request: PageRequest, group_id: int) -> HttpResponse:
    """The conference is called."""
    form = opened(request, forms.CallForm)
    return _page(
        request,
        group_id,
        form,
        record.conference_called,
        "Call the family together",
        "It is called. It stands under Meetings.",
        said="Whoever of the family comes or sends words is on its list. Move, cancel or hold it under Meetings.",
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def plan(request: PageRequest, group_id: int) -> HttpResponse:
    """The family's plan."""
    form = opened(request, forms.FamilyPlanForm, initial={"plan": _of(group_id).plan})
    return _page(
        request,
        group_id,
        form,
        record.plan_written,
        "The family’s plan",
        "The plan is recorded. The family waits for an answer.",
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def promise(request: PageRequest, group_id: int) -> HttpResponse:
    """Who of the family does what."""
    form = opened(request, forms.PromiseForm)
    return _page(
        request,
        group_id,
        form,
        record.promised,
        "Somebody of the family does something",
        "Recorded. It stands under Actions as well.",
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def answer(request: PageRequest, group_id: int) -> HttpResponse:
    """The answer to the plan."""
    form = opened(request, forms.AnswerForm, initial=today(request))
    return _page(request, group_id, form, record.answered, "Answer the family", "The answer is recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def answer_back(request: PageRequest, group_id: int) -> HttpResponse:
    """The answer is taken back."""
    form = opened(request, forms.WhyForm)
    return _page(
        request,
        group_id,
        form,
        record.answer_taken_back,
        "Take the answer back",
        "The plan waits for an answer.",
        warn=True,
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def resource(request: PageRequest, group_id: int) -> HttpResponse:
    """Money for the plan."""
    form = opened(request, forms.ResourceForm, initial={"times": 1})
    return _page(
        request,
        group_id,
        form,
        record.resource_asked,
        "Money for the family’s plan",
        "Asked for. Somebody else decides.",
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def review(request: PageRequest, group_id: int) -> HttpResponse:
    """The review with the family."""
    form = opened(request, forms.ReviewForm, initial=today(request))
    return _page(request, group_id, form, record.reviewed, "Review of the family’s plan", "The review is recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def close(request: PageRequest, group_id: int) -> HttpResponse:
    """The work on it ends."""
    form = opened(request, forms.CloseForm, initial=today(request))
    return _page(request, group_id, form, record.closed, "The work on it ends", "Recorded.", warn=True)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def reopen(request: PageRequest, group_id: int) -> HttpResponse:
    """That it ended was a mistake."""
    form = opened(request, forms.WhyForm)
    return _page(request, group_id, form, record.reopened, "It has not ended", "It is open again.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def withdraw(request: PageRequest, group_id: int) -> HttpResponse:
    """It was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    return _page(request, group_id, form, record.withdrawn, "Recorded by mistake", "It no longer counts.", warn=True)


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=OURS, subject=resource_subject)
def decide(request: PageRequest, resource_id: int) -> HttpResponse:
    """Money is approved or not."""
    row = Resource.objects.get(pk=resource_id)
    form = opened(request, forms.DecideForm)

    def verb(**given: Any) -> object:
        return record.resource_decided(resource=resource_id, **forms.DecideForm.for_verb(given))

    said = f"{row.what}: {pounds(row.pence)} {row.get_every_display().lower()}, {pounds(row.total)} in all."
    return about_child(
        request, row.child_id, ROOM, form, verb, title="Money for the family’s plan", say="Decided.", said=said
    )
