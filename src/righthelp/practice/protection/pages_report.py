"""The social worker's report: begun from the record, written, ready, given out through the documents gate."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.models import Meeting
from righthelp.practice.protection import record_report
from righthelp.practice.protection.forms import NothingForm
from righthelp.practice.protection.forms_report import SPARE, BeginReportForm, ReportForm
from righthelp.practice.protection.models import Report
from righthelp.practice.protection.pages_shared import asked, meeting_crumbs, meeting_of, meeting_subject
from righthelp.practice.protection.record_report import Offered, Typed

WORK = "protection.work"


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def begin(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Choose what of the record the report begins with."""
    held = _conference(request, meeting_id)
    offers = record_report.offered(held.pk, request.account, request.now)
    form = opened(request, BeginReportForm, offers=[(each.key, _said(each)) for each in offers])

    def verb(data: dict[str, Any]) -> None:
        record_report.report_begun(meeting=meeting_id, taken=data["taken"], by=request.account, now=request.now)

    if form.recorded(verb):
        return done(request, "protection:report-write", meeting_id, say="The report is begun. Make it yours.")
    said = (
        "The headings that every report has are there already. Choose what it takes from the record: you change it "
        "afterwards, and what you leave out now you can type in. What was marked as significant on the timeline is the "
        "chronology."
    )
    return asked(
        request, form, title="Begin the report", button="Begin the report", fields=("taken",) if offers else (),
        back=meeting_crumbs(held), said=said,
    )  # fmt: skip


def _said(each: Offered) -> str:
    return f"{each.called}: {each.heading} ({each.taken_from})"


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def write(request: PageRequest, meeting_id: int) -> HttpResponse:
    """The report as it is written; every few seconds it is kept as a draft."""
    held = _conference(request, meeting_id)
    report = Report.objects.select_related("changed_by").filter(meeting=held).first()
    if report is None:
        raise Http404
    children = [(each.child_id, str(each.child)) for each in held.about.select_related("child").order_by("child_id")]
    parts = list(report.parts.order_by("place"))
    start: dict[str, Any] = {"version": report.version}
    for place, part in enumerate(parts):
        start |= {f"heading_{place}": part.heading, f"text_{place}": part.text, f"child_{place}": part.child_id or ""}
    form = opened(request, ReportForm, initial=start, rows=len(parts) + SPARE, children=children)

    def verb(data: dict[str, Any]) -> None:
        typed = [
            Typed(
                data[f"heading_{place}"],
                data[f"text_{place}"],
                data[f"child_{place}"],
                parts[place].taken_from if place < len(parts) else "",
            )
            for place in range(len(parts) + SPARE)
        ]
        record_report.report_written(
            meeting=meeting_id, parts=typed, version=data["version"], by=request.account, now=request.now
        )

    if report.ready is None and held.held is None and form.recorded(verb):
        return done(request, "protection:report-write", meeting_id, say="The report is kept.")
    if form.sent:
        form.sent_about(version=report.version)
    context = {
        "title": "The social worker’s report",
        "caption": ", ".join(name for _, name in children),
        "crumbs": meeting_crumbs(held),
        "form": form,
        "meeting": held,
        "report": report,
        "parts": parts,
        "names": dict(children),
        "rows": range(len(parts) + SPARE),
        "several": len(children) > 1,
        "edits": report.ready is None and held.held is None,
        "first_child": children[0][0],
        "prepares": permits(request.account, "document.prepare"),
    }
    wrong = form.sent and bool(form.errors)
    return render(request, "protection/report.html", context, status=400 if wrong else 200)


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def ready(request: PageRequest, meeting_id: int) -> HttpResponse:
    """The report is finished."""
    held = _conference(request, meeting_id)
    form = opened(request, NothingForm)
    if form.recorded(lambda _: record_report.report_ready(meeting=meeting_id, by=request.account, now=request.now)):
        return done(request, "protection:report-write", meeting_id, say="The report is ready. Prepare its copies.")
    said = (
        "A copy is then made for everybody on the distribution sheet, checked for what must not reach them, and read "
        "by a second person. Read it with the family in time, in their language, and record when."
    )
    return asked(
        request, form, title="The report is ready", button="It is ready", fields=(), back=meeting_crumbs(held),
        said=said,
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def again(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Something in it is to be changed."""
    held = _conference(request, meeting_id)
    form = opened(request, NothingForm)
    if form.recorded(
        lambda _: record_report.report_open_again(meeting=meeting_id, by=request.account, now=request.now)
    ):
        return done(request, "protection:report-write", meeting_id, say="The report is open again.")
    said = "Copies on their way say what it was and go no further; copies given out have to be given anew."
    return asked(
        request, form, title="Change the report?", button="Open it again", fields=(), back=meeting_crumbs(held),
        said=said, warn=True,
    )  # fmt: skip


def _conference(request: PageRequest, meeting_id: int) -> Meeting:
    held = meeting_of(request, meeting_id)
    if not held.protection_children.exists():
        raise Http404
    return held
