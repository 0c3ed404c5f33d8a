"""The board, a child's discussions and enquiries, and one discussion from asking to holding."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import explain, registry
from righthelp.foundation.journey.reading import load
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.journey import STRATEGY_MINUTES
from righthelp.practice.casework.models import Attendance, MeetingAbout
from righthelp.practice.missing.journey import Missing
from righthelp.practice.people.queries import named
from righthelp.practice.people.queries_family import family_of
from righthelp.practice.section47 import law, queries, record
from righthelp.practice.section47.forms import AskForm, HeldForm, InviteForm, MoveForm, WhyForm
from righthelp.practice.section47.journey import KEY_ACTIONS, STRATEGY_DISCUSSION
from righthelp.practice.section47.models import Discussion
from righthelp.practice.section47.pages_shared import (
    asked,
    child_subject,
    concerned_of,
    concerned_subject,
    crumbs,
    discussion_of,
    link,
    managers,
    workers,
)
from righthelp.practice.section47.record import Asked
from righthelp.practice.section47.tables import LATELY, differs, enquiries_table, waiting_table


@route(act="section47.see", audit=Kind.LIST, purpose=Purpose.DUTY)
def board(request: PageRequest) -> HttpResponse:
    """What waits to be held, what was held lately and what of it is still to do, enquiries that are open."""
    account, now = request.account, request.now
    waiting = waiting_table(now).shown(request, queries.waiting(account, now))
    held = LATELY.shown(request, queries.lately(account, now))
    enquiries = enquiries_table(now).shown(request, queries.open_enquiries(account, now))
    for shown in (waiting, held, enquiries):
        saw(request, [row.child_id for row in shown.rows])
        if shown.wants_csv:
            return shown.csv()
    context = {
        "title": "Strategy discussions and section 47 enquiries",
        "waiting": waiting,
        "held": held,
        "enquiries": enquiries,
        "late": queries.waiting(account, now).filter(asked__lt=now - law.LATE_AFTER).count(),
        "undecided": queries.lately(account, now).filter(decided__isnull=True).count(),
        "to_read": queries.open_enquiries(account, now).filter(completed__isnull=False).count(),
        "figures": permits(account, "section47.figures"),
    }
    return render(request, "section47/board.html", context)


@route(act="section47.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """Every discussion and enquiry about a child; those held while the child was missing are counted beside."""
    person = named(child_id, local_date(request.now))
    if person is None:
        raise Http404
    rows, enquiries = queries.of_child(child_id)
    missing = [each for each in load(registry.binding(Missing), subjects=[child_id]) if each.facts["strategy_held"]]
    context = {
        "title": "Strategy discussions and section 47 enquiries",
        "caption": person.name,
        "crumbs": [{"text": person.name, "href": reverse("child", args=[child_id])}],
        "rows": rows,
        "enquiries": enquiries,
        "child_id": child_id,
        "asks": permits(request.account, "section47.ask"),
        "missing": [(each.facts["strategy_held"], link("missing:episode", each.id)) for each in missing],
    }
    return render(request, "section47/of_child.html", context)


@route(act="section47.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=concerned_subject)
def concerned(request: PageRequest, concerned_id: int) -> HttpResponse:
    """From one child's row to the page of the discussion it is in."""
    return HttpResponseRedirect(reverse("section47:discussion", args=[concerned_of(concerned_id).discussion_id]))


@route(act="section47.ask", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=child_subject)
def ask(request: PageRequest, child_id: int) -> HttpResponse:
    """Ask for a strategy discussion about a child, and their brothers and sisters."""
    person = named(child_id, local_date(request.now))
    if person is None:
        raise Http404
    minors = [each for each in family_of(child_id, request.account, request.now) if each.is_child and not each.died]
    family = list({each.id: each for each in reversed(minors)}.values())[::-1]  # each once, however they are related
    saw(request, [each.id for each in family])
    children = [
        (child_id, person.name),
        *((each.id, f"{each.name}, {each.what.lower()}, {each.age}") for each in family),
    ]
    start = {"children": [child_id], "asked": request.now, "planned": request.now}
    form = opened(
        request, AskForm, initial=start, children=children, workers=workers(request), chairs=managers(request)
    )
    made: list[Discussion] = []

    def verb(data: dict[str, Any]) -> None:
        made.append(record.asked_for(by=request.account, now=request.now, **AskForm.for_verb(data)))

    if form.recorded(verb):
        return done(request, "section47:discussion", made[0].pk, say="The discussion is asked for. The 24 hours run.")
    context = {
        "title": "Ask for a strategy discussion",
        "caption": person.name,
        "crumbs": [{"text": person.name, "href": reverse("child", args=[child_id])}],
        "form": form,
    }
    return render(request, "section47/ask.html", context)


@route(act="section47.see", audit=Kind.RECORD, purpose=Purpose.DUTY)
def discussion(request: PageRequest, discussion_id: int) -> HttpResponse:
    """One discussion: the concern, who took part, what was decided for each child, what is still to be done."""
    found = discussion_of(request, discussion_id)
    return render(request, "section47/discussion.html", context_of(request, found))


