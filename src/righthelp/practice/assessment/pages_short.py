"""Short-term work by the assessment team: begun after the decision, its actions, and how it ended."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.practice.assessment import record_quality
from righthelp.practice.assessment.forms_quality import ShortEndForm, ShortForm
from righthelp.practice.assessment.models import ShortTerm
from righthelp.practice.assessment.pages_shared import asked, assessment_subject, crumbs, row_of


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def begin(request: PageRequest, assessment_id: int) -> HttpResponse:
    """Short-term work begins."""
    row = row_of(assessment_id)
    form = opened(request, ShortForm, initial={"until": local_date(request.now) + timedelta(weeks=6)})
    if form.recorded(
        lambda data: record_quality.short_begun(assessment=assessment_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "assessment:assessment", assessment_id, say="Short-term work has begun.")
    said = "For weeks, not months. Who does what by when is added as actions on the child’s record."
    return asked(
        request, form, title="Short-term work", button="Begin it", fields=("what_for", "agreed", "until"),
        back=crumbs(row), said=said, caption=str(row.child),
    )  # fmt: skip


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def end(request: PageRequest, assessment_id: int) -> HttpResponse:
    """Short-term work ends, with the reason."""
    row = row_of(assessment_id)
    if not ShortTerm.objects.filter(assessment_id=assessment_id).exists():
        raise Http404
    form = opened(request, ShortEndForm, initial={"ended": local_date(request.now)})
    if form.recorded(
        lambda data: record_quality.short_ended(assessment=assessment_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "assessment:assessment", assessment_id, say="Short-term work has ended.")
    return asked(
        request, form, title="End short-term work", button="End it", fields=("ended", "ending", "why", "lead"),
        back=crumbs(row), caption=str(row.child),
    )  # fmt: skip
