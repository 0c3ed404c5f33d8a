"""Taking back what was recorded as decided: asked for, agreed by a second person, or declined."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from righthelp.foundation.access.decision import Purpose, Subject
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import say_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.forms_back import BackForm
from righthelp.practice.casework.models import TakenBack
from righthelp.practice.casework.record_back import back_declined, free_until
from righthelp.practice.protection import record_back
from righthelp.practice.protection.forms import NothingForm, WhyForm
from righthelp.practice.protection.models import ChildConference
from righthelp.practice.protection.pages_shared import asked, meeting_crumbs, meeting_of, meeting_subject

MANAGE = "protection.manage"


def back_subject(back_id: int) -> Subject:
    """The child of a decision that is taken back."""
    rows = TakenBack.objects.filter(pk=back_id, what=record_back.DECISION)
    child = rows.values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


@route(act=MANAGE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=meeting_subject)
def take_back(request: PageRequest, meeting_id: int, conference_id: int) -> HttpResponse:
    """Take back what was recorded as decided for one child, having seen what follows."""
    held = meeting_of(request, meeting_id)
    row = get_object_or_404(ChildConference.objects.select_related("child"), pk=conference_id, meeting=held)
    if row.decided is None:
        raise Http404
    alone = request.now <= free_until(row.decided)
    form = opened(request, BackForm)
    made: list[TakenBack] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(
            record_back.decision_taken_back(conference=conference_id, by=request.account, now=request.now, **data)
        )

    if form.recorded(verb):
        say = (
            "The decision is taken back." if made[0].done else "Somebody else is asked to agree that it is taken back."
        )
        return done(request, "protection:meeting", meeting_id, say=say)
    stops = ""
    undone: list[str] = []
    flagged: list[str] = []
    try:
        undone, flagged = record_back.what_would_follow(conference_id, request.account, request.now)
    except Refused as refused:
        stops = refused.sentence
    context = {
        "title": f"Take back the decision for {row.child}",
        "caption": row.get_kind_display(),
        "crumbs": meeting_crumbs(held),
        "form": form,
        "said": record_back.in_words(row),
        "recorded": row.decided,
        "by": row.decided_by.name if row.decided_by else "",
        "alone": alone,
        "until": say_date(free_until(row.decided)),
        "stops": stops,
        "undone": undone,
        "flagged": flagged,
    }
    return render(request, "casework/take_back.html", context, status=400 if form.sent and form.errors else 200)


@route(act=MANAGE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=back_subject)
def agree(request: PageRequest, back_id: int) -> HttpResponse:
    """A second person agrees that a decision is taken back."""
    back, row = _back(request, back_id)
    form = opened(request, NothingForm)
    if form.recorded(lambda _: record_back.taking_back_agreed(back=back_id, by=request.account, now=request.now)):
        return done(request, "protection:meeting", row.meeting_id or 0, say="The decision is taken back.")
    said = f"{back.asked_by.name} asks for this to be taken back: {back.why}\n\nWhat was recorded: {back.said}"
    return asked(
        request, form, title=f"Agree to take back the decision for {row.child}?", button="I agree: take it back",
        fields=(), back=meeting_crumbs(row.meeting) if row.meeting else [], said=said, warn=True,
    )  # fmt: skip


@route(act=MANAGE, audit=Kind.RECORD, purpose=Purpose.REVIEW, subject=back_subject)
def decline(request: PageRequest, back_id: int) -> HttpResponse:
    """The decision stands."""
    back, row = _back(request, back_id)
    form = opened(request, WhyForm)
    if form.recorded(lambda data: back_declined(back=back_id, why=data["why"], by=request.account, now=request.now)):
        return done(request, "protection:meeting", row.meeting_id or 0, say="The decision stands.")
    return asked(
        request, form, title=f"The decision for {row.child} stands", button="Record my reason", fields=("why",),
        back=meeting_crumbs(row.meeting) if row.meeting else [], said=f"{back.asked_by.name} asked: {back.why}",
    )  # fmt: skip


def _back(request: PageRequest, back_id: int) -> tuple[TakenBack, ChildConference]:
    back = TakenBack.objects.select_related("asked_by").filter(pk=back_id, what=record_back.DECISION).first()
    row = ChildConference.objects.select_related("child", "meeting").filter(pk=back.row).first() if back else None
    if back is None or row is None or not back.open or row.meeting_id is None:
        raise Http404
    meeting_of(request, row.meeting_id)
    return back, row
