"""Listening to calls: what managers heard, the handlers' answers, the month's report, calls drawn, the standards."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.front_door import queries_calls, record_calls
from righthelp.practice.front_door.forms_calls import AssessForm, DrawForm, EditionForm, ReadForm
from righthelp.practice.front_door.models import Call, CallAssessment, CallSample
from righthelp.practice.front_door.pages_shared import asked, crumbs
from righthelp.practice.front_door.tables_calls import HANDLERS, STANDARDS, calls_table

_SEEDS = 2**31
_MONTH = "%B %Y"


def _crumbs() -> list[dict[str, str]]:
    return [*crumbs(), {"text": "Calls listened to", "href": reverse("front_door:calls")}]


def _months(request: PageRequest) -> list[tuple[str, str]]:
    return [(f"{each:%Y-%m}", each.strftime(_MONTH)) for each in queries_calls.months(request.now)]


@route(act="front_door.calls", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def calls(request: PageRequest) -> HttpResponse:
    """Calls that were listened to and assessed: all of them for their managers, their own for those who take calls."""
    typed = request.GET.get("q", "")[:80]
    every = queries_calls.assessments(request.account)
    shown = calls_table(_months(request)).shown(request, list(queries_calls.searched(every, typed)))
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Calls listened to",
        "crumbs": crumbs(),
        "shown": shown,
        "typed": typed,
        "listens": queries_calls.listens(request.account, request.now),
        "unread": queries_calls.to_read(request.account),
        "samples": queries_calls.samples(),
    }
    return render(request, "front_door/calls.html", context)


def _assessment(request: PageRequest, assessment_id: int) -> CallAssessment:
    rows = queries_calls.assessments(request.account).prefetch_related("marks__standard")
    found = rows.filter(pk=assessment_id).first()
    if found is None:
        raise Http404
    return found


@route(act="front_door.calls", audit=Kind.RECORD, purpose=Purpose.SUPERVISION)
def assessment(request: PageRequest, assessment_id: int) -> HttpResponse:
    """One call as a manager heard it; whoever took it says here that they have read it, and answers."""
    row = _assessment(request, assessment_id)
    mine = row.handler.account_id == request.account.pk
    form = opened(request, ReadForm, initial={"answer": row.answer})
    if mine and form.recorded(
        lambda data: record_calls.feedback_read(
            assessment=assessment_id, answer=data["answer"], by=request.account, now=request.now
        )
    ):
        return done(
            request, "front_door:call-assessment", assessment_id, say="Your manager sees that you have read it."
        )
    context = {
        "title": f"Call C{row.call_id}",
        "caption": f"Taken by {row.handler.name}",
        "crumbs": _crumbs(),
        "row": row,
        "marks": sorted(row.marks.all(), key=lambda each: each.standard.place),
        "mine": mine,
        "changes": row.seen is None and row.by.account_id == request.account.pk,
        "opens": permits(request.account, "front_door.contact"),
        "form": form,
    }
    return render(request, "front_door/call_assessment.html", context)


@route(act="front_door.assess", audit=Kind.RECORD, purpose=Purpose.SUPERVISION)
def assess(request: PageRequest, call_id: int) -> HttpResponse:
    """Listen to a call and hold it against the standards of its day. Nothing of what was said is shown here."""
    rows = Call.objects.filter(pk=call_id, recorded_by__isnull=False).exclude(contacts__child__tier__gt=1)
    row = rows.select_related("recorded_by").first()
    if row is None or not queries_calls.listens(request.account, request.now):
        raise Http404
    edition = queries_calls.edition_on(local_date(row.received))
    standards = sorted(edition.standards.all(), key=lambda each: each.place) if edition else []
    before = CallAssessment.objects.filter(call=row).prefetch_related("marks").first()
    form = opened(request, AssessForm, initial=_before(before), standards=standards)

    def verb(data: dict[str, Any]) -> None:
        given = {name: data[name] for name in ("listened", "well", "better")}
        record_calls.call_assessed(call=call_id, marks=form.marks(data), by=request.account, now=request.now, **given)

    if form.recorded(verb):
        made = CallAssessment.objects.get(call=row)
        return done(request, "front_door:call-assessment", made.pk, say="It is recorded. The handler can read it now.")
    context = {
        "title": f"Listen to call C{row.pk}",
        "caption": f"Taken by {row.recorded_by.name}" if row.recorded_by else "",
        "crumbs": _crumbs(),
        "row": row,
        "edition": edition,
        "form": form,
        "names": [(f"mark_{each.pk}", f"note_{each.pk}") for each in standards],
    }
    return render(request, "front_door/call_assess.html", context)


def _before(row: CallAssessment | None) -> dict[str, Any]:
    if row is None:
        return {}
    start: dict[str, Any] = {"listened": row.listened, "well": row.well, "better": row.better}
    for mark in row.marks.all():
        start |= {f"mark_{mark.standard_id}": mark.mark, f"note_{mark.standard_id}": mark.note}
    return start


@route(act="front_door.calls", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def month(request: PageRequest) -> HttpResponse:
    """The month's report by handler and by standard; for somebody who takes calls, of their own."""
    choices = queries_calls.months(request.now)
    wanted = request.GET.get("month", "")
    first = next((each for each in choices if f"{each:%Y-%m}" == wanted), choices[0])
    found = queries_calls.month(request.account, first)
    handlers = HANDLERS.shown(request, found.handlers)
    by_standard = STANDARDS.shown(request, found.standards)
    if handlers.wants_csv or by_standard.wants_csv:
        return handlers.csv() if handlers.wants_csv else by_standard.csv()
    context = {
        "title": "Calls listened to: the month",
        "caption": first.strftime(_MONTH),
        "crumbs": _crumbs(),
        "found": found,
        "tables": [handlers, by_standard],
        "months": [(f"{each:%Y-%m}", each.strftime(_MONTH)) for each in choices],
        "chosen": f"{first:%Y-%m}",
    }
    return render(request, "front_door/calls_month.html", context)


