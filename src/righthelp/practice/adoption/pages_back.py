"""Taking back what was recorded by mistake on a child's way to adoption: one asks, another agrees."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import opened
from righthelp.practice.adoption import forms, record_back
from righthelp.practice.adoption.codes import Back
from righthelp.practice.adoption.models import Adopting, Linked, TakingBack
from righthelp.practice.adoption.pages import RECORD, ROOM, SEE, plan_subject
from righthelp.practice.adoption.pages_links import link_subject
from righthelp.practice.casework.pages_shared import about_child, subject_of

OURS, SEAL = Purpose.ALLOCATED, "adoption.seal"
_TWO = (
    "Nothing changes until somebody else agrees. What was recorded then stays readable, struck through, with the "
    "reason."
)


def back_subject(back_id: int) -> Subject:
    """The child about whom something was recorded by mistake."""
    return subject_of(TakingBack, back_id)


def _ask(request: PageRequest, plan_id: int, what: Back, link: int | None = None) -> HttpResponse:
    child = Adopting.objects.filter(pk=plan_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return about_child(
        request, child, ROOM, opened(request, forms.WhyForm),
        partial(record_back.back_asked, plan=plan_id, what=what.value, link=link), title="Recorded by mistake",
        button="Ask to take it back", say="Asked. Somebody else must agree.", warn=True, said=f"{what.label}. {_TWO}",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def decision(request: PageRequest, plan_id: int) -> HttpResponse:
    """The decision that the child should be placed was recorded by mistake."""
    return _ask(request, plan_id, Back.DECISION)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def order(request: PageRequest, plan_id: int) -> HttpResponse:
    """The adoption order was recorded by mistake, and the record is not sealed yet."""
    return _ask(request, plan_id, Back.ORDER)


def _of_link(request: PageRequest, link_id: int, what: Back) -> HttpResponse:
    plan = Linked.objects.filter(pk=link_id).values_list("plan_id", flat=True).first()
    return _ask(request, plan or 0, what, link_id)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=link_subject)
def panel(request: PageRequest, link_id: int) -> HttpResponse:
    """What the panel said was recorded by mistake."""
    return _of_link(request, link_id, Back.PANEL)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=link_subject)
def match(request: PageRequest, link_id: int) -> HttpResponse:
    """The match was recorded by mistake."""
    return _of_link(request, link_id, Back.MATCH)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=back_subject)
def thought_better(request: PageRequest, back_id: int) -> HttpResponse:
    """Whoever asked sees that it was no mistake."""
    row = TakingBack.objects.filter(pk=back_id).first()
    if row is None:
        raise Http404
    return about_child(
        request, row.child_id, ROOM, opened(request, forms.WhyForm),
        partial(record_back.back_thought_better, back=back_id), title="It stands as recorded", button="It stands",
        say="Nothing is taken back.", said=row.said,
    )  # fmt: skip


@route(act=SEE, writes=SEAL, audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=back_subject)
def answer(request: PageRequest, back_id: int) -> HttpResponse:
    """Somebody else agrees that it was a mistake, or says why it stands."""
    row = TakingBack.objects.select_related("asked_by").filter(pk=back_id).first()
    if row is None:
        raise Http404

    def verb(answer: str, why: str, **given: Any) -> None:
        if answer == "yes":
            record_back.back_agreed(back=back_id, **given)
        else:
            record_back.back_declined(back=back_id, why=why, **given)

    return about_child(
        request, row.child_id, ROOM, opened(request, forms.AnswerForm), verb, title="Take this back?", button="Answer",
        say="Answered.", warn=True, said=f"{row.said} {row.asked_by.name} says that this was a mistake: {row.why}",
    )  # fmt: skip
