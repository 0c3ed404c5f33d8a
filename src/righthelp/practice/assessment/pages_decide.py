"""Between worker and manager: a look on the way, sending it, returning or authorising it, taking that back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.assessment import language, queries, record_steps
from righthelp.practice.assessment.codes import BY_CODE
from righthelp.practice.assessment.forms import AuthoriseForm, ReviewForm, StandardsForm, SubmitForm, WhyForm
from righthelp.practice.assessment.models import Assessment
from righthelp.practice.assessment.pages_shared import (
    asked,
    assessment_subject,
    clocks_of,
    crumbs,
    others_for,
    row_of,
    whole_of,
)
from righthelp.practice.assessment.queries_seen import seen_since


@route(act="assessment.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=assessment_subject)
def review(request: PageRequest, assessment_id: int) -> HttpResponse:
    """A manager looks at where it stands."""
    whole = whole_of(request, assessment_id)
    others = others_for(request, whole, "assessment.decide", "open")
    form = opened(request, ReviewForm, initial={"also": [pk for pk, _ in others]}, others=others)
    if form.recorded(
        lambda data: record_steps.reviewed(
            assessments=[assessment_id, *data.get("also", [])], note=data["note"], by=request.account, now=request.now
        )
    ):
        return done(request, "assessment:assessment", assessment_id, say="Your look is recorded.")
    return asked(
        request, form, title="Where it stands", button="Record it", fields=("also", "note"), back=crumbs(whole.row),
        caption=str(whole.row.child), **clocks_of(request, whole.row),
    )  # fmt: skip


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def submit(request: PageRequest, assessment_id: int) -> HttpResponse:
    """The worker sends it to the manager, with what they advise."""
    whole = whole_of(request, assessment_id)
    row = whole.row
    others = others_for(request, whole, "assessment.record", "writable")
    form = opened(
        request, SubmitForm, initial={"advised": row.advised, "advised_level": row.advised_level}, others=others
    )
    seen = seen_since(row)
    if form.recorded(
        lambda data: record_steps.submitted(
            assessments=[assessment_id, *data.pop("also", [])],
            common=whole.common,
            by=request.account,
            now=request.now,
            **data,
        )
    ):
        return done(request, "assessment:assessment", assessment_id, say="It is with the manager.")
    texts = [text.text for each in whole.sections for text in (each.own, each.common) if text]
    context = {
        "title": "Send to the manager",
        "caption": str(row.child),
        "crumbs": crumbs(row),
        "form": form,
        "row": row,
        "seen": seen,
        "lacks": record_steps.missing_for_submission(row, common=whole.common),
        "hurting": language.found("\n".join(texts)),
        **clocks_of(request, row),
    }
    return render(request, "assessment/submit.html", context)


@route(act="assessment.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=assessment_subject)
def decide(request: PageRequest, assessment_id: int) -> HttpResponse:
    """A manager reads it, checks the practice standards, and authorises it or returns it with the reason."""
    whole = whole_of(request, assessment_id)
    row = whole.row
    others = others_for(request, whole, "assessment.decide", "submitted")
    form = opened(
        request,
        AuthoriseForm,
        initial=_start(row),
        others=others,
        standards=record_steps.standards_on(request.now),
        is_late=record_steps.is_late(row, request.now),
    )
    if form.recorded(
        lambda data: record_steps.authorised(
            assessments=[assessment_id, *data.get("also", [])],
            outcome=data["outcome"],
            level=data["level"],
            decision=data["decision"],
            standards=form.answers(data),
            late=data.get("late", ""),
            late_why=data.get("late_why", ""),
            by=request.account,
            now=request.now,
        )
    ):
        return done(request, "assessment:assessment", assessment_id, say="It is authorised.")
    context = {
        "title": "Decide on the assessment",
        "caption": str(row.child),
        "crumbs": crumbs(row),
        "form": form,
        "whole": whole,
        "row": row,
        "seen": seen_since(row),
        "factors": sorted(BY_CODE[each.code].label for each in row.factors.all()),
        **clocks_of(request, row),
    }
    return render(request, "assessment/decide.html", context)


def _start(row: Assessment) -> dict[str, Any]:
    start: dict[str, Any] = {"outcome": row.advised, "level": row.advised_level}
    for each in queries.checks_of(row):
        start[f"standard_{each.standard_id}"] = each.met
        start[f"standard_{each.standard_id}_note"] = each.note
    return start


@route(act="assessment.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=assessment_subject)
def give_back(request: PageRequest, assessment_id: int) -> HttpResponse:
    """It goes back to the worker with the reason."""
    whole = whole_of(request, assessment_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_steps.returned(
            assessments=[assessment_id], why=data["why"], by=request.account, now=request.now
        )
    ):
        return done(request, "assessment:assessment", assessment_id, say="It is back with the worker.")
    said = "The worker reads this at the head of the assessment. The forty-five working days run on."
    return asked(
        request, form, title="Return to the worker", button="Return it", fields=("why",), back=crumbs(whole.row),
        said=said, caption=str(whole.row.child),
    )  # fmt: skip


@route(act="assessment.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=assessment_subject)
def standards(request: PageRequest, assessment_id: int) -> HttpResponse:
    """The practice standards, checked at any time after it was begun."""
    row = row_of(assessment_id)
    stand = record_steps.standards_on(request.now)
    form = opened(request, StandardsForm, initial=_start(row), standards=stand)
    if form.recorded(
        lambda data: record_steps.standards_checked(
            assessment=assessment_id, standards=form.answers(data), by=request.account, now=request.now
        )
    ):
        return done(request, "assessment:assessment", assessment_id, say="The standards are checked.")
    context = {
        "title": "Practice standards",
        "caption": str(row.child),
        "crumbs": crumbs(row),
        "form": form,
        "row": row,
    }
    return render(request, "assessment/standards.html", context)


@route(act="assessment.decide", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=assessment_subject)
def take_back(request: PageRequest, assessment_id: int) -> HttpResponse:
    """The authorisation was a mistake."""
    row = row_of(assessment_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_steps.taken_back(assessment=assessment_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "assessment:assessment", assessment_id, say="It waits for a decision again.")
    said = "It waits for a decision again, and its clock counts as before. What was decided stays readable below."
    return asked(
        request, form, title="Take the authorisation back", button="Take it back", fields=("why",), back=crumbs(row),
        said=said, warn=True,
    )  # fmt: skip
