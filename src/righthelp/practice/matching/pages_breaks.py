"""Short breaks: the list, a series for a child, its stays, its first review."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care.models import Home
from righthelp.practice.care.queries_homes import supported
from righthelp.practice.casework.pages_shared import about_child, child_subject, subject_of, today
from righthelp.practice.matching import forms_breaks as forms
from righthelp.practice.matching import queries_breaks as queries
from righthelp.practice.matching import record_breaks as record
from righthelp.practice.matching import tables_breaks as tables
from righthelp.practice.matching.breaks import A_YEAR, LONGEST, SOON
from righthelp.practice.matching.models_breaks import BreakSeries, BreakStay
from righthelp.practice.matching.pages_placed import ABOVE, OURS, RECORD, ROOM, SEE


def series_subject(series_id: int) -> Subject:
    """The child who has the short breaks."""
    return subject_of(BreakSeries, series_id)


def break_subject(break_id: int) -> Subject:
    """The child whose short break it is."""
    return subject_of(BreakStay, break_id)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def board(request: PageRequest) -> HttpResponse:
    """Children who have short breaks: nights left, the next stay, the first review."""
    rows = queries.breaks_now(request.account, request.now)
    shown = tables.breaks_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Short breaks",
        "crumbs": [{"text": "Placements", "href": reverse("matching:placements")}],
        "shown": shown,
        "children": len(rows),
        "soon": sum(row.state == "soon" for row in rows),
        "beyond": sum(row.state == "beyond" for row in rows),
        "late": sum(row.review_late for row in rows),
        "limits": {"soon": SOON, "year": A_YEAR},
    }
    return render(request, "matching/breaks.html", context)


def _page(
    request: PageRequest, child: int, form: Form, verb: Callable[..., object], title: str, say: str, said: str = ""
) -> HttpResponse:
    return about_child(request, child, ROOM, form, verb, title=title, say=say, said=said)


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def begin(request: PageRequest, child_id: int) -> HttpResponse:
    """A series of short breaks is begun."""
    warned = {room.home: f"{room.name}. {room.warned}" for room in supported(local_date(request.now)) if room.warned}
    rows = Home.objects.filter(ends__isnull=True).order_by("name").values_list("pk", "name")
    homes = sorted(((pk, warned.get(pk, name)) for pk, name in rows), key=lambda each: each[0] in warned)
    form = opened(request, forms.SeriesForm, initial=today(request, "starts"), homes=homes)
    return _page(
        request, child_id, form, partial(record.breaks_begun, child=child_id), "Short breaks",
        "The short breaks are recorded. Plan the first stay.",
        f"For a child who lives at home: one plan, one place, at most {LONGEST} nights in a stay and {A_YEAR} in "
        "twelve months. The first review is due within three months.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=series_subject)
def plan(request: PageRequest, series_id: int) -> HttpResponse:
    """A stay is planned."""
    child = series_subject(series_id).id
    form = opened(request, forms.PlannedForm, initial=today(request, "starts"))
    used = queries.of_child(child, request.now)
    return _page(
        request, child, form, partial(record.break_planned, series=series_id), "A short break", "It is planned.",
        f"{used.used} nights of {A_YEAR} are used or planned in the fullest twelve months.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=break_subject)
def over(request: PageRequest, break_id: int) -> HttpResponse:
    """How a stay was."""
    row = BreakStay.objects.get(pk=break_id)
    start = {"starts": row.starts, "ends": row.ends, "how": row.how, "child_says": row.child_says}
    form = opened(request, forms.OverForm, initial=start)
    return _page(request, row.child_id, form, partial(record.break_over, stay=break_id), "How it was", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=series_subject)
def review(request: PageRequest, series_id: int) -> HttpResponse:
    """The first review."""
    form = opened(request, forms.ReviewedForm, initial=today(request))
    verb = partial(record.breaks_reviewed, series=series_id)
    return _page(request, series_subject(series_id).id, form, verb, "First review of short breaks", "Recorded.")


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=series_subject)
def end(request: PageRequest, series_id: int) -> HttpResponse:
    """The series ends."""
    form = opened(request, forms.SeriesEndsForm, initial=today(request, "ends"))
    verb = partial(record.breaks_ended, series=series_id)
    return _page(request, series_subject(series_id).id, form, verb, "The short breaks end", "Recorded.")


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=series_subject)
def of_series(request: PageRequest, series_id: int) -> HttpResponse:
    """A review that is due."""
    return HttpResponseRedirect(reverse(ROOM[1], args=[series_subject(series_id).id]))
