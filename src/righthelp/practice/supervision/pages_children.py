"""The pages about a child in supervision: talking about them, and what was decided, until it is done."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose, decide
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import Month, local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people.queries import named
from righthelp.practice.supervision import queries, record_children
from righthelp.practice.supervision.agenda import agenda
from righthelp.practice.supervision.forms import PLACES, ChildForm, DoneForm, MoveForm, StopForm
from righthelp.practice.supervision.models import Decision
from righthelp.practice.supervision.pages_shared import (
    child_subject,
    crumbs,
    decision_subject,
    saw_children,
    session_of,
    session_subject,
)
from righthelp.practice.supervision.record import leads
from righthelp.practice.supervision.tables import decisions_table
from righthelp.practice.workforce.queries import choices


@route(act="supervision.record", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=session_subject)
def discuss(request: PageRequest, session_id: int, child_id: int) -> HttpResponse:
    """Talk about one child: why they are on the agenda, what was said, what is decided."""
    held = session_of(session_id)
    about = next(
        (each for each in agenda(held, request.now, reader=request.account) if each.child_id == child_id), None
    )
    if (
        about is None
        or not decide(
            request.account, "child.see", child_subject(child_id), now=request.now, purpose=Purpose.SUPERVISION
        ).allowed
    ):
        raise Http404
    saw_children(request, {child_id})
    start: dict[str, Any] = {f"who{place}": held.worker_id for place in PLACES}
    start["note"] = about.discussion.note if about.discussion else ""
    form = opened(request, ChildForm, initial=start, workers=choices(local_date(request.now)))
    if form.recorded(
        lambda data: record_children.discussed(
            session=session_id,
            child=child_id,
            note=data["note"],
            decisions=ChildForm.said(data),
            by=request.account,
            now=request.now,
        )
    ):
        return done(request, "supervision:session", session_id, say="Recorded on the child’s record.")
    context = {
        "title": about.name,
        "caption": f"{held.worker.name}, {Month.of(held.month)}",
        "crumbs": crumbs(held),
        "meeting": held,
        "about": about,
        "form": form,
        "places": PLACES,
        "made": list(held.decisions.filter(child_id=child_id).select_related("who")),
    }
    return render(request, "supervision/discuss.html", context)


@route(act="supervision.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def decisions(request: PageRequest) -> HttpResponse:
    """Everything decided in supervision that the reader, or those they supervise, are still to do."""
    rows = within_reach(
        queries.open_for(request.account), request.account, "child.see", kind="child", field="child_id", now=request.now
    )
    shown = decisions_table(local_date(request.now)).shown(request, list(rows))
    saw(request, {row.child_id for row in shown.rows})
    if shown.wants_csv:
        return shown.csv()
    return render(
        request, "supervision/decisions.html", {"title": "Decisions", "crumbs": crumbs(), "shown": shown}
    )  # fmt: skip


@route(
    act="child.see",
    writes="supervision.decision",
    audit=Kind.RECORD,
    purpose=Purpose.SUPERVISION,
    subject=decision_subject,
)
def decision(request: PageRequest, decision_id: int) -> HttpResponse:
    """One decision: say that it was done; move it or stop it, for whoever stands above."""
    rows = Decision.objects.select_related(
        "who",
        "child",
        "made_by",
        "session__worker__team",
        "session__worker__manager__manager",
        "session__supervisor",
        "group__facilitator__team",
    )
    found = rows.filter(pk=decision_id).first()
    if found is None:
        raise Http404
    posted = request.POST.get("act", "") if request.method == "POST" else ""
    given: dict[str, Any] = {"decision": decision_id, "by": request.account, "now": request.now}
    finish, move, stop = opened(request, DoneForm), opened(request, MoveForm), opened(request, StopForm)
    for form, act in ((finish, "done"), (move, "move"), (stop, "stop")):
        form.sent = form.sent and posted == act
    if finish.recorded(lambda data: record_children.decision_done(**given, **data)):
        return done(request, "supervision:decision", decision_id, say="It is recorded as done.")
    if move.recorded(lambda data: record_children.decision_moved(**given, **data)):
        return done(request, "supervision:decision", decision_id, say="It is to be done by the new day.")
    if stop.recorded(lambda data: record_children.decision_stopped(**given, **data)):
        return done(request, "supervision:decision", decision_id, say="It need not be done any more.")
    worker = getattr(request.account, "worker", None)
    session, group = found.session, found.group
    above = False
    if worker is not None and session is not None:
        above = worker.pk == session.supervisor_id or leads(worker, session.worker)
    elif worker is not None and group is not None:
        above = worker.pk == group.facilitator_id or leads(worker, group.facilitator)
    context = {
        "title": found.what,
        "caption": str(found.child),
        "decision": found,
        "finish": finish,
        "move": move,
        "stop": stop,
        "above": above,
        "open": not found.done and not found.stopped,
        "late": found.by_when < local_date(request.now),
        "where": f"the supervision of {Month.of(session.month)}" if session else "group supervision",
    }
    return render(request, "supervision/decision.html", context)


@route(act="child.see", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=child_subject)
def of_child(request: PageRequest, child_id: int) -> HttpResponse:
    """What supervision has left on a child's record: decisions and notes."""
    head = named(child_id, local_date(request.now))
    if head is None:
        raise Http404
    context = {
        "title": "Management oversight",
        "caption": f"{head.name}, born {head.born}",
        "child_id": child_id,
        "found": queries.of_child(child_id),
        "today": local_date(request.now),
        "month_of": Month.of,
    }
    return render(request, "supervision/of_child.html", context)
