"""Caseloads of the trust and of a team, plain and weighted, as at any day."""

from __future__ import annotations

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import Month
from righthelp.foundation.pages.render import render
from righthelp.practice.workforce.caseload_rules import EXPECTED, LIMIT, WEIGHTED_LIMIT, WEIGHTS
from righthelp.practice.workforce.models import Team
from righthelp.practice.workforce.pages_shared import crumbs, day_asked
from righthelp.practice.workforce.queries_caseload import Load, by_team, loads, trend
from righthelp.practice.workforce.tables_work import LOADS, TEAM_LOADS, TREND

_MONTHS = 13


def _average(found: list[Load]) -> Decimal | None:
    """KPI 14 on the day shown."""
    held = [load for load in found if load.held and load.qualified]
    wte = sum((load.wte for load in held), Decimal(0))
    return (Decimal(sum(load.held for load in held)) / wte).quantize(Decimal("0.1")) if wte else None


@route(act="team.see", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def caseloads(request: PageRequest) -> HttpResponse:
    """Every team's caseload beside one another, and the trend of the whole."""
    day, wrong = day_asked(request)
    found = loads(day, request.now)
    teams = TEAM_LOADS.shown(request, by_team(found, Team.objects.order_by("name")))
    months = TREND.shown(request, list(reversed(trend(Month.of(day).back(_MONTHS), request.now))))
    for shown in (teams, months):
        if shown.wants_csv:
            return shown.csv()
    context = {
        "title": "Caseloads",
        "crumbs": crumbs(),
        "day": day,
        "wrong": wrong,
        "average": _average(found),
        "children": sum(load.held for load in found),
        "over": sum(1 for load in found if load.level == "over"),
        "light": sum(1 for load in found if load.level == "light"),
        "expected": EXPECTED,
        "weights": WEIGHTS,
        "limit": LIMIT,
        "weighted_limit": WEIGHTED_LIMIT,
        "teams": teams,
        "months": months,
    }
    return render(request, "workforce/caseloads.html", context)


@route(act="team.see", audit=Kind.PAGE, purpose=Purpose.SUPERVISION)
def team_load(request: PageRequest, team_id: int) -> HttpResponse:
    """Who in a team holds how much, why it counts for so much, and the team's trend."""
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise Http404
    day, wrong = day_asked(request)
    found = loads(day, request.now, team=team_id)
    shown = LOADS.shown(request, found)
    months = TREND.shown(request, list(reversed(trend(Month.of(day).back(_MONTHS), request.now, team=team_id))))
    for each in (shown, months):
        if each.wants_csv:
            return each.csv()
    context = {
        "title": f"Caseloads, {team.name}",
        "crumbs": crumbs(("Caseloads", reverse("caseloads")), (team.name, reverse("team", args=[team_id]))),
        "day": day,
        "wrong": wrong,
        "average": _average(found),
        "children": sum(load.held for load in found),
        "over": sum(1 for load in found if load.level == "over"),
        "expected": EXPECTED,
        "shown": shown,
        "months": months,
    }
    return render(request, "workforce/team_load.html", context)