def context_of(request: PageRequest, found: Discussion) -> dict[str, Any]:
    """What a discussion's page, and its print, show."""
    rows = queries.children_of(found)
    people = queries.listed(found)
    actions = queries.actions_of(found)
    first = rows[0]
    clock = explain(KEY_ACTIONS if found.held else STRATEGY_DISCUSSION, first, now=request.now)
    if found.held and first.actions_given:
        about = MeetingAbout.objects.filter(meeting=found.meeting, child_id=first.child_id).first()
        clock = explain(STRATEGY_MINUTES, about, now=request.now) if about else clock
    changed = queries.actions_changed(rows, actions)
    present = [each for each in people if each.came == "yes"]
    receipts = queries.receipts(found, present, changed)
    return {
        "title": ", ".join(str(row.child) for row in rows),
        "caption": f"Strategy discussion S{found.pk}",
        "crumbs": crumbs(),
        "found": found,
        "meeting": found.meeting,
        "rows": rows,
        "people": people,
        "name_of": queries.name_of,
        "quorum": queries.quorum(found, people),
        "actions": actions,
        "without": [each for each in receipts if not each.has_latest],
        "clock": clock,
        "differs": differs,
        "chairs": permits(request.account, "section47.chair"),
        "asks": permits(request.account, "section47.ask"),
        "records": permits(request.account, "section47.record"),
        "decided": all(row.decided for row in rows),
        "undecided": any(not row.decided for row in rows),
        "given": all(row.actions_given for row in rows),
        "referral": {row.pk: link("front_door:referral", row.referral) if row.referral else "" for row in rows},
    }


@route(act="section47.see", writes="section47.ask", audit=Kind.RECORD, purpose=Purpose.DUTY)
def invite(request: PageRequest, discussion_id: int) -> HttpResponse:
    """Ask somebody else."""
    found = discussion_of(request, discussion_id)
    form = opened(request, InviteForm, workers=workers(request))

    def verb(data: dict[str, Any]) -> None:
        asks = Asked(**data)
        record.invited(discussion=discussion_id, asked=asks, by=request.account, now=request.now)

    if form.recorded(verb):
        return done(request, "section47:discussion", discussion_id, say="They are on the list. Ask them now.")
    fields = ("agency", "name", "worker", "confidential")
    said = "Right Help keeps the list. Ring them, or send it by your agency’s secure mail."
    return asked(
        request, form, title="Ask somebody else", button="Put them on the list", fields=fields, back=crumbs(found),
        said=said,
    )  # fmt: skip


@route(act="section47.see", writes="section47.ask", audit=Kind.RECORD, purpose=Purpose.DUTY)
def move(request: PageRequest, discussion_id: int) -> HttpResponse:
    """Hold it at another time."""
    found = discussion_of(request, discussion_id)
    form = opened(request, MoveForm, initial={"planned": found.meeting.planned})
    if form.recorded(lambda data: record.moved(discussion=discussion_id, by=request.account, now=request.now, **data)):
        return done(request, "section47:discussion", discussion_id, say="The new time is recorded. Tell those asked.")
    said = "The 24 hours run on from when the concern met the threshold."
    return asked(
        request, form, title="Another time", button="Move it", fields=("planned",), back=crumbs(found), said=said
    )  # fmt: skip


@route(act="section47.see", writes="section47.chair", audit=Kind.RECORD, purpose=Purpose.DUTY)
def cancel(request: PageRequest, discussion_id: int) -> HttpResponse:
    """No discussion is needed after all."""
    found = discussion_of(request, discussion_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record.cancelled(discussion=discussion_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "section47:discussion", discussion_id, say="It is cancelled. The reason stays on record.")
    said = "A manager decides this, with the reason. If it is only to be held later, move it instead."
    return asked(
        request, form, title="Cancel the discussion", button="Cancel it", fields=("why",), back=crumbs(found),
        said=said, warn=True,
    )  # fmt: skip


@route(act="section47.see", writes="section47.chair", audit=Kind.RECORD, purpose=Purpose.DUTY)
def held(request: PageRequest, discussion_id: int) -> HttpResponse:
    """It was held: when, chaired by whom, who took part, what each told the others."""
    found = discussion_of(request, discussion_id)
    listed = queries.listed(found)
    form = opened(request, HeldForm, initial=_start(request, found, listed), chairs=managers(request), listed=listed)

    def verb(data: dict[str, Any]) -> None:
        record.took_part(discussion=discussion_id, by=request.account, now=request.now, **form.for_verb(data))

    if form.recorded(verb):
        return done(request, "section47:decide", discussion_id, say="Who took part is recorded. Now what was decided.")
    if form.sent:  # what stands now is shown beside it, and the next sending is about that
        form.sent_about(**{f"was_{each.pk}": each.said for each in listed})
    context = {
        "title": "Who took part" if found.held else "Record that it was held",
        "caption": f"Strategy discussion S{found.pk}",
        "crumbs": crumbs(found),
        "form": form,
        "found": found,
        "listed": listed,
        "name_of": queries.name_of,
        "quorum": queries.quorum(found, listed),
    }
    return render(request, "section47/held.html", context)


def _start(request: PageRequest, found: Discussion, listed: list[Attendance]) -> dict[str, Any]:
    worker = getattr(request.account, "worker", None)
    start: dict[str, Any] = {
        "at": found.held or min(found.meeting.planned, request.now),
        "chair": found.meeting.chair_id or (worker.pk if worker else None),
        "late_why": found.late_why,
        "absent_why": found.absent_why,
        "chair_why": found.chair_why,
    }
    for each in listed:
        start |= {f"came_{each.pk}": each.came or "", f"said_{each.pk}": each.said, f"was_{each.pk}": each.said}
    return start
