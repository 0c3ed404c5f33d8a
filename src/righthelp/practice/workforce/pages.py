"""The pages of teams: caseloads, who is away, allocation and hand-over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, Subject, permits
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.access.route import Kind, PageRequest, route, saw
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.people.queries import named
from righthelp.practice.workforce import record
from righthelp.practice.workforce.forms import AbsenceForm, AllocateForm, BackForm, CoverForm, HandOverForm
from righthelp.practice.workforce.models import Absence, Team, Worker
from righthelp.practice.workforce.queries import (
    SOON,
    away,
    caseloads,
    choices,
    open_children,
    teams_of,
    unallocated,
    works_with,
)
from righthelp.practice.workforce.tables import CASELOADS, TEAMS, UNALLOCATED, absences_table


def _child(child_id: int) -> Subject:
    return Subject("child", child_id)


def _crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    return [{"text": "Teams", "href": reverse("teams")}, *({"text": words, "href": href} for words, href in more)]


@route(act="team.see", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def teams(request: PageRequest) -> HttpResponse:
    """Every team of the trust."""
    shown = TEAMS.shown(request, list(Team.objects.select_related("manager")))
    if shown.wants_csv:
        return shown.csv()
    return render(request, "workforce/teams.html", {"title": "Teams", "shown": shown, "own": teams_of(request.account)})


@route(act="team.see", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def my_team(request: PageRequest) -> HttpResponse:
    """To the team one manages, or works in; to all teams for somebody in none."""
    own = teams_of(request.account)
    return HttpResponseRedirect(reverse("team", args=[own[0].pk]) if own else reverse("teams"))


def _team(team_id: int) -> Team:
    found = Team.objects.select_related("manager").filter(pk=team_id).first()
    if found is None:
        raise Http404
    return found


@route(act="team.see", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def team(request: PageRequest, team_id: int) -> HttpResponse:
    """A team's workers, their caseloads, and who is away now or in the next fortnight."""
    held = _team(team_id)
    today = local_date(request.now)
    loads = CASELOADS.shown(request, caseloads(held, today))
    manages = permits(request.account, "team.absence")
    gone = absences_table(shows_why=manages).shown(request, list(away(held, today, today + SOON)))
    for shown in (loads, gone):
        if shown.wants_csv:
            return shown.csv()
    uncovered = [row for row in gone.rows if row.cover is None]
    context = {
        "title": held.name,
        "crumbs": _crumbs(),
        "team": held,
        "loads": loads,
        "gone": gone,
        "uncovered": uncovered,
        "children": sum(row.primary for row in loads.rows),
    }
    return render(request, "workforce/team.html", context)


@route(act="team.absence", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def absence(request: PageRequest, team_id: int) -> HttpResponse:
    """Record that somebody of the team will be away, and who covers."""
    held = _team(team_id)
    today = local_date(request.now)
    form = opened(request, AbsenceForm, members=choices(today, team=held), colleagues=choices(today))
    if form.recorded(lambda data: record.absent(by=request.account, now=request.now, **data)):
        covered = form.cleaned_data["cover"] is not None
        say = "The absence is recorded." if covered else "The absence is recorded. Nobody covers it yet."
        return done(request, "team", team_id, say=say)
    context = {
        "title": "Record an absence",
        "crumbs": _crumbs((held.name, reverse("team", args=[team_id]))),
        "form": form,
    }
    return render(request, "workforce/absence.html", context)


@route(act="team.absence", audit=Kind.CHANGE, purpose=Purpose.SUPERVISION)
def absence_change(request: PageRequest, absence_id: int) -> HttpResponse:
    """Name cover, or record an early return."""
    held = Absence.objects.select_related("worker__team", "cover").filter(pk=absence_id).first()
    if held is None:
        raise Http404
    today = local_date(request.now)
    team_id = held.worker.team_id
    back = request.method == "POST" and "back_on_day" in request.POST
    cover = opened(request, CoverForm, colleagues=choices(today), initial={"cover": held.cover_id})
    early = opened(request, BackForm)
    cover.sent, early.sent = cover.sent and not back, early.sent and back
    who: dict[str, Any] = {"absence": absence_id, "by": request.account, "now": request.now}
    if cover.recorded(lambda data: record.covered(**who, **data)):
        return done(request, "team", team_id, say="Cover is recorded.")
    if early.recorded(
        lambda data: record.returned_early(absence=absence_id, by=request.account, now=request.now, **data)
    ):
        return done(request, "team", team_id, say="The early return is recorded.")
    context = {
        "title": f"{held.worker.name}, away",
        "crumbs": _crumbs((held.worker.team.name, reverse("team", args=[team_id]))),
        "cover": cover,
        "early": early,
        "dates": f"{say_date(held.starts)} to {say_date(held.ends - timedelta(days=1))}",
    }
    return render(request, "workforce/absence_change.html", context)


@route(act="team.allocate", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def worker(request: PageRequest, worker_id: int) -> HttpResponse:
    """A worker's children, and the form that hands some or all of them over."""
    held = Worker.objects.select_related("team").filter(pk=worker_id).first()
    if held is None:
        raise Http404
    rows = within_reach(
        open_children(worker_id), request.account, "team.allocate", kind="child", field="child_id", now=request.now
    )
    allocations = list(rows)
    saw(request, [row.child_id for row in allocations])
    own = [(str(row.child_id), f"{row.child}, since {say_date(row.starts)}") for row in allocations if row.primary]
    others = [(pk, words) for pk, words in choices(local_date(request.now)) if pk != str(worker_id)]
    form = opened(request, HandOverForm, workers=others, children=own)
    if form.recorded(lambda data: record.handed_over(by=request.account, now=request.now, **data)):
        return done(request, "worker", worker_id, say="The work is handed over.")
    context = {
        "title": held.name,
        "caption": held.title,
        "crumbs": _crumbs((held.team.name, reverse("team", args=[held.team_id]))),
        "form": form,
        "primary": len(own),
        "beside": [str(row.child) for row in allocations if not row.primary],
    }
    return render(request, "workforce/worker.html", context)


@route(act="team.allocate", audit=Kind.RECORD, purpose=Purpose.SUPERVISION, subject=_child)
def allocate(request: PageRequest, child_id: int) -> HttpResponse:
    """Allocate a child to a worker, or hand the work over."""
    today = local_date(request.now)
    person = named(child_id, today)
    if person is None:
        raise Http404
    now_with = works_with(child_id, request.now, today)
    primary = next((each for each in now_with if each.primary), None)
    form = opened(request, AllocateForm, workers=choices(today))
    if form.recorded(lambda data: record.allocated(child=child_id, by=request.account, now=request.now, **data)):
        opens = permits(request.account, "child.see")
        say = "The work is allocated."
        return done(request, "child", child_id, say=say) if opens else done(request, "teams", say=say)
    context = {
        "title": "Hand over" if primary else "Allocate a worker",
        "caption": f"{person.name}, born {person.born}",
        "form": form,
        "primary": primary,
    }
    return render(request, "workforce/allocate.html", context)


@route(act="team.allocate", audit=Kind.LIST, purpose=Purpose.SUPERVISION)
def without_worker(request: PageRequest) -> HttpResponse:
    """Children in care or with a plan whom nobody holds."""
    today = local_date(request.now)
    rows = within_reach(unallocated(today), request.account, "team.allocate", kind="child", field="pk", now=request.now)
    shown = UNALLOCATED.shown(request, rows)
    saw(request, [row.pk for row in shown.rows])
    if shown.wants_csv:
        return shown.csv()
    return render(request, "workforce/unallocated.html", {"title": "Without a social worker", "shown": shown})
