"""What people see of reports: the list, one report, its editing, approval and publishing, and the files of it."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.documents.html import html
from righthelp.foundation.documents.pdf import pdf
from righthelp.foundation.documents.tree import Chart, Document
from righthelp.foundation.documents.word import docx
from righthelp.foundation.pages import charts
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.governance.reports import queries, record
from righthelp.governance.reports.document import problems_of
from righthelp.governance.reports.forms import ClaimForm, NewReport, ProseForm, SendBack
from righthelp.governance.reports.kinds import KINDS
from righthelp.governance.reports.models import Report, Status
from righthelp.governance.reports.tables import REPORTS, RESTATEMENTS

CRUMB = {"text": "Reports", "href": "/reports/"}
FILES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def _found(request: PageRequest, report_id: int) -> Report:
    report = queries.visible(request.account).filter(pk=report_id).first()
    if report is None:
        raise Http404
    return report


def _inside(request: PageRequest, report: Report) -> bool:
    """Whether this reader sees the working version, small numbers and all: those who make it, until it is published."""
    asked = request.GET.get("as") != "published"
    works = permits(request.account, "report.write") or permits(request.account, "report.approve")
    return asked and works and report.status != Status.PUBLISHED


@route(act="report.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def reports(request: PageRequest) -> HttpResponse:
    """Every report that the reader may see."""
    shown = REPORTS.shown(request, queries.visible(request.account))
    if shown.wants_csv:
        return shown.csv()
    return render(request, "reports/list.html", {"title": "Reports", "table_": shown, "kinds": list(KINDS.values())})


@route(act="report.write", audit=Kind.RECORD, purpose=Purpose.PERFORMANCE)
def begin(request: PageRequest) -> HttpResponse:
    """Begin a report."""
    form = opened(request, NewReport, initial={"kind": "missing"})
    made: list[Report] = []
    if form.recorded(lambda d: made.append(record.drafted(**d, by=request.account, now=request.now))):
        return done(request, "report", made[0].pk, say="The report is begun. Nothing is published.")
    return render(request, "reports/begin.html", {"title": "Begin a report", "crumbs": [CRUMB], "form": form})


@route(act="report.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def report(request: PageRequest, report_id: int) -> HttpResponse:
    """One report: as a document, with what stands in its way and what may be done."""
    one = _found(request, report_id)
    inside = _inside(request, one)
    parts = queries.parts(one, withheld=not inside)
    is_writer = permits(request.account, "report.write") and one.status != Status.PUBLISHED
    restated = queries.restatements(one) if one.status == Status.PUBLISHED else []
    return render(
        request,
        "reports/report.html",
        {
            "title": KINDS[one.kind].heading(one.as_at),
            "caption": f"For: {KINDS[one.kind].readers}",
            "crumbs": [CRUMB],
            "one": one,
            "document": queries.document(one, trust=settings.RIGHTHELP_TRUST, withheld=not inside, made=parts),
            "parts": parts,
            "problems_": problems_of(parts) if one.status != Status.PUBLISHED else [],
            "inside": inside,
            "is_writer": is_writer,
            "may_approve": one.status == Status.DRAFT
            and permits(request.account, "report.approve")
            and request.account.pk not in queries.writers(one),
            "may_publish": one.status == Status.APPROVED and permits(request.account, "report.write"),
            "restated": RESTATEMENTS.shown(request, restated),
            "restated_count": len(restated),
        },
    )


@route(act="report.see", audit=Kind.PAGE, purpose=Purpose.PERFORMANCE)
def chart(request: PageRequest, report_id: int, number: int) -> HttpResponse:
    """A chart of a report, by its place in it."""
    one = _found(request, report_id)
    made = queries.document(one, trust=settings.RIGHTHELP_TRUST, withheld=not _inside(request, one))
    found = [block for block in made.blocks if isinstance(block, Chart)]
    if number >= len(found):
        raise Http404
    return charts.answer(request, found[number].spec)


@route(act="report.see", audit=Kind.EXPORT, purpose=Purpose.PERFORMANCE)
def file(request: PageRequest, report_id: int, kind: str) -> HttpResponse:
    """The report as a file. A published one is what was published; any other says on its face what it is."""
    one = _found(request, report_id)
    if kind not in FILES:
        raise Http404
    made = queries.document(one, trust=settings.RIGHTHELP_TRUST, withheld=not _inside(request, one))
    body = one.published_html.encode() if kind == "html" and one.published_html else written(made, kind)
    response = HttpResponse(body, content_type=FILES[kind])
    response["Content-Disposition"] = f'attachment; filename="{one.kind}-{one.as_at.isoformat()}.{kind}"'
    return response


def written(document: Document, kind: str) -> bytes:
    """A document as the bytes of a file of a kind: html, docx or pdf."""
    if kind == "docx":
        return docx(document)
    return pdf(document) if kind == "pdf" else html(document).encode()


@route(act="report.write", audit=Kind.RECORD, purpose=Purpose.PERFORMANCE)
def section(request: PageRequest, report_id: int, key: str) -> HttpResponse:
    """Edit the writer's paragraphs of one section."""
    one = _found(request, report_id)
    part = next((part for part in queries.parts(one, withheld=False) if part.section.key == key), None)
    if part is None or one.status == Status.PUBLISHED:
        raise Http404
    form = opened(request, ProseForm, initial={"text": part.text})
    if form.recorded(
        lambda d: record.prose_edited(
            report_id=one.pk, section=key, text=d["text"], by=request.account, now=request.now
        )
    ):
        return done(request, "report", one.pk, say="Your words are in the report.")
    return render(
        request,
        "reports/section.html",
        {
            "title": part.section.title,
            "caption": KINDS[one.kind].heading(one.as_at),
            "crumbs": _crumbs(one),
            "form": form,
            "part": part,
            "one": one,
        },
    )


