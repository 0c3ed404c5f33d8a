"""The pages of teams: caseloads, and who is away."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose, permits
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.workforce import record
from righthelp.practice.workforce.forms import AbsenceForm
from righthelp.practice.workforce.models import Team
from righthelp.practice.workforce.pages_shared import crumbs, teams_led
from righthelp.practice.workforce.queries import SOON, away, caseloads, choices, teams_of
from righthelp.practice.workforce.queries_posts import Of, seats
from righthelp.practice.workforce.queries_standing import lapses
from righthelp.practice.workforce.tables import CASELOADS, TEAMS, absences_table


@route(act="staff.see", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def teams(request: PageRequest) -> HttpResponse:
    """Every team of the trust; who is who for those whose work no team's page is."""
    if not permits(request.account, "team.see"):
        return HttpResponseRedirect(reverse("structure"))
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
    led = teams_led(request.account) if permits(request.account, "worker.keep") else []
    leads = led is None or team_id in led
    out = [row for row in lapses(today, [team_id]) if row.state(today) != "soon"] if leads else []
    posts = seats(today, Of(qualified=False, team=team_id)) if permits(request.account, "post.see") else []
    context = {
        "title": held.name,
        "crumbs": crumbs(),
        "team": held,
        "loads": loads,
        "gone": gone,
        "uncovered": uncovered,
        "children": sum(row.primary for row in loads.rows),
        "out": out,
        "vacant": [seat for seat in posts if seat.worker_id is None],
        "posts": posts,
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


__all__ = ["absence", "crumbs", "my_team", "team", "teams"]
