"""The pages of courses: the catalogue, one course, one session with its places, the calendar."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import Month, local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.learning import queries, record
from righthelp.practice.learning.forms import (
    AttendanceForm,
    BookForm,
    CancelForm,
    CourseForm,
    PlacesForm,
    PressForm,
    SessionForm,
)
from righthelp.practice.learning.models import Booking, Course, Session
from righthelp.practice.learning.pages_shared import ask, crumbs, people, running_cohorts
from righthelp.practice.learning.queries_mine import books_for, teams_seen
from righthelp.practice.learning.tables import BOOKED, CATALOGUE, SESSIONS
from righthelp.practice.workforce.pages_shared import own_worker


@route(act="learning.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def catalogue(request: PageRequest) -> HttpResponse:
    """Every course, with a search, filters and the next session."""
    words = request.GET.get("q", "").strip()[:80]
    shown = CATALOGUE.shown(request, queries.catalogue(request.now, words))
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Learning", "crumbs": [], "shown": shown, "words": words}
    return render(request, "learning/catalogue.html", context)


@route(act="learning.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def calendar(request: PageRequest) -> HttpResponse:
    """A month with the sessions on each day."""
    this = Month.of(local_date(request.now))
    try:
        month = Month.parse(request.GET.get("month", ""))
    except ValueError:
        month = this
    month = min(max(month, this - 60), this + 24)
    context = {
        "title": f"Sessions in {month}",
        "crumbs": crumbs(),
        "weeks": queries.calendar(month),
        "before": (month - 1).code,
        "after": (month + 1).code,
        "today_is": local_date(request.now),
    }
    return render(request, "learning/calendar.html", context)


def _course(course_id: int) -> Course:
    found = Course.objects.filter(pk=course_id).first()
    if found is None:
        raise Http404
    return found


@route(act="learning.see", audit=Kind.PAGE, purpose=Purpose.OWN_WORK)
def course(request: PageRequest, course_id: int) -> HttpResponse:
    """One course: what it is, for whom, its sessions, and what those who went say of it."""
    held = _course(course_id)
    rows = [row for row in queries.coming(request.now) if row.course_id == held.pk]
    shown = SESSIONS.shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": held.title,
        "crumbs": crumbs(),
        "course": held,
        "mandatory": queries.mandatory_words(held),
        "shown": shown,
        "said": queries.said_of(held.pk),
        "too_few": queries.TOO_FEW,
    }
    return render(request, "learning/course.html", context)


@route(act="learning.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def course_new(request: PageRequest) -> HttpResponse:
    """A course comes into the catalogue."""
    return _keep(request, None)


@route(act="learning.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def course_change(request: PageRequest, course_id: int) -> HttpResponse:
    """A course of the catalogue is changed."""
    return _keep(request, _course(course_id))


def _keep(request: PageRequest, held: Course | None) -> HttpResponse:
    names = ("title", "kind", "hours", "about", "mandatory_for", "valid_months", "gives", "young_people_asked")
    form = opened(request, CourseForm, initial={name: getattr(held, name) for name in names} if held else None)
    made: list[Course] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record.course_kept(course=held.pk if held else None, by=request.account, now=request.now, **data))

    if form.recorded(verb):
        return done(request, "learning:course", made[0].pk, say="The course is in the catalogue.")
    return ask(request, form, title="Change the course" if held else "New course", button="Keep it")


@route(act="learning.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def session_new(request: PageRequest, course_id: int) -> HttpResponse:
    """A session of a course is planned."""
    held = _course(course_id)
    form = opened(request, SessionForm, cohorts=running_cohorts(request))
    made: list[Session] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record.planned(course=course_id, by=request.account, now=request.now, **data))

    if form.recorded(verb):
        return done(request, "learning:session", made[0].pk, say="The session is planned. People can book.")
    back = (held.title, reverse("learning:course", args=[held.pk]))
    return ask(request, form, title="Plan a session", caption=held.title, button="Plan it", back=back)


@route(act="learning.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def session(request: PageRequest, session_id: int) -> HttpResponse:
    """One session: places, booking, and, for those who may, who is booked and how many places there are."""
    held = queries.session_of(session_id)
    if held is None:
        raise Http404
    keeps = permits(request.account, "learning.keep")
    own = own_worker(request.account)
    rows = queries.bookings(session_id)
    mine = next((row for row in rows if own is not None and row.worker_id == own.pk), None)
    teams = teams_seen(request.account) if permits(request.account, "learning.team") else []
    seen = rows if keeps else [row for row in rows if teams is not None and row.worker.team_id in set(teams)]
    which = request.POST.get("which", "")
    forms: dict[str, Form] = {
        "book": opened(request, BookForm, people=people(request), initial={"worker": own.pk if own else None}),
        "places": opened(request, PlacesForm, initial={"places": held.places}),
        "off": opened(request, CancelForm),
    }
    verbs: dict[str, tuple[Any, str]] = {
        "book": (record.booked, "It is booked. A place, or a place in the queue: see below."),
        "places": (record.places_changed, "The number of places is changed."),
        "off": (record.session_cancelled, "The session is cancelled."),
    }
    for name, form in forms.items():
        form.sent = form.sent and which == name and (name == "book" or keeps)
        verb, say = verbs[name]

        def write(data: dict[str, Any], verb: Any = verb) -> object:
            given = {key: value for key, value in data.items() if key != "which"}
            return verb(session=session_id, by=request.account, now=request.now, **given)

        if form.recorded(write):
            return done(request, "learning:session", session_id, say=say)
    shown = BOOKED.shown(request, seen)
    if shown.wants_csv and seen:
        return shown.csv()
    queue = [row.pk for row in rows if row.seat is None]
    context = {
        "title": held.course.title,
        "crumbs": crumbs((held.course.title, reverse("learning:course", args=[held.course_id]))),
        "held": held,
        "shown": shown,
        "sees": bool(seen) or keeps,
        "mine": mine,
        "place_in_queue": queue.index(mine.pk) + 1 if mine and mine.pk in queue else 0,
        "forms": forms,
        "over": held.starts <= request.now,
        "keeps": keeps,
        "free": max(held.places - held.taken, 0),  # type: ignore[attr-defined]  # annotated
    }
    return render(request, "learning/session.html", context)


@route(act="learning.keep", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def attendance(request: PageRequest, session_id: int) -> HttpResponse:
    """Who came."""
    held = queries.session_of(session_id)
    if held is None:
        raise Http404
    rows = queries.bookings(session_id)
    start = {f"came{row.pk}": row.came for row in rows}
    form = opened(request, AttendanceForm, rows=[(str(row.pk), row.worker.name) for row in rows], initial=start)
    if form.recorded(
        lambda data: record.attendance(
            session=session_id, came=AttendanceForm.answers(data), by=request.account, now=request.now
        )
    ):
        return done(request, "learning:session", session_id, say="Who came is recorded.")
    back = (held.course.title, reverse("learning:session", args=[session_id]))
    said = "Whoever was there to the end has done the course from that day. Nobody is booked." if not rows else ""
    return ask(
        request, form, title="Who came", caption=held.course.title, button="Record who came", back=back, said=said
    )


@route(act="learning.see", audit=Kind.CHANGE, purpose=Purpose.OWN_WORK)
def cancel(request: PageRequest, booking_id: int) -> HttpResponse:
    """Give a place up: one's own, or that of somebody whose team one leads."""
    held = Booking.objects.select_related("session__course", "worker").filter(pk=booking_id).first()
    if held is None or not books_for(request.account, held.worker):
        raise Http404
    form = opened(request, PressForm)
    if form.recorded(lambda _: record.booking_cancelled(booking=booking_id, by=request.account, now=request.now)):
        return done(request, "learning:session", held.session_id, say="It is cancelled. Whoever waits has the place.")
    back = (held.session.course.title, reverse("learning:session", args=[held.session_id]))
    said = f"{held.worker.name} will not go. Whoever has waited longest has the place at once."
    return ask(request, form, title="Cancel the booking", button="Cancel it", said=said, back=back, warn=True)
