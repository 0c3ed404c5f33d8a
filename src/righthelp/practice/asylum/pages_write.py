"""What is recorded about children who came alone: a page for each."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import Form, opened
from righthelp.practice.asylum import forms, record
from righthelp.practice.asylum.pages import (
    OURS,
    RECORD,
    ROOM,
    SEE,
    age_subject,
    application_subject,
    asked_subject,
    help_subject,
    row_subject,
)
from righthelp.practice.casework.pages_shared import about_child, child_subject, me, today, workers


def _page(
    request: PageRequest, child: int, form: Form, verb: Any, of: dict[str, Any], title: str, say: str, **more: Any
) -> HttpResponse:
    """A page that is one form: ``of`` is what its verb is told besides what was typed."""
    return about_child(request, child, ROOM, form, lambda **given: verb(**of, **given), say=say, title=title, **more)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def arrived(request: PageRequest, child_id: int) -> HttpResponse:
    """A young person who came alone."""
    form = opened(request, forms.ArrivedForm, initial=today(request))
    of = {"child": child_id}
    return _page(
        request,
        child_id,
        form,
        record.arrived,
        of,
        "A young person who came alone",
        "Recorded. The young person is treated as a child.",
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def dispute(request: PageRequest, child_id: int) -> HttpResponse:
    """The age is disputed."""
    form = opened(
        request, forms.DisputeForm, initial=today(request, "begun") | {"first": me(request)}, workers=workers(request)
    )
    of = {"child": child_id}
    return _page(
        request,
        child_id,
        form,
        record.age_disputed,
        of,
        "The age is disputed",
        "Recorded. Until it is decided, the young person is treated as a child.",
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def apply(request: PageRequest, child_id: int) -> HttpResponse:
    """Something is asked of the Home Office."""
    form = opened(request, forms.ApplyForm, initial=today(request, "made"))
    of = {"child": child_id}
    return _page(request, child_id, form, record.applied, of, "Something is asked of the Home Office", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def ask(request: PageRequest, child_id: int) -> HttpResponse:
    """We asked about the case."""
    form = opened(request, forms.AskForm, initial=today(request))
    of = {"child": child_id}
    return _page(
        request,
        child_id,
        form,
        record.asked,
        of,
        "We asked about the case",
        "Recorded. We ask again after four weeks without an answer.",
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def helps(request: PageRequest, child_id: int) -> HttpResponse:
    """Somebody helps."""
    form = opened(request, forms.HelpForm, initial=today(request, "starts"))
    of = {"child": child_id}
    return _page(request, child_id, form, record.help_began, of, "Somebody helps", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=age_subject)
def hear(request: PageRequest, age_id: int) -> HttpResponse:
    """The young person is heard."""
    form = opened(request, forms.HeardForm, initial=today(request))
    of = {"age": age_id}
    return _page(
        request,
        age_subject(age_id).id,
        form,
        record.heard,
        of,
        "The young person is heard",
        "Recorded. Now the two decide.",
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=age_subject)
def decide(request: PageRequest, age_id: int) -> HttpResponse:
    """The age is decided."""
    form = opened(request, forms.AgeForm, initial=today(request))
    of = {"age": age_id}
    return _page(
        request,
        age_subject(age_id).id,
        form,
        record.age_decided,
        of,
        "The age is decided",
        "The decision is recorded. Give the reasons to the young person in writing.",
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=age_subject)
def challenge(request: PageRequest, age_id: int) -> HttpResponse:
    """The decision is challenged."""
    form = opened(request, forms.ChallengeForm, initial=today(request))
    of = {"age": age_id}
    return _page(
        request, age_subject(age_id).id, form, record.age_challenged, of, "The decision is challenged", "Recorded."
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=application_subject)
def step(request: PageRequest, application_id: int) -> HttpResponse:
    """A step."""
    form = opened(request, forms.StepForm, initial=today(request))
    of = {"application": application_id}
    return _page(request, application_subject(application_id).id, form, record.stepped, of, "A step", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=application_subject)
def answered(request: PageRequest, application_id: int) -> HttpResponse:
    """The Home Office has answered."""
    form = opened(request, forms.AnsweredForm, initial=today(request))
    of = {"application": application_id}
    return _page(
        request,
        application_subject(application_id).id,
        form,
        record.application_answered,
        of,
        "The Home Office has answered",
        "Recorded.",
        said="The right to be here that follows is recorded among the facts at once.",
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=asked_subject)
def came(request: PageRequest, asked_id: int) -> HttpResponse:
    """The answer came."""
    form = opened(request, forms.CameForm, initial=today(request))
    of = {"asked": asked_id}
    return _page(request, asked_subject(asked_id).id, form, record.answer_came, of, "The answer came", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=help_subject)
def help_end(request: PageRequest, help_id: int) -> HttpResponse:
    """The help ends."""
    form = opened(request, forms.HelpEndForm, initial=today(request, "ends"))
    of = {"help_row": help_id}
    return _page(request, help_subject(help_id).id, form, record.help_ended, of, "The help ends", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=row_subject)
def withdraw(request: PageRequest, what: str, row_id: int) -> HttpResponse:
    """It was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    of = {"what": what, "row": row_id}
    said = "It stays readable. A right to be here that an answer gave is taken back with it; the one before goes on."
    return _page(
        request, row_subject(what, row_id).id, form, record.withdrawn, of, "Recorded by mistake",
        "It no longer counts.", warn=True, said=said,
    )  # fmt: skip
