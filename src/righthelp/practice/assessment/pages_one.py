"""One assessment: what is written, who was seen, what partners said, where it stands; and its changes of hand."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.assessment import language, queries, record, record_steps, referrals
from righthelp.practice.assessment.codes import BY_CODE, ENDS_HERE
from righthelp.practice.assessment.follows import follows
from righthelp.practice.assessment.forms import HandOverForm, NothingForm, WhyForm
from righthelp.practice.assessment.models import Assessment
from righthelp.practice.assessment.pages_shared import (
    asked,
    assessment_subject,
    clocks_of,
    crumbs,
    link,
    others_for,
    row_of,
    whole_of,
)
from righthelp.practice.assessment.queries_seen import seen_since
from righthelp.practice.people.queries_family import family_of
from righthelp.practice.people.standing import may
from righthelp.practice.workforce.queries import choices


@route(act="assessment.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def assessment(request: PageRequest, assessment_id: int) -> HttpResponse:
    """Everything about one assessment on one page, with what to do next at its head."""
    whole = whole_of(request, assessment_id)
    row = whole.row
    texts = [text.text for each in whole.sections for text in (each.own, each.common) if text]
    writes, decides = permits(request.account, "assessment.record"), permits(request.account, "assessment.decide")
    found = [BY_CODE[each.code].label for each in row.factors.all()]
    context = {
        "title": str(row.child),
        "caption": "Child and family assessment",
        "crumbs": crumbs(),
        "whole": whole,
        "row": row,
        "seen": seen_since(row),
        "visit_href": link("casework:visit-new", row.child_id),
        "steps": queries.steps_of(row),
        "checks": queries.checks_of(row),
        "factors": sorted(found),
        "lacks": record_steps.missing_for_submission(row, common=whole.common) if row.writable else [],
        "hurting": language.found("\n".join(texts)) if row.open else [],
        "writes": writes and row.writable,
        "works": writes and row.open,
        "decides": decides and row.open,
        "heads": decides,
        "returned": next(
            (each for each in reversed(queries.steps_of(row)) if each.done in ("returned", "submitted")), None
        ),
        "follows": follows(row),
        "short": getattr(row, "short_term", None),
        "close_href": link("front_door:close", row.referral)
        if row.outcome in ENDS_HERE
        and permits(request.account, "front_door.accept")
        and referrals.still_open(row.referral)
        else "",
        "joinable": _joinable(request, row) if writes and row.writable else [],
        "form": opened(request, NothingForm),
        **clocks_of(request, row),
    }
    return render(request, "assessment/assessment.html", context)


def _joinable(request: PageRequest, row: Assessment) -> list[Assessment]:
    """Open assessments of children of the family, written apart from this one, that this account may write."""
    family = [each.id for each in family_of(row.child_id, request.account, request.now) if each.is_child]
    near = may(request.account, "assessment.record", family, request.now)
    rows = Assessment.objects.filter(queries.OPEN, child__in=near, submitted__isnull=True)
    found = list(rows.exclude(together_id=row.together_id).select_related("child"))
    saw(request, [each.child_id for each in found])
    return found


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def join(request: PageRequest, assessment_id: int) -> HttpResponse:
    """From now on this child is assessed together with a brother or sister."""
    row = row_of(assessment_id)
    near = {each.pk: each for each in _joinable(request, row)}
    to = request.POST.get("to", "")
    form = opened(request, NothingForm)
    if (
        to.isdecimal()
        and int(to) in near
        and form.recorded(
            lambda _: record.joined(assessment=assessment_id, to=int(to), by=request.account, now=request.now)
        )
    ):
        return done(request, "assessment:assessment", assessment_id, say="They are assessed together from now on.")
    if form.problems:
        return asked(
            request, form, title="Assess together", button="Assess together", fields=(), back=crumbs(row)
        )  # fmt: skip
    return HttpResponseRedirect(reverse("assessment:assessment", args=[assessment_id]))


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def part(request: PageRequest, assessment_id: int) -> HttpResponse:
    """From now on this child is assessed apart."""
    whole = whole_of(request, assessment_id)
    form = opened(request, WhyForm)
    form.sent = form.sent and whole.common
    if form.recorded(lambda data: record.parted(assessment=assessment_id, by=request.account, now=request.now, **data)):
        return done(request, "assessment:assessment", assessment_id, say="This child is assessed apart from now on.")
    said = "What was written for all becomes part of this child’s own text. The others keep theirs."
    return asked(
        request, form, title="Assess apart", button="Assess apart", fields=("why",), back=crumbs(whole.row), said=said
    )  # fmt: skip


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def hand_over(request: PageRequest, assessment_id: int) -> HttpResponse:
    """Another worker has it from now on."""
    whole = whole_of(request, assessment_id)
    others = others_for(request, whole, "assessment.record", "open")
    form = opened(
        request,
        HandOverForm,
        initial={"also": [pk for pk, _ in others]},
        others=others,
        people=choices(local_date(request.now)),
    )
    if form.recorded(
        lambda data: record.handed_over(
            assessments=[assessment_id, *data.get("also", [])],
            to=data["to"],
            why=data["why"],
            by=request.account,
            now=request.now,
        )
    ):
        return done(request, "assessment:list", say="Another worker has it from now on.")
    said = "Who is allocated to the child is another thing, and changed on the child’s own page."
    return asked(
        request, form, title="Hand over", button="Hand over", fields=("also", "to", "why"), back=crumbs(whole.row),
        said=said,
    )  # fmt: skip


@route(act="assessment.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=assessment_subject)
def withdraw(request: PageRequest, assessment_id: int) -> HttpResponse:
    """It was begun by mistake."""
    row = row_of(assessment_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record.withdrawn(assessment=assessment_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "assessment:list", say="It is withdrawn. Nothing more is due.")
    said = "Only for what was begun by mistake. An assessment that finds nothing is authorised with no further action."
    return asked(
        request, form, title="Begun by mistake", button="Withdraw it", fields=("why",), back=crumbs(row), said=said,
        warn=True,
    )  # fmt: skip
