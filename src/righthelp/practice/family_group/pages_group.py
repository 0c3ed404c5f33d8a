"""What is recorded about a family deciding: a page for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.cells import pounds
from righthelp.foundation.pages.forms import Form, opened
from righthelp.practice.casework.pages_shared import about_child, child_subject, today, workers
from righthelp.practice.casework.queries import together
from righthelp.practice.family_group import forms, queries, record, record_together
from righthelp.practice.family_group.models import Group, Resource
from righthelp.practice.family_group.pages import (
    ALSO_OTHERS,
    DECIDE,
    OURS,
    RECORD,
    ROOM,
    SEE,
    group_subject,
    resource_subject,
)
from righthelp.practice.people.models import Person
from righthelp.practice.people.standing import may


def _of(group_id: int) -> Group:
    found = Group.objects.filter(pk=group_id).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: PageRequest, group_id: int, form: Form, verb: Callable[..., object], title: str, say: str, *,
    alone: bool = False, said: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page that is one form about a conference, and so about each child in it; ``alone``: about this child only.
    Every record that is written to is noted, those of children whose names the reader is not told among them."""
    row = _of(group_id)
    if not alone and row.together_id is not None:
        if request.method == "POST":
            saw(request, queries.in_it(row).values_list("child_id", flat=True))
        if queries.unseen(row, request.account, request.now):
            said = " ".join(part for part in (said, ALSO_OTHERS) if part)
    return about_child(
        request, row.child_id, ROOM, form, lambda **given: verb(group=group_id, **given), say=say, title=title,
        said=said, **more,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def new(request: PageRequest, child_id: int) -> HttpResponse:
    """A conference or a family meeting is asked for, for brothers and sisters at once where some are ticked."""
    family = siblings(request, child_id)
    start = today(request, "asked") | {"kind": "fgc"}
    form = opened(request, forms.AskForm, initial=start, workers=workers(request), also=family)
    fields = ("kind", "also", "asked", "why", "questions", "without", "coordinator")
    return about_child(
        request, child_id, ROOM, form, lambda **given: record.group_asked(child=child_id, **given),
        say="Recorded. Prepare each of the family, then call the meeting.", title="The family decides together",
        fields=tuple(name for name in fields if name in form.fields),
    )  # fmt: skip


def siblings(request: PageRequest, child_id: int) -> list[tuple[int, str]]:
    """Brothers and sisters, and other children at home, about whom the family may decide at once; noted as seen."""
    found = together(child_id, request.account, RECORD, request.now)
    saw(request, [each.pk for each in found])
    return [(each.pk, str(each)) for each in found if each.pk != child_id]


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def join(request: PageRequest, group_id: int) -> HttpResponse:
    """A brother or sister is part of it from now on."""
    row = _of(group_id)
    inside = set(queries.in_it(row).values_list("child_id", flat=True))
    children = [each for each in siblings(request, row.child_id) if each[0] not in inside]
    form = opened(request, forms.JoinForm, children=children)

    def verb(*, group: int, child: int, by: Account, now: datetime) -> Group:
        return record_together.joined(group=group, child=child, by=by, now=now)

    said = "" if children else "No other brother or sister, or child at home, is on a record you may write."
    return _page(request, group_id, form, verb, "A brother or sister joins", "It is about them too.", said=said)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def take_out(request: PageRequest, group_id: int) -> HttpResponse:
    """This child is no longer part of it."""
    form = opened(request, forms.WhyForm)
    return _page(
        request,
        group_id,
        form,
        record_together.taken_out,
        "Take this child out of it",
        "The child is no longer part of it.",
        said="Brothers and sisters go on. A meeting that is called is no longer about this child. Money nobody has "
        "decided on is asked for on the record of a brother or sister.",
        warn=True,
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=group_subject)
def put_back(request: PageRequest, group_id: int) -> HttpResponse:
    """That the child was taken out was a mistake."""
    form = opened(request, forms.WhyForm)
    return _page(
        request, group_id, form, record_together.put_back, "Put this child back", "The child is part of it.", alone=True
    )


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
    others = queries.in_it(_of(group_id)).filter(closed__isnull=True).values_list("child_id", flat=True)
    mine = may(request.account, RECORD, set(others) - {_of(group_id).child_id}, request.now)
    names = Person.objects.filter(pk__in=mine).order_by("birth_date", "pk")
    saw(request, list(mine))
    form = opened(request, forms.PromiseForm, also=[(each.pk, str(each)) for each in names])
    return _page(
        request,
        group_id,
        form,
        record.promised,
        "Somebody of the family does something",
        "Recorded. It stands under Actions as well.",
        alone=True,
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
        alone=True,
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
    """It was recorded by mistake, for all whom it is about or for a child who was taken out."""
    row, form = _of(group_id), opened(request, forms.WhyForm)
    said = "It no longer counts for any of the children whom it is about." if row.together_id else ""
    if row.is_out:
        said = "It no longer counts for this child. Brothers and sisters go on."
    return _page(
        request,
        group_id,
        form,
        record.withdrawn,
        "Recorded by mistake",
        "It no longer counts.",
        said=said,
        warn=True,
        alone=row.is_out,
    )


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
