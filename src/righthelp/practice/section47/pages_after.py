"""After a discussion: key actions agreed and given at once, minutes written, and who gets which copy."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.journey import explain
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.codes import Came
from righthelp.practice.casework.journey import STRATEGY_MINUTES
from righthelp.practice.casework.models import MeetingAbout
from righthelp.practice.section47 import queries, record_after
from righthelp.practice.section47.codes import Gave
from righthelp.practice.section47.drafting import drafted, written_of
from righthelp.practice.section47.forms import PARTS_MORE, ActionForm, CopyForm, GiveForm, MinutesForm
from righthelp.practice.section47.models import Discussion
from righthelp.practice.section47.pages_shared import asked, crumbs, discussion_of, link, workers


@route(act="section47.see", writes="section47.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def actions(request: PageRequest, discussion_id: int) -> HttpResponse:
    """The key actions straight after the discussion: the list, one more, and who has been given it."""
    found = discussion_of(request, discussion_id)
    rows = queries.children_of(found)
    children = [(row.child_id, str(row.child)) for row in rows]
    start = {"child": rows[0].child_id if len(rows) == 1 else ""}
    form = opened(request, ActionForm, initial=start, children=children, workers=workers(request))
    if form.recorded(
        lambda data: record_after.agreed(discussion=discussion_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "section47:actions", discussion_id, say="The action is agreed. Give the list again.")
    present = [each for each in queries.listed(found) if each.came == Came.YES]
    listed = queries.actions_of(found)
    receipts = queries.receipts(found, present, queries.actions_changed(rows, listed))
    context = {
        "title": "Key actions",
        "caption": f"Strategy discussion S{found.pk}",
        "crumbs": crumbs(found),
        "found": found,
        "rows": rows,
        "actions": listed,
        "form": form,
        "receipts": receipts,
        "writes": permits(request.account, "section47.record"),
        "decided": all(row.decided for row in rows),
    }
    return render(request, "section47/actions.html", context)


@route(act="section47.see", writes="section47.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def give_actions(request: PageRequest, discussion_id: int) -> HttpResponse:
    """Record how the key actions reached each of those who took part."""
    found = discussion_of(request, discussion_id)
    rows = queries.children_of(found)
    present = [each for each in queries.listed(found) if each.came == Came.YES]
    receipts = queries.receipts(found, present, queries.actions_changed(rows, queries.actions_of(found)))
    without = [each.attendance for each in receipts if not each.has_latest]
    start = {f"to_{each.pk}": Gave.WORKLIST.value for each in without if each.worker_id}
    form = opened(request, GiveForm, initial=start, listed=without)
    if form.recorded(
        lambda data: record_after.given(
            discussion=discussion_id, to=form.for_verb(data), by=request.account, now=request.now
        )
    ):
        return done(request, "section47:actions", discussion_id, say="It is recorded who has the key actions.")
    said = (
        "Right Help sends nothing by itself. Print the list, read it out, or send it by secure mail; then say here how."
    )
    return _giving(request, found, form, title="Give the key actions", said=said)


def _giving(request: PageRequest, found: Discussion, form: GiveForm, *, title: str, said: str) -> HttpResponse:
    context = {
        "title": title,
        "caption": f"Strategy discussion S{found.pk}",
        "crumbs": crumbs(found),
        "form": form,
        "said": said,
        "name_of": queries.name_of,
        "found": found,
    }
    return render(request, "section47/give.html", context)


@route(act="section47.see", audit=Kind.EXPORT, purpose=Purpose.DUTY)
def actions_print(request: PageRequest, discussion_id: int) -> HttpResponse:
    """The list of key actions on paper, to hand over: decisions and actions, nothing that was said."""
    found = discussion_of(request, discussion_id)
    context = {
        "title": "Key actions",
        "caption": f"Strategy discussion S{found.pk}",
        "crumbs": crumbs(found),
        "found": found,
        "rows": queries.children_of(found),
        "actions": queries.actions_of(found),
        "printed_at": request.now,
        "printed_by": request.account.name,
    }
    return render(request, "section47/actions_print.html", context)


@route(act="section47.see", writes="section47.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def minutes(request: PageRequest, discussion_id: int) -> HttpResponse:
    """Write the minutes. The first time they are drafted from what is recorded: nothing is typed twice."""
    found = discussion_of(request, discussion_id)
    if not found.held:
        raise Http404
    rows = queries.children_of(found)
    parts = list(found.meeting.parts.order_by("place"))
    proposed = written_of(parts) or drafted(found, rows, queries.listed(found), queries.actions_of(found))
    start: dict[str, Any] = {"version": found.meeting.version}
    for n, part in enumerate(proposed, 1):
        start |= {
            f"heading_{n}": part.heading,
            f"text_{n}": part.text,
            f"child_{n}": part.child,
            f"confidential_{n}": part.confidential,
        }
    many = max(len(proposed) + PARTS_MORE, _sent(request))
    children = [(row.child_id, str(row.child)) for row in rows]
    form = opened(request, MinutesForm, initial=start, many=many, children=children)
    if form.recorded(
        lambda data: record_after.minutes_written(
            discussion=discussion_id, parts=_parts(form, data), version=data["version"],
            by=request.account, now=request.now,
        )
    ):  # fmt: skip
        return done(request, "section47:copies", discussion_id, say="The minutes are saved. Now give them out.")
    if form.sent:  # what stands now is shown beside it, and the next sending is about that
        form.sent_about(version=found.meeting.version)
    context = {
        "title": "Minutes",
        "caption": f"Strategy discussion S{found.pk}",
        "crumbs": crumbs(found),
        "form": form,
        "found": found,
        "parts": parts,
        "theirs": parts if form.problems else [],
        "correct_page": link("casework:correct", rows[0].child_id, found.meeting_id),
    }
    return render(request, "section47/minutes.html", context)


def _sent(request: PageRequest) -> int:
    """How many parts the page that is sent had: somebody else may have saved more or fewer meanwhile."""
    numbers = [name.removeprefix("heading_") for name in request.POST if name.startswith("heading_")]
    return min(max((int(each) for each in numbers if each.isdecimal() and len(each) < 4), default=0), 200)


def _parts(form: Form, data: dict[str, Any]) -> list[record_after.Written]:
    many = form.many if isinstance(form, MinutesForm) else 0
    return [
        record_after.Written(
            heading=data[f"heading_{n}"],
            text=data[f"text_{n}"],
            child=data[f"child_{n}"],
            confidential=data[f"confidential_{n}"],
        )
        for n in range(1, many + 1)
        if data[f"heading_{n}"] or data[f"text_{n}"].strip()
    ]


@route(act="section47.see", audit=Kind.RECORD, purpose=Purpose.DUTY)
def copies(request: PageRequest, discussion_id: int) -> HttpResponse:
    """Who gets which copy of the minutes, and the way to where copies are made, checked and given out."""
    found = discussion_of(request, discussion_id)
    rows = queries.children_of(found)
    about = MeetingAbout.objects.filter(meeting=found.meeting).first()
    ready = found.meeting.parts.exists() and all(row.decided for row in rows)
    prepares = ready and permits(request.account, "document.prepare")
    context = {
        "title": "Give out the minutes",
        "caption": f"Strategy discussion S{found.pk}",
        "crumbs": crumbs(found),
        "found": found,
        "people": queries.listed(found),
        "chairs": permits(request.account, "section47.chair"),
        "name_of": queries.name_of,
        "written": found.meeting.parts.exists(),
        "ready": ready,
        "prepare": link("release:prepare", rows[0].child_id, "minutes", found.meeting_id) if prepares else None,
        "clock": explain(STRATEGY_MINUTES, about, now=request.now) if about else None,
    }
    return render(request, "section47/copies.html", context)


@route(act="section47.see", writes="section47.chair", audit=Kind.RECORD, purpose=Purpose.DUTY)
def copy_rights(request: PageRequest, discussion_id: int, attendance_id: int) -> HttpResponse:
    """Say which copy of the minutes somebody gets. What they were given before stays as it was."""
    found = discussion_of(request, discussion_id)
    who = next((each for each in queries.listed(found) if each.pk == attendance_id), None)
    if who is None:
        raise Http404
    start = {"copy": "none" if not who.minutes else "all" if who.confidential else "open"}
    form = opened(request, CopyForm, initial=start)
    if form.recorded(
        lambda data: record_after.copy_set(
            discussion=discussion_id, attendance=attendance_id, by=request.account, now=request.now, **data
        )
    ):
        return done(request, "section47:copies", discussion_id, say="It is recorded which copy they get.")
    return asked(
        request, form, title="Which copy they get", button="Record it", fields=("copy",), back=crumbs(found),
        caption=f"{queries.name_of(who)}, {who.get_agency_display()}",
    )  # fmt: skip


__all__ = ["actions", "actions_print", "copies", "copy_rights", "give_actions", "minutes"]
