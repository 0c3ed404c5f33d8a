"""Adoption: children on their way to it, one child's way, and what is recorded about the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import Form, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.adoption import forms, queries, record, tables
from righthelp.practice.adoption.models import AdoptedAway, Adopting, Claim
from righthelp.practice.adoption.queries_adopters import choices
from righthelp.practice.casework.pages_shared import (
    about_child,
    child_subject,
    crumbs_of,
    reaches,
    subject_of,
    the_child,
    today,
    workers,
)

SEE, RECORD, DECIDE = "adoption.see", "adoption.record", "adoption.decide"
OURS = Purpose.ALLOCATED
ROOM = ("Adoption", "adoption:child")


def plan_subject(plan_id: int, **_: Any) -> Subject:
    """The child of a plan."""
    return subject_of(Adopting, plan_id)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Children with a plan of adoption within reach: how far each has come, what is due next."""
    rows = queries.ways(request.account, request.now)
    shown = tables.ways_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    many = Counter(row.step for row in rows)
    context = {
        "title": "Adoption",
        "shown": shown,
        "steps": [(key, words, many[key]) for key, words in queries.STEPS.items()],
        "figures": permits(request.account, "adoption.figures"),
        "late": sum(any(each and each < row.now for each in (row.due, row.review_due)) for row in rows),
    }
    return render(request, "adoption/board.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def disruptions(request: PageRequest) -> HttpResponse:
    """Placements for adoption that disrupted, with their causes and what was learned."""
    rows = queries.disruptions(request.account, request.now)
    shown = tables.disruptions_table(rows).shown(request, rows)
    saw(request, [row.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Disruptions", "shown": shown, "crumbs": [{"text": "Adoption", "href": "/adoption/"}]}
    return render(request, "adoption/disruptions.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def child(request: PageRequest, child_id: int) -> HttpResponse:
    """One child's way: the plan and why, adopters considered, the match, the move, reviews due."""
    about = the_child(request, child_id)
    plans = queries.plans_of(child_id)
    runs = next((plan for plan in plans if plan.runs), None)
    context = {
        "title": about.name,
        "caption": "Adoption",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "plans": plans,
        "runs": runs,
        "away": AdoptedAway.objects.filter(person_id=child_id).order_by("year", "pk"),
        "claims": Claim.objects.filter(child_id=child_id).order_by("-asked", "-pk"),
        "seals": reaches(request, "adoption.seal"),
        "due": queries.dues(plans),
        "records": reaches(request, RECORD),
        "decides": reaches(request, DECIDE),
        "now": request.now,
    }
    return render(request, "adoption/child.html", context)


def _of(plan_id: int) -> Adopting:
    found = Adopting.objects.filter(pk=plan_id).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: PageRequest, plan_id: int, form: Form, verb: Callable[..., object], title: str, say: str, **more: Any
) -> HttpResponse:
    """A page that is one form about a plan."""
    child_id = _of(plan_id).child_id
    return about_child(
        request, child_id, ROOM, form, lambda **given: verb(plan=plan_id, **given), say=say, title=title, **more
    )


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def new(request: PageRequest, child_id: int) -> HttpResponse:
    """A review made adoption the plan."""
    form = opened(request, forms.PlanForm, initial=today(request))
    return about_child(
        request, child_id, ROOM, form, lambda **given: record.planned(child=child_id, **given),
        say="Adoption is the plan. The agency decision maker decides within two months.",
        title="Adoption becomes the plan",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def decide(request: PageRequest, plan_id: int) -> HttpResponse:
    """The agency decision maker decides."""
    form = opened(request, forms.DecideForm, initial=today(request))
    return _page(
        request, plan_id, form, record.decided, "The child should be placed for adoption", "The decision is recorded.",
        said="Whoever records this is the agency decision maker. A plan that should not go on is changed instead.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def family(request: PageRequest, plan_id: int) -> HttpResponse:
    """Somebody finds a family."""
    held = _of(plan_id)
    start = {"finder": held.finder_id, "profile": held.profile}
    form = opened(request, forms.FamilyForm, initial=start, workers=workers(request))
    return _page(request, plan_id, form, record.family_sought, "Finding a family", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def consider(request: PageRequest, plan_id: int) -> HttpResponse:
    """Adopters are considered."""
    form = opened(request, forms.ConsiderForm, initial=today(request), adopters=choices())
    return _page(request, plan_id, form, record.considered, "Adopters to consider", "They are considered.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def change(request: PageRequest, plan_id: int) -> HttpResponse:
    """Adoption is no longer the plan."""
    form = opened(request, forms.ChangeForm, initial=today(request))
    return _page(
        request, plan_id, form, record.changed, "Adoption is no longer the plan", "The plan has changed.", warn=True,
        said="Adopters who are considered are no longer considered. What was planned stays readable.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def change_back(request: PageRequest, plan_id: int) -> HttpResponse:
    """That the plan changed was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    title = "The plan had not changed"
    return _page(request, plan_id, form, record.change_taken_back, title, "Adoption is the plan again.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def withdraw(request: PageRequest, plan_id: int) -> HttpResponse:
    """The plan was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    title = "This plan was recorded by mistake"
    return _page(request, plan_id, form, record.withdrawn, title, "It no longer counts.", warn=True)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=plan_subject)
def order(request: PageRequest, plan_id: int) -> HttpResponse:
    """The court made the adoption order."""
    form = opened(request, forms.OrderForm, initial=today(request))
    return _page(
        request, plan_id, form, record.adopted, "The adoption order", "The order is recorded. Somebody else seals it.",
        warn=True, said="The child is no longer in care from this day. A second person then seals this record.",
    )  # fmt: skip
