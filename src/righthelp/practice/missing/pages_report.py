"""Somebody rings: a child is missing. Find the child, see that they are the one, write down what was said."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.missing import record_episode as record
from righthelp.practice.missing.forms import ReportedForm
from righthelp.practice.missing.models import Episode
from righthelp.practice.missing.pages_guidance import MISSING
from righthelp.practice.missing.pages_shared import crumbs, name_and_age, the_child
from righthelp.practice.people.models import Person
from righthelp.practice.people.search import find


@route(act="missing.phoned", audit=Kind.SEARCH, purpose=Purpose.MISSING)
def report(request: PageRequest) -> HttpResponse:
    """Find the child by name, birth date or number."""
    typed = request.GET.get("q", "").strip()[:200]
    answer = find(typed, account=request.account, now=request.now) if typed else None
    found = answer.found if answer else []
    saw(request, [each.id for each in found])
    request.audit_detail = typed
    missing = dict(
        Episode.objects.filter(
            child__in=[each.id for each in found], returned__isnull=True, cancelled__isnull=True
        ).values_list("child_id", "pk")
    )
    return render(
        request,
        "missing/report.html",
        {
            "title": "Report a child missing",
            "crumbs": crumbs(request),
            "typed": typed,
            "found": found,
            "more": bool(answer and answer.more),
            "missing": missing,
            "guide": MISSING,
        },
    )


@route(act="missing.phoned", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=the_child)
def report_child(request: PageRequest, child_id: int) -> HttpResponse:
    """Write down that this child is missing."""
    child = Person.objects.get(pk=child_id)
    form = opened(request, ReportedForm, initial={"told_at": request.now})
    made: list[Episode] = []
    if form.recorded(
        lambda said: made.append(record.notified(child=child_id, by=request.account, now=request.now, **said))
    ):
        return done(
            request, "missing:episode", made[0].pk, say="The report is recorded, and the child stands on the board."
        )
    return render(
        request,
        "missing/form.html",
        {
            "title": "Report this child missing",
            "caption": name_and_age(child, request.now),
            "crumbs": crumbs(request, ("Report a child missing", reverse("missing:report"))),
            "form": form,
            "button": "Record the report",
            "lead": "Is the child in danger now? Ring 999 first.",
            "notes": (),
            "beside": (),
            "guide": MISSING,
            "warn": False,
            "back": reverse("missing:report"),
        },
        status=400 if form.sent and form.errors else 200,
    )
