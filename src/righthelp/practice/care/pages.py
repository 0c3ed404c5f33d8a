"""The lists of care: who is looked after and where they sleep tonight, reviews due; one child's time in care."""

from __future__ import annotations

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.render import render
from righthelp.practice.care import hearing, queries, tables
from righthelp.practice.care.codes import ADOPTED
from righthelp.practice.casework.pages_shared import child_subject, crumbs_of, reaches, the_child

SEE = "care.see"


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Children looked after within reach, where each sleeps tonight, what is late."""
    rows = queries.looked_after(request.account, request.now)
    shown = tables.children_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Children looked after",
        "shown": shown,
        "children": len(rows),
        "reviews": sum(row.review_late for row in rows),
        "visits": sum(row.visit_late for row in rows),
        "nobody": sum(not row.worker for row in rows),
        "officers": sum(not row.officer for row in rows),
        "moves": sum(row.moves >= 2 for row in rows),
        "missing": sum(row.missing for row in rows),
    }
    return render(request, "care/board.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=child_subject)
def child(request: PageRequest, child_id: int) -> HttpResponse:
    """Every time a child was looked after: law, home, reviews, visits due, and the episodes of the national return."""
    about = the_child(request, child_id)
    times = queries.times_in_care(child_id)
    now = times[0] if times and times[0].care.ends is None else None
    context = {
        "title": about.name,
        "caption": "Looked after",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "times": times,
        "now": now,
        "records": reaches(request, "care.record"),
        "decides": reaches(request, "care.decide"),
        "reviews": reaches(request, "care.review"),
        "visits": reaches(request, "casework.visit"),
        "today": local_date(request.now),
        "tied": bool(request.decision.relationship),
        "beside": hearing.beside(),
        "adopted": ADOPTED,
        "dues": [(name, local_date(at), at < request.now) for name, at in queries.due_of(child_id)],
    }
    return render(request, "care/child.html", context)
