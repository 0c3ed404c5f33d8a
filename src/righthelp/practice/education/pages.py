"""Children in education: the monthly list, counts, and one child's page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import FIRST_DAY, Month, add_months, local_date
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.pages_shared import child_subject, crumbs_of, reaches, the_child
from righthelp.practice.education import queries, queries_work, tables, tables_work
from righthelp.practice.education.law import LINE, TARGET
from righthelp.practice.education.pages_shared import (
    ABOVE,
    FIGURES,
    OURS,
    RECORD,
    SEE,
    any_subject,
    lists,
)

_STEPS = (Decimal(95), LINE, Decimal(80), Decimal(50))


def line_of(request: PageRequest) -> Decimal:
    """The line that was asked for, in percent; the usual one where it is none."""
    try:
        asked = Decimal(request.GET.get("line", ""))
    except InvalidOperation:
        return LINE
    return Decimal(f"{asked:.1f}".removesuffix(".0")) if asked.is_finite() and 0 <= asked <= 100 else LINE


def month_of(request: PageRequest) -> date:
    """The month that was asked for; the newest of which a school has sent attendance where it is none."""
    try:
        asked = Month.parse(request.GET.get("month", "")).first_day
    except ValueError:
        return queries.newest_month(request.now)
    return asked if FIRST_DAY <= asked <= local_date(request.now) else queries.newest_month(request.now)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def board(request: PageRequest) -> HttpResponse:
    """Children with a plan whose attendance in a month is at or below a line, the worst first; or those of whom no
    school has sent any."""
    line, month = line_of(request), month_of(request)
    everybody = queries.pupils(request.account, month, request.now)
    unsent = request.GET.get("which") == "unsent"
    low = [row for row in everybody if row.percent is not None and row.percent <= line]
    rows = [row for row in everybody if row.percent is None] if unsent else low
    shown = tables.pupils_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    newest = queries.newest_month(request.now)
    context = {
        "title": "Attendance",
        "caption": f"{month:%B %Y}",
        "lists": lists(request),
        "shown": shown,
        "line": line,
        "month": month,
        "months": [add_months(newest, -number) for number in range(5, -1, -1)],
        "unsent": unsent,
        "many": len(everybody),
        "low": len(low),
        "missing": sum(row.percent is None for row in everybody),
        "nothing": sum(row.state == "none" for row in low),
        "worst": sum(row.percent is not None and row.percent <= 50 for row in low),
    }
    return render(request, "education/board.html", context)


@route(act=FIGURES, audit=Kind.PAGE, purpose=ABOVE)
def months(request: PageRequest) -> HttpResponse:
    """How many children with a plan are at or below the line, by month: numbers only."""
    line = line_of(request)
    rows = queries.months(line, request.now)
    shown = tables.months_table(line).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Low attendance by month",
        "lists": lists(request),
        "shown": shown,
        "line": line,
        "lines": sorted({*_STEPS, line}, reverse=True),
    }
    return render(request, "education/months.html", context)


@route(act=FIGURES, audit=Kind.PAGE, purpose=ABOVE)
def plan_months(request: PageRequest) -> HttpResponse:
    """Plans issued within 20 weeks, by month, above and below the line (REF 2.1.1): numbers only."""
    rows = queries_work.plan_months(request.now)
    shown = tables_work.plan_months_table().shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Education, health and care plans by month",
        "lists": lists(request),
        "shown": shown,
        "last": next((row for row in rows if row.of), None),
        "open": rows[0].open,
        "target": TARGET,
    }
    return render(request, "education/plan_months.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def child(request: PageRequest, child_id: int) -> HttpResponse:
    """One child in education: attendance, what was asked and done, plans."""
    about = the_child(request, child_id)
    context = {
        "title": about.name,
        "caption": "Education",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "at": queries_work.at_school(child_id),
        "records": reaches(request, RECORD),
        "peps": reaches(request, "education.see"),
        "facts": reaches(request, "child.see"),
        "line": LINE,
        "now": request.now,
        "today": local_date(request.now),
    }
    return render(request, "education/child.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=any_subject)
def of_row(request: PageRequest, kind: str, number: int) -> HttpResponse:
    """Something is due, or stands in the chronology."""
    return HttpResponseRedirect(reverse("education:child", args=[any_subject(kind, number).id]))
