"""The pages of absence: the sickness monitor, a team's weeks, one's own illness, and an absence's cover and end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages import charts
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.workforce import record
from righthelp.practice.workforce.forms_away import BackForm, CoverForm, LongerForm, SelfSickForm, TalkForm
from righthelp.practice.workforce.models import Absence, Team
from righthelp.practice.workforce.pages_shared import crumbs, own_worker, teams_led
from righthelp.practice.workforce.queries import choices
from righthelp.practice.workforce.queries_away import calendar, could_cover, off_sick, sick_by_day, to_talk, worst
from righthelp.practice.workforce.rota_hours import monday_of
from righthelp.practice.workforce.tables_standing import SICK

WEEKS = 4
LOOK_BACK = timedelta(days=730)


@route(act="team.absence", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def sickness(request: PageRequest) -> HttpResponse:
    """Social workers off sick today with their cover, the last weeks, and the worst day of two years."""
    today = local_date(request.now)
    led = teams_led(request.account)
    everybody = off_sick(today)
    own = everybody if led is None else [row for row in everybody if row.team_id in set(led)]
    shown = SICK.shown(request, own)
    if shown.wants_csv:
        return shown.csv()
    days = [today - timedelta(days=back) for back in (28, 7, 0)]
    then = dict(sick_by_day(days))
    context = {
        "title": "Sickness",
        "crumbs": crumbs(),
        "shown": shown,
        "off": len(everybody),
        "own": len(own),
        "narrow": led is not None,
        "uncovered": sum(1 for row in own if row.holds and not row.cover),
        "uncovered_children": sum(row.holds for row in own if not row.cover),
        "then": [(day, then[day]) for day in days[:-1]],
        "worst": worst(today - LOOK_BACK, today),
        "talks": to_talk(today, led),
    }
    return render(request, "workforce/sickness.html", context)


@route(act="team.absence", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def sickness_chart(request: PageRequest) -> HttpResponse:
    """Social workers off sick on the Wednesday of each week over two years, as an image."""
    wednesday = monday_of(local_date(request.now)) + timedelta(days=2)
    wednesday = min(wednesday, local_date(request.now))
    days = [wednesday - timedelta(weeks=4 * back) for back in range(25, -1, -1)]
    counts = dict(sick_by_day(days))
    lines = [charts.Line("Off sick", [counts[day] for day in days])]
    labels = [f"{day:%-d %b %y}" for day in days]
    return charts.answer(request, charts.line_chart(labels, lines, unit="social workers", height=220))


@route(act="team.see", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def team_weeks(request: PageRequest, team_id: int) -> HttpResponse:
    """A team's next four weeks, person by person: who is there on which day."""
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise Http404
    monday = monday_of(local_date(request.now))
    rows = calendar(team, monday, WEEKS)
    led = teams_led(request.account) if permits(request.account, "team.absence") else []
    days = [day for day, _, _ in rows[0].days] if rows else []
    there = [sum(1 for row in rows if row.days[place][2] and not row.days[place][1]) for place in range(len(days))]
    context = {
        "title": "Four weeks",
        "caption": team.name,
        "crumbs": crumbs((team.name, reverse("team", args=[team_id]))),
        "rows": rows,
        "why": led is None or team_id in led,
        "days": days,
        "there": there,
        "half": len(rows) / 2,
        "mondays": days[::5],
    }
    return render(request, "workforce/weeks.html", context)


@route(act="staff.see", audit=Kind.CHANGE, purpose=Purpose.OWN_WORK)
def self_sick(request: PageRequest) -> HttpResponse:
    """Somebody falls ill and says so themselves; their manager sees it at once."""
    own = own_worker(request.account)
    if own is None:
        return render(request, "workforce/no_work_life.html", {"title": "My work life", "crumbs": [], "worker": None})
    today = local_date(request.now)
    colleagues = [
        (str(each.worker_id), f"{each.name}, holds {each.holds} children")
        for each in could_cover(own.pk, today, today + timedelta(days=1))
    ]
    form = opened(request, SelfSickForm, colleagues=colleagues, initial={"starts": today})
    who: dict[str, Any] = {"worker": own.pk, "kind": "sickness", "expected": True}
    if form.recorded(lambda data: record.absent(by=request.account, now=request.now, **who, **data)):
        return done(request, "my-work-life", say="Get well soon. Your manager sees that you are away.")
    context = {
        "title": "I am ill",
        "caption": own.name,
        "crumbs": [],
        "form": form,
        "button": "Say that I am away",
        "problem": "Why you are ill is nobody’s business here: only the days are kept.",
    }
    return render(request, "workforce/form.html", context)


@route(act="team.absence", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def absence_change(request: PageRequest, absence_id: int) -> HttpResponse:
    """Name cover from colleagues with room, record that it lasts longer or ended early, and the talk on return."""
    held = Absence.objects.select_related("worker__team", "cover").filter(pk=absence_id).first()
    if held is None:
        raise Http404
    today = local_date(request.now)
    team_id = held.worker.team_id
    which = request.POST.get("which", "") or ("early" if "back_on_day" in request.POST else "cover")
    room = could_cover(held.worker_id, max(today, held.starts), held.ends) if held.ends > today else []
    forms = {
        "cover": opened(
            request, CoverForm, colleagues=choices(today), initial={"which": "cover", "cover": held.cover_id}
        ),
        "early": opened(request, BackForm, initial={"which": "early"}),
        "longer": opened(request, LongerForm, initial={"which": "longer"}),
        "talk": opened(request, TalkForm, initial={"which": "talk", "day": today}),
    }
    verbs = {
        "cover": (record.covered, "Cover is recorded."),
        "early": (record.returned_early, "The early return is recorded."),
        "longer": (record.still_away, "The absence lasts until that day."),
        "talk": (record.talked_on_return, "The conversation is recorded."),
    }
    for name, form in forms.items():
        form.sent = form.sent and name == which
        verb, say = verbs[name]
        who: dict[str, Any] = {"absence": absence_id, "by": request.account, "now": request.now}

        def write(data: dict[str, Any], verb: Any = verb, who: dict[str, Any] = who) -> object:
            return verb(**who, **{key: value for key, value in data.items() if key != "which"})

        if form.recorded(write):
            return done(request, "team", team_id, say=say)
    context = {
        "title": f"{held.worker.name}, away",
        "crumbs": crumbs((held.worker.team.name, reverse("team", args=[team_id]))),
        "held": held,
        "over": held.ends <= today,
        "forms": forms,
        "room": room,
        "dates": f"{say_date(held.starts)} to {say_date(held.ends - timedelta(days=1))}",
        "sick": held.kind == "sickness",
    }
    return render(request, "workforce/absence_change.html", context)
