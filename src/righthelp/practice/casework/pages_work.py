"""Direct work with a child: the list, recording it with a file, one piece of it, its files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework import queries, record_work
from righthelp.practice.casework.files import ENDINGS
from righthelp.practice.casework.forms import FileForm, WhyForm, WorkForm, day_of, short
from righthelp.practice.casework.models import DirectWork, WorkFile, WorkFileContent
from righthelp.practice.casework.pages_shared import (
    asked,
    child_subject,
    crumbs_of,
    open_action_choices,
    reaches,
    subject_of,
    the_child,
)

WORK = ("Direct work", "casework:work")


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def work(request: PageRequest, child_id: int) -> HttpResponse:
    """Direct work with a child, the latest first."""
    child = the_child(request, child_id)
    context = {
        "title": "Direct work",
        "caption": child.name,
        "crumbs": crumbs_of(child),
        "child_id": child_id,
        "rows": list(queries.work_of(child_id)),
        "writes": reaches(request, "casework.visit"),
    }
    return render(request, "casework/work.html", context)


@route(act="casework.see", writes="casework.visit", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def work_new(request: PageRequest, child_id: int) -> HttpResponse:
    """Record direct work: what was used, the child’s words, what we understand, and a file."""
    child = the_child(request, child_id)
    recent = [row for row in queries.visits_of(child_id)[:20] if row.seen and not row.withdrawn]
    picked = request.GET.get("visit", "")
    start: dict[str, Any] = {}
    for row in recent:
        if str(row.pk) == picked:
            start = {"visited": row.pk, "at": row.at}
    form = opened(
        request,
        WorkForm,
        initial=start,
        files=request.FILES or None,
        visits=[(row.pk, f"{day_of(local_date(row.at))}: {short(row.visit.purpose, 60)}") for row in recent],
        actions=open_action_choices(child_id),
    )

    def verb(data: dict[str, Any]) -> None:
        sent = data.pop("file")
        file = (sent.name, sent.read()) if sent else None
        record_work.worked_with(child=child_id, by=request.account, now=request.now, file=file, **data)

    if form.recorded(verb):
        return done(request, "casework:work", child_id, say="The direct work is recorded.")
    context = {
        "title": "Record direct work",
        "caption": child.name,
        "crumbs": crumbs_of(child, WORK),
        "form": form,
    }
    return render(request, "casework/work_new.html", context)


def work_of(child_id: int, work_id: int) -> DirectWork:
    """One piece of direct work. Raises ``Http404``."""
    found = DirectWork.objects.filter(pk=work_id, child_id=child_id).select_related("worker", "visited").first()
    if found is None:
        raise Http404
    return found


@route(act="casework.see", writes="casework.visit", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def work_one(request: PageRequest, child_id: int, work_id: int) -> HttpResponse:
    """One piece of direct work, with its files; one more can be added."""
    row = work_of(child_id, work_id)
    child = the_child(request, child_id)
    writes = reaches(request, "casework.visit") and row.withdrawn is None
    form = opened(request, FileForm, files=request.FILES or None) if writes else None
    if form and form.recorded(
        lambda data: record_work.file_added(
            work=row.pk, name=data["file"].name, content=data["file"].read(), by=request.account, now=request.now
        )
    ):
        return done(request, "casework:work-one", child_id, work_id, say="The file is added.")
    context = {
        "title": row.tool_said,
        "caption": child.name,
        "crumbs": crumbs_of(child, WORK),
        "child_id": child_id,
        "called": child.called,
        "row": row,
        "files": list(row.files.order_by("pk")),
        "form": form,
        "writes": writes,
    }
    return render(request, "casework/work_one.html", context)


@route(act="casework.see", writes="casework.visit", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def work_withdraw(request: PageRequest, child_id: int, work_id: int) -> HttpResponse:
    """Direct work was recorded by mistake, or of another child."""
    row = work_of(child_id, work_id)
    form = opened(request, WhyForm)
    if form.recorded(lambda data: record_work.work_withdrawn(work=row.pk, by=request.account, now=request.now, **data)):
        return done(request, "casework:work", child_id, say="It is withdrawn.")
    child = the_child(request, child_id)
    said = "What was written stays readable, marked as withdrawn. Remove its files as well if they show somebody else."
    return asked(
        request, form, title="Withdraw this direct work", button="Withdraw it", back=crumbs_of(child, WORK), said=said,
        warn=True, caption=child.name,
    )  # fmt: skip


def _file(child_id: int, file_id: int) -> WorkFile:
    found = WorkFile.objects.filter(pk=file_id, work__child_id=child_id, removed__isnull=True).first()
    if found is None:
        raise Http404
    return found


@route(act="casework.see", audit=Kind.EXPORT, purpose=Purpose.DUTY, subject=child_subject)
def work_file(request: PageRequest, child_id: int, file_id: int) -> HttpResponse:
    """A file, to be opened on the reader’s own machine. Never kept by a browser on the way; it runs nothing here."""
    row = _file(child_id, file_id)
    held = WorkFileContent.objects.filter(file=row).first()
    if held is None:
        raise Http404
    answer = HttpResponse(bytes(held.content), content_type=row.kind)
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Disposition"] = f'attachment; filename="direct-work-{row.pk}{ENDINGS[row.kind]}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@route(act="casework.see", writes="casework.visit", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def work_file_remove(request: PageRequest, child_id: int, file_id: int) -> HttpResponse:
    """A file is deleted for good, with the reason."""
    row = _file(child_id, file_id)
    form = opened(request, WhyForm)
    if form.recorded(lambda data: record_work.file_removed(file=row.pk, by=request.account, now=request.now, **data)):
        return done(request, "casework:work-one", child_id, row.work_id, say="The file is removed.")
    child = the_child(request, child_id)
    said = "What is in the file is deleted and cannot be brought back. That there was one, and why it went, stays."
    return asked(
        request, form, title="Remove this file", button="Remove the file", back=crumbs_of(child, WORK), said=said,
        warn=True, caption=child.name,
    )  # fmt: skip


def work_subject(work_id: int) -> Any:
    """The child of a piece of direct work."""
    return subject_of(DirectWork, work_id)


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=work_subject)
def to_work(request: PageRequest, work_id: int) -> HttpResponse:
    """From the number of a piece of direct work to its page."""
    if request.about is None:
        raise Http404
    return HttpResponseRedirect(reverse("casework:work-one", args=[request.about.id, work_id]))


__all__ = ["to_work", "work", "work_file", "work_file_remove", "work_new", "work_one", "work_withdraw"]
