"""What is recorded about adopters considered for a child: panel, match, introductions, the move, a disruption."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import Form, opened
from righthelp.practice.adoption import forms, record
from righthelp.practice.adoption.models import Linked, ReviewDue
from righthelp.practice.adoption.pages import DECIDE, RECORD, ROOM, SEE, plan_subject
from righthelp.practice.casework.pages_shared import about_child, subject_of, today

OURS = Purpose.ALLOCATED


def link_subject(link_id: int, **_: Any) -> Subject:
    """The child for whom adopters are considered."""
    return subject_of(Linked, link_id)


def review_subject(due_id: int) -> Subject:
    """The child who is to be reviewed."""
    return subject_of(ReviewDue, due_id)


def _of(link_id: int) -> Linked:
    found = Linked.objects.filter(pk=link_id).select_related("adopters").first()
    if found is None:
        raise Http404
    return found


def _page(
    request: PageRequest, link_id: int, form: Form, verb: Callable[..., object], title: str, say: str, **more: Any
) -> HttpResponse:
    """A page that is one form about adopters considered."""
    row = _of(link_id)
    return about_child(
        request, row.child_id, ROOM, form, lambda **given: verb(link=link_id, **given), say=say,
        title=f"{title}: {row.adopters.name}", **more,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=link_subject)
def decline(request: PageRequest, link_id: int) -> HttpResponse:
    """They are no longer considered."""
    form = opened(request, forms.DeclineForm, initial=today(request))
    return _page(request, link_id, form, record.link_declined, "No longer considered", "Recorded.", warn=True)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=link_subject)
def panel(request: PageRequest, link_id: int) -> HttpResponse:
    """The panel met."""
    row = _of(link_id)
    start = today(request) | {"says": row.panel_says, "minutes": row.minutes}
    form = opened(request, forms.PanelForm, initial=start | ({"on": row.panel} if row.panel else {}))
    return _page(request, link_id, form, record.panel_met, "The panel", "What the panel said is recorded.")


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=OURS, subject=link_subject)
def match(request: PageRequest, link_id: int) -> HttpResponse:
    """The agency decision maker decides on the match."""
    form = opened(request, forms.DecideForm, initial=today(request))
    return _page(
        request, link_id, form, record.matched, "The match", "The child is matched. Plan the introductions next.",
        said="Whoever records this is the agency decision maker.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=link_subject)
def meet(request: PageRequest, link_id: int) -> HttpResponse:
    """Introductions are planned."""
    row = _of(link_id)
    start = today(request, "meets_from")
    if row.meets_from:
        start = {"plan": row.introductions, "meets_from": row.meets_from, "meets_to": row.meets_to}
    form = opened(request, forms.MeetForm, initial=start)
    return _page(request, link_id, form, record.introduced, "Introductions", "The plan is recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=link_subject)
def place(request: PageRequest, link_id: int) -> HttpResponse:
    """The child moves in."""
    form = opened(request, forms.PlacedForm, initial=today(request, "starts") | {"change": "CARPL"})
    return _page(
        request, link_id, form, record.placed, "The child moves in", "Placed for adoption. A visit is due in a week.",
        said="The move is recorded in care at once; a first review is due within four weeks.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=link_subject)
def disrupt(request: PageRequest, link_id: int) -> HttpResponse:
    """The placement disrupts."""
    form = opened(request, forms.DisruptedForm, initial=today(request))
    return _page(
        request, link_id, form, record.disrupted, "The placement disrupts", "Recorded. Now record where they live.",
        warn=True, said="Where the child lives from now on is recorded under Looked after.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=link_subject)
def disrupt_back(request: PageRequest, link_id: int) -> HttpResponse:
    """The disruption was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    title = "The placement did not disrupt"
    return _page(request, link_id, form, record.disruption_back, title, "The placement goes on.", warn=True)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=link_subject)
def learn(request: PageRequest, link_id: int) -> HttpResponse:
    """The disruption meeting."""
    row = _of(link_id)
    start = today(request) | {"learning": row.learning} | ({"on": row.learned} if row.learned else {})
    form = opened(request, forms.LearnedForm, initial=start)
    return _page(request, link_id, form, record.learned, "The disruption meeting", "What was learned is recorded.")


def _door(child_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("adoption:child", args=[child_id]))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def of_plan(request: PageRequest, plan_id: int) -> HttpResponse:
    """Something about a plan is due."""
    return _door(plan_subject(plan_id).id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=link_subject)
def of_link(request: PageRequest, link_id: int) -> HttpResponse:
    """A decision on a match is due."""
    return _door(link_subject(link_id).id)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=review_subject)
def of_review_due(request: PageRequest, due_id: int) -> HttpResponse:
    """A review is due."""
    return _door(review_subject(due_id).id)
