"""An enquiry: what it is to find out, the joint visit, the child seen, what was found, what a manager decided."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import say_moment
from righthelp.foundation.journey import explain
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.section47 import queries, record_enquiry
from righthelp.practice.section47.forms import WhyForm
from righthelp.practice.section47.forms_enquiry import AuthoriseForm, FindingForm, JointForm, WorkerForm
from righthelp.practice.section47.journey import AUTHORISATION, ENQUIRY, JOINT_VISIT
from righthelp.practice.section47.models import Enquiry
from righthelp.practice.section47.pages_shared import (
    asked,
    enquiry_crumbs,
    enquiry_of,
    enquiry_subject,
    link,
    reaches,
    workers,
)
from righthelp.practice.section47.tables import joint_stage


@route(act="section47.see", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def enquiry(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """One enquiry: from the discussion to what was authorised."""
    row = enquiry_of(enquiry_id)
    visits = list(record_enquiry.visits_since(row))
    open_now = row.authorised is None and row.withdrawn is None
    clocks = []
    if open_now:
        clocks = [explain(clock, row, now=request.now) for clock in (ENQUIRY, AUTHORISATION, JOINT_VISIT)]
    discussions, earlier = queries.of_child(row.child_id)
    own = getattr(request.account, "worker", None)
    context = {
        "title": str(row.child),
        "caption": f"Section 47 enquiry, {row.get_how_display().lower()}",
        "crumbs": enquiry_crumbs(row)[:-1],
        "row": row,
        "visits": visits,
        "seen": next((each for each in visits if each.seen), None),
        "alone": next((each for each in visits if each.alone), None),
        "clocks": [each for each in clocks if each.state.value in ("running", "overdue")],
        "joint": joint_stage(row, request.now),
        "open": open_now,
        "records": reaches(request, "section47.record", row.child_id),
        "authorises": reaches(request, "section47.authorise", row.child_id)
        and own is not None
        and own.pk not in (row.worker_id, row.completed_by_id),
        "assigns": reaches(request, "section47.chair", row.child_id),
        "since": [each for each in discussions if each.held and each.held > row.strategy_held],
        "others": [each for each in earlier if each.pk != row.pk],
        "visit_page": link("casework:visit-new", row.child_id),
        "conference_page": link("protection:ask", row.child_id) if row.conference_needed else "",
        "assessment_page": link("assessment:of-child", row.child_id),
        "need_page": link("child_in_need:of-child", row.child_id) if row.next_step == "need" else "",
    }
    return render(request, "section47/enquiry.html", context)


@route(act="section47.see", writes="section47.chair", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def worker(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """Somebody else makes the enquiry."""
    row = enquiry_of(enquiry_id)
    form = opened(request, WorkerForm, initial={"worker": row.worker_id}, workers=workers(request))
    if form.recorded(
        lambda data: record_enquiry.worker_named(enquiry=enquiry_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "section47:enquiry", enquiry_id, say="Somebody else makes the enquiry from now on.")
    return asked(
        request, form, title="Who makes the enquiry", button="Name them", fields=("worker",),
        back=enquiry_crumbs(row), caption=str(row.child),
    )  # fmt: skip


@route(act="section47.see", writes="section47.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def joint(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """The joint visit was made: in which visit, and who came from the police."""
    row = enquiry_of(enquiry_id)
    visits = [(each.pk, _visit(each)) for each in record_enquiry.visits_since(row)]
    start = {"visit": row.joint_in_id, "with_whom": row.joint_with}
    if len(visits) == 1:
        start["visit"] = visits[0][0]
    form = opened(request, JointForm, initial=start, visits=visits)
    if form.recorded(
        lambda data: record_enquiry.joint_made(enquiry=enquiry_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "section47:enquiry", enquiry_id, say="The joint visit is recorded.")
    said = "The visit itself is recorded once, among the child’s visits; here you say which one it was."
    if not visits:
        said = "No visit to the child is recorded since the discussion. Record the visit first, then come back here."
    return asked(
        request, form, title="The joint visit was made", button="Record it",
        fields=("visit", "with_whom") if visits else (), back=enquiry_crumbs(row), said=said, caption=str(row.child),
        nothing=not visits,
    )  # fmt: skip


def _visit(each: Any) -> str:
    seen = "seen alone" if each.alone else "seen" if each.seen else "not seen"
    return f"{say_moment(each.at)}, {each.visit.get_where_display().lower()}, {each.visit.visitor.name}: {seen}"


@route(act="section47.see", writes="section47.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def no_joint(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """No joint visit was made, and why."""
    row = enquiry_of(enquiry_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_enquiry.joint_dropped(enquiry=enquiry_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "section47:enquiry", enquiry_id, say="It is recorded why no joint visit was made.")
    said = "This stands in the list by which joint visits are audited. If one is made after all, record it."
    return asked(
        request, form, title="No joint visit was made", button="Record why", fields=("why",),
        back=enquiry_crumbs(row), said=said, caption=str(row.child), warn=True,
    )  # fmt: skip


@route(act="section47.see", writes="section47.record", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject)
def write(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """Write what was found; keep it for later, or pass it to the manager."""
    row = enquiry_of(enquiry_id)
    start = {
        "version": row.version,
        "findings": row.findings,
        "outcome": row.outcome or "",
        "next_step": row.next_step or "",
        "unseen_why": row.unseen_why,
        "late_why": row.late_why,
        "finished": "no",
    }
    form = opened(request, FindingForm, initial=start)
    if form.recorded(lambda data: _written(request, enquiry_id, data)):
        finished = form.cleaned_data["finished"] == "yes"
        say = "The finding waits for a manager." if finished else "What you wrote is kept. The enquiry stays open."
        return done(request, "section47:enquiry", enquiry_id, say=say)
    if form.sent:  # what stands now is shown beside it, and the next sending is about that
        form.sent_about(version=row.version)
    visits = list(record_enquiry.visits_since(row))
    context = {
        "title": "What was found",
        "caption": str(row.child),
        "crumbs": enquiry_crumbs(row),
        "form": form,
        "row": row,
        "theirs": row.findings if form.problems and row.findings else "",
        "visits": [_visit(each) for each in visits],
        "seen": any(each.seen for each in visits),
        "late": explain(ENQUIRY, row, now=request.now).state.value == "overdue",
        "waits": bool(row.joint_by and not row.joint_in_id and not row.joint_dropped),
    }
    return render(request, "section47/write.html", context)


def _written(request: PageRequest, enquiry_id: int, data: dict[str, Any]) -> Enquiry:
    by, now = request.account, request.now
    given = {"enquiry": enquiry_id, "findings": data["findings"], "version": data["version"]}
    if data["finished"] == "no":
        return record_enquiry.written(by=by, now=now, **given)
    more = {name: data[name] for name in ("outcome", "next_step", "unseen_why", "late_why")}
    return record_enquiry.found(by=by, now=now, **given, **more)


@route(
    act="section47.see", writes="section47.authorise", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject
)
def send_back(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """It goes back to the worker."""
    row = enquiry_of(enquiry_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_enquiry.sent_back(enquiry=enquiry_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "section47:enquiry", enquiry_id, say="The worker has it again, with your reason.")
    return asked(
        request, form, title="Send it back", button="Send it back", fields=("why",), back=enquiry_crumbs(row),
        said="What is to be changed or found out. The fifteen working days run on.", caption=str(row.child),
    )  # fmt: skip


@route(
    act="section47.see", writes="section47.authorise", audit=Kind.RECORD, purpose=Purpose.DUTY, subject=enquiry_subject
)
def authorise(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """A manager authorises what was found and what follows."""
    row = enquiry_of(enquiry_id)
    form = opened(request, AuthoriseForm)
    if form.recorded(
        lambda data: record_enquiry.authorised(enquiry=enquiry_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "section47:enquiry", enquiry_id, say="The enquiry is authorised.")
    outcome = row.get_outcome_display() if row.outcome else "No outcome yet"
    follows = row.get_next_step_display() if row.next_step else "nothing yet"
    context = {
        "title": "Authorise the enquiry",
        "caption": str(row.child),
        "crumbs": enquiry_crumbs(row),
        "form": form,
        "row": row,
        "said": f"{outcome}. What follows: {follows[:1].lower()}{follows[1:]}.",
    }
    return render(request, "section47/authorise.html", context)


__all__ = ["authorise", "enquiry", "joint", "no_joint", "send_back", "worker", "write"]
