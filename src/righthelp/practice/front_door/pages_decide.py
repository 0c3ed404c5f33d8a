"""Deciding what happens next, and taking a decision back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.front_door import queries, record_decision
from righthelp.practice.front_door.authorities import COUNCILS
from righthelp.practice.front_door.forms import DecideForm, WhyForm
from righthelp.practice.front_door.pages_shared import asked, call_of, contact_of, crumbs, name_of, teams_for
from righthelp.practice.front_door.queries_known import known
from righthelp.practice.front_door.tables import said_by
from righthelp.practice.people.models import Residence


@route(act="front_door.decide", audit=Kind.RECORD, purpose=Purpose.DUTY)
def decide(request: PageRequest, call_id: int) -> HttpResponse:
    """A manager decides what happens next, with everything known of the children beside the form."""
    call = call_of(request, call_id)
    rows = [row for row in queries.contacts_of(call) if row.decided is None and row.withdrawn is None]
    ids = [row.child_id for row in rows if row.child_id]
    areas = list(
        Residence.objects.filter(person_id__in=ids, ends__isnull=True, address__isnull=False).values_list(
            "address__area", flat=True
        )
    )
    elsewhere = [row.child.authority for row in rows if row.child and row.child.authority in COUNCILS]
    start: dict[str, Any] = {"contacts": [row.pk for row in rows], "authority": elsewhere[0] if elsewhere else ""}
    form = opened(
        request,
        DecideForm,
        initial=start,
        children=[(row.pk, name_of(row)) for row in rows],
        teams=teams_for(areas),
    )
    if form.recorded(lambda data: record_decision.decided(by=request.account, now=request.now, **data)):
        return done(request, "front_door:contact", call_id, say="It is decided. Whoever told us hears next.")
    worker = getattr(request.account, "worker", None)
    context = {
        "title": "Decide what happens next",
        "caption": f"Contact C{call.pk}, {said_by(call)}",
        "crumbs": crumbs(call),
        "form": form,
        "call": call,
        "said_by": said_by(call),
        "rows": rows,
        "known": known(ids, request.account, request.now),
        "own": worker is not None and call.recorded_by_id == worker.pk,
    }
    return render(request, "front_door/decide.html", context)


@route(act="front_door.decide", audit=Kind.RECORD, purpose=Purpose.DUTY)
def undo(request: PageRequest, contact_id: int) -> HttpResponse:
    """Take a decision back, with the reason."""
    held = contact_of(request, contact_id)
    form = opened(request, WhyForm)
    if form.recorded(
        lambda data: record_decision.decision_undone(contact=contact_id, by=request.account, now=request.now, **data)
    ):
        return done(
            request, "front_door:contact", held.call_id, say="The decision is taken back. The clock runs again."
        )
    said = "The clock runs again from when we were told. A referral made by it is withdrawn; what was decided is kept."
    return asked(
        request, form, title="Take the decision back", button="Take it back", fields=("why",), back=crumbs(held.call),
        said=said, caption=name_of(held), warn=True,
    )  # fmt: skip
