"""Children who came alone: everybody to 25, arrivals by month, one young person's case."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.render import render
from righthelp.practice.asylum import queries, tables
from righthelp.practice.asylum.models import AgeAssessed, Application, AskedHomeOffice, Helped
from righthelp.practice.asylum.record import ROWS
from righthelp.practice.care.models import InCare
from righthelp.practice.casework.pages_shared import child_subject, crumbs_of, reaches, subject_of, the_child

SEE, RECORD = "asylum.see", "asylum.record"
OURS = Purpose.ALLOCATED
ROOM = ("Came alone", "asylum:child")


def age_subject(age_id: int) -> Subject:
    """The young person whose age is assessed."""
    return subject_of(AgeAssessed, age_id)


def application_subject(application_id: int) -> Subject:
    """The young person for whom something is asked."""
    return subject_of(Application, application_id)


def asked_subject(asked_id: int) -> Subject:
    """The young person about whom we asked."""
    return subject_of(AskedHomeOffice, asked_id)


def help_subject(help_id: int) -> Subject:
    """The young person who is helped."""
    return subject_of(Helped, help_id)


def row_subject(what: str, row_id: int, **_: Any) -> Subject:
    """The young person of a row of any kind."""
    if what not in ROWS:
        raise Http404
    return subject_of(ROWS[what], row_id)


@route(act=SEE, audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def board(request: PageRequest) -> HttpResponse:
    """Everybody to 25 within reach who came alone: age, Home Office, who helps, missing."""
    rows = queries.alone(request.account, request.now)
    shown = tables.alone_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    month = queries.months(request.account, request.now)[0]
    context = {
        "title": "Came alone",
        "shown": shown,
        "bands": [(key, words, sum(row.band == key for row in rows)) for key, words in tables.BANDS],
        "disputed": sum(row.disputed for row in rows),
        "missing": sum(row.missing for row in rows),
        "soon": sum(row.ends_soon for row in rows),
        "month": month,
    }
    return render(request, "asylum/board.html", context)


@route(act=SEE, audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def months(request: PageRequest) -> HttpResponse:
    """Arrivals by month, with a warning where they are far more than in the year before."""
    rows = queries.months(request.account, request.now)
    shown = tables.months_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    crumbs = [{"text": "Came alone", "href": reverse("asylum:board")}]
    return render(request, "asylum/months.html", {"title": "Arrivals by month", "crumbs": crumbs, "shown": shown})


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=child_subject)
def child(request: PageRequest, child_id: int) -> HttpResponse:
    """One young person: arrival, age, Home Office, who was asked, who helps."""
    about = the_child(request, child_id)
    case = queries.case_of(child_id)
    context = {
        "title": about.name,
        "caption": "Came alone",
        "crumbs": crumbs_of(about),
        "child_id": child_id,
        "case": case,
        "disputed": any(each.counts and each.decided is None for each in case.ages),
        "in_care": InCare.objects.filter(child_id=child_id, ends__isnull=True).exists(),
        "records": reaches(request, RECORD),
        "sensitive": reaches(request, "child.sensitive"),
        "now": request.now,
    }
    return render(request, "asylum/child.html", context)


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=age_subject)
def of_age(request: PageRequest, age_id: int) -> HttpResponse:
    """A decision on an age is due."""
    return HttpResponseRedirect(reverse(ROOM[1], args=[age_subject(age_id).id]))


@route(act=SEE, audit=Kind.RECORD, purpose=OURS, subject=asked_subject)
def of_asked(request: PageRequest, asked_id: int) -> HttpResponse:
    """An answer is due."""
    return HttpResponseRedirect(reverse(ROOM[1], args=[asked_subject(asked_id).id]))