@route(act="report.write", audit=Kind.RECORD, purpose=Purpose.PERFORMANCE)
def claim(request: PageRequest, report_id: int, key: str) -> HttpResponse:
    """Add a claim to a section."""
    one = _found(request, report_id)
    if one.status == Status.PUBLISHED or key not in {each.key for each in KINDS[one.kind].sections}:
        raise Http404
    form = opened(request, ClaimForm)
    if form.recorded(
        lambda d: record.claim_added(report_id=one.pk, section=key, by=request.account, now=request.now, **d)
    ):
        return done(request, "report", one.pk, say="The claim is in the report, with what the figures say of it.")
    return render(
        request,
        "reports/claim.html",
        {"title": "Add a claim", "caption": KINDS[one.kind].section(key).title, "crumbs": _crumbs(one), "form": form},
    )


@route(act="report.write", audit=Kind.RECORD, purpose=Purpose.PERFORMANCE)
def claim_out(request: PageRequest, report_id: int, claim_id: int) -> HttpResponse:
    """Take a claim out of a report."""
    one = _found(request, report_id)
    held = next((c for part in queries.parts(one, withheld=False) for c in part.claims if c.id == claim_id), None)
    if held is None:
        raise Http404
    form = opened(request, Form)
    if form.recorded(
        lambda d: record.claim_removed(report_id=one.pk, claim_id=claim_id, by=request.account, now=request.now)
    ):
        return done(request, "report", one.pk, say="The claim is taken out.")
    return render(
        request,
        "reports/confirm.html",
        {
            "title": "Take this claim out?",
            "crumbs": _crumbs(one),
            "form": form,
            "button": "Take it out",
            "lines": [held.verdict.sentence, held.verdict.because],
        },
    )


@route(act="report.approve", audit=Kind.RECORD, purpose=Purpose.PERFORMANCE)
def approve(request: PageRequest, report_id: int) -> HttpResponse:
    """Approve a report, when every claim in it is borne out."""
    one = _found(request, report_id)
    form = opened(request, Form)
    if form.recorded(lambda d: record.approved(report_id=one.pk, by=request.account, now=request.now)):
        return done(request, "report", one.pk, say="The report is approved. Its writer can publish it.")
    lines = ["You confirm that you have read it as it will be published.", "Its writer can then publish it."]
    return render(
        request,
        "reports/confirm.html",
        {"title": "Approve this report?", "crumbs": _crumbs(one), "form": form, "button": "Approve", "lines": lines},
    )


@route(act="report.approve", audit=Kind.RECORD, purpose=Purpose.PERFORMANCE)
def send_back(request: PageRequest, report_id: int) -> HttpResponse:
    """Send a report back to its writer."""
    one = _found(request, report_id)
    form = opened(request, SendBack)
    if form.recorded(
        lambda d: record.sent_back(report_id=one.pk, because=d["because"], by=request.account, now=request.now)
    ):
        return done(request, "report", one.pk, say="The report is with its writer again.")
    return render(
        request, "reports/send_back.html", {"title": "Send this report back", "crumbs": _crumbs(one), "form": form}
    )


@route(act="report.write", audit=Kind.RECORD, purpose=Purpose.PERFORMANCE)
def publish(request: PageRequest, report_id: int) -> HttpResponse:
    """Publish an approved report."""
    one = _found(request, report_id)
    form = opened(request, Form)
    if form.recorded(lambda d: record.published(report_id=one.pk, by=request.account, now=request.now)):
        return done(request, "report", one.pk, say="The report is published, and its figures are kept as they are.")
    lines = [
        "Small numbers are withheld in it.",
        "Its figures are kept as they are now. Later corrections are shown beside them, not in them.",
    ]
    return render(
        request,
        "reports/confirm.html",
        {"title": "Publish this report?", "crumbs": _crumbs(one), "form": form, "button": "Publish", "lines": lines},
    )


def _crumbs(one: Report) -> list[dict[str, str]]:
    return [CRUMB, {"text": KINDS[one.kind].heading(one.as_at), "href": reverse("report", args=[one.pk])}]
