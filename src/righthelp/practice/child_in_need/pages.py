"""The lists of the room: the manager's dashboard, children to take on, what waits, plans of more than two years."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.journey import running
from righthelp.foundation.pages.render import render
from righthelp.practice.child_in_need import queries, tables
from righthelp.practice.child_in_need.journey import STEP_ANSWER
from righthelp.practice.child_in_need.pages_shared import crumbs, may


@route(act="need.see", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Running plans, what is late among them, by team; and what waits for somebody."""
    rows = queries.running_plans(request.account, request.now)
    shown = tables.plans_table(rows).shown(request, rows)
    counted = queries.by_team(rows)
    teams = tables.BY_TEAM.shown(request, counted)
    saw(request, [row.child for row in shown.rows])
    for each in (shown, teams):
        if each.wants_csv:
            return each.csv()
    context: dict[str, Any] = {
        "title": "Children in need",
        "shown": shown,
        "teams": teams,
        "plans": len(rows),
        "reviews": sum(row.review_late for row in rows),
        "visits": sum(row.visit_late for row in rows),
        "nobody": sum(not row.worker for row in rows),
        "long": sum(row.long for row in rows),
        "unexplained": sum(row.long and not row.reason for row in rows),
        "prompted": sum(bool(row.prompts) for row in rows),
        "waiting": len(queries.to_take_on(request.account, request.now)),
        "steps": queries.steps_waiting(request.account, request.now).count(),
        "closings": queries.closings_waiting(request.account, request.now).count(),
        "escalations": queries.escalations_open(request.account, request.now).count(),
        "decides": may(request, "need.decide"),
        "money": may(request, "need.money"),
    }
    return render(request, "child_in_need/board.html", context)


@route(act="need.see", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def waiting(request: PageRequest) -> HttpResponse:
    """Children for whom help was decided in another room and has not begun."""
    shown = tables.TO_TAKE_ON.shown(request, queries.to_take_on(request.account, request.now))
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    said = (
        "Somebody decided that these children are to be helped under section 17: when a protection plan ended with a "
        "step down, when a referral was accepted, when a team said yes. Nobody has begun yet."
    )
    context = {"title": "To be taken on", "crumbs": crumbs(), "lists": [shown], "said": said}
    return render(request, "child_in_need/lists.html", context)


@route(act="need.see", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def answers(request: PageRequest) -> HttpResponse:
    """Steps that wait for an answer, closings that wait for a manager, what has been escalated."""
    late = set(running(STEP_ANSWER, due_before=request.now).values_list("episode_id", flat=True))
    steps = tables.steps_table(late).shown(request, queries.steps_waiting(request.account, request.now))
    closings = tables.CLOSINGS.shown(request, queries.closings_waiting(request.account, request.now))
    escalations = tables.ESCALATIONS.shown(request, queries.escalations_open(request.account, request.now))
    lists = (steps, closings, escalations)
    for each in lists:
        saw(request, [row.child_id for row in each.rows])
        if each.wants_csv:
            return each.csv()
    said = "A step up or down is answered within two working days, an escalation within five."
    context = {"title": "Waiting for somebody", "crumbs": crumbs(), "lists": lists, "said": said}
    return render(request, "child_in_need/lists.html", context)


@route(act="need.see", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def long(request: PageRequest) -> HttpResponse:
    """In need for more than two years, with the reason of each; and where less help may be enough."""
    rows = queries.running_plans(request.account, request.now)
    over = tables.LONG.shown(request, [row for row in rows if row.long])
    less = tables.PROMPTED.shown(request, [row for row in rows if row.prompts])
    for each in (over, less):
        saw(request, [row.child for row in each.rows])
        if each.wants_csv:
            return each.csv()
    said = (
        "Contract indicator 4 counts children who have been in need for more than two years without a break. A manager "
        "writes on the plan why each of them still is; a reason holds for half a year."
    )
    context = {"title": "Open for long", "crumbs": crumbs(), "lists": (over, less), "said": said}
    return render(request, "child_in_need/lists.html", context)
