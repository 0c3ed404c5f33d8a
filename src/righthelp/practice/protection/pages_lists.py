"""The lists behind what is counted: plans that are not the first, plans that ended soon, late initial conferences."""

from __future__ import annotations

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.render import render
from righthelp.practice.protection import queries_lists
from righthelp.practice.protection.pages_shared import crumbs
from righthelp.practice.protection.tables_lists import again_table, late_table, short_table


@route(act="protection.see", audit=Kind.LIST, purpose=Purpose.REVIEW)
def again(request: PageRequest) -> HttpResponse:
    """Second and later plans: within two years of the one before, and ever."""
    rows = queries_lists.again(request.account, request.now)
    shown = again_table(rows).shown(request, rows)
    saw(request, [line.plan.child_id for line in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    said = (
        "Plans that run, or began in the last two years. Contract indicator 6 counts those whose plan before had "
        "ended in the two years before; plans with other councils are counted where we were told of them."
    )
    context = {"title": "Second or subsequent plans", "crumbs": crumbs(), "shown": shown, "said": said}
    return render(request, "protection/list.html", context)


@route(act="protection.see", audit=Kind.LIST, purpose=Purpose.REVIEW)
def short(request: PageRequest) -> HttpResponse:
    """Plans that ended within three months, and why."""
    rows = queries_lists.soon_over(request.account, request.now)
    shown = short_table(rows).shown(request, rows)
    saw(request, [line.plan.child_id for line in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    said = (
        "Plans that ended in the last two years, three calendar months or less after they began. Was a plan right to "
        "begin with? Did it end because something changed?"
    )
    context = {"title": "Plans that ended within three months", "crumbs": crumbs(), "shown": shown, "said": said}
    return render(request, "protection/list.html", context)


@route(act="protection.see", audit=Kind.LIST, purpose=Purpose.REVIEW)
def late(request: PageRequest) -> HttpResponse:
    """Initial conferences held, or still to be held, after fifteen working days."""
    rows = queries_lists.late_initial(request.account, request.now)
    shown = late_table(rows).shown(request, rows)
    saw(request, [line.row.child_id for line in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    said = "Counted from the strategy discussion, by the same clock as the list of conferences. The last two years."
    context = {"title": "Late initial conferences", "crumbs": crumbs(), "shown": shown, "said": said}
    return render(request, "protection/list.html", context)
