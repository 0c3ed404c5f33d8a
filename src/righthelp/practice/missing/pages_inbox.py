"""Police notices that wait for a person, and notices to be sent on to other councils."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.intake.models import Message
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.missing import law, queries_lists, record_episode, record_inbox
from righthelp.practice.missing.authorities import AUTHORITIES
from righthelp.practice.missing.forms import CloseForm, ElsewhereForm, ForwardForm, NewChildForm
from righthelp.practice.missing.models import Forward
from righthelp.practice.missing.notices import KIND, Event, Notice, read
from righthelp.practice.missing.pages_shared import crumbs, name_and_age, the_child
from righthelp.practice.missing.queries_lists import Puzzle, puzzle
from righthelp.practice.missing.tables import FORWARDS, WAITING, Waits
from righthelp.practice.people.homes import address_for
from righthelp.practice.people.models import Person
from righthelp.practice.people.search import find

_EVENTS = {
    Event.MISSING: "Missing",
    Event.SIGHTED: "Seen",
    Event.FOUND: "Found",
    Event.CANCELLED: "Report cancelled",
}
_SETTLED = timedelta(days=7)


def what_it_says(says: Notice) -> list[tuple[str, str]]:
    """A notice in words, for a person who must settle it: (what, what the police wrote)."""
    child = says.child
    rows = [
        ("What happened", _EVENTS[says.event] if says.event else "It does not say"),
        ("When", say_moment(says.happened_at) if says.happened_at else "It does not say, or cannot be read"),
        ("Child’s name", child.name),
        ("Birth date", say_date(child.birth_date) if child.birth_date else ""),
        ("Postcode", child.postcode),
        ("Police number of the child", child.police_reference),
        ("NHS number", child.nhs_number),
        ("Council responsible", AUTHORITIES.get(child.authority, "")),
        ("Where", says.place),
        ("How", says.how),
        ("Why", says.reason),
        ("Risk", says.risk),
    ]
    return [(key, value) for key, value in rows if value]


def _forwards(request: PageRequest) -> QuerySet[Forward]:
    """Notices to be sent on, without those about a child whose record is closed to the reader."""
    return within_reach(
        Forward.objects.all(),
        request.account,
        "missing.inbox",
        kind="child",
        field="episode__child_id",
        now=request.now,
    )


@route(act="missing.inbox", audit=Kind.LIST, purpose=Purpose.MISSING)
def inbox(request: PageRequest) -> HttpResponse:
    """What waits, what is to be sent on, and what was settled in the last week."""
    now = request.now
    messages = {str(m.pk): m for m in Message.objects.filter(state="waiting", owner__in=law.INBOX_OF)}
    waits = [
        Waits(each, read(messages[each.id]), now)
        for each in queries_lists.inbox(now)
        if each.id in messages and each.kind == KIND
    ]
    waits += [Waits(each, None, now) for each in queries_lists.inbox(now) if each.kind != KIND]
    forwards = list(queries_lists.forwards_due(_forwards(request)))
    saw(request, {forward.episode.child_id for forward in forwards if forward.episode})
    saw(request, {m.subject_id for m in messages.values() if m.subject_id})
    waiting, sending = WAITING.shown(request, waits), FORWARDS.shown(request, forwards)
    if waiting.wants_csv:
        return waiting.csv()
    if sending.wants_csv:
        return sending.csv()
    settled = Message.objects.filter(kind=KIND, state="closed", settled_at__gte=now - _SETTLED).order_by("-settled_at")
    return render(
        request,
        "missing/inbox.html",
        {
            "title": "Inbox",
            "crumbs": crumbs(request),
            "waiting": waiting,
            "forwards": sending,
            "closed": [(row, read(row).child.name) for row in settled[:20]],
        },
    )


def _puzzle(message_id: uuid.UUID) -> Puzzle:
    found = puzzle(str(message_id))
    if found is None:
        raise Http404
    return found


@route(act="missing.inbox", audit=Kind.RECORD, purpose=Purpose.MISSING)
def message(request: PageRequest, message_id: uuid.UUID) -> HttpResponse:
    """One notice: what it says, why it waits, who the child may be, and what can be done with it."""
    found = _puzzle(message_id)
    typed = request.GET.get("q", "").strip()[:200]
    searched = find(typed, account=request.account, now=request.now).found if typed else []
    wanted = {each.id for each in found.candidates} | {each.id for each in searched}
    open_ones = set(
        within_reach(
            Person.objects.filter(pk__in=wanted),
            request.account,
            "child.search",
            kind="child",
            field="pk",
            now=request.now,
        ).values_list("pk", flat=True)
    )
    saw(request, open_ones | ({found.message.subject_id} if found.message.subject_id else set()))
    request.audit_detail = typed
    candidates = [
        (each.id, each.name, each.birth_date, each.because) for each in found.candidates if each.id in open_ones
    ]
    candidates += [
        (each.id, each.name, each.birth_date, each.why)
        for each in searched
        if each.id in open_ones and each.id not in {pk for pk, *_ in candidates}
    ]
    body = found.message.body if isinstance(found.message.body, dict) else {}
    return render(
        request,
        "missing/message.html",
        {
            "title": "Police notice" if found.message.kind == KIND else "A message that could not be read",
            "crumbs": crumbs(request, ("Inbox", reverse("missing:inbox"))),
            "puzzle": found,
            "message": found.message,
            "waiting": found.message.state == "waiting",
            "says": what_it_says(found.says),
            "report": [(row, what_it_says(read(row))) for row in found.report if row.pk != found.message.pk],
            "candidates": candidates,
            "typed": typed,
            "is_notice": found.message.kind == KIND,
            "raw": body.get("raw", "") if found.message.kind != KIND else "",
            "today": local_date(request.now),
        },
    )


def _settle_page(
    request: PageRequest, message_id: uuid.UUID, form: Form, title: str, button: str, lead: str
) -> HttpResponse:
    found = _puzzle(message_id)
    back = reverse("missing:message", args=[message_id])
    lines = [f"{key}: {value}" for key, value in what_it_says(found.says)]
    return render(
        request,
        "missing/form.html",
        {
            "title": title,
            "caption": "Police notice",
            "crumbs": crumbs(request, ("Inbox", reverse("missing:inbox")), ("Notice", back)),
            "form": form,
            "button": button,
            "lead": lead,
            "notes": (),
            "beside": [("The notice says", lines)] if found.message.kind == KIND else (),
            "guide": None,
            "warn": False,
            "back": back,
        },
        status=400 if form.sent and form.errors else 200,
    )


@route(act="missing.inbox", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=the_child)
def this_is(request: PageRequest, message_id: uuid.UUID, child_id: int) -> HttpResponse:
    """Make sure, and say that the notice is about this child."""
    found = _puzzle(message_id)
    form = opened(request, Form)
    if form.recorded(
        lambda _: record_inbox.matched(message=str(message_id), child=child_id, by=request.account, now=request.now)
    ):
        return done(request, "missing:inbox", say="The notice is matched, and its report taken in.")
    child = Person.objects.get(pk=child_id)
    home = address_for(request.account, child.pk, now=request.now)
    lines = [str(child), f"Born {say_date(child.birth_date)}" if child.birth_date else "Birth date not known"]
    lines += [home.address] if home else []
    back = reverse("missing:message", args=[message_id])
    return render(
        request,
        "missing/this_is.html",
        {
            "title": "Is this the child?",
            "caption": name_and_age(child, request.now),
            "crumbs": crumbs(request, ("Inbox", reverse("missing:inbox")), ("Notice", back)),
            "form": form,
            "says": what_it_says(found.says),
            "lines": lines,
            "child": child,
            "back": back,
        },
        status=400 if form.sent and form.errors else 200,
    )


@route(act="missing.inbox", audit=Kind.RECORD, purpose=Purpose.MISSING)
def new_child(request: PageRequest, message_id: uuid.UUID) -> HttpResponse:
    """The child is not on our records: add them, and take the notice in."""
    said = _puzzle(message_id).says.child
    start = {"forename": said.forename, "surname": said.surname, "birth_date": said.birth_date, "sex": "U"}
    form = opened(request, NewChildForm, initial=start)
    if form.recorded(
        lambda said: record_inbox.registered(message=str(message_id), by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:inbox", say="The child is added to the register, and the notice is taken in.")
    lead = "Search first: a second record of one child hides half of what we know."
    return _settle_page(request, message_id, form, "Add a child", "Add the child", lead)


@route(act="missing.inbox", audit=Kind.RECORD, purpose=Purpose.MISSING)
def elsewhere(request: PageRequest, message_id: uuid.UUID) -> HttpResponse:
    """Another council is responsible for the child: the notice is to be sent on."""
    form = opened(request, ElsewhereForm, initial={"authority": _puzzle(message_id).says.child.authority})
    if form.recorded(
        lambda said: record_inbox.belongs_elsewhere(
            message=str(message_id), by=request.account, now=request.now, **said
        )
    ):
        return done(request, "missing:inbox", say="The notice now waits to be sent on to that council.")
    lead = "We send the notice on at once. They offer the child a return home interview; we do not."
    return _settle_page(request, message_id, form, "Another council’s child", "Record the council", lead)


@route(act="missing.inbox", audit=Kind.RECORD, purpose=Purpose.MISSING)
def close(request: PageRequest, message_id: uuid.UUID) -> HttpResponse:
    """The notice was dealt with in another way."""
    form = opened(request, CloseForm)
    if form.recorded(
        lambda said: record_inbox.closed(message=str(message_id), by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:inbox", say="The notice is closed. It stays in the inbox’s history.")
    lead = "Close it only if no child’s record needs to change because of it."
    return _settle_page(request, message_id, form, "Close this notice", "Close the notice", lead)


@route(act="missing.inbox", audit=Kind.RECORD, purpose=Purpose.MISSING)
def forward(request: PageRequest, forward_id: int) -> HttpResponse:
    """A notice was sent on to the council responsible for the child."""
    found = _forwards(request).select_related("episode__child", "message").filter(pk=forward_id).first()
    if found is None:
        raise Http404
    if found.episode:
        saw(request, [found.episode.child_id])
    form = opened(request, ForwardForm, initial={"at": request.now})
    if form.recorded(
        lambda said: record_episode.forwarded(forward=forward_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:inbox", say="It is recorded that the notice was sent on.")
    says = what_it_says(read(found.message)) if found.message else []
    lines = [f"{key}: {value}" for key, value in says] or [f"{found.child_name}, reported to us by telephone"]
    return render(
        request,
        "missing/form.html",
        {
            "title": f"Send on to {AUTHORITIES.get(found.authority, 'the council responsible')}",
            "caption": found.child_name,
            "crumbs": crumbs(request, ("Inbox", reverse("missing:inbox"))),
            "form": form,
            "button": "Record that it was sent on",
            "lead": "Send it first, by secure e-mail or telephone; then record here how and to whom.",
            "notes": (),
            "beside": [("What to send", lines)],
            "guide": None,
            "warn": False,
            "back": reverse("missing:inbox"),
        },
        status=400 if form.sent and form.errors else 200,
    )
