"""What nobody's board shows because the child's record is closely held, and the head of service must see is done.

Police notices that another council must be told of: nobody's inbox shows them, so without this page nobody would send
them on. The head of service sees that there is one, its police report number and the council, and asks the police to
tell that council themselves. And restricted children who are missing now or have something overdue, by the record's
number, with who is named on it: the head of service asks one of them, or names somebody.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.desk.held import ACT as HELD
from righthelp.desk.held import held_to_watch
from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import privacy_parts, render
from righthelp.governance.privacy import queries
from righthelp.governance.privacy.forms import SentOnForm
from righthelp.governance.privacy.tables import NOTICES, council, held_table
from righthelp.practice.missing import record_episode


@route(act="notice.closed", audit=Kind.LIST, purpose=Purpose.PRIVACY)
def notices(request: PageRequest) -> HttpResponse:
    """Notices to send on about children whose records are closely held, without their names."""
    shown = NOTICES.shown(request, queries.closed_notices())
    return render(
        request, "privacy/list.html", {"title": "Notices to send on", "shown": shown, "links": privacy_parts(request)}
    )


@route(act="notice.closed", audit=Kind.CHANGE, purpose=Purpose.PRIVACY)
def notice(request: PageRequest, forward_id: int) -> HttpResponse:
    """The police were asked to tell the council: record how."""
    row = queries.closed_notices().filter(pk=forward_id).first()
    if row is None:
        raise Http404
    form = opened(request, SentOnForm)
    if form.recorded(
        lambda said: record_episode.forwarded(forward=forward_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "privacy:notices", say="It is recorded that the notice was sent on.")
    facts = [
        ("Police report", row.message.series if row.message else "By telephone"),
        ("Council to be told", council(row)),
        ("What to do", "Ask the police to send this report to that council themselves. Do not ask them for a name."),
    ]
    context = {
        "title": "A notice about a closely held record",
        "crumbs": [{"text": "Notices to send on", "href": reverse("privacy:notices")}],
        "facts_rows": facts,
        "form": form,
        "button": "Record that it was sent on",
        "warning": "",
    }
    return render(request, "privacy/one.html", context, status=400 if form.sent and form.errors else 200)


@route(act=HELD, audit=Kind.LIST, purpose=Purpose.PRIVACY)
def held(request: PageRequest) -> HttpResponse:
    """Restricted children who are missing now or for whom something is overdue, and who can act."""
    rows = held_to_watch(request.account, request.now)
    ids = {row.child for row in rows}
    names, registered = queries.names(ids, request.account, request.now), queries.restriction_of(ids)
    shown = held_table(names, registered, request.now).shown(request, rows)
    saw(request, {row.child for row in shown.rows})
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Closely held, to act on", "shown": shown, "links": privacy_parts(request)}
    return render(request, "privacy/list.html", context)
