"""A conference while it is held: what is said, the decision for each child, the copies of the record."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.codes import Came
from righthelp.practice.casework.queries import reads_confidential
from righthelp.practice.casework.record_meetings import copy_set
from righthelp.practice.people.writing import writing
from righthelp.practice.protection import queries_plan, record, record_decision, record_live
from righthelp.practice.protection.forms import DecisionForm, NothingForm, RecordForm, SheetForm
from righthelp.practice.protection.models import ChildConference, ConferenceRecord, ProtectionPlan
from righthelp.practice.protection.pages_meeting import rows_of
from righthelp.practice.protection.pages_shared import asked, meeting_crumbs, meeting_of, meeting_subject
from righthelp.practice.protection.queries_plan import who
from righthelp.practice.protection.record_live import SECTIONS

CHAIR, WORK = "protection.chair", "protection.work"
ORDER = (
    "views", "views_by", "outcome", "category", "instead", "ending", "reason", "dissent", "exploited", "alternative",
    "contingency", "core", "elsewhere", "last_elsewhere",
)  # fmt: skip
"""The fields of a decision, in the order in which a chair comes to them."""
FIELDS = (*(name for name, _ in SECTIONS), "confidential")


@route(act=CHAIR, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def written(request: PageRequest, meeting_id: int) -> HttpResponse:
    """What is said, as the meeting goes on. Every few seconds it is kept as a draft."""
    held = meeting_of(request, meeting_id)
    found = get_object_or_404(ConferenceRecord, meeting=held)
    fields = FIELDS if reads_confidential(held, request.account) else FIELDS[:-1]
    start = {name: getattr(found, name) for name in fields} | {"version": found.version}
    form = opened(request, RecordForm, initial=start, whole=fields == FIELDS)
    if form.recorded(lambda data: record_live.written(meeting=meeting_id, by=request.account, now=request.now, **data)):
        return done(request, "protection:meeting", meeting_id, say="What was said is recorded.")
    if form.sent:  # what stands now is shown beside it, and the next sending is about that
        form.sent_about(version=found.version)
    context = {
        "title": "What is said",
        "caption": str(held.get_kind_display()),
        "crumbs": meeting_crumbs(held),
        "form": form,
        "fields": fields,
        "theirs": [(form.fields[name].label, getattr(found, name)) for name in fields if getattr(found, name)],
        "by": found.written_by.name if found.written_by else "",
        "rows": rows_of(held),
        "meeting": held,
    }
    return render(request, "protection/record.html", context)


@route(act=CHAIR, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def decide(request: PageRequest, meeting_id: int, conference_id: int) -> HttpResponse:
    """The chair's decision for one child, with what was said and the scores beside the form."""
    held = meeting_of(request, meeting_id)
    row = get_object_or_404(ChildConference.objects.select_related("child"), pk=conference_id, meeting=held)
    people = record.present_at(held.pk)
    came = [each for each in people if each.came == Came.YES] or people
    plan = ProtectionPlan.objects.filter(plan_id=row.plan_id).first() if row.plan_id else None
    start = {"category": plan.category} if plan else {"core": [each.pk for each in came], "elsewhere": 0}
    form = opened(
        request, DecisionForm, initial=start, kind=row.kind, present=[(each.pk, who(each)) for each in people]
    )

    def verb(data: dict[str, Any]) -> None:
        data = {**data, "elsewhere": data.get("elsewhere") or 0} if "elsewhere" in data else data
        record_decision.decided(conference=conference_id, by=request.account, now=request.now, **data)

    if form.recorded(verb):
        return done(request, "protection:meeting", meeting_id, say="The decision is recorded.")
    earlier, last = record_decision.earlier_plans(row.child_id, local_date(row.held or request.now))
    context = {
        "title": f"Decide for {row.child}",
        "caption": row.get_kind_display(),
        "crumbs": meeting_crumbs(held),
        "form": form,
        "row": row,
        "plan": plan,
        "said": [
            (heading, getattr(found, name))
            for found in ConferenceRecord.objects.filter(meeting=held)
            for name, heading in SECTIONS
        ],
        "scores": queries_plan.scores_of(row.child_id),
        "earlier": earlier,
        "last": last,
        "fields": [name for name in ORDER if name in form.fields],
    }
    return render(request, "protection/decide.html", context)


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def sheet(request: PageRequest, meeting_id: int) -> HttpResponse:
    """The distribution sheet: who gets a copy of the record, and whether with the confidential part."""
    held = meeting_of(request, meeting_id)
    people = record.present_at(held.pk)
    start = {
        f"copy_{each.pk}": "none" if not each.minutes else "all" if each.confidential else "open" for each in people
    }
    form = opened(request, SheetForm, initial=start, people=[(each.pk, who(each)) for each in people])

    def verb(data: dict[str, Any]) -> None:
        with writing(request.account):
            for each in people:
                copy = data[f"copy_{each.pk}"]
                copy_set(
                    attendance=each.pk,
                    minutes=copy != "none",
                    confidential=copy == "all",
                    by=request.account,
                    now=request.now,
                )

    if form.recorded(verb):
        return done(request, "protection:meeting", meeting_id, say="The distribution sheet is recorded.")
    said = (
        "The confidential part is absent from the copies of those who may not have it. Think of each parent apart: "
        "what one has told us may put them, or the child, in danger from the other."
    )
    return asked(
        request, form, title="Distribution sheet", button="Record the sheet",
        fields=tuple(f"copy_{each.pk}" for each in people), back=meeting_crumbs(held), said=said,
    )  # fmt: skip


@route(act=CHAIR, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def give(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Put the record together, and go on to where its copies are made, checked and given out."""
    held = meeting_of(request, meeting_id)
    form = opened(request, NothingForm)
    if form.recorded(lambda _: record_live.record_made(meeting=meeting_id, by=request.account, now=request.now)):
        child = held.about.values_list("child_id", flat=True).order_by("child_id")[0]
        say = "The record is put together. Now see who gets a copy."
        return done(request, "release:prepare", child, "minutes", meeting_id, say=say)
    said = (
        "The record is put together from what was said and decided. A copy is then made for each person on the "
        "distribution sheet, checked for what must not reach them, and read by a second person before it goes out."
    )
    return asked(
        request, form, title="Give out the record", button="Put it together", fields=(), back=meeting_crumbs(held),
        said=said,
    )  # fmt: skip
