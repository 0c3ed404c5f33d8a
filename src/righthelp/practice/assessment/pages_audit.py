"""Audit cycles: drawn by the head of service, done by managers, dip sampled, compared; and the list of standards."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.assessment import queries_audit, record_quality
from righthelp.practice.assessment.forms_quality import (
    AuditForm,
    CloseForm,
    CycleForm,
    DipForm,
    EndForm,
    GiveForm,
    StandardForm,
)
from righthelp.practice.assessment.models import Audit, Cycle, Standard
from righthelp.practice.assessment.pages_shared import asked, assessment_subject, crumbs
from righthelp.practice.assessment.tables import AUDITS
from righthelp.practice.workforce.models import Worker


def _crumbs(cycle: Cycle | None = None) -> list[dict[str, str]]:
    found = [*crumbs(), {"text": "Audits", "href": reverse("assessment:cycles")}]
    if cycle is not None:
        found.append({"text": cycle.name, "href": reverse("assessment:cycle", args=[cycle.pk])})
    return found


def _cycle(cycle_id: int) -> Cycle:
    found = Cycle.objects.select_related("drawn_by").filter(pk=cycle_id).first()
    if found is None:
        raise Http404
    return found


def _audit(assessment_id: int, audit_id: int) -> Audit:
    rows = Audit.objects.select_related("cycle", "auditor", "dipped_by", "assessment__child", "assessment__team")
    found = rows.filter(pk=audit_id, assessment_id=assessment_id).first()
    if found is None:
        raise Http404
    return found


@route(act="assessment.audit", audit=Kind.PAGE, purpose=Purpose.AUDIT_SAMPLE)
def cycles(request: PageRequest) -> HttpResponse:
    """Every cycle with its grades, so that they can be compared. Numbers only."""
    context = {
        "title": "Audit cycles",
        "crumbs": crumbs(),
        "rows": queries_audit.compared(),
        "mine": queries_audit.mine(request.account),
        "heads": permits(request.account, "assessment.head"),
    }
    return render(request, "assessment/cycles.html", context)


@route(act="assessment.audit", audit=Kind.LIST, purpose=Purpose.AUDIT_SAMPLE)
def cycle(request: PageRequest, cycle_id: int) -> HttpResponse:
    """One cycle: what was drawn, who audits it, what they found."""
    found = _cycle(cycle_id)
    rows = Audit.objects.filter(cycle=found).select_related("assessment__child", "assessment__team", "auditor")
    near = within_reach(
        rows, request.account, "assessment.audit", kind="child", field="assessment__child_id", now=request.now
    )
    shown = AUDITS.shown(request, near.order_by("pk"))
    saw(request, [row.assessment.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": found.name,
        "caption": "Audit cycle",
        "crumbs": _crumbs(),
        "cycle": found,
        "row": next((each for each in queries_audit.compared() if each.id == found.pk), None),
        "shown": shown,
        "heads": permits(request.account, "assessment.head") and found.closed is None,
    }
    return render(request, "assessment/cycle.html", context)


@route(act="assessment.head", audit=Kind.PAGE, purpose=Purpose.AUDIT_SAMPLE)
def draw(request: PageRequest) -> HttpResponse:
    """The head of service begins a cycle."""
    form = opened(request, CycleForm, initial={"wanted": 40})
    made: list[Cycle] = []
    if form.recorded(lambda data: made.append(record_quality.cycle_drawn(by=request.account, now=request.now, **data))):
        return HttpResponseRedirect(reverse("assessment:cycle", args=[made[0].pk]))
    said = (
        "So many of the assessments authorised on these days are drawn by lot and shared among the managers of the "
        "assessment teams. Nobody is given what they wrote or authorised."
    )
    return asked(
        request, form, title="Begin a cycle", button="Draw", fields=("name", "since", "until", "wanted"),
        back=_crumbs(), said=said,
    )  # fmt: skip


@route(act="assessment.head", audit=Kind.PAGE, purpose=Purpose.AUDIT_SAMPLE)
def close(request: PageRequest, cycle_id: int) -> HttpResponse:
    """A cycle is over."""
    found = _cycle(cycle_id)
    form = opened(request, CloseForm)
    if form.recorded(
        lambda data: record_quality.cycle_closed(cycle=cycle_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "assessment:cycle", cycle_id, say="The cycle is closed.")
    return asked(
        request, form, title="Close the cycle", button="Close it", fields=("learned",), back=_crumbs(found)
    )  # fmt: skip


@route(act="assessment.audit", audit=Kind.RECORD, purpose=Purpose.AUDIT_SAMPLE, subject=assessment_subject)
def audit(request: PageRequest, assessment_id: int, audit_id: int) -> HttpResponse:
    """One audit: the manager's judgement, and beside it the head of service's."""
    found = _audit(assessment_id, audit_id)
    worker = getattr(request.account, "worker", None)
    own = worker is not None and worker.pk == found.auditor_id
    heads = permits(request.account, "assessment.head")
    posted = request.POST.get("act", "") if request.method == "POST" else ""
    start: dict[str, Any] = {"grade": found.grade, "well": found.well, "better": found.better}
    judge = opened(request, AuditForm, initial=start)
    dip = opened(request, DipForm)
    give = opened(request, GiveForm, managers=_managers(found))
    for form, act in ((judge, "judge"), (dip, "dip"), (give, "give")):
        form.sent = form.sent and posted == act
    given: dict[str, Any] = {"audit": audit_id, "by": request.account, "now": request.now}
    if judge.recorded(lambda data: record_quality.audited(**given, **data)):
        return done(request, "assessment:cycle", found.cycle_id, say="The audit is recorded.")
    if dip.recorded(lambda data: record_quality.dip_sampled(grade=data["dip_grade"], note=data["dip_note"], **given)):
        return done(request, "assessment:cycle", found.cycle_id, say="The dip sample is recorded.")
    if give.recorded(lambda data: record_quality.audit_given(**given, **data)):
        return done(request, "assessment:cycle", found.cycle_id, say="Another manager audits it.")
    context = {
        "title": str(found.assessment.child),
        "caption": f"Audit, {found.cycle.name}",
        "crumbs": _crumbs(found.cycle),
        "audit": found,
        "judge": judge if own and not found.dipped and not found.cycle.closed else None,
        "dip": dip if heads and not own and found.done and not found.dipped and not found.cycle.closed else None,
        "give": give if heads and not found.done and not found.cycle.closed else None,
    }
    return render(request, "assessment/audit.html", context)


def _managers(found: Audit) -> list[tuple[int, str]]:
    out = [found.assessment.worker_id, found.assessment.authorised_by_id or 0, found.auditor_id]
    rows = Worker.objects.filter(teams_managed__service="assessment", ends__isnull=True).exclude(pk__in=out).distinct()
    return [(row.pk, row.name) for row in rows.order_by("name")]


@route(act="assessment.audit", audit=Kind.PAGE, purpose=Purpose.AUDIT_SAMPLE)
def standards(request: PageRequest) -> HttpResponse:
    """The practice standards that are checked on each assessment, and how often each is met."""
    context = {
        "title": "Practice standards",
        "crumbs": crumbs(),
        "rows": queries_audit.standards(request.now),
        "heads": permits(request.account, "assessment.head"),
        "today": local_date(request.now),
    }
    return render(request, "assessment/standards_list.html", context)


@route(act="assessment.head", audit=Kind.PAGE, purpose=Purpose.AUDIT_SAMPLE)
def standard_add(request: PageRequest) -> HttpResponse:
    """A standard is checked from a day on."""
    form = opened(request, StandardForm, initial={"starts": local_date(request.now)})
    if form.recorded(lambda data: record_quality.standard_added(by=request.account, now=request.now, **data)):
        return done(request, "assessment:standards-list", say="The standard is in the list.")
    said = "One that has this place now ends on the day on which the new one begins. What was checked stays."
    back = [*crumbs(), {"text": "Practice standards", "href": reverse("assessment:standards-list")}]
    return asked(
        request, form, title="Add a standard", button="Add it", fields=("name", "ask", "place", "starts"), back=back,
        said=said,
    )  # fmt: skip


@route(act="assessment.head", audit=Kind.PAGE, purpose=Purpose.AUDIT_SAMPLE)
def standard_end(request: PageRequest, standard_id: int) -> HttpResponse:
    """A standard is no longer checked from a day on."""
    held = Standard.objects.filter(pk=standard_id).first()
    if held is None:
        raise Http404
    form = opened(request, EndForm, initial={"ends": local_date(request.now)})
    if form.recorded(
        lambda data: record_quality.standard_ended(standard=standard_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "assessment:standards-list", say="The standard ends.")
    back = [*crumbs(), {"text": "Practice standards", "href": reverse("assessment:standards-list")}]
    return asked(
        request, form, title=f"End ‘{held.name}’", button="End it", fields=("ends",), back=back, warn=True
    )  # fmt: skip