@route(act="front_door.assess", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def draw(request: PageRequest) -> HttpResponse:
    """Draw calls of a month that is over, at random."""
    first = queries_calls.last_month(request.now)
    months = [(f"{each:%Y-%m}", each.strftime(_MONTH)) for each in queries_calls.months(request.now)[1:]]
    form = opened(request, DrawForm, initial={"month": f"{first:%Y-%m}"}, months=months)
    made: list[int] = []

    def verb(data: dict[str, Any]) -> None:
        sample = record_calls.calls_drawn(
            month=date.fromisoformat(f"{data['month']}-01"),
            size=data["size"],
            seed=secrets.randbelow(_SEEDS),
            by=request.account,
            now=request.now,
        )
        made.append(sample.pk)

    if form.recorded(verb):
        return done(request, "front_door:call-sample", made[0], say="The calls are drawn.")
    said = (
        "From the telephone calls of the month that one of ours took. Calls about somebody whose record is closely "
        "held are not among them. A month is drawn once; the page says from how many, and by which seed."
    )
    return asked(
        request, form, title="Draw calls at random", button="Draw them", fields=("month", "size"), back=_crumbs(),
        said=said,
    )  # fmt: skip


@route(act="front_door.assess", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def sample(request: PageRequest, sample_id: int) -> HttpResponse:
    """The calls drawn from a month: which have been listened to."""
    found = CallSample.objects.select_related("drawn_by").filter(pk=sample_id).first()
    if found is None or not queries_calls.listens(request.account, request.now):
        raise Http404
    rows = queries_calls.sampled(found)
    context = {
        "title": f"Calls drawn from {found.month.strftime(_MONTH)}",
        "crumbs": _crumbs(),
        "found": found,
        "rows": [(row, getattr(row.call, "assessment", None)) for row in rows],
        "done": sum(1 for row in rows if hasattr(row.call, "assessment")),
    }
    return render(request, "front_door/calls_sample.html", context)


@route(act="front_door.calls", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def standards(request: PageRequest) -> HttpResponse:
    """What is listened for in a call: the standards in force, and those before them."""
    today = local_date(request.now)
    context = {
        "title": "Standards for calls",
        "crumbs": _crumbs(),
        "editions": queries_calls.editions(),
        "now": queries_calls.edition_on(today),
        "keeps": permits(request.account, "front_door.keep") and "head_of_service" in request.account.roles,
    }
    return render(request, "front_door/calls_standards.html", context)


@route(act="front_door.keep", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def new_edition(request: PageRequest) -> HttpResponse:
    """Put new standards in force from a day on."""
    held = queries_calls.editions()
    last = sorted(held[0].standards.all(), key=lambda each: each.place) if held else []
    start = {"standards": "\n".join(f"{each.name}: {each.means}" for each in last)}
    form = opened(request, EditionForm, initial=start)
    if form.recorded(lambda data: record_calls.edition_begun(by=request.account, now=request.now, **data)):
        return done(request, "front_door:call-standards", say="The new standards are recorded.")
    said = "Change what is to change. Calls taken before that day are held to the standards of their own day."
    back = [*_crumbs(), {"text": "Standards", "href": reverse("front_door:call-standards")}]
    return asked(
        request, form, title="New standards for calls", button="Put them in force", fields=("starts", "standards"),
        back=back, said=said,
    )  # fmt: skip


__all__ = ["assess", "assessment", "calls", "draw", "month", "new_edition", "sample", "standards"]
