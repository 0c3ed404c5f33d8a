"""The chronology of a child: read, narrowed by kind, date and mark, marked with why something matters, printed."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.desk import record
from righthelp.desk.pages_child import child_subject
from righthelp.desk.rooms import parts_of_record
from righthelp.desk.tables import timeline_table
from righthelp.desk.timeline import KINDS, Event, events
from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.documents.pdf import pdf
from righthelp.foundation.documents.tree import Block, Document, Heading, Listing, Paragraph
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people.pages_facts import child_subject as child_of
from righthelp.practice.people.pages_facts import reaches
from righthelp.practice.people.queries import Named, named


class MarkForm(Form):
    """Why something in a child's life matters."""

    note = forms.CharField(
        label="Why this matters",
        max_length=400,
        widget=forms.Textarea,
        help_text="For whoever reads the record next: what changed with it, or what it tells about the child’s life.",
        error_messages={"required": "Write why this matters."},
    )


class NothingForm(Form):
    """Nothing to fill in: the button says it."""


def _head(request: PageRequest, child_id: int) -> Named:
    head = named(child_id, local_date(request.now))
    if head is None:
        raise Http404
    return head


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def between(request: PageRequest, found: list[Event]) -> list[Event]:
    """Those on or between the two days that the address names, where it names any."""
    first, last = _day(request.GET.get("from", "")), _day(request.GET.get("to", ""))
    if first:
        found = [each for each in found if each.day >= first]
    return [each for each in found if each.day <= last] if last else found


@route(act="child.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def timeline(request: PageRequest, child_id: int) -> HttpResponse:
    """A child's life with us, newest first."""
    head = _head(request, child_id)
    found = events(child_id, shows_protected=bool(request.decision.relationship))
    years = sorted({event.year for event in found}, reverse=True)
    table = timeline_table(years, child_id, marks=reaches(request, "child.record"))
    shown = table.shown(request, between(request, found))
    if shown.wants_csv:
        return shown.csv()
    query = request.GET.urlencode()
    context = {
        "title": head.name,
        "head": head,
        "shown": shown,
        "parts_of_record": parts_of_record(request, child_id),
        "print": reverse("timeline-print", args=[child_id]) + (f"?{query}" if query else ""),
        "first": _day(request.GET.get("from", "")),
        "last": _day(request.GET.get("to", "")),
    }
    return render(request, "desk/timeline.html", context)


def _asked(request: PageRequest, child_id: int) -> tuple[Named, list[Event], str]:
    """The child, what the address asks to print, the oldest first and without protected addresses, and in words how
    it was narrowed."""
    head = _head(request, child_id)
    found = between(request, events(child_id, shows_protected=False))
    asked = {key: request.GET.get(f"events_{key}", "") for key in ("kind", "year", "marked")}
    for key, wanted in asked.items():
        if wanted:
            found = [each for each in found if str(getattr(each, key)) == wanted]
    first, last = _day(request.GET.get("from", "")), _day(request.GET.get("to", ""))
    said = [dict(KINDS).get(asked["kind"], ""), asked["year"]]
    said += ["what is marked as significant" if asked["marked"] else ""]
    said += [f"from {say_date(first)}" if first else "", f"to {say_date(last)}" if last else ""]
    return head, list(reversed(found)), ", ".join(each for each in said if each)


@route(act="child.see", audit=Kind.EXPORT, purpose=Purpose.DUTY, subject=child_subject)
def timeline_print(request: PageRequest, child_id: int) -> HttpResponse:
    """What is shown on the timeline, the oldest first, to print. Paper is left in cars: a protected address is not on
    it, whoever prints."""
    head, rows, narrowed = _asked(request, child_id)
    query = request.GET.urlencode()
    context = {
        "title": f"Chronology of {head.name}",
        "caption": f"Born {head.born}" if head.born[:1].isdigit() else head.born,
        "crumbs": [{"text": "Timeline", "href": reverse("timeline", args=[child_id])}],
        "rows": rows,
        "kinds": dict(KINDS),
        "narrowed": narrowed,
        "printed_by": request.account.name,
        "printed_at": request.now,
        "pdf": reverse("timeline-pdf", args=[child_id]) + (f"?{query}" if query else ""),
    }
    return render(request, "desk/timeline_print.html", context)


@route(act="child.see", audit=Kind.EXPORT, purpose=Purpose.DUTY, subject=child_subject)
def timeline_pdf(request: PageRequest, child_id: int) -> HttpResponse:
    """The same as a PDF, a table a year, with whose copy it is at the head of every page."""
    head, rows, narrowed = _asked(request, child_id)
    blocks: list[Block] = []
    for year, of_year in groupby(rows, key=lambda each: each.year):
        lines = tuple(
            (each.when, f"{each.title}. {each.detail}" if each.detail else each.title, each.note) for each in of_year
        )
        blocks += [Heading(year), Listing(f"What happened in {year}", ("When", "What", "Why it matters"), lines)]
    copy = f"Copy of {request.account.name}, {say_moment(request.now)}"
    made = Document(
        title=f"Chronology of {head.name}",
        about=(
            f"Born {head.born}" if head.born[:1].isdigit() else head.born,
            f"The oldest first. Protected addresses are left out.{f' Only: {narrowed}.' if narrowed else ''}",
            f"{copy}. Confidential.",
        ),
        blocks=tuple(blocks) or (Paragraph("Nothing is recorded here."),),
        author=request.account.name,
        stamp=f"{copy}: confidential",
    )
    answer = HttpResponse(pdf(made), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="chronology-{child_id}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _event(child_id: int, entry: str) -> Event:
    found = next((each for each in events(child_id, shows_protected=False) if each.entry == entry), None)
    if found is None:
        raise Http404
    return found


@route(act="child.see", writes="child.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_of)
def mark(request: PageRequest, child_id: int, entry: str) -> HttpResponse:
    """Say why an event matters; or, where it was marked, that it is not marked any longer."""
    head, event = _head(request, child_id), _event(child_id, entry)
    given: dict[str, Any] = {"child": child_id, "entry": entry, "by": request.account, "now": request.now}
    if "unmark" in request.POST and request.method == "POST":
        none = opened(request, NothingForm)
        if none.recorded(lambda _: record.unmarked(**given)):
            return done(request, "timeline", child_id, say="It is not marked any longer.")
    form = opened(request, MarkForm, initial={"note": event.bare_note})
    if "unmark" not in request.POST and form.recorded(lambda data: record.marked(note=data["note"], **given)):
        return done(request, "timeline", child_id, say="It is marked as significant.")
    context = {
        "title": "Why this matters",
        "caption": head.name,
        "crumbs": [
            {"text": head.name, "href": reverse("child", args=[child_id])},
            {"text": "Timeline", "href": reverse("timeline", args=[child_id])},
        ],
        "event": event,
        "form": form,
    }
    return render(request, "desk/timeline_mark.html", context)


__all__ = ["between", "mark", "timeline", "timeline_pdf", "timeline_print"]
