"""The files of schools: all of them, one with the lines it left, a line given to a child or set aside."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.pages_shared import asked, reaches
from righthelp.practice.education import forms, queries, record_files, tables
from righthelp.practice.education.lines import COLUMNS, line_of
from righthelp.practice.education.matching import candidates
from righthelp.practice.education.models import FileLine, SchoolFile
from righthelp.practice.education.pages_shared import ABOVE, FILES, found, lists
from righthelp.practice.people.ages import say_birth

_WAY = [{"text": "Attendance", "href": "education:board"}, {"text": "Files of schools", "href": "education:files"}]


def _crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    return [*({"text": each["text"], "href": reverse(each["href"])} for each in _WAY), *more]


@route(act=FILES, audit=Kind.LIST, purpose=ABOVE)
def files(request: PageRequest) -> HttpResponse:
    """Every file that a school sent."""
    shown = tables.files_table().shown(request, queries.files())
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Files of schools", "lists": lists(request), "shown": shown}
    return render(request, "education/files.html", context)


@route(act=FILES, writes=FILES, audit=Kind.CHANGE, purpose=ABOVE)
def receive(request: PageRequest) -> HttpResponse:
    """A school's file is received."""
    form = opened(request, forms.UploadForm, files=request.FILES or None)
    held: list[SchoolFile] = []

    def verb(data: dict[str, Any]) -> None:
        sent = data["file"]
        content = sent.read()
        held.append(record_files.file_received(name=sent.name, content=content, by=request.account, now=request.now))

    if form.recorded(verb):
        return done(request, "education:file", held[0].pk, say=f"{held[0].taken} of {held[0].lines} lines are taken.")
    context = {"title": "A school’s file", "crumbs": _crumbs(), "form": form, "columns": ", ".join(COLUMNS)}
    return render(request, "education/receive.html", context)


@route(act=FILES, audit=Kind.LIST, purpose=ABOVE)
def file(request: PageRequest, file_id: int) -> HttpResponse:
    """One file: what was taken, and the lines that were not, each with the reason."""
    row = found(SchoolFile, file_id)
    left = queries.lines_left(file_id)
    shown = tables.lines_table(settles=True).shown(request, left)
    if shown.wants_csv:
        return shown.csv()
    open_ones = [each for each in left if not each.settled]
    context = {
        "title": row.name,
        "caption": "A school’s file",
        "crumbs": _crumbs(),
        "row": row,
        "shown": shown,
        "waiting": sum(each.waits for each in open_ones),
        "refused": sum(not each.waits for each in open_ones),
    }
    return render(request, "education/file.html", context)


@route(act=FILES, writes=FILES, audit=Kind.LIST, purpose=ABOVE)
def line(request: PageRequest, line_id: int) -> HttpResponse:
    """A line that waits: which child it is about."""
    row: FileLine = found(FileLine, line_id)
    back = reverse("education:file", args=[row.file_id])
    if row.settled:
        return HttpResponseRedirect(back)
    people = _candidates(request, row) if row.waits else []
    saw(request, [pk for pk, _ in people])
    form = opened(request, forms.GiveForm, people=people) if people else None
    if form is not None and form.recorded(
        lambda data: record_files.line_given(line=row.pk, by=request.account, now=request.now, **data)
    ):
        return done(request, "education:file", row.file_id, say="The line is in the child’s record.")
    context = {
        "title": f"Line {row.number}",
        "caption": "A school’s file",
        "crumbs": _crumbs({"text": "The file", "href": back}),
        "row": row,
        "said": [(name.replace("_", " ").capitalize(), row.said.get(name, "")) for name in COLUMNS],
        "form": form,
        "searches": reaches(request, "child.search"),
    }
    return render(request, "education/line.html", context)


def _candidates(request: PageRequest, row: FileLine) -> list[tuple[int, str]]:
    try:
        born = line_of(row.number, row.said, local_date(request.now)).born
    except Refused:
        born = None
    people = queries.may_know(request.account, candidates(row.said, born), request.now)
    return [(each.pk, f"{each}, {say_birth(each.birth_date, each.birth_date_kind)}") for each in people]


@route(act=FILES, writes=FILES, audit=Kind.CHANGE, purpose=ABOVE)
def set_aside(request: PageRequest, line_id: int) -> HttpResponse:
    """A line is not taken."""
    row: FileLine = found(FileLine, line_id)
    form = opened(request, forms.WhyForm)
    if form.recorded(
        lambda data: record_files.line_set_aside(line=row.pk, by=request.account, now=request.now, **data)
    ):
        return done(request, "education:file", row.file_id, say="The line is set aside.")
    back = _crumbs({"text": "The file", "href": reverse("education:file", args=[row.file_id])})
    said = "It stays with the file, with the reason. Nothing is written into a record."
    return asked(request, form, title=f"Set line {row.number} aside", button="Set it aside", back=back, said=said)
