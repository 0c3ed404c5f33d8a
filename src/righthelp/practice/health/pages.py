"""Health of children looked after: what is due, waits, the national return's figures, one child, the passport."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.route import Kind as Audit
from righthelp.foundation.access.route import PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.pages_shared import child_subject, crumbs_of, reaches, subject_of, the_child
from righthelp.practice.health import queries, queries_oc2, tables
from righthelp.practice.health.codes import PASSPORT, band
from righthelp.practice.health.models import Passport

SEE, RECORD, FIGURES = "health.see", "health.record", "health.figures"
OURS, ABOVE = Purpose.ALLOCATED, Purpose.SUPERVISION
ROOM = ("Health", "care_health:of-child")
FIRST_YEAR = 2011


def passport_subject(passport_id: int) -> Subject:
    """Whose passport it is."""
    return subject_of(Passport, passport_id)


@route(act=SEE, audit=Audit.LIST, purpose=ABOVE)
def board(request: PageRequest) -> HttpResponse:
    """What is due for children looked after, month by month."""
    rows = queries.due_items(request.account, request.now)
    shown = tables.due_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    this = local_date(request.now).strftime("%Y-%m")
    late = [row for row in rows if row.late]
    context = {
        "title": "Health of children in care",
        "shown": shown,
        "late": len(late),
        "initial": sum(row.kind == "initial" for row in late),
        "reviews": sum(row.kind in {"young", "review"} for row in late),
        "teeth": sum(row.kind == "dentist" for row in late),
        "month": sum(row.month == this and not row.late for row in rows),
        "this": this,
        "unasked": sum(row.state == "none" for row in late),
        "figures": reaches_figures(request),
    }
    return render(request, "health/board.html", context)


def reaches_figures(request: PageRequest) -> bool:
    """Whether the reader may open the figures of the national return."""
    return bool(permits(request.account, FIGURES))


@route(act=SEE, audit=Audit.LIST, purpose=ABOVE)
def waiting(request: PageRequest) -> HttpResponse:
    """Who waits for a service: how long, and whether the contract covers where they live."""
    rows = queries.waits(request.account, request.now)
    shown = tables.waits_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    still = [row for row in rows if row.seen is None]
    context = {
        "title": "Services asked to help",
        "shown": shown,
        "many": len(still),
        "late": sum(row.late for row in still),
        "far": sum(row.near == "no" for row in still),
        "unknown": sum(row.near == "unknown" for row in still),
        "longest": max((row.days for row in still), default=0),
    }
    return render(request, "health/waiting.html", context)


@route(act=FIGURES, audit=Audit.LIST, purpose=ABOVE)
def oc2(request: PageRequest) -> HttpResponse:
    """The figures of the national return for the year that ends on a 31 March, and the children behind them."""
    today = local_date(request.now)
    last = today.year if today >= date(today.year, 3, 31) else today.year - 1
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and FIRST_YEAR <= int(asked) <= last else last
    rows = queries_oc2.counted(date(year, 3, 31))
    shown = tables.counted_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    mean = queries_oc2.mean_score(rows)
    context = {
        "title": "Health, as the national return counts it",
        "shown": shown,
        "year": year,
        "years": list(range(last, max(FIRST_YEAR, last - 4) - 1, -1)),
        "figures": queries_oc2.figures(rows),
        "mean": mean,
        "band": band(round(mean)).label if mean is not None else "",
    }
    return render(request, "health/oc2.html", context)


@route(act=SEE, audit=Audit.RECORD, purpose=OURS, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """All that is known of a child's health in care: what is due, what was found, who helps, the passport."""
    about = the_child(request, child_id)
    context: dict[str, Any] = {
        "title": about.name,
        "caption": "Health",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "life": queries.life_of(child_id, request.now),
        "records": reaches(request, RECORD),
        "now": request.now,
        "band": band,
    }
    return render(request, "health/child.html", context)


@route(act=SEE, audit=Audit.EXPORT, purpose=OURS, subject=passport_subject)
def passport_print(request: PageRequest, passport_id: int) -> HttpResponse:
    """A health passport as the young person holds it: only the parts they chose."""
    row = Passport.objects.filter(pk=passport_id).select_related("child").first()
    if row is None or row.paper:
        raise Http404
    about = the_child(request, row.child_id)
    context = {
        "title": f"My health: {row.child.called}",
        "caption": "Health passport",
        "crumbs": crumbs_of(about, ROOM),
        "row": row,
        "parts": [(title, getattr(row, name)) for name, title, _ in PASSPORT if name in row.chosen],
    }
    return render(request, "health/passport_print.html", context)
