"""Dip samples: interviews drawn at random, read for quality, graded, with themes."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.missing import queries_reports, record_work
from righthelp.practice.missing.forms import SampleForm, month_before
from righthelp.practice.missing.forms_interview import GradeForm
from righthelp.practice.missing.models import DipSample, SampledInterview
from righthelp.practice.missing.pages_episode import learned
from righthelp.practice.missing.pages_shared import crumbs, name_and_age
from righthelp.practice.missing.tables import SAMPLED, SAMPLES

_SEEDS = 2**31


def child_of_sampled(sample_id: int, sampled_id: int) -> Subject:
    """Whose interview is read; 404 when it is not in the sample."""
    row = SampledInterview.objects.filter(pk=sampled_id, sample=sample_id)
    child = row.values_list("interview__episode__child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


@route(act="missing.sample", audit=Kind.LIST, purpose=Purpose.AUDIT_SAMPLE)
def samples(request: PageRequest) -> HttpResponse:
    """Samples drawn so far, and a form to draw another."""
    form = opened(request, SampleForm, initial=month_before(request.now))
    made: list[DipSample] = []
    if form.recorded(
        lambda said: made.append(
            record_work.sample_drawn(seed=secrets.randbelow(_SEEDS), by=request.account, now=request.now, **said)
        )
    ):
        return done(request, "missing:sample", made[0].pk, say="The sample is drawn.")
    shown = SAMPLES.shown(request, queries_reports.samples())
    if shown.wants_csv:
        return shown.csv()
    return render(
        request,
        "missing/samples.html",
        {"title": "Interview samples", "crumbs": crumbs(request), "form": form, "shown": shown},
        status=400 if form.sent and form.errors else 200,
    )


@route(act="missing.sample", audit=Kind.LIST, purpose=Purpose.AUDIT_SAMPLE)
def sample(request: PageRequest, sample_id: int) -> HttpResponse:
    """One sample: its interviews, its grades, its themes."""
    findings = queries_reports.sample_findings(sample_id)
    if findings is None:
        raise Http404
    rows = within_reach(
        SampledInterview.objects.filter(sample=sample_id),
        request.account,
        "missing.sample",
        kind="child",
        field="interview__episode__child_id",
        now=request.now,
    )
    listed = list(rows.select_related("interview__episode__child", "interview__worker", "graded_by").order_by("pk"))
    saw(request, {row.interview.episode.child_id for row in listed})
    shown = SAMPLED.shown(request, listed)
    if shown.wants_csv:
        return shown.csv()
    return render(
        request,
        "missing/sample.html",
        {
            "title": "Interview sample",
            "crumbs": crumbs(request, ("Interview samples", reverse("missing:samples"))),
            "findings": findings,
            "last_day": findings.sample.ends - timedelta(days=1),
            "shown": shown,
        },
    )


@route(act="missing.sample", audit=Kind.RECORD, purpose=Purpose.AUDIT_SAMPLE, subject=child_of_sampled)
def sampled(request: PageRequest, sample_id: int, sampled_id: int) -> HttpResponse:
    """Read one interview of the sample, and grade it."""
    row = SampledInterview.objects.select_related("interview__episode__child", "interview__worker").get(pk=sampled_id)
    start = {"grade": row.grade, "themes": row.themes, "note": row.note}
    form = opened(request, GradeForm, initial=start)
    if form.recorded(
        lambda said: record_work.sample_graded(sampled=sampled_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:sample", sample_id, say="The grade is recorded.")
    held = row.interview
    return render(
        request,
        "missing/sampled.html",
        {
            "title": "Read and grade this interview",
            "caption": name_and_age(held.episode.child, request.now),
            "crumbs": crumbs(
                request,
                ("Interview samples", reverse("missing:samples")),
                ("Sample", reverse("missing:sample", args=[sample_id])),
            ),
            "form": form,
            "held": held,
            "words": learned(held),
        },
        status=400 if form.sent and form.errors else 200,
    )
