"""Opening a record in an emergency, ending it, and its review."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.emergency import LASTS, may_write
from righthelp.foundation.access.models import EmergencyAccess
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.access.stepup import stepped_up
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import privacy_parts, render
from righthelp.governance.privacy import queries, record_emergency
from righthelp.governance.privacy.forms import EmergencyByNameForm, EmergencyForm, ReviewForm
from righthelp.governance.privacy.pages_shared import about_child
from righthelp.governance.privacy.tables import SEEN_IN, emergencies_table
from righthelp.practice.people.queries import named

_SOUGHT = "Your emergency was recorded. No record could be opened by this name and birth date."


@route(act=record_emergency.ACT, audit=Kind.CHANGE, purpose=Purpose.EMERGENCY, subject=about_child)
@stepped_up()
def open_emergency(request: PageRequest, child_id: int) -> HttpResponse:
    """Open one ordinary record in an emergency: why, and for an hour."""
    head = named(child_id, local_date(request.now))
    if head is None:
        raise Http404
    form = opened(request, EmergencyForm)
    if form.recorded(lambda said: record_emergency.opened(child=child_id, by=request.account, now=request.now, **said)):
        request.audit_detail = "opened in an emergency"
        return HttpResponseRedirect(reverse("child", args=[child_id]))
    context = {
        "title": "Open this record in an emergency",
        "caption": f"{head.name}, born {head.born}",
        "form": form,
        "child_id": child_id,
        "by_name": False,
        "minutes": int(LASTS / timedelta(minutes=1)),
        "writes": may_write(request.account),
    }
    return render(request, "privacy/open.html", context, status=400 if form.sent and form.errors else 200)


@route(act="record.past_restriction", audit=Kind.SEARCH, purpose=Purpose.EMERGENCY)
@stepped_up()
def open_by_name(request: PageRequest) -> HttpResponse:
    """Open whatever record of exactly one name and birth date there is, restricted ones among them. The answer does
    not tell a sealed record from none."""
    form = opened(request, EmergencyByNameForm)
    made: list[EmergencyAccess | None] = []
    if form.recorded(
        lambda said: made.append(record_emergency.opened_by_name(by=request.account, now=request.now, **said))
    ):
        request.audit_detail = "emergency by name and birth date"
        if made[0] is not None:
            saw(request, [made[0].subject_id])
            return HttpResponseRedirect(reverse("child", args=[made[0].subject_id]))
        return done(request, "privacy:open-by-name", say=_SOUGHT)
    context = {
        "title": "Open a record the search does not show",
        "form": form,
        "by_name": True,
        "minutes": int(LASTS / timedelta(minutes=1)),
        "writes": may_write(request.account),
    }
    return render(request, "privacy/open.html", context, status=400 if form.sent and form.errors else 200)


@route(act=record_emergency.ACT, audit=Kind.CHANGE, purpose=Purpose.EMERGENCY)
def end_emergency(request: PageRequest, child_id: int) -> HttpResponse:
    """The reader has seen what they had to see. A record that is not open to them says the same."""
    if request.method == "POST" and record_emergency.ended(child=child_id, by=request.account, now=request.now):
        saw(request, [child_id])
        request.audit_detail = "ended an emergency"
    return done(request, "home", say="Nothing of that record is open to you by emergency now.")


@route(act="emergency.review", audit=Kind.LIST, purpose=Purpose.PRIVACY)
def emergencies(request: PageRequest) -> HttpResponse:
    """Every emergency opening, those to review first."""
    rows = queries.emergencies()
    names = queries.names(set(rows.values_list("subject_id", flat=True)), request.account, request.now)
    shown = emergencies_table(names, request.now).shown(request, rows)
    saw(request, {row.subject_id for row in shown.rows})
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Emergencies", "shown": shown, "links": privacy_parts(request)}
    return render(request, "privacy/list.html", context)


@route(act="emergency.review", audit=Kind.LIST, purpose=Purpose.PRIVACY)
def emergency(request: PageRequest, emergency_id: int) -> HttpResponse:
    """One emergency opening: why, what was looked at, and its review."""
    row = queries.emergencies().filter(pk=emergency_id).first()
    if row is None:
        raise Http404
    saw(request, [row.subject_id])
    form: Form = opened(request, ReviewForm)
    if not row.reviewed_at and form.recorded(
        lambda said: record_emergency.emergency_reviewed(
            emergency=emergency_id, by=request.account, now=request.now, **said
        )
    ):
        return done(request, "privacy:emergencies", say="The review is recorded.")
    names = queries.names([row.subject_id], request.account, request.now)
    shown = SEEN_IN.shown(request, queries.seen_in(row))
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": f"Emergency of {row.account.name}",
        "crumbs": [{"text": "Emergencies", "href": reverse("privacy:emergencies")}],
        "row": row,
        "record": names.get(row.subject_id, f"Record {row.subject_id}"),
        "recent": queries.recent_of(row.account, request.now),
        "late": not row.reviewed_at and row.review_due < request.now,
        "shown": shown,
        "form": form,
        "own": row.account_id == request.account.pk,
    }
    return render(request, "privacy/emergency.html", context, status=400 if form.sent and form.errors else 200)
