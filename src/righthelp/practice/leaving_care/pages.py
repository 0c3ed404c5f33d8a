"""Leaving care: everybody with a category, to 25; one young person's page."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.pages_shared import child_subject, crumbs_of, the_child
from righthelp.practice.leaving_care import queries, tables
from righthelp.practice.leaving_care.eligibility import Category

SEE = "leaving.see"


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Young people within reach who may count on help after care, with what the law calls them."""
    rows = queries.leavers(request.account, request.now)
    shown = tables.leavers_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    many = Counter(row.category for row in rows)
    categories = [(each, many[each]) for each in Category if each is not Category.NONE]
    context = {"title": "Leaving care", "shown": shown, "many": len(rows), "categories": categories}
    return render(request, "leaving_care/board.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=child_subject)
def child(request: PageRequest, child_id: int) -> HttpResponse:
    """One young person: the category, and why."""
    about = the_child(request, child_id)
    context = {
        "title": about.name,
        "caption": "Leaving care",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "standing": queries.standing_of(child_id, local_date(request.now)),
    }
    return render(request, "leaving_care/child.html", context)
