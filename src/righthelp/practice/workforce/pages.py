"""The pages of teams: caseloads, and who is away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.workforce import record
from righthelp.practice.workforce.forms import AbsenceForm, BackForm, CoverForm
from righthelp.practice.workforce.models import Absence, Team
from righthelp.practice.workforce.queries import SOON, away, caseloads, choices, teams_of
from righthelp.practice.workforce.tables import CASELOADS, TEAMS, absences_table


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
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
        "crumbs": crumbs(),
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
        "crumbs": crumbs((held.name, reverse("team", args=[team_id]))),
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
        "crumbs": crumbs((held.worker.team.name, reverse("team", args=[team_id]))),
        "cover": cover,
        "early": early,
        "dates": f"{say_date(held.starts)} to {say_date(held.ends - timedelta(days=1))}",
    }
    return render(request, "workforce/absence_change.html", context)
