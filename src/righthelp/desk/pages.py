"""The desk's pages: home, worklist, alerts, search, and the record of a child."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from righthelp.desk import record
from righthelp.desk.alerts import alerts, unseen
from righthelp.desk.history import parts_of
from righthelp.desk.home import home as home_of
from righthelp.desk.links import link
from righthelp.desk.pages_child import child_subject
from righthelp.desk.rooms import parts_of_record
from righthelp.desk.tables import ALERTS, worklist_table
from righthelp.desk.worklist import LONG_AGO, WHOSE, Line, line, rows, said, team_choices
from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.audit.history import history as history_of
from righthelp.foundation.audit.queries import looks_at
from righthelp.foundation.audit.tables import WHO_LOOKED
from righthelp.foundation.calendar import local, local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.pages.forms import Form, done, opened
from righthelp.foundation.pages.render import privacy_parts, render
from righthelp.practice.people.pages_facts import reaches
from righthelp.practice.people.queries import named


@route(act="home.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def home(request: PageRequest) -> HttpResponse:
    """My work, by role."""
    found = home_of(request.account, request.now)
    mine = found.alerts
    saw(request, found.children)
    first = request.account.name.split()[0]
    context = {
        "title": f"Good {_part_of_day(request)}, {first}" if request.account.organisation == "trust" else "Your work",
        "home": found,
        "alerts": [each for each in mine if not each.seen][:5],
        "unseen": unseen(mine),
        "said": said,
        "now": request.now,
        "home_links": {
            "inbox": link("missing:inbox") or "",
            "indicators": link("indicators"),
            "reports": link("reports"),
            "emergencies": link("privacy:emergencies") or "",
            "held": link("privacy:held") or "",
        },
        "privacy": [] if permits(request.account, "audit.search") else privacy_parts(request),
    }
    saw(request, {each.child for each in mine[:5] if each.child})
    return render(request, "desk/home.html", context)


def _part_of_day(request: PageRequest) -> str:
    hour = local(request.now).hour
    return "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"


@route(act="worklist.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def worklist(request: PageRequest) -> HttpResponse:
    """Everything due in the account's reach, straight from the clocks."""
    asked = request.GET.get("whose", "all")
    whose = asked if asked in dict(WHOSE) else "all"
    part = request.GET.get("work_part", "")
    found = rows(request.account, request.now, whose=whose, long_ago=part == "long")
    teams = team_choices()
    names = {int(pk): name for pk, name in teams}
    printed: dict[int, Line] = {}

    def as_line(row: DueMoment) -> Line:
        if row.pk not in printed:
            printed[row.pk] = line(row, request.now, names)
        return printed[row.pk]

    shown = worklist_table(as_line, request.now, teams).shown(request, found)
    saw(request, {row.subject_id for row in shown.rows if row.subject_id})
    if shown.wants_csv:
        return shown.csv()
    context = {
        "title": "Worklist",
        "shown": shown,
        "whose": whose,
        "choices": WHOSE,
        "days": LONG_AGO.days,
        "part": part,
    }
    return render(request, "desk/worklist.html", context)


class SeenForm(Form):
    """Nothing to fill in: the button says that the alerts shown have been seen."""


@route(act="home.see", audit=Kind.LIST, purpose=Purpose.OWN_WORK)
def alerts_page(request: PageRequest) -> HttpResponse:
    """The account's alerts; POST marks those it was shown as seen."""
    found = alerts(request.account, request.now)
    form = opened(request, SeenForm)
    keys = [each.key for each in found]
    if form.recorded(lambda _: record.seen(keys=keys, by=request.account, now=request.now)):
        return done(request, "alerts", say="All alerts are marked as seen.")
    saw(request, {each.child for each in found if each.child})
    shown = ALERTS.shown(request, found)
    if shown.wants_csv:
        return shown.csv()
    context = {"title": "Alerts", "shown": shown, "unseen": unseen(found), "form": form}
    return render(request, "desk/alerts.html", context)


@route(act="child.looked", audit=Kind.RECORD, purpose=Purpose.PRIVACY, subject=child_subject)
def looked(request: PageRequest, child_id: int) -> HttpResponse:
    """Who looked at this record, when, and for which purpose."""
    shown = WHO_LOOKED.shown(request, looks_at("child", child_id))
    if shown.wants_csv:
        return shown.csv()
    head = named(child_id, local_date(request.now))
    if head is None:
        raise Http404
    context = {
        "title": "Who looked at this record",
        "head": head,
        "shown": shown,
        "parts_of_record": parts_of_record(request, child_id),
    }
    return render(request, "desk/looked.html", context)


@route(act="child.looked", audit=Kind.RECORD, purpose=Purpose.PRIVACY, subject=child_subject)
def history(request: PageRequest, child_id: int) -> HttpResponse:
    """What changed in this record, by whom, on whose behalf and for which purpose."""
    head = named(child_id, local_date(request.now))
    if head is None:
        raise Http404
    parts = parts_of(
        child_id,
        account=request.account,
        now=request.now,
        health=reaches(request, "child.health"),
        sensitive=reaches(request, "child.sensitive"),
    )
    changes = history_of(parts, at_most=100)
    context = {
        "title": "History of changes",
        "head": head,
        "changes": changes,
        "parts_of_record": parts_of_record(request, child_id),
    }
    return render(request, "desk/history.html", context)


__all__ = ["alerts_page", "history", "home", "looked", "worklist"]
