"""The audit search of the privacy officer. What it shows is itself audited."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse, QueryDict

from righthelp.foundation.access.decision import Purpose, acts
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.audit.queries import KINDS, searched
from righthelp.foundation.audit.tables import AUDIT
from righthelp.foundation.calendar import local_date, start_of_day
from righthelp.foundation.pages.render import privacy_parts, render


@route(act="audit.search", audit=Kind.SEARCH, purpose=Purpose.PRIVACY)
def audit(request: PageRequest) -> HttpResponse:
    """Search the audit by person, act, kind, record, refusals and dates; the last seven days unless asked."""
    asked = request.GET
    today = local_date(request.now)
    since = _day(asked, "since") or today - timedelta(days=7)
    until = _day(asked, "until") or today
    record = asked.get("record", "").strip()
    rows = searched(
        who=asked.get("who", "").strip()[:80],
        act=asked.get("act", "") if asked.get("act", "") in acts() else "",
        kind=asked.get("kind", "") if asked.get("kind", "") in dict(KINDS) else "",
        subject=int(record) if record.isdecimal() and len(record) < 19 else None,
        refused=asked.get("refused") == "on",
        since=start_of_day(since),
        until=start_of_day(until + timedelta(days=1)),
    )
    given = [name for name in ("who", "act", "kind", "record", "refused", "since", "until") if asked.get(name)]
    request.audit_detail = "audit by " + (", ".join(given) or "the last seven days")
    shown = AUDIT.shown(request, rows)
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Audit",
        "links": privacy_parts(request),
        "shown": shown,
        "asked": {name: asked.get(name, "") for name in ("who", "act", "kind", "record", "refused")},
        "since": _typed(since),
        "until": _typed(until),
        "acts": sorted(acts()),
        "kinds": KINDS,
    }
    return render(request, "audit/search.html", context)


def _day(asked: QueryDict, name: str) -> date | None:
    """A day as people type it, 27/8/2021; None for anything else."""
    try:
        day, month, year = (int(part) for part in asked.get(name, "").strip().split("/"))
        found = date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None
    return found if date(2010, 1, 1) <= found <= date(2100, 1, 1) else None


def _typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
