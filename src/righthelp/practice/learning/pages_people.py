"""One’s own learning, one worker’s for their manager, the team’s, and what people say of courses."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.learning import record
from righthelp.practice.learning.forms import ElsewhereForm, EvaluationForm, LaterForm
from righthelp.practice.learning.models import Booking
from righthelp.practice.learning.pages_shared import ask, courses, crumbs
from righthelp.practice.learning.queries_mine import books_for, mine, owed, teams_seen
from righthelp.practice.learning.record_learnt import learnt_elsewhere
from righthelp.practice.learning.tables import DONE, owed_table
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.pages_shared import own_worker, worker_of


@route(act="learning.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def my_learning(request: PageRequest) -> HttpResponse:
    """What is booked, done and lapsing, and what is still to be said of courses."""
    own = own_worker(request.account)
    if own is None:
        context = {"title": "My learning", "crumbs": crumbs(), "worker": None}
        return render(request, "workforce/no_work_life.html", context)
    return _of(request, own, mine_too=True)


@route(act="learning.team", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def worker(request: PageRequest, worker_id: int) -> HttpResponse:
    """One worker's learning, for whoever leads their team and the learning team."""
    held = worker_of(worker_id)
    if not books_for(request.account, held):
        context = {
            "title": held.name,
            "crumbs": crumbs(("Team", reverse("learning:team"))),
            "worker": held,
        }
        return render(request, "workforce/not_yours.html", context)
    return _of(request, held, mine_too=False)


def _of(request: PageRequest, held: Worker, *, mine_too: bool) -> HttpResponse:
    found = mine(held, request.now)
    states = [(row, row.state(request.now)) for row in found.owed]
    must = owed_table(who=False).shown(request, states)
    past = DONE.shown(request, found.done)
    for shown in (must, past):
        if shown.wants_csv:
            return shown.csv()
    context = {
        "title": "My learning" if mine_too else held.name,
        "caption": held.name if mine_too else held.title,
        "crumbs": crumbs() if mine_too else crumbs(("Team", reverse("learning:team"))),
        "worker": held,
        "found": found,
        "must": must,
        "past": past,
        "own": mine_too,
        "gaps": sum(1 for _, state in states if state in ("missing", "lapsed")),
        "soon": sum(1 for _, state in states if state == "soon"),
    }
    return render(request, "learning/mine.html", context)


@route(act="learning.team", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def team(request: PageRequest) -> HttpResponse:
    """Who in one's teams lacks what is mandatory, and for whom it lapses within 60 days."""
    rows = [(row, row.state(request.now)) for row in owed(request.now, teams=teams_seen(request.account))]
    count = {name: sum(1 for _, state in rows if state == name) for name in ("missing", "lapsed", "soon", "kept")}
    asked = request.GET.get("owed_state", "")
    listed = rows if asked else [row for row in rows if row[1] != "kept"]
    shown = owed_table(who=True).shown(request, listed)
    if shown.wants_csv:
        return shown.csv()
    people = {row.worker_id for row, _ in rows}
    whole = people - {row.worker_id for row, state in rows if state in ("missing", "lapsed")}
    context = {
        "title": "Mandatory courses of my people",
        "crumbs": crumbs(),
        "shown": shown,
        "count": count,
        "people": len(people),
        "whole": len(whole),
        "every": permits(request.account, "learning.keep"),
    }
    return render(request, "learning/team.html", context)


@route(act="learning.see", audit=Kind.CHANGE, purpose=Purpose.OWN_WORK)
def elsewhere(request: PageRequest, worker_id: int) -> HttpResponse:
    """Record what somebody learnt elsewhere, or one's own e-learning."""
    held = worker_of(worker_id)
    if not books_for(request.account, held):
        return render(request, "workforce/not_yours.html", {"title": held.name, "crumbs": crumbs(), "worker": held})
    own = held.account_id == request.account.pk
    form = opened(request, ElsewhereForm, courses=courses(e_learning=own))
    if form.recorded(lambda data: learnt_elsewhere(worker=worker_id, by=request.account, now=request.now, **data)):
        say = "It is recorded as done."
        return done(request, "learning:mine", say=say) if own else done(request, "learning:worker", worker_id, say=say)
    said = "E-learning that you have finished. Certificates of other courses are seen by your manager." if own else ""
    return ask(request, form, title="Done elsewhere", caption=held.name, button="Record it", said=said)


@route(act="learning.see", audit=Kind.CHANGE, purpose=Purpose.OWN_WORK)
def evaluate(request: PageRequest, booking_id: int, when: str) -> HttpResponse:
    """Say how a course was (``after``), or what has changed in three months (``later``)."""
    held = Booking.objects.select_related("session__course").filter(pk=booking_id).first()
    if (
        held is None
        or when not in ("after", "later")
        or held.worker_id != getattr(own_worker(request.account), "pk", 0)
    ):
        raise Http404
    form = opened(request, LaterForm if when == "later" else EvaluationForm)
    given: dict[str, Any] = {"booking": booking_id, "later": when == "later", "by": request.account, "now": request.now}
    if form.recorded(lambda data: record.evaluated(**given, **data)):
        return done(request, "learning:mine", say="Thank you. It is counted; your name is not shown with it.")
    title = "What has changed since" if when == "later" else "How the course was"
    return ask(request, form, title=title, caption=held.session.course.title, button="Send")
