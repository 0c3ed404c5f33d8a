"""The legal tracker, the register of orders, and one child's legal page."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.pages_shared import child_subject, crumbs_of, reaches, subject_of, the_child
from righthelp.practice.court import queries, queries_consent, queries_family, tables
from righthelp.practice.court.models import Advice, MatterChild

SEE = "legal.see"


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Open legal work of all stages: for how long, what comes next, what is late and why."""
    rows = queries.tracked(request.account, request.now)
    shown = tables.tracker(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Legal tracker",
        "shown": shown,
        "stages": tables.STAGES,
        "count": Counter(row.stage for row in rows),
        "late": Counter(row.stage for row in rows if row.late),
    }
    return render(request, "court/board.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def orders(request: PageRequest) -> HttpResponse:
    """What courts ordered: order, day, child, who holds it."""
    rows = queries.orders(request.account, request.now)
    shown = tables.orders_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    crumbs = [{"text": "Legal tracker", "href": reverse("court:board")}]
    return render(request, "court/orders.html", {"title": "Orders of courts", "shown": shown, "crumbs": crumbs})


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=child_subject)
def child(request: PageRequest, child_id: int) -> HttpResponse:
    """A child's legal advice, pre-proceedings, proceedings and orders."""
    about = the_child(request, child_id)
    cases = queries.cases_of(child_id, request.account, request.now)
    consents = queries_consent.consents_of(child_id)
    relatives, challenges, taken = queries_family.family_of(child_id)
    saw(request, sorted({each.child_id for case in cases for each in case.others}))
    context = {
        "title": about.name,
        "caption": "Legal",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "advice": queries.advice_of(child_id),
        "section_20": queries_consent.section_20_of(child_id),
        "consents": consents,
        "relatives": relatives,
        "challenges": challenges,
        "taken": taken,
        "agreed": any(each.ended is None for each in consents),
        "cases": cases,
        "open": any(case.row.closed is None for case in cases),
        "records": reaches(request, "legal.record"),
        "decides": reaches(request, "legal.decide"),
        "today": local_date(request.now),
    }
    return render(request, "court/child.html", context)


def advice_subject(advice_id: int) -> Subject:
    """The child about whom it was asked."""
    return subject_of(Advice, advice_id)


def row_subject(row_id: int, **_: Any) -> Subject:
    """The child of a matter."""
    return subject_of(MatterChild, row_id)


def _to(child_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("court:child", args=[child_id]))


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=advice_subject)
def of_advice(request: PageRequest, advice_id: int) -> HttpResponse:
    """Legal advice that is due."""
    return _to(Advice.objects.get(pk=advice_id).child_id)


@route(act=SEE, audit=Kind.RECORD, purpose=Purpose.ALLOCATED, subject=row_subject)
def of_matter(request: PageRequest, row_id: int) -> HttpResponse:
    """Pre-proceedings or proceedings that are to end."""
    return _to(MatterChild.objects.get(pk=row_id).child_id)
