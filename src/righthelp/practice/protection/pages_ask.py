"""Asking for a conference, booking it, and everything before it is held."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_moment
from righthelp.foundation.journey import explain
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.models import Meeting
from righthelp.practice.casework.record_meetings import Asked
from righthelp.practice.people.models import Person
from righthelp.practice.protection import journey, queries, record, rota
from righthelp.practice.protection.codes import Kind as ConferenceKind
from righthelp.practice.protection.forms import ROWS, AskForm, BookForm, DayForm, MoveForm, TransferForm, WhyForm
from righthelp.practice.protection.models import ChildConference
from righthelp.practice.protection.pages_shared import (
    asked,
    child_subject,
    conference_subject,
    crumbs,
    meeting_crumbs,
    meeting_of,
    meeting_subject,
    plan_crumbs,
    plan_of,
    plan_subject,
)

WORK, CHAIR = "protection.work", "protection.chair"


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=child_subject)
def ask(request: PageRequest, child_id: int) -> HttpResponse:
    """Ask for an initial conference after an enquiry."""
    child = get_object_or_404(Person, pk=child_id)
    found = [row for row in queries.needed(request.account, request.now) if row.child_id == child_id]
    options = [(row.enquiry, f"Strategy discussion on {say_moment(row.strategy)}") for row in found]
    start = {"enquiry": options[0][0]} if options else {}
    form = opened(request, AskForm, initial=start, enquiries=options)
    made: list[ChildConference] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record.conference_asked(child=child_id, by=request.account, now=request.now, **data))

    if form.recorded(verb):
        return done(
            request, "protection:conference", made[0].pk, say="The conference is asked for. It is to be booked."
        )
    said = (
        "It is held within fifteen working days of the strategy discussion. The chairs see it at once and book it. "
        "Brothers and sisters are asked for one by one, each with their own reason, and can share the meeting."
    )
    return asked(
        request, form, title="Ask for a conference", caption=str(child), button="Ask for it",
        fields=tuple(name for name in ("enquiry", "strategy", "why") if name in form.fields), back=crumbs(), said=said,
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=child_subject)
def transfer_in(request: PageRequest, child_id: int) -> HttpResponse:
    """Another council tells us that a family with a plan has moved here."""
    child = get_object_or_404(Person, pk=child_id)
    form = opened(request, TransferForm)
    made: list[ChildConference] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record.transfer_told(child=child_id, by=request.account, now=request.now, **data))

    if form.recorded(verb):
        return done(request, "protection:conference", made[0].pk, say="It is recorded. The transfer conference is due.")
    said = "The transfer conference is held within fifteen working days of our being told."
    return asked(
        request, form, title="A plan moves here from another council", caption=str(child), button="Record it",
        fields=("notified", "from_council", "why"), back=crumbs(), said=said,
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=plan_subject)
def review(request: PageRequest, plan_id: int) -> HttpResponse:
    """Ask for a review conference, or say that the open one answers a new enquiry too."""
    plan = plan_of(plan_id)
    needed = [row.enquiry for row in queries.needed(request.account, request.now) if row.plan == plan_id]
    form = opened(request, WhyForm)
    made: list[ChildConference] = []

    def verb(data: dict[str, Any]) -> None:
        enquiry = needed[0] if needed else None
        made.append(
            record.review_asked(plan=plan_id, enquiry=enquiry, by=request.account, now=request.now, why=data["why"])
        )

    if form.recorded(verb):
        return done(request, "protection:conference", made[0].pk, say="The review is asked for. It is to be booked.")
    said = "The first review is held within three months, later ones within six."
    if needed:
        said += " A new enquiry found that a conference is needed: this review answers it."
    return asked(
        request, form, title="Ask for a review conference", caption=str(plan.child), button="Ask for it",
        fields=("why",), back=plan_crumbs(plan), said=said,
    )  # fmt: skip


@route(act="protection.see", audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=conference_subject)
def conference(request: PageRequest, conference_id: int) -> HttpResponse:
    """One child's conference, before it is booked and after it is over."""
    row = get_object_or_404(
        ChildConference.objects.select_related("child", "asked_by", "withdrawn_by", "meeting__chair", "decided_by"),
        pk=conference_id,
    )
    clock = journey.TRANSFER_CONFERENCE if row.kind == ConferenceKind.TRANSFER else journey.INITIAL_CONFERENCE
    context = {
        "title": str(row.child),
        "caption": row.get_kind_display(),
        "crumbs": crumbs(("Conferences", reverse("protection:conferences"))),
        "row": row,
        "clock": None if row.kind == ConferenceKind.REVIEW else explain(clock, row, now=request.now),
    }
    return render(request, "protection/one.html", context)


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=conference_subject)
def not_needed(request: PageRequest, conference_id: int) -> HttpResponse:
    """No conference is needed after all."""
    row = get_object_or_404(ChildConference.objects.select_related("child"), pk=conference_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record.conference_not_needed(conference=conference_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "protection:conference", conference_id, say="It is recorded why none is needed.")
    return asked(
        request, form, title="No conference is needed", caption=str(row.child), button="Record it", warn=True,
        fields=("why",), back=crumbs(("Conferences", reverse("protection:conferences"))),
        said="The child is taken out of the conference; for brothers and sisters in it nothing changes.",
    )  # fmt: skip


def _due(row: ChildConference, request: PageRequest) -> datetime | None:
    """The last moment at which the conference is in time; for a review, as far as its own row tells, none."""
    if row.kind == ConferenceKind.REVIEW:
        return None
    clock = journey.TRANSFER_CONFERENCE if row.kind == ConferenceKind.TRANSFER else journey.INITIAL_CONFERENCE
    return explain(clock, row, now=request.now).due_at


@route(act=CHAIR, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=conference_subject)
def book(request: PageRequest, conference_id: int) -> HttpResponse:
    """Book the conference: a day, a place, a chair, who is asked; brothers and sisters together."""
    row = get_object_or_404(ChildConference.objects.select_related("child"), pk=conference_id)
    family = queries.family_open(row, request.account, request.now)
    saw(request, [each.child_id for each in family])
    rows = [row, *family]
    workers = record.default_asked(rows)
    work = queries.work_of_chairs(request.now)
    form = opened(
        request,
        BookForm,
        initial={"conferences": [each.pk for each in rows], "workers": [pk for pk, _, _ in workers]},
        children=[(each.pk, str(each.child)) for each in rows],
        chairs=[
            (
                each.worker.pk,
                f"{each.worker.name}: {each.ahead} booked, {each.plans} plans{', away' if each.away else ''}",
            )
            for each in work
        ],
        workers=[(pk, f"{name}, {title}") for pk, name, title in workers],
        slots=[(each.slot.pk, each.words) for each in rota.proposals(rows, work, _due(row, request), request.now)],
    )
    made: list[Meeting] = []

    def verb(data: dict[str, Any]) -> None:
        others = [Asked(data[f"agency_{n}"], name=data[f"name_{n}"]) for n in range(1, ROWS + 1) if data[f"name_{n}"]]
        ours = [Asked("social-care", worker=each, confidential=True) for each in data["workers"]]
        made.append(
            record.conference_booked(
                conferences=data["conferences"],
                slot=data["slot"],
                planned=data["planned"],
                where=data["where"],
                chair=data["chair"],
                asked=[*ours, *others],
                by=request.account,
                now=request.now,
            )
        )

    if form.recorded(verb):
        return done(request, "protection:meeting", made[0].pk, say="The conference is booked.")
    clock = journey.TRANSFER_CONFERENCE if row.kind == ConferenceKind.TRANSFER else journey.INITIAL_CONFERENCE
    context = {
        "title": "Book the conference",
        "caption": f"{row.child}: {row.get_kind_display().lower()}",
        "crumbs": crumbs(("Conferences", reverse("protection:conferences"))),
        "form": form,
        "rows": range(1, ROWS + 1),
        "clock": None if row.kind == ConferenceKind.REVIEW else explain(clock, row, now=request.now),
        "many": len(rows) > 1,
    }
    return render(request, "protection/book.html", context)


@route(act=CHAIR, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def move(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Another time, place or chair."""
    meeting = meeting_of(request, meeting_id)
    chairs = queries.chairs(local_date(request.now))
    start = {"planned": meeting.planned, "where": meeting.where, "chair": meeting.chair_id}
    form = opened(request, MoveForm, initial=start, chairs=chairs)
    if form.recorded(
        lambda data: record.booking_moved(meeting=meeting_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "protection:meeting", meeting_id, say="The booking is changed. Tell those who were asked.")
    return asked(
        request, form, title="Change the booking", button="Change it", fields=("planned", "where", "chair"),
        back=meeting_crumbs(meeting),
    )  # fmt: skip


@route(act=CHAIR, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def cancel(request: PageRequest, meeting_id: int) -> HttpResponse:
    """It is not held on that day."""
    meeting = meeting_of(request, meeting_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record.booking_cancelled(meeting=meeting_id, by=request.account, now=request.now, **data)
    ):
        return done(
            request, "protection:conferences", say="It is cancelled. Every child in it waits to be booked again."
        )
    return asked(
        request, form, title="Cancel the booking", button="Cancel it", fields=("why",), warn=True,
        back=meeting_crumbs(meeting), said="The children still need their conference: the time runs on.",
    )  # fmt: skip


@route(act=WORK, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def report(request: PageRequest, meeting_id: int) -> HttpResponse:
    """The family has read the social worker's report."""
    meeting = meeting_of(request, meeting_id)
    form = opened(request, DayForm, initial={"on": local_date(request.now)})
    if form.recorded(
        lambda data: record.report_shared(meeting=meeting_id, by=request.account, now=request.now, **data)
    ):
        return done(
            request, "protection:meeting", meeting_id, say="It is recorded that the family has read the report."
        )
    return asked(
        request, form, title="The family has read the report", button="Record it", fields=("on",),
        back=meeting_crumbs(meeting), said="Read it with them, in their language, before the day of the conference.",
    )  # fmt: skip
