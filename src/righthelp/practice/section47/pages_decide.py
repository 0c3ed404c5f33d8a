"""What is decided for each child, taken back, and what other agencies have on their own records."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.casework.codes import Agency
from righthelp.practice.section47 import queries, record_decision
from righthelp.practice.section47.forms import DecideForm, RightForm, TheirsForm, WhyForm
from righthelp.practice.section47.models import Concerned, TheirRecord
from righthelp.practice.section47.pages_shared import asked, concerned_of, crumbs, discussion_of, workers
from righthelp.practice.section47.tables import DIFFERENCES
from righthelp.practice.workforce.models import Allocation
from righthelp.practice.workforce.queries import primary_workers


@route(act="section47.see", writes="section47.chair", audit=Kind.RECORD, purpose=Purpose.DUTY)
def decide(request: PageRequest, discussion_id: int) -> HttpResponse:
    """What is decided for each child, with everything the agencies said beside it."""
    found = discussion_of(request, discussion_id)
    rows = [row for row in queries.children_of(found) if not row.decided]
    holders = dict(
        Allocation.objects.filter(
            child_id__in=[row.child_id for row in rows], primary=True, ends__isnull=True
        ).values_list("child_id", "worker_id")
    )
    start: dict[str, Any] = {f"worker_{row.pk}": holders.get(row.child_id, found.meeting.chair_id) for row in rows}
    start |= {f"joint_by_{row.pk}": local_date(found.held) for row in rows if found.held}
    form = opened(request, DecideForm, initial=start, rows=rows, workers=workers(request))
    if form.recorded(
        lambda data: record_decision.decided(
            discussion=discussion_id, choices=form.for_verb(data), by=request.account, now=request.now
        )
    ):
        return done(request, "section47:actions", discussion_id, say="It is decided. Now the key actions.")
    people = queries.listed(found)
    context = {
        "title": "What is decided",
        "caption": f"Strategy discussion S{found.pk}",
        "crumbs": crumbs(found),
        "form": form,
        "found": found,
        "rows": rows,
        "people": people,
        "name_of": queries.name_of,
        "quorum": queries.quorum(found, people),
        "workers_of": primary_workers([row.child_id for row in rows]),
    }
    return render(request, "section47/decide.html", context)


def _seen(request: PageRequest, concerned_id: int) -> Concerned:
    row = concerned_of(concerned_id)
    row.discussion = discussion_of(request, row.discussion_id)
    return row


@route(act="section47.see", writes="section47.chair", audit=Kind.RECORD, purpose=Purpose.DUTY)
def take_back(request: PageRequest, concerned_id: int) -> HttpResponse:
    """Take a decision back, with the reason."""
    row = _seen(request, concerned_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_decision.taken_back(concerned=concerned_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "section47:discussion", row.discussion_id, say="It is taken back. Decide anew.")
    said = "An enquiry that began with it is withdrawn. What was decided stays readable. Tell those who were present."
    return asked(
        request, form, title="Take the decision back", button="Take it back", fields=("why",),
        back=crumbs(row.discussion), said=said, caption=str(row.child), warn=True,
    )  # fmt: skip


@route(act="section47.see", writes="section47.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def their_record(request: PageRequest, concerned_id: int) -> HttpResponse:
    """What another agency has written down as the decision."""
    row = _seen(request, concerned_id)
    form = opened(request, TheirsForm)
    if form.recorded(
        lambda data: record_decision.told_of(concerned=concerned_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "section47:discussion", row.discussion_id, say="What they have on record is written down.")
    ours = row.get_decision_display() if row.decision else "nothing is decided yet"
    said = f"We have: {ours}. Ask the agency what they wrote down; where it differs, it stands out until put right."
    return asked(
        request, form, title="What another agency has on record", button="Write it down",
        fields=("agency", "decision", "told_by"), back=crumbs(row.discussion), said=said, caption=str(row.child),
    )  # fmt: skip


@route(act="section47.see", writes="section47.record", audit=Kind.RECORD, purpose=Purpose.DUTY)
def put_right(request: PageRequest, record_id: int) -> HttpResponse:
    """An agency has put its record right."""
    their = TheirRecord.objects.filter(pk=record_id).first()
    if their is None:
        raise Http404
    row = _seen(request, their.concerned_id)
    form = opened(request, RightForm)
    if form.recorded(
        lambda data: record_decision.put_right(record=record_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "section47:discussion", row.discussion_id, say="It is recorded that it was put right.")
    said = f"{Agency(their.agency).label} had: {their.get_decision_display()}."
    return asked(
        request, form, title="Their record was put right", button="Record it", fields=("how",),
        back=crumbs(row.discussion), said=said, caption=str(row.child),
    )  # fmt: skip


@route(act="section47.see", audit=Kind.LIST, purpose=Purpose.DUTY)
def differences(request: PageRequest) -> HttpResponse:
    """What other agencies have on record, and where it differs from what we have."""
    shown = DIFFERENCES.shown(request, list(queries.their_records(request.account, request.now)))
    saw(request, [row.concerned.child_id for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    said = "Each agency writes down what was decided. Where one has something else, it stands out until put right."
    context = {"title": "Records of other agencies", "crumbs": crumbs(), "shown": shown, "said": said}
    return render(request, "section47/list.html", context)


__all__ = ["decide", "differences", "put_right", "take_back", "their_record"]
