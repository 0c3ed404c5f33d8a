"""Placements that broke down: the list, their causes, the meeting about one, what was learned."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Subject
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import opened
from righthelp.foundation.pages.render import render
from righthelp.practice.care.forms import WhyForm
from righthelp.practice.casework.pages_shared import about_child, subject_of, today, workers
from righthelp.practice.matching import forms_after as forms
from righthelp.practice.matching import queries_after as queries
from righthelp.practice.matching import record_after as record
from righthelp.practice.matching import tables_after as tables
from righthelp.practice.matching.models_after import Disruption
from righthelp.practice.matching.pages_placed import ABOVE, DECIDE, OURS, RECORD, ROOM, SEE, stay_subject


def disruption_subject(disruption_id: int) -> Subject:
    """The child whose placement broke down."""
    return subject_of(Disruption, disruption_id)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def disruptions(request: PageRequest) -> HttpResponse:
    """Placements of two years that ended before they were planned to: met about, learned from, or waiting."""
    rows = queries.broke(request.account, request.now)
    shown = tables.broke_table(rows).shown(request, rows)
    saw(request, [row.child for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Disruptions",
        "crumbs": [{"text": "Placements", "href": reverse("matching:placements")}],
        "shown": shown,
        "number_of": len(rows),
        "waiting": sum(row.state == "none" for row in rows),
        "late": sum(row.late for row in rows),
        "held": sum(row.state == "held" for row in rows),
        "open": sum(row.actions - row.done for row in rows),
    }
    return render(request, "matching/disruptions.html", context)


@route(act=SEE, audit=Kind.LIST, purpose=ABOVE)
def causes(request: PageRequest) -> HttpResponse:
    """What led to disruptions, counted by month and provider; nobody is named."""
    rows = queries.causes(queries.broke(request.account, request.now))
    shown = tables.causes_table(rows).shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    back = [("Placements", "matching:placements"), ("Disruptions", "matching:disruptions")]
    crumbs = [{"text": words, "href": reverse(name)} for words, name in back]
    return render(request, "matching/causes.html", {"title": "What led to it", "crumbs": crumbs, "shown": shown})


def _child(stay_id: int) -> int:
    return stay_subject(stay_id).id


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=stay_subject)
def call(request: PageRequest, stay_id: int) -> HttpResponse:
    """A disruption meeting is called."""
    form = opened(request, forms.DisruptionMeetingForm, workers=workers(request))
    return about_child(
        request, _child(stay_id), ROOM, form, partial(record.meeting_for, stay=stay_id), title="Disruption meeting",
        button="Call it", say="It is called. Ask others, and record who came, under Meetings.",
        said="The child and the home are on its list. Ask others, hold it and agree who does what under Meetings.",
    )  # fmt: skip


@route(act=SEE, writes=DECIDE, audit=Kind.RECORD, purpose=ABOVE, subject=stay_subject)
def spare(request: PageRequest, stay_id: int) -> HttpResponse:
    """No meeting is held about it."""
    return about_child(
        request, _child(stay_id), ROOM, opened(request, WhyForm), partial(record.no_meeting, stay=stay_id),
        title="No disruption meeting", button="Record it", say="Recorded.",
    )  # fmt: skip


@route(act=SEE, writes=RECORD, audit=Kind.RECORD, purpose=OURS, subject=disruption_subject)
def learn(request: PageRequest, disruption_id: int) -> HttpResponse:
    """What was learned."""
    row = queries.called(disruption_id)
    if row is None:
        raise Http404
    start = today(request) | (
        {"on": row.learned_on, "causes": row.causes, "learned": row.learned, "child_says": row.child_says}
        if row.learned_on
        else {}
    )
    form = opened(request, forms.LearnedForm, initial=start)
    return about_child(
        request, row.child_id, ROOM, form, partial(record.learned, disruption=disruption_id), title="What we learn",
        say="What was learned is recorded.",
    )  # fmt: skip


__all__ = ["call", "causes", "disruption_subject", "disruptions", "learn", "spare"]
