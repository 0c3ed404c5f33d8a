"""Private fostering: the list, one child's page, a page for each thing that is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import Form, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.pages_shared import (
    about_child,
    child_subject,
    crumbs_of,
    reaches,
    subject_of,
    the_child,
    today,
)
from righthelp.practice.private_fostering import forms, queries, record, tables
from righthelp.practice.private_fostering.models import Arrangement, VisitDue

SEE, RECORD, DECIDE = "private.see", "private.record", "private.decide"
OURS = Purpose.ALLOCATED
ROOM = ("Private fostering", "private_fostering:child")


def arrangement_subject(arrangement_id: int) -> Subject:
    """The child who is privately fostered."""
    return subject_of(Arrangement, arrangement_id)


def due_subject(due_id: int) -> Subject:
    """The child who is to be seen."""
    return subject_of(VisitDue, due_id)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Privately fostered children within reach: assessed or not, seen or not."""
    rows = queries.fostered(request.account, request.now)
    shown = tables.fostered_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    runs = [row for row in rows if row.ends is None]
    context = {
        "title": "Private fostering",
        "shown": shown,
        "runs": len(runs),
        "unassessed": sum(not row.suits for row in runs),
        "late": sum(row.late for row in runs),
    }
    return render(request, "private_fostering/board.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def child(request: PageRequest, child_id: int) -> HttpResponse:
    """One child: who the carers are, who was checked, whether it suits, visits."""
    about = the_child(request, child_id)
    rows = queries.arrangements_of(child_id)
    context = {
        "title": about.name,
        "caption": "Private fostering",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "rows": rows,
        "runs": any(row.runs for row in rows),
        "due": queries.dues(rows),
        "backs": queries.backs_of(child_id),
        "records": reaches(request, RECORD),
        "decides": reaches(request, DECIDE),
        "visits": reaches(request, "casework.visit"),
        "tied": bool(request.decision.relationship),
        "now": request.now,
    }
    return render(request, "private_fostering/child.html", context)


def _page(
    request: PageRequest, number: int, form: Form, verb: Callable[..., object], title: str, say: str, **more: Any
) -> HttpResponse:
    """A page that is one form about an arrangement."""
    return about_child(
        request, arrangement_subject(number).id, ROOM, form, lambda **given: verb(arrangement=number, **given), say=say,
        title=title, **more,
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def told(request: PageRequest, child_id: int) -> HttpResponse:
    """We were told."""
    form = opened(request, forms.ToldForm, initial=today(request, "notified"))
    return about_child(
        request, child_id, ROOM, form, lambda **given: record.told_of(child=child_id, **given),
        title="The child lives with somebody by a private arrangement", say="Recorded. See the child within a week.",
        said="A child under 16 who lives for 28 days or more with somebody who is no parent, step-parent, grandparent, "
        "brother, sister, uncle or aunt.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=arrangement_subject)
def check(request: PageRequest, arrangement_id: int) -> HttpResponse:
    """Somebody of the household was checked."""
    form = opened(request, forms.CheckForm, initial=today(request))
    return _page(request, arrangement_id, form, record.household_checked, "Check of the household", "Recorded.")


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=OURS, subject=arrangement_subject)
def assess(request: PageRequest, arrangement_id: int) -> HttpResponse:
    """Whether it suits the child."""
    form = opened(request, forms.AssessForm, initial=today(request))
    return _page(request, arrangement_id, form, record.assessed, "Does it suit the child?", "The decision is recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=arrangement_subject)
def end(request: PageRequest, arrangement_id: int) -> HttpResponse:
    """It ends."""
    form = opened(request, forms.EndForm, initial=today(request, "ends"))
    return _page(request, arrangement_id, form, record.ended, "The arrangement ends", "Recorded.", warn=True)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=arrangement_subject)
def reopen(request: PageRequest, arrangement_id: int) -> HttpResponse:
    """That it ended was a mistake."""
    form = opened(request, forms.WhyForm)
    return _page(request, arrangement_id, form, record.reopened, "It has not ended", "It runs again.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=arrangement_subject)
def withdraw(request: PageRequest, arrangement_id: int) -> HttpResponse:
    """It was recorded by mistake."""
    form = opened(request, forms.WhyForm)
    title = "Recorded by mistake"
    return _page(request, arrangement_id, form, record.withdrawn, title, "It no longer counts.", warn=True)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=arrangement_subject)
def of_arrangement(request: PageRequest, arrangement_id: int) -> HttpResponse:
    """An assessment is due."""
    return HttpResponseRedirect(reverse(ROOM[1], args=[arrangement_subject(arrangement_id).id]))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=due_subject)
def of_visit_due(request: PageRequest, due_id: int) -> HttpResponse:
    """A visit is due."""
    return HttpResponseRedirect(reverse(ROOM[1], args=[due_subject(due_id).id]))
