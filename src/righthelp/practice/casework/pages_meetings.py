"""Meetings about children: called, people asked, held, minuted in parts, corrected, moved, cancelled."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework import queries, record, record_meetings
from righthelp.practice.casework.forms import ActionForm, NothingForm, typed_instead
from righthelp.practice.casework.forms_meetings import (
    HEADINGS,
    AskForm,
    CallForm,
    CameForm,
    CancelForm,
    CorrectionForm,
    HeldForm,
    MinutesForm,
    PlannedForm,
)
from righthelp.practice.casework.models import Action, MeetingAbout
from righthelp.practice.casework.pages_shared import (
    asked,
    child_subject,
    crumbs_of,
    me,
    reaches,
    subject_of,
    the_child,
    workers,
)
from righthelp.practice.casework.record_meetings import Asked, Written
from righthelp.practice.casework.seen_meetings import MEETINGS, Seen, around, attendances_for, meeting_of
from righthelp.practice.people.models import Organisation
from righthelp.practice.people.queries import header
from righthelp.practice.people.standing import known_to

LOST = (
    "Some of these minutes are about a child, or in a part, that is not open to you. Ask whoever chairs to write them."
)


def about_subject(about_id: int) -> Any:
    """The child of a meeting."""
    return subject_of(MeetingAbout, about_id)


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def meetings(request: PageRequest, child_id: int) -> HttpResponse:
    """Every meeting about a child: those to come, those held, those cancelled."""
    child = the_child(request, child_id)
    rows = list(queries.meetings_of(child_id))
    context = {
        "title": "Meetings",
        "caption": child.name,
        "crumbs": crumbs_of(child),
        "child_id": child_id,
        "coming": sorted((row for row in rows if not row.held and not row.cancelled), key=lambda row: row.planned),
        "held": [row for row in rows if row.held],
        "cancelled": [row for row in rows if row.cancelled],
        "now": request.now,
        "writes": reaches(request, "casework.meeting"),
    }
    return render(request, "casework/meetings.html", context)


@route(act="casework.see", writes="casework.meeting", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def call(request: PageRequest, child_id: int) -> HttpResponse:
    """Call a meeting about the child, and about brothers and sisters with them."""
    child = the_child(request, child_id)
    family = queries.together(child_id, request.account, "casework.meeting", request.now)
    saw(request, [each.pk for each in family])
    form = opened(
        request,
        CallForm,
        about=[(each.pk, each.called) for each in family],
        workers=workers(request),
        initial={"children": [child_id], "chair": me(request)},
    )
    made: list[int] = []

    def verb(data: dict[str, Any]) -> None:
        if child_id not in data["children"]:
            raise Refused("children", f"Tick {child.called} too, or call the meeting from the other child’s record.")
        own = me(request)
        asking = (Asked("social-care", worker=own, confidential=True),) if own else ()
        called = record_meetings.meeting_called(by=request.account, now=request.now, asked=asking, **data)
        made.append(called.pk)

    if form.recorded(verb):
        return done(request, "casework:meeting", child_id, made[0], say="The meeting is called. Ask people to it next.")
    return asked(
        request, form, title="Call a meeting", button="Call it", back=crumbs_of(child, MEETINGS), caption=child.name
    )  # fmt: skip


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def meeting(request: PageRequest, child_id: int, meeting_id: int) -> HttpResponse:
    """One meeting: about whom, who was asked and came, what was said and decided."""
    seen = meeting_of(request, child_id, meeting_id)
    actions = Action.objects.filter(meeting_id=meeting_id, child_id__in=seen.open_ids).select_related("worker", "child")
    context = {
        **around(request, seen),
        "attendances": attendances_for(request, meeting_id),
        "actions": list(actions.order_by("by_when", "pk")),
        "today": local_date(request.now),
        "writes": reaches(request, "casework.meeting"),
        "form": opened(request, NothingForm),
    }
    return render(request, "casework/meeting.html", context)


@route(act="casework.see", audit=Kind.EXPORT, purpose=Purpose.DUTY, subject=child_subject)
def meeting_print(request: PageRequest, child_id: int, meeting_id: int) -> HttpResponse:
    """The minutes as this reader may have them, to print."""
    seen = meeting_of(request, child_id, meeting_id)
    context = {
        **around(request, seen),
        "attendances": attendances_for(request, meeting_id),
        "printed_by": request.account.name,
        "printed_at": request.now,
    }
    return render(request, "casework/meeting_print.html", context)


def _family(request: PageRequest, seen: Seen) -> list[tuple[int, str]]:
    found: dict[int, str] = dict(seen.children)
    for child in seen.open_ids:
        head = header(child, local_date(request.now), shows_protected=False)
        known = known_to(request.account, [each.id for each in head.family], request.now) if head else set()
        for each in head.family if head else ():
            if each.id in known and each.id not in found:
                found[each.id] = f"{each.name}, {each.what.lower()}"
    return list(found.items())


def _organisations(seen: Seen) -> list[tuple[int, str]]:
    """Services of the city, and the schools and surgeries of these children: not every school and surgery there is."""
    of_children = Q(pupils__person__in=seen.open_ids) | Q(registered__person__in=seen.open_ids)
    rows = Organisation.objects.filter(closed_on__isnull=True)
    rows = rows.filter(of_children | ~Q(kind__in=["school", "college", "nursery", "alternative", "gp", "dentist"]))
    return list(rows.distinct().order_by("name").values_list("pk", "name"))


@route(act="casework.see", writes="casework.meeting", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def ask(request: PageRequest, child_id: int, meeting_id: int) -> HttpResponse:
    """Ask somebody to a meeting: a colleague, somebody of the family, or a name."""
    seen = meeting_of(request, child_id, meeting_id)
    people = _family(request, seen)
    organisations = _organisations(seen)
    form = opened(request, AskForm, workers=workers(request), people=people, organisations=organisations)
    if form.recorded(
        lambda data: record_meetings.asked_to(
            meeting=meeting_id, asked=form.asked(data), by=request.account, now=request.now
        )
    ):
        return done(request, "casework:meeting", child_id, meeting_id, say="They are on the list.")
    said = (
        "Right Help sends no invitation by itself. From now until two weeks after the meeting a colleague on the list "
        "may open the child’s record."
    )
    return _asked(request, seen, form, title="Ask somebody", button="Put them on the list", said=said)


def _asked(request: PageRequest, seen: Seen, form: Any, *, title: str, button: str, **more: Any) -> HttpResponse:
    return asked(
        request, form, title=title, button=button, back=seen.crumbs, caption=seen.meeting.get_kind_display(), **more
    )


@route(act="casework.see", writes="casework.meeting", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def unask(request: PageRequest, child_id: int, meeting_id: int, attendance_id: int) -> HttpResponse:
    """Somebody was put on the list by mistake."""
    seen = meeting_of(request, child_id, meeting_id)
    if not seen.meeting.attendances.filter(pk=attendance_id).exists():
        raise Http404
    form = opened(request, NothingForm)
    if form.recorded(
        lambda _: record_meetings.not_asked(attendance=attendance_id, by=request.account, now=request.now)
    ):
        return done(request, "casework:meeting", child_id, meeting_id, say="They are off the list.")
    return _asked(request, seen, form, title="Take somebody off the list", button="Take them off", warn=True)


@route(act="casework.see", writes="casework.meeting", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def held(request: PageRequest, child_id: int, meeting_id: int) -> HttpResponse:
    """It was held, when, and who chaired."""
    seen = meeting_of(request, child_id, meeting_id)
    start = {"at": seen.meeting.planned, "chair": seen.meeting.chair_id or me(request)}
    form = opened(request, HeldForm, initial=start, workers=workers(request))
    if form.recorded(
        lambda data: record_meetings.meeting_held(meeting=meeting_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "casework:came", child_id, meeting_id, say="It is recorded as held. Who came?")
    return _asked(request, seen, form, title="It was held", button="Record it")


@route(act="casework.see", writes="casework.meeting", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def came(request: PageRequest, child_id: int, meeting_id: int) -> HttpResponse:
    """Who of those asked came, and what each of them said."""
    seen = meeting_of(request, child_id, meeting_id)
    rows = attendances_for(request, meeting_id)
    form = opened(request, CameForm, attendances=rows)
    if form.recorded(
        lambda data: record_meetings.attendance_taken(told=form.told(data), by=request.account, now=request.now)
    ):
        return done(request, "casework:meeting", child_id, meeting_id, say="Who came is recorded.")
    clash = bool(form.sent and form.non_field_errors())
    context = {**around(request, seen), "title": "Who came, and what they said", "form": form, "rows": rows}
    context["crumbs"], context["theirs"] = seen.crumbs, clash
    context["ask"] = reverse("casework:ask", args=[child_id, meeting_id])
    if clash:  # the next press is made in sight of what the other wrote
        typed_instead(form, {f"was_{each.pk}": each.said for each in rows})
    return render(request, "casework/came.html", context)


@route(act="casework.see", writes="casework.meeting", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def minutes(request: PageRequest, child_id: int, meeting_id: int) -> HttpResponse:
    """Write the minutes, in parts. Somebody else’s are never overwritten unseen."""
    seen = meeting_of(request, child_id, meeting_id)
    row = seen.meeting
    if row.minutes_sent or row.cancelled:
        return HttpResponseRedirect(reverse("casework:meeting", args=[child_id, meeting_id]))
    if seen.kept_back:
        return _asked(request, seen, opened(request, NothingForm), title="Minutes", button="", said=LOST)
    parts = [Written(each.heading, each.text, each.child_id, each.confidential) for each in seen.parts]
    blank = [Written(heading, "") for heading in HEADINGS.get(row.kind, ("What was said", "What we decided"))]
    form = opened(request, MinutesForm, parts=parts or blank, about=seen.children, version=row.version)
    if form.recorded(
        lambda data: record_meetings.minuted(
            meeting=meeting_id,
            parts=form.written(data),
            version=data["version"],
            by=request.account,
            now=request.now,
        )
    ):
        return done(request, "casework:meeting", child_id, meeting_id, say="The minutes are saved.")
    other = form.is_bound and str(form["version"].value()) != str(row.version)
    if form.sent and other:
        typed_instead(form, {"version": row.version})
    context = {**around(request, seen), "title": "Minutes", "form": form, "theirs": seen.parts if other else []}
    context["crumbs"] = seen.crumbs
    return render(request, "casework/minutes.html", context)


@route(act="casework.see", writes="casework.meeting", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def correct(request: PageRequest, child_id: int, meeting_id: int) -> HttpResponse:
    """Add a correction to minutes that have been given out."""
    seen = meeting_of(request, child_id, meeting_id)
    form = opened(request, CorrectionForm)
    if form.recorded(
        lambda data: record_meetings.corrected(
            meeting=meeting_id, part=Written(**data), by=request.account, now=request.now
        )
    ):
        return done(request, "casework:meeting", child_id, meeting_id, say="The correction is added.")
    said = "The minutes have been given out and stand as they are. What you add is marked with today’s date."
    return _asked(request, seen, form, title="Correct the minutes", button="Add the correction", said=said)


@route(act="casework.see", writes="casework.meeting", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def move(request: PageRequest, child_id: int, meeting_id: int) -> HttpResponse:
    """Another time."""
    seen = meeting_of(request, child_id, meeting_id)
    form = opened(request, PlannedForm, initial={"planned": seen.meeting.planned})
    if form.recorded(
        lambda data: record_meetings.meeting_moved(meeting=meeting_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "casework:meeting", child_id, meeting_id, say="The meeting is moved. Tell those asked.")
    return _asked(request, seen, form, title="Move the meeting", button="Move it")


@route(act="casework.see", writes="casework.meeting", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def cancel(request: PageRequest, child_id: int, meeting_id: int) -> HttpResponse:
    """It is not held."""
    seen = meeting_of(request, child_id, meeting_id)
    form = opened(request, CancelForm)
    if form.recorded(
        lambda data: record_meetings.meeting_cancelled(meeting=meeting_id, by=request.account, now=request.now, **data)
    ):
        return done(
            request, "casework:meeting", child_id, meeting_id, say="The meeting is cancelled. Tell those asked."
        )
    return _asked(request, seen, form, title="Cancel the meeting", button="Cancel it", warn=True)


@route(act="casework.see", writes="casework.meeting", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def decided(request: PageRequest, child_id: int, meeting_id: int) -> HttpResponse:
    """Somebody is to do something for the child: decided in this meeting."""
    seen = meeting_of(request, child_id, meeting_id)
    held_plan = queries.current_plan(child_id)
    form = opened(request, ActionForm, workers=workers(request))
    if form.recorded(
        lambda data: record.action_agreed(
            child=child_id,
            plan=held_plan.pk if held_plan else None,
            meeting=meeting_id,
            by=request.account,
            now=request.now,
            **data,
        )
    ):
        return done(request, "casework:meeting", child_id, meeting_id, say="The action is agreed.")
    said = f"For {seen.child.called}. For a brother or sister, open the meeting from their record."
    return _asked(request, seen, form, title="Agree an action", button="Agree it", said=said)


@route(act="casework.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=about_subject)
def to_meeting(request: PageRequest, about_id: int) -> HttpResponse:
    """From one child’s row of a meeting to its page."""
    found = MeetingAbout.objects.filter(pk=about_id).values_list("child_id", "meeting_id").first()
    if found is None:
        raise Http404
    return HttpResponseRedirect(reverse("casework:meeting", args=list(found)))
